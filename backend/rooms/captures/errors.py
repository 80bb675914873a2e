"""What the captures' room refuses, and why a file is not taken."""

from typing import ClassVar

from backend.kit.errors import Conflict
from backend.rooms.uploads.errors import sentence_of


class CannotClean(Conflict):
    code = "cannot_clean"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce fichier ne peut pas être nettoyé de ce qu’il raconte : seules ses copies se partagent.",
        "en": "This file cannot be cleaned of what it tells: only its copies can be shared.",
    }


class NotReady(Conflict):
    code = "film_not_ready"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Un extrait se coupe dans un film déjà prêt.",
        "en": "A clip is cut from a film that is ready.",
    }


REASONS: dict[str, tuple[str, str]] = {
    "unknown_type": (
        "Ce n’est ni une photo ni un film que CS3 sait lire.",
        "This is neither a photo nor a film that CS3 can read.",
    ),
    "cut": (
        "Cette photo n’est pas arrivée entière : on voit ce qui a pu être lu. Si vous l’avez entière, renvoyez-la.",
        "This photo did not arrive whole: what could be read is shown. If you have it whole, send it again.",
    ),
    "too_large": ("Le fichier est trop gros.", "The file is too large."),
    "too_many_pixels": (
        "L’image dépasse 100 millions de points.",
        "The picture has more than 100 megapixels.",
    ),
    "too_long": ("Le film dure plus de 20 minutes.", "The film lasts more than 20 minutes."),
    "no_images": ("Le film ne contient aucune image.", "The film has no images."),
    "encrypted": ("Le film est verrouillé par qui l’a vendu.", "The film is locked by whoever sold it."),
    "not_prepared": (
        "CS3 n’est pas parvenu à préparer ce fichier. L’original est gardé.",
        "CS3 could not prepare this file. The original is kept.",
    ),
    "not_cut": (
        "Cet extrait n’a pas pu être coupé\u202f: reprenez-le dans son film, avec un autre début ou une autre fin.",
        "This clip could not be cut: take it again in its film, with another start or another end.",
    ),
}


def reason_sentence(reason: str | None, language: str) -> str | None:
    return sentence_of(reason, REASONS, language)
