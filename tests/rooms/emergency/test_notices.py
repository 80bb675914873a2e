import pytest

from backend.rooms.emergency.notices import notice
from backend.rooms.emergency.page import HEADERS, WIRE


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["gone", "replaced", "expired", "link", "busy", "away"])
def test_each_says_what_it_is_and_what_to_do(kind: str, language: str):
    page = notice(kind, language).decode()
    assert len(page.encode()) + HEADERS < WIRE
    assert f"<html lang={language}>" in page
    assert "tel:15" in page
    assert "tel:112" in page
    assert "noindex" in page
    assert "<script" not in page
    if kind in {"gone", "replaced", "expired"}:
        assert ("la famille" if language == "fr" else "the family") in page
