"""What the habits refuse, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Forbidden, Invalid, NotFound


class VersionTaken(Conflict):
    code = "version_id_taken"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce texte n’a pas pu être rangé sous ce numéro. Il est gardé : envoyez-le de nouveau.",
        "en": "This text could not be filed under this number. It is kept: send it again.",
    }


class NoLine(NotFound):
    code = "no_line"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Rien n’a jamais été écrit ici : rouvrez la fiche.",
        "en": "Nothing was ever written here: open the sheet again.",
    }


class SectionFull(Conflict):
    code = "section_full"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette partie de la fiche est pleine : changez ou retirez une ligne.",
        "en": "This part of the sheet is full: change or remove a line.",
    }


class NotThere(Conflict):
    code = "no_place_on_urgent_sheet"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette ligne n’a pas sa place sur la fiche urgente.",
        "en": "This line has no place on the urgent sheet.",
    }


class MayNotChoose(Forbidden):
    code = "may_not_choose"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce que montre la fiche urgente, ses représentants le choisissent. Rien n’a été écrit\u202f: envoyez la ligne sans ce choix.",
        "en": "What the urgent sheet shows is chosen by the representatives. Nothing was written: send the line without that choice.",
    }


class FilmShown(Forbidden):
    code = "film_shown"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Le passeport douleur est montré aux soignants qui ont un code\u202f: qui tient la fiche urgente choisit ses films. Rien n’a été changé.",
        "en": "The pain passport is shown to carers with a code: who keeps up the urgent sheet chooses its films. Nothing was changed.",
    }


class NumberKept(Forbidden):
    code = "number_kept"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce numéro est gardé par la personne qui l’a donné : elle seule peut le changer.",
        "en": "This number is kept by the person who gave it: only they can change it.",
    }


def wrong(field: str, fr: str, en: str) -> Invalid:
    """One field to correct, said in both languages."""
    return Invalid({field: {"fr": fr, "en": en}})


def foreign_version(field: str) -> Invalid:
    return Invalid(
        {
            field: {
                "fr": "Ce texte n’est pas de cette rubrique : rouvrez-la.",
                "en": "This text does not belong to this heading: open it again.",
            }
        }
    )
