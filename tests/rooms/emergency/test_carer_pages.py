"""The carers' pages, as they are written: no script, ten pages at a time, whatever people typed made harmless."""

import base64
import hashlib
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from uuid import UUID

import pytest

from backend.rooms.documents.service import urgent
from backend.rooms.emergency.carer_form import CarerForm
from backend.rooms.emergency.carer_pages import ask_form, document_page, list_page, over_page
from backend.rooms.emergency.carer_style import CARER_STYLE_HASH
from backend.rooms.emergency.carer_texts import CARER_TEXTS

TOKEN = "A" * 43
ID, FILE = UUID(int=1), UUID(int=2)


def document(kind: str = "pdf", pages: int = 1, given: bool = True, **more: Any) -> urgent.UrgentDocument:
    file = urgent.UrgentFile(
        id=FILE, place=1, title="", kind=kind, media_type="text/csv" if kind == "other" else "", seconds=None,
        pages=tuple(range(1, pages + 1)), size=10, given=given,
    )  # fmt: skip
    said = {"title": "Protocole", "written_by": "Dr Lenoir", "structure": "CHU"} | more
    return urgent.UrgentDocument(
        id=ID, category="documents.medical", written_on=date(2026, 11, 3), files=(file,), **said
    )


def shown(of: urgent.UrgentDocument, first: int = 1, language: str = "fr") -> str:
    return document_page(TOKEN, language, of, who="Théo", first=first).decode()


@pytest.mark.parametrize(
    ("count", "first", "numbers", "links"),
    [
        (3, 1, range(1, 4), []),
        (10, 1, range(1, 11), []),
        (25, 1, range(1, 11), ["11"]),
        (25, 11, range(11, 21), ["1", "21"]),
        (25, 21, range(21, 26), ["11"]),
        (25, 99, range(1, 11), ["11"]),
        (25, -3, range(1, 11), ["11"]),
    ],
)
def test_ten_pages_at_a_time(count: int, first: int, numbers: range, links: list[str]) -> None:
    page = shown(document(pages=count), first)
    assert re.findall(rf'<img src="/u/{TOKEN}/documents/{ID}/{FILE}/(\d+)" ', page) == [
        str(n) for n in numbers
    ]
    assert re.findall(r"\?page=(\d+)", page) == links
    assert f"Page {numbers[0]} sur {count}" in page


def test_films_and_sounds_are_played_and_a_table_is_only_taken_away() -> None:
    assert f'<video controls preload=none src="/u/{TOKEN}/documents/{ID}/{FILE}/play"' in shown(
        document("film", 0)
    )
    assert "<audio controls" in shown(document("sound", 0))
    table = shown(document("other", 0))
    assert f'{FILE}/original" download="Protocole.csv"' in table
    withheld = shown(document("other", 0, given=False))
    assert CARER_TEXTS["fr"].not_given in withheld
    assert str(FILE) not in withheld


@pytest.mark.parametrize("bad", ['"><script>x</script>', "' onclick=x ", "a onfocus=x", '" formaction=x '])
def test_what_people_typed_is_harmless_everywhere(bad: str) -> None:
    of = document(title=bad, written_by=bad, structure=bad)
    form = CarerForm(name=bad, profession=bad, structure=bad, phone=bad, rpps=bad, reason=bad, passcode=bad)
    wrong = dict.fromkeys(("name", "reason"), "long")
    pages = [
        shown(of),
        shown(document("film", 0, title=bad)),
        ask_form(bad, "fr", form, wrong, asks=True).decode(),
        list_page(TOKEN, "fr", [of], who=bad, born=bad, until="18 h", note=bad, error="long").decode(),
        over_page(bad, "ended", "fr").decode(),
    ]
    for page in pages:
        seen = _Seen()
        seen.feed(page)
        assert "script" not in seen.tags
        assert not {name for name in seen.attributes if name.startswith("on") or name == "formaction"}


class _Seen(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_the_policy_allows_this_style_and_every_refusal_has_its_words() -> None:
    style = shown(document()).partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"sha256-{digest}" == CARER_STYLE_HASH
    french, english = CARER_TEXTS["fr"], CARER_TEXTS["en"]
    assert french.errors.keys() == english.errors.keys()
    assert french.notices.keys() == english.notices.keys()
    assert french.fields.keys() == english.fields.keys()
    assert french.professions.keys() == english.professions.keys()
