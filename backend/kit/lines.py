"""What is written on one line: names, professions, relations."""

import unicodedata

from backend.kit.errors import Invalid


def one_line(text: str, field: str, *, may_be_empty: bool = False) -> str:
    """One line, without the marks that turn text around or hide it. Raises Invalid (`field`)."""
    line = " ".join(text.split())
    if (not line and not may_be_empty) or any(not c.isprintable() for c in line):
        raise Invalid(
            {
                field: {
                    "fr": "Écrivez ceci en lettres ordinaires.",
                    "en": "Write this in ordinary letters.",
                }
            }
        )
    return line


def alphabetical(name: str) -> str:
    """What to sort names by: Émile stands between Elsa and Eva. The embedded PostgreSQL has no such order."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
