"""The errors a person or a program may meet, drawn once.

CS3Error                    status, code and a sentence in each language
├── BadRequest         400  what was sent cannot be understood
├── NotSignedIn        401  nobody is signed in
├── Forbidden          403  known person, act not allowed (code says why)
├── NotFound           404  absent, or not for this person: both look the same
├── Conflict           409  somebody changed it meanwhile
├── Gone               410  it was there, it is over
├── TooLarge           413  more than the stated limit
├── UnsupportedType    415  not a kind of file that is read here
├── Invalid            422  a field is wrong: `fields` names each and says what to do
├── TooManyAttempts    429  wait `retry_after` seconds
└── Unavailable        503  a part of the house is away for now
SettingsError               the configuration cannot be used; the process does not start

A room's own errors derive from one of these and set `code` and `sentences`.
"""

from typing import ClassVar


class CS3Error(Exception):
    """A refusal with its status (HTTP), stable code, and its sentence in French and English."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "error"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Quelque chose s’est mal passé de notre côté. Rien n’a été perdu : réessayez dans un moment.",
        "en": "Something went wrong on our side. Nothing was lost: try again in a moment.",
    }

    def __init__(self, /, **values: object) -> None:
        super().__init__(self.code)
        self.values = values

    def sentence(self, language: str) -> str:
        text = self.sentences.get(language) or self.sentences["fr"]
        return text.format(**self.values) if self.values else text

    @property
    def headers(self) -> dict[str, str]:
        return {}


class BadRequest(CS3Error):
    status = 400
    code = "bad_request"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "La demande n’a pas été comprise.",
        "en": "The request could not be understood.",
    }


class ForeignOrigin(CS3Error):
    """A change asked from a page that is not ours."""

    status = 403
    code = "foreign_origin"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette demande ne vient pas de CS3. Ouvrez le carnet à son adresse habituelle.",
        "en": "This request does not come from CS3. Open the notebook at its usual address.",
    }


class NotSignedIn(CS3Error):
    status = 401
    code = "not_signed_in"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Connectez-vous pour continuer.",
        "en": "Sign in to continue.",
    }


class Forbidden(CS3Error):
    status = 403
    code = "forbidden"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vous n’avez pas le droit de faire cela.",
        "en": "You are not allowed to do this.",
    }


class NotFound(CS3Error):
    status = 404
    code = "not_found"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Introuvable, ou pas ouvert pour vous.",
        "en": "Not found, or not open to you.",
    }


class Conflict(CS3Error):
    """`current` is what the server holds now, so that nothing typed has to be thrown away."""

    status = 409
    code = "changed_meanwhile"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Quelqu’un a changé ceci entre-temps. Votre texte est gardé : comparez et choisissez.",
        "en": "Someone changed this meanwhile. Your text is kept: compare and choose.",
    }

    def __init__(self, /, current: object = None, **values: object) -> None:
        super().__init__(**values)
        self.current = current


class Gone(CS3Error):
    status = 410
    code = "gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce lien ne sert plus.",
        "en": "This link is no longer in use.",
    }


class TooLarge(CS3Error):
    status = 413
    code = "too_large"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "C’est trop gros : la limite est de {limit}.",
        "en": "This is too large: the limit is {limit}.",
    }


class UnsupportedType(CS3Error):
    status = 415
    code = "unsupported_type"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce type de fichier n’est pas lu ici.",
        "en": "This kind of file cannot be read here.",
    }


class Invalid(CS3Error):
    """`fields` maps a field's name to {"fr": …, "en": …}: what is wrong and what to do."""

    status = 422
    code = "invalid"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Un champ est à corriger.",
        "en": "One field needs correcting.",
    }

    def __init__(self, /, fields: dict[str, dict[str, str]] | None = None, **values: object) -> None:
        super().__init__(**values)
        self.fields = fields or {}


class TooManyAttempts(CS3Error):
    status = 429
    code = "too_many_attempts"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Trop d’essais. Réessayez dans {minutes} min.",
        "en": "Too many attempts. Try again in {minutes} min.",
    }

    def __init__(self, /, retry_after: int) -> None:
        super().__init__(minutes=max(1, -(-retry_after // 60)))
        self.retry_after = retry_after

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": str(self.retry_after)}


class Unavailable(CS3Error):
    status = 503
    code = "unavailable"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Une partie de CS3 ne répond pas. Ce que vous avez saisi est gardé sur ce téléphone.",
        "en": "Part of CS3 does not answer. What you entered is kept on this phone.",
    }

    @property
    def headers(self) -> dict[str, str]:
        return {"Retry-After": "10"}


class SettingsError(Exception):
    """A setting that cannot be used: its name, and what it must be, in one sentence."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(f"{name} {sentence}")
        self.name = name
