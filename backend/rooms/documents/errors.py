"""Why a letter is not taken."""

REASONS: dict[str, tuple[str, str]] = {
    "empty": ("Le fichier est vide.", "The file is empty."),
    "unknown_type": (
        "Ce n’est pas un PDF. Une lettre en papier ou en image : photographiez ses pages, CS3 en fait un PDF.",
        "This is not a PDF. For a letter on paper or as a picture: photograph its pages, CS3 makes a PDF of them.",
    ),
    "truncated": (
        "La fin du fichier manque : renvoyez-le.",
        "The end of the file is missing: send it again.",
    ),
    "unreadable": (
        "Le fichier est abîmé : il ne peut pas être lu.",
        "The file is damaged: it cannot be read.",
    ),
    "too_large": ("Le fichier dépasse 50 Mo.", "The file has more than 50 MB."),
    "too_many_pages": (
        "Le document dépasse 300 pages : partagez-le en plusieurs.",
        "The document has more than 300 pages: split it.",
    ),
    "encrypted": (
        "Ce PDF demande un mot de passe. Enregistrez-le sans mot de passe, ou photographiez ses pages.",
        "This PDF asks for a password. Save it without one, or photograph its pages.",
    ),
    "too_slow": ("Ce fichier demande trop de temps à lire.", "This file takes too long to read."),
    "too_hungry": ("Ce fichier demande trop de mémoire à lire.", "This file takes too much memory to read."),
    "not_prepared": (
        "CS3 n’est pas parvenu à préparer ce document. L’original est gardé.",
        "CS3 could not prepare this document. The original is kept.",
    ),
    "too_much_output": ("Ce fichier est trop gros une fois lu.", "This file is too large once read."),
}


def reason_sentence(reason: str | None, language: str) -> str | None:
    if reason is None:
        return None
    french, english = REASONS.get(reason, REASONS["unreadable"])
    return english if language == "en" else french
