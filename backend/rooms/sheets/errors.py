"""What the habits refuse, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Invalid


class VersionTaken(Conflict):
    code = "version_id_taken"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce texte n’a pas pu être rangé sous ce numéro. Il est gardé : envoyez-le de nouveau.",
        "en": "This text could not be filed under this number. It is kept: send it again.",
    }


def foreign_version(field: str) -> Invalid:
    return Invalid(
        {
            field: {
                "fr": "Ce texte n’est pas de cette rubrique : rouvrez-la.",
                "en": "This text does not belong to this heading: open it again.",
            }
        }
    )
