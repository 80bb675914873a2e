"""Every sort of notification has its words in both languages, and they name nobody."""

import json
from typing import get_args
from uuid import UUID

import pytest

from backend.rooms.identity.push_words import Kind, message


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", get_args(Kind))
def test_each_kind_is_said(kind: str, language: str) -> None:
    said = json.loads(message(id=UUID(int=1), kind=kind, path="/c/x", mark="m", language=language))
    assert said["title"].startswith({"fr": "Carnet", "en": "Notebook"}[language])
    assert said["body"].endswith(".")
    assert said["lang"] == language
