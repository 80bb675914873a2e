"""What the urgent sheet refuses, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Gone, Invalid


class SectionFull(Conflict):
    code = "section_full"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette partie de la fiche est pleine : changez ou retirez une ligne.",
        "en": "This part of the sheet is full: change or remove a line.",
    }


class SectionHasLines(Conflict):
    code = "section_has_lines"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette partie contient des lignes : retirez-les avant de dire qu’il n’y a rien.",
        "en": "This part holds lines: remove them before saying that there is nothing.",
    }


class WrittenElsewhere(Conflict):
    code = "written_elsewhere"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ceci s’écrit sur la fiche «\u202f{fr}\u202f», et la fiche urgente le montre\u202f: ouvrez cette fiche.",
        "en": "This is written on the “{en}” sheet, and the urgent sheet shows it: open that sheet.",
    }


class LinkOver(Gone):
    code = "link_over"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce code ne sert plus. Faites-en un nouveau.",
        "en": "This code is no longer in use. Make a new one.",
    }


class TooManyLinks(Conflict):
    code = "too_many_links"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vingt codes sont déjà en service : annulez-en un avant d’en faire un autre.",
        "en": "Twenty codes are in use already: revoke one before making another.",
    }


def wrong(field: str, fr: str, en: str) -> Invalid:
    """One field to correct, said in both languages."""
    return Invalid({field: {"fr": fr, "en": en}})
