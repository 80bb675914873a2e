"""The card when there is more to say than room: names before details, and what is left off is counted."""

import re
from collections.abc import Iterator

import pypdfium2
import pytest

from backend.kit.print_fonts import printable
from backend.rooms.emergency import content as c
from backend.rooms.emergency.card import HEIGHT, WIDTH, print_card
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadSection
from tests.rooms.emergency.sheets import generated, lines, sheet, theo
from tests.soak.counts import times

URL = "https://carnet.example.org/u/" + "Ab-_9" * 8 + "xyz"
LEFT, TOP = (595.28 - 2 * WIDTH) / 2, 841.89 - 56.69
NEXT = "Àfaire,àsavoir|Todo,toknow|Diagnos|Proches|Familyandfriends|Traitements|Treatments"
ROUND = 0.6  # points: the outline of a letter is told rounded

REACTION = "urticaire puis gêne respiratoire vingt minutes après, adrénaline aux urgences"
NOTE = "vérifiée par tests cutanés, carte de l’allergologue gardée"
NAMES = ("Pénicilline", "Latex", "Arachide", "Œuf", "Ibuprofène")


def allergy(name: str, *, times: int = 1, severity: str = "severe") -> c.Allergy:
    return c.Allergy(substance=name, reaction=REACTION * times, severity=severity, note=NOTE * times)


def with_allergies(*allergies: c.Allergy) -> PublicSheet:
    return sheet({**theo().sections, Section.ALLERGIES: lines(*allergies)})


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u202f\ufffe\u0002-]", "", text)


def boxes(pdf: bytes) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """(page, left, bottom, right, top) of every run of letters."""
    for number, page in enumerate(pypdfium2.PdfDocument(pdf)):
        text = page.get_textpage()
        for n in range(text.count_rects()):
            yield number, text.get_rect(n)


def back(pdf: bytes) -> str:
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    return squeezed(text.get_text_bounded(LEFT + WIDTH, TOP - HEIGHT, LEFT + 2 * WIDTH, TOP))


def names_said(of: PublicSheet, said: str) -> int:
    """By the letters and figures that every typeface has and every reader of a PDF gives back."""

    def plain(text: str) -> str:
        return re.sub(r"[^0-9A-Z]", "", text)

    told = plain(said)
    names = [line.content for line in of.section(Section.ALLERGIES).lines]
    return sum(
        isinstance(one, c.Allergy) and plain(printable(one.substance.upper())) in told for one in names
    )


def test_five_ordinary_allergies_are_all_named_with_what_is_severe_and_the_treatments():
    of = with_allergies(*(allergy(name) for name in NAMES))
    said = back(print_card(of, URL, "fr"))
    assert names_said(of, said) == 5, said
    assert said.count("(grave)") == 5
    for name in ("Crise>5min", "Hémiplégiegauche", "0600000001", "Lévétiracétam", "Midazolam"):
        assert name in said, said
    assert "Lasuiteest" in said


def test_a_very_long_allergy_keeps_its_name():
    said = back(print_card(with_allergies(allergy("Pénicilline", times=6), allergy("Latex")), URL, "fr"))
    assert "PÉNICILLINE(grave)·LATEX(grave)" in said
    assert "Midazolam" in said


def test_the_front_of_an_ordinary_card_is_whole():
    text = pypdfium2.PdfDocument(print_card(theo(), URL, "fr"))[0].get_textpage()
    said = squeezed(text.get_text_bounded(LEFT, TOP - HEIGHT, LEFT + WIDTH, TOP))
    assert "le8nov.2026Périmée:àvérifiermaintenant" in said


def test_a_note_gives_way_before_a_reaction_and_before_a_dose():
    of = with_allergies(c.Allergy(substance="Latex", reaction="choc en 2021", note=NOTE * 8))
    said = back(print_card(of, URL, "fr"))
    assert "LATEX:choc" in said.replace("\u202f", "")
    assert "testscutanés" not in said
    assert "250mg" in said


def test_what_is_left_off_is_counted_and_the_severe_ones_are_not():
    many = [allergy(f"Substance nommée longuement {n:02}", severity="mild") for n in range(39)]
    of = with_allergies(*many, allergy("Pénicilline"))
    said = back(print_card(of, URL, "fr"))
    (number,) = re.findall(r"et(\d+)autres:voir", said)
    assert names_said(of, said) == 40 - int(number) > 5
    assert "PÉNICILLINE(grave)" in said
    assert re.search(r"and\d+others:see", back(print_card(of, URL, "en")))


@pytest.mark.parametrize("words", ["aucuneconnue", "noncommuniqué"])
def test_an_answer_stays_whatever_else_there_is(words: str):
    answer = Answer.NONE_KNOWN if words == "aucuneconnue" else Answer.NOT_STATED
    sections = {**generated(49).sections, Section.ALLERGIES: ReadSection(answer=answer, answered=theo().read)}
    assert f"Allergies:{words}" in back(print_card(sheet(sections), URL, "fr")).replace("\u202f", "")


def test_every_name_is_there_or_counted_and_nothing_overflows():
    for number in range(0, 500, times(133, 1)):
        language = ("fr", "en")[number % 2]
        of = generated(number)
        pdf = print_card(of, URL, language)
        allergies = of.section(Section.ALLERGIES)
        if allergies.answer is Answer.LINES:
            said = re.split(NEXT, back(pdf))[0]
            left = re.search(r"(?:et|and)(\d+)(?:autres?|others?):|Allergies:(\d+),", said)
            counted = int(left[1] or left[2]) if left else 0
            assert names_said(of, said) >= len(allergies.lines) - counted, (number, said)
            assert counted < len(allergies.lines), number
        for page, (left, bottom, right, top) in boxes(pdf):
            if page == 0 and bottom > TOP - HEIGHT - 2:  # the line above the card is the one to cut along
                assert top <= TOP + 25, number
                assert bottom >= TOP - HEIGHT - ROUND, number
                middle = LEFT + WIDTH
                inside = (left >= LEFT and right <= middle) or (middle <= left and right <= middle + WIDTH)
                assert inside or bottom > TOP, (number, left, right)
            else:
                assert left >= 50, number
                assert right <= 595.28 - 50, number
                assert 20 <= bottom < top <= 841.89 - 45, number
