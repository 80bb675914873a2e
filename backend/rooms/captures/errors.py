"""What the captures' room refuses, and what tus answers in its own statuses."""

from typing import ClassVar

from backend.kit.errors import Conflict, CS3Error, Forbidden, Gone, Invalid, TooManyAttempts, UnsupportedType


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
        "fr": "Cet envoi a attendu trop longtemps. Recommencez-le : l’image est encore sur ce téléphone.",
        "en": "This sending waited too long. Start it again: the picture is still on this phone.",
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


class NoDocumentsYet(Invalid):
    code = "no_documents_yet"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Les documents n’ont pas encore leur place dans CS3. Vous pouvez photographier la lettre.",
        "en": "Documents have no place in CS3 yet. You can take a photo of the letter.",
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


class RepresentativesOnly(Forbidden):
    code = "original_for_representatives"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’original, tel que reçu, est réservé aux représentants. Demandez la copie nettoyée.",
        "en": "The original as received is for the representatives. Ask for the cleaned copy.",
    }


class CannotClean(Conflict):
    code = "cannot_clean"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce fichier ne peut pas être nettoyé de ce qu’il raconte : seules ses copies se partagent.",
        "en": "This file cannot be cleaned of what it tells: only its copies can be shared.",
    }


REASONS: dict[str, tuple[str, str]] = {
    "empty": ("Le fichier est vide.", "The file is empty."),
    "unknown_type": (
        "Ce n’est ni une photo ni un film que CS3 sait lire.",
        "This is neither a photo nor a film that CS3 can read.",
    ),
    "truncated": (
        "La fin du fichier manque : renvoyez-le.",
        "The end of the file is missing: send it again.",
    ),
    "unreadable": (
        "Le fichier est abîmé : il ne peut pas être lu.",
        "The file is damaged: it cannot be read.",
    ),
    "too_large": ("Le fichier est trop gros.", "The file is too large."),
    "too_many_pixels": (
        "L’image dépasse 100 millions de points.",
        "The picture has more than 100 megapixels.",
    ),
    "too_long": ("Le film dure plus de 20 minutes.", "The film lasts more than 20 minutes."),
    "no_images": ("Le film ne contient aucune image.", "The film has no images."),
    "encrypted": ("Le film est verrouillé par qui l’a vendu.", "The film is locked by whoever sold it."),
    "too_slow": ("Ce fichier demande trop de temps à lire.", "This file takes too long to read."),
    "too_hungry": ("Ce fichier demande trop de mémoire à lire.", "This file takes too much memory to read."),
    "not_prepared": (
        "CS3 n’est pas parvenu à préparer ce fichier. L’original est gardé.",
        "CS3 could not prepare this file. The original is kept.",
    ),
    "too_much_output": ("Ce fichier est trop gros une fois lu.", "This file is too large once read."),
}


def reason_sentence(reason: str | None, language: str) -> str | None:
    if reason is None:
        return None
    french, english = REASONS.get(reason, REASONS["unreadable"])
    return english if language == "en" else french
