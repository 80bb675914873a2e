"""Several traces in one sentence: numbers, plurals, and who."""

import re
from itertools import product

import pytest

from backend.rooms.audit.kinds import KINDS, LOOKS, OPENS, Kind
from backend.rooms.audit.phrases import deed, whole
from backend.rooms.audit.tags import Tag


@pytest.mark.parametrize(
    ("tag", "category", "lines", "items", "french", "english"),
    [
        (Tag.DOCUMENT_READ, "documents.medical", 3, 3, "a lu 3 comptes rendus médicaux", "read 3 medical reports"),
        (Tag.DOCUMENT_READ, "documents.medical", 1, 1, "a lu un compte rendu médical", "read a medical report"),
        (Tag.DOCUMENT_READ, "documents.syntheses", 3, 1, "a lu une synthèse, 3 fois", "read a synthesis, 3 times"),
        (Tag.DOCUMENT_READ, "documents.liaison", 4, 2, "a lu 2 fiches de liaison, 4 fois en tout", "read 2 liaison sheets, 4 times in all"),
        (Tag.DOCUMENT_ORIGINAL, "documents.imaging", 1, 1, "a téléchargé l’original d’un document d’imagerie", "downloaded the original of a medical imaging document"),
        (Tag.DOCUMENT_ORIGINAL, "documents.imaging", 2, 2, "a téléchargé les originaux de 2 documents d’imagerie", "downloaded the originals of 2 medical imaging documents"),
        (Tag.PHOTO_ADD, "photos", 1200, 1200, "a ajouté 1\u202f200 photos", "added 1,200 photos"),
        (Tag.VIDEO_READ, "gait", 2, 2, "a regardé 2 films", "watched 2 films"),
        (Tag.AGENDA_READ, "agenda", 2, 0, "a regardé l’agenda, 2 fois", "looked at the agenda, 2 times"),
        (Tag.SHEET_OPENED, "emergency", 2, 1, "a ouvert la fiche urgente avec le code, 2 fois", "opened the urgent sheet with the code, 2 times"),
        (Tag.HABITS_KEEP, "sheets.habits", 5, 0, "garde les habitudes de vie sur son téléphone, pour les lire sans réseau", "keeps the daily habits on their phone, to read them without a network"),
        (Tag.DOCUMENT_ADD, "documents.unheard", 2, 2, "a ajouté 2 documents", "added 2 documents"),
    ],
)  # fmt: skip
def test_so_many_are_said_so(
    tag: Tag, category: str, lines: int, items: int, french: str, english: str
) -> None:
    assert deed(tag, category, "fr", lines=lines, items=items) == french
    assert deed(tag, category, "en", lines=lines, items=items) == english


NUMBERS = ((1, 0), (1, 1), (2, 2), (3, 2), (7, 0))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_tag_reads_like_a_sentence_in_any_number(language: str) -> None:
    for tag, (lines, items) in product(Tag, NUMBERS):
        done = deed(tag, "documents.psychology", language, lines=lines, items=items)
        said = whole("Karim", "kiné", "SESSAD", done, language)
        assert re.fullmatch(r"Karim, kiné \(SESSAD\), [a-zé].*[^.]\.", said), (tag, lines, items)
        assert not re.search(r"\bd’(?!un|une)\d|\{|\}|'| de un", said), (tag, lines, items)
        if items > 1 and tag in OPENS:
            assert str(items) in said, (tag, lines, items)


def test_who() -> None:
    assert whole("Karim", "", "", "a lu", "fr") == "Karim a lu."
    assert whole("Karim", "kiné", "", "a lu", "fr") == "Karim, kiné, a lu."
    assert whole("Karim", "", "CAMSP", "a lu", "fr") == "Karim, CAMSP, a lu."
    assert whole("", "", "", "a lu", "fr") == "Quelqu’un, sans compte, a lu."
    assert whole("", "", "CHU", "a lu", "fr") == "Quelqu’un, sans compte, qui dit être « CHU », a lu."
    assert whole("", "", "", "read", "en") == "Someone, without an account, read."


def test_every_tag_is_of_one_kind() -> None:
    assert sum(len(tags) for tags in KINDS.values()) == len(Tag)
    assert {
        Tag.DOCUMENT_COPY,
        Tag.CIRCLE_READ,
        Tag.EXPORT_DOWNLOAD,
        Tag.HABITS_PRINT,
        Tag.TRACES_EXPORT,
        Tag.SHEET_KEEP,
    } <= KINDS[Kind.READINGS]
    assert {Tag.PHOTO_ADD, Tag.HABIT_SLEEP, Tag.CARNET_OPEN, Tag.AGENDA_ADD} <= KINDS[Kind.ADDITIONS]
    assert {Tag.DOCUMENT_BIN, Tag.SHEET_CHANGE, Tag.CARNET_CLOSE, Tag.HABIT_CONFIRM} <= KINDS[Kind.CHANGES]
    assert {Tag.INVITATION_MAKE, Tag.RIGHT_WITHDRAW, Tag.LINK_MAKE, Tag.CARD_PRINT} <= KINDS[Kind.SHARING]
    assert KINDS[Kind.REFUSED] == {Tag.REFUSED}
    by_carers = {
        Tag.CARER_ENTERS,
        Tag.CARER_LISTS,
        Tag.CARER_READS,
        Tag.CARER_KEEPS,
        Tag.CARER_WROTE,
        Tag.CARER_LEAVES,
    }
    assert KINDS[Kind.EMERGENCY] == {Tag.SHEET_OPENED, Tag.CODE_CLOSED, Tag.CODE_WRONG} | by_carers
    assert OPENS < LOOKS
