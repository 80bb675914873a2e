"""What sending refuses, in tus's own statuses; and what giving back refuses."""

from typing import ClassVar

from backend.kit.errors import Conflict, CS3Error, Forbidden, Gone, TooManyAttempts, UnsupportedType


class WrongOffset(Conflict):
    code = "wrong_offset"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’envoi n’en est pas là : demandez où il en est, puis reprenez.",
        "en": "The sending is not at this point: ask where it is, then go on.",
    }


class ChecksumMismatch(CS3Error):
    status = 460
    code = "checksum_mismatch"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce morceau est arrivé abîmé ; il n’est pas gardé. Renvoyez-le.",
        "en": "This piece arrived damaged and was not kept. Send it again.",
    }


class UploadExpired(Gone):
    code = "upload_expired"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cet envoi a attendu trop longtemps. Recommencez-le : il est encore sur ce téléphone.",
        "en": "This sending waited too long. Start it again: it is still on this phone.",
    }


class IdTaken(Conflict):
    code = "capture_id_taken"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Un autre envoi porte déjà ce numéro. Recommencez avec un nouveau.",
        "en": "Another sending already has this number. Start again with a new one.",
    }


class TusVersion(CS3Error):
    status = 412
    code = "tus_version"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cet envoi demande le protocole tus 1.0.0.",
        "en": "This sending needs the tus 1.0.0 protocol.",
    }

    @property
    def headers(self) -> dict[str, str]:
        return {"Tus-Version": "1.0.0"}


class NotAPiece(UnsupportedType):
    code = "not_offset_stream"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Un morceau s’envoie en application/offset+octet-stream.",
        "en": "A piece is sent as application/offset+octet-stream.",
    }


class TooManyWaiting(TooManyAttempts):
    code = "too_many_uploads"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Trop d’envois attendent déjà. Laissez-les finir, puis reprenez.",
        "en": "Too many sendings are waiting. Let them finish, then go on.",
    }

    def __init__(self) -> None:
        super().__init__(retry_after=60)


class TooManyToday(TooManyAttempts):
    """A person, a notebook, a day of France: a carer's phone that was stolen must not fill the family's storage."""

    code = "too_many_today"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vous avez ajouté à ce carnet tout ce qu’une journée peut recevoir. La suite partira demain.",
        "en": "You have added to this notebook all that a day can take. The rest will leave tomorrow.",
    }


class OriginalKept(Forbidden):
    """Another representative keeps their address: what their camera wrote in a file must not tell it."""

    code = "original_kept"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’original dit peut-être où il a été fait. Son auteur seul le télécharge\u202f; prenez la copie sans lieu ni appareil.",
        "en": "The original may tell where it was made. Only who added it downloads it; take the copy without place or device.",
    }


REASONS: dict[str, tuple[str, str]] = {
    "empty": ("Le fichier est vide.", "The file is empty."),
    "truncated": (
        "La fin du fichier manque : renvoyez-le.",
        "The end of the file is missing: send it again.",
    ),
    "unreadable": (
        "Le fichier est abîmé : il ne peut pas être lu.",
        "The file is damaged: it cannot be read.",
    ),
    "infected": (
        "L’antivirus connaît ce fichier comme dangereux : personne ne peut l’ouvrir. Il sera effacé.",
        "The virus scanner knows this file as dangerous: nobody can open it. It will be erased.",
    ),
    "awaiting_scan": (
        "En attente de l’analyse antivirus. Rien à faire : elle reprend d’elle-même.",
        "Waiting for the virus scanner. Nothing to do: it goes on by itself.",
    ),
    "too_slow": ("Ce fichier demande trop de temps à lire.", "This file takes too long to read."),
    "too_hungry": ("Ce fichier demande trop de mémoire à lire.", "This file takes too much memory to read."),
    "too_much_output": ("Ce fichier est trop gros une fois lu.", "This file is too large once read."),
}
"""Why a file is not taken, or is not there yet, whatever it is; each room says the rest of its own."""


def sentence_of(reason: str | None, reasons: dict[str, tuple[str, str]], language: str) -> str | None:
    """`reasons`: those of the room, before those of every file."""
    if reason is None:
        return None
    french, english = (REASONS | reasons).get(reason, REASONS["unreadable"])
    return english if language == "en" else french


class Withheld(Forbidden):
    """Of a file that the virus scanner refused, or has not seen yet, nobody gets a byte."""

    code = "withheld"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’antivirus n’a pas encore laissé passer ce fichier\u202f: personne ne peut l’ouvrir.",
        "en": "The virus scanner has not let this file pass: nobody can open it.",
    }


class RepresentativesOnly(Forbidden):
    code = "original_for_representatives"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’original, tel que reçu, est réservé aux représentants. Demandez la copie nettoyée.",
        "en": "The original as received is for the representatives. Ask for the cleaned copy.",
    }
