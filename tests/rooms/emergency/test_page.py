import gzip
import re
import time
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.rooms.emergency import content as c
from backend.rooms.emergency.carer_pages import link_to_documents
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.page import HEADERS, WIRE, packed, plain, render
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadSection
from backend.rooms.identity.tokens import new_token
from tests.drawing import LETTERS
from tests.rooms.emergency.sheets import ANNE, generated, lines, sheet, theo
from tests.soak.counts import times

FOOT = "pied de page"


def page(of: PublicSheet, language: str = "fr") -> str:
    return render(of, language, footer=FOOT, pack=plain).decode()


def words(of: str) -> str:
    """What a person reads: the text without its markup and styles."""
    body = of.partition("<body>")[2]
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)))


@pytest.mark.slow
@pytest.mark.parametrize("pack", [packed, plain])
def test_five_hundred_sheets_from_bare_to_overloaded_fit(pack):
    cut, numbers = 0, range(0, 500, times(9, 1))
    for number in numbers:
        of, language = generated(number), ("fr", "en")[number // 50 % 2]
        carers = link_to_documents(new_token(), language, asks=True)
        body = render(of, language, footer=FOOT, pack=pack, carers=carers)
        assert len(body) + HEADERS <= WIRE, number
        read = unescape((gzip.decompress(body) if pack is packed else body).decode())
        assert FOOT in read
        assert carers in read
        if "ne tient pas ici" in read or "does not fit here" in read:
            cut += 1
            continue
        for section in of.sections.values():
            for line in section.lines:
                for text in _told(line.content):
                    assert text in read
    assert 0.1 < cut / len(numbers) < 0.9  # some are overloaded, and each of those says what it leaves out


def _told(content: c.Content) -> list[str]:
    fields = {k: v for k, v in msgspec.structs.asdict(content).items() if isinstance(v, str) and v}
    for hidden in ("certainty", "tone", "phone_seen"):
        fields.pop(hidden, None)
    return [clean(value, lines=True) for value in fields.values()]


def test_what_is_left_out_is_the_least_vital_and_is_counted():
    many = [c.PastCondition(name=f"antécédent {n}", note="x" * 500) for n in range(40)]
    of = sheet({**theo().sections, Section.HISTORY: lines(*many)})
    read = page(of)
    assert "Pénicilline" in read
    assert "Midazolam" in read
    assert "06 00 00 00 01" in read
    shown = read.count("antécédent ")
    assert 0 < shown < 40
    assert f"La suite ne tient pas ici : {40 - shown} lignes." in words(read).replace("\u202f", " ").replace(
        "  ", " "
    )


def test_vital_facts_come_first_and_within_four_kilobytes():
    for language in ("fr", "en"):
        first = render(theo(), language, footer=FOOT, pack=plain)[:4096].decode(errors="ignore")
        places = [
            first.find(sign) for sign in ("TAGORRE", "2026", "Pénicilline", "Épilepsie", "IRM", "Midazolam")
        ]
        assert -1 not in places
        assert places == sorted(places)
    assert len(render(theo(), "fr", footer=FOOT)) + HEADERS < 4096


def test_three_different_answers_about_allergies_never_look_alike():
    said = {}
    for answer in (Answer.UNANSWERED, Answer.NOT_STATED, Answer.NONE_KNOWN):
        of = sheet({Section.ALLERGIES: ReadSection(answer=answer, answered=ANNE)})
        part = page(of).partition("<section class=a>")[2].partition("</section>")[0]
        said[answer] = words(f"<body>{part}")
    assert "pas encore noté" in said[Answer.UNANSWERED]
    assert "non communiqué" in said[Answer.NOT_STATED]
    assert "aucune connue" in said[Answer.NONE_KNOWN]
    assert "8 nov. 2026" in said[Answer.NONE_KNOWN]
    for answer in (Answer.UNANSWERED, Answer.NOT_STATED):
        assert "aucun" not in said[answer]


def test_a_bare_sheet_says_of_every_section_that_it_is_not_noted():
    read = words(page(sheet({})))
    assert "poids non communiqué" in read
    assert read.count("pas encore noté") == 8  # once a group
    assert "aucune connue" not in read


def test_who_confirmed_and_what_has_moved_is_said():
    read = words(page(theo()))
    assert "Relue en entier par Anne Tagorre (mère), le 8 nov. 2026" in read
    assert "à confirmer : à revoir à 10 ans" in read.replace("\u202f", " ")
    never = words(page(replace(theo(), read=None)))
    assert "Jamais relue en entier" in never


def test_a_contact_without_a_number_says_so_and_one_with_it_can_be_called():
    read = page(theo())
    assert "href=tel:+33600000001" in read
    assert "Mamie" in read
    assert "numéro non communiqué" in words(read)


def test_english_is_complete_and_says_what_language_the_family_wrote():
    read = page(theo(), "en")
    assert "<html lang=en>" in read
    assert "<main lang=fr>" in read
    for french in ("relu", "aucun ", "noté", "Traitements", "confirmer", "Affichée", "né le"):
        assert french not in words(read), french


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '" onclick="x',
    "&lt;b&gt;",
    "\u202egnp.exe\u202c",
    "a\u200bb\u2066c",
    "Z̷̢̛̛̛̛̛̛͔͔͔a",
    "</title><meta http-equiv=refresh content=0>",
    "javascript:alert(1)",
]


