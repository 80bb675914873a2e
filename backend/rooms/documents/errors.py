"""Why a letter is not taken."""

from backend.rooms.uploads.errors import sentence_of

REASONS: dict[str, tuple[str, str]] = {
    "unknown_type": (
        "CS3 ne prend pas ce type de fichier. Il prend : PDF, photos, films, sons, textes et fichiers de bureautique (docx, xlsx, odt…).",
        "CS3 does not take this type of file. It takes PDFs, photos, films, sounds, texts and office files (docx, xlsx, odt…).",
    ),
    "macros": (
        "Ce fichier contient un programme (une macro). Enregistrez-le sans macros, ou en PDF.",
        "This file carries a program (a macro). Save it without macros, or as a PDF.",
    ),
    "old_office": (
        "C’est un ancien format de bureautique, ou un fichier protégé par un mot de passe. Enregistrez-le sans mot de passe, en docx ou en xlsx, ou en PDF.",
        "This is an old office format, or a file protected by a password. Save it without a password, as docx or xlsx, or as a PDF.",
    ),
    "too_many_pixels": ("Cette image a trop de points.", "This picture has too many pixels."),
    "too_long": (
        "C’est trop long : un film dure 20 minutes au plus, un son 3 heures.",
        "This is too long: a film lasts 20 minutes at most, a sound 3 hours.",
    ),
    "no_images": ("Ce film n’a pas d’image.", "This film has no picture."),
    "too_large": (
        "Le fichier est trop gros : 50 Mo au plus, 200 Mo pour un son, 2 Go pour un film.",
        "The file is too large: 50 MB at most, 200 MB for a sound, 2 GB for a film.",
    ),
    "too_many_pages": (
        "Le document dépasse 300 pages : partagez-le en plusieurs.",
        "The document has more than 300 pages: split it.",
    ),
    "encrypted": (
        "Ce fichier demande un mot de passe : CS3 ne peut pas le montrer.",
        "This file asks for a password: CS3 cannot show it.",
    ),
    "not_prepared": (
        "CS3 n’est pas parvenu à préparer ce document. L’original est gardé.",
        "CS3 could not prepare this document. The original is kept.",
    ),
}


def reason_sentence(reason: str | None, language: str) -> str | None:
    return sentence_of(reason, REASONS, language)
