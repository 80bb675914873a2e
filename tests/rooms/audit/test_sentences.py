"""A trace in words: every tag, in French and in English, as a person would say it."""

import re

import pytest

from backend.rooms.audit.sentences import SENTENCES, sentence
from backend.rooms.audit.tags import ADDITIONS, READINGS, Tag


def test_every_tag_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Tag)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sentence_reads_like_one(language: str) -> None:
    for tag in Tag:
        said = sentence(tag, "Karim Saïdi", language)
        assert re.fullmatch(r"Karim Saïdi [a-zé].*[^.]\.", said), tag
        assert "'" not in said, tag
        if language == "fr":
            assert not re.search(r"[^\u202f][:;!?]", said), tag
            assert said.startswith(("Karim Saïdi a ", "Karim Saïdi garde ")), tag


def test_the_two_languages_differ() -> None:
    assert [tag for tag in Tag if sentence(tag, "K", "fr") == sentence(tag, "K", "en")] == []


def test_someone_without_an_account_is_said_so() -> None:
    assert sentence(Tag.SHEET_OPENED, "", "fr").startswith("Quelqu’un, sans compte, a ouvert")
    assert sentence(Tag.SHEET_OPENED, "", "en").startswith("Someone, without an account, opened")


def test_a_language_that_is_not_there_is_french() -> None:
    assert sentence(Tag.CARNET_READ, "K", "de") == sentence(Tag.CARNET_READ, "K", "fr")


def test_a_tag_says_its_source_subject_and_action() -> None:
    assert all(re.fullmatch(r"[a-z]+:[a-z_]+:[a-z]+", tag) for tag in Tag)
    assert {tag.action for tag in READINGS} <= {"read", "open"}
    assert not READINGS & (ADDITIONS - {Tag.SHEET_OPENED})