@given(st.one_of(st.sampled_from(HOSTILE), st.text(LETTERS, max_size=120)))
@settings(max_examples=150, deadline=None)
def test_text_stays_text(text: str):
    of = sheet(
        {
            Section.ALLERGIES: lines(c.Allergy(substance=text, reaction=text)),
            Section.TODO: lines(c.ToDo(title=text, text=text, tone="never")),
            Section.CONTACTS: lines(c.Contact(name=text, relation=text, phone="15")),
            Section.DIRECTIVES: lines(c.Directives(text=text)),
        },
        given=text,
        family=text,
    )
    read = page(of)
    tags = Tags()
    tags.feed(read)
    calm = Tags()
    calm.feed(page(sheet(dict(of.sections), given="a", family="a")))
    allowed = {
        "html",
        "meta",
        "link",
        "title",
        "style",
        "body",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "main",
        "section",
    }
    allowed |= {"ul", "li", "b", "strong", "small", "span", "a", "footer"}
    assert {name for name, _ in tags.seen} <= allowed
    for _, attributes in tags.seen:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        assert (attributes.get("href") or "data:,").startswith(("tel:", "data:,"))
    for letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u200e\u200f\ufeff\x00\x1b":
        assert letter not in read


def test_one_request_and_no_script():
    read = page(theo())
    assert "<script" not in read
    assert "url(" not in read
    assert "@import" not in read
    assert re.findall(r"<link[^>]*>", read) == ["<link rel=icon href=data:,>"]
    assert "http:" not in read
    assert "https:" not in read


def test_rendering_the_fullest_sheet_is_quick():
    of = generated(49)
    began = time.perf_counter()
    render(of, "fr", footer=FOOT)
    assert time.perf_counter() - began < 1.5


def test_what_is_to_come_gives_way_to_all_that_holds_now():
    full = generated(49)
    treatments = full.section(Section.TREATMENTS)
    first, *others = treatments.lines
    told = replace(treatments, lines=(*others, replace(first, begins=date(2026, 11, 23))))
    of = replace(full, sections=full.sections | {Section.TREATMENTS: told})
    packed_page = render(of, "fr", footer="")
    assert len(packed_page) <= WIRE - HEADERS
    assert "À partir du 23 nov." not in gzip.decompress(packed_page).decode()
    bare = replace(full, sections={Section.TREATMENTS: replace(told, lines=told.lines[-2:])})
    assert "À partir du 23 nov. 2026" in gzip.decompress(render(bare, "fr", footer="")).decode()
