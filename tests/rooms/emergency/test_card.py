import dataclasses
import io
from datetime import date, timedelta

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from reportlab.lib.units import mm

from backend.kit.print_fonts import MISSING, printable
from backend.rooms.emergency import content as c
from backend.rooms.emergency import qr
from backend.rooms.emergency.card import HEIGHT, WIDTH, CodeTooDense, print_card
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import ReadSection
from tests.rooms.emergency.sheets import generated, lines, sheet, theo

URL = "https://carnet.example.org/u/" + "Ab-_9" * 8 + "xyz"


def pages(pdf: bytes) -> list[tuple[str, Image.Image]]:
    document = pypdfium2.PdfDocument(pdf)
    return [(p.get_textpage().get_text_range(), p.render(scale=200 / 72).to_pil()) for p in document]


@pytest.mark.parametrize("blur", [0, 1, 2, 3])
@pytest.mark.parametrize("url", [URL, "https://" + "carnet-de-soins." * 8 + "example.org/u/" + "Z" * 43])
def test_the_printed_code_decodes_even_blurred(url: str, blur: int):
    picture = pages(print_card(theo(), url, "fr"))[0][1]
    found = zxingcpp.read_barcodes(picture.filter(ImageFilter.GaussianBlur(blur)))
    if blur < 3 or url == URL:
        assert [code.text for code in found] == [url]


def test_modules_are_large_enough_or_the_card_is_refused():
    code = HEIGHT / mm - 8 - 1.5
    assert code / qr.side(URL) >= 0.8  # twice the limit for a usual address
    with pytest.raises(CodeTooDense):
        print_card(theo(), "https://example.org/u/" + "x" * 1500, "fr")


def test_the_code_on_a_screen_decodes_and_keeps_its_quiet_zone():
    svg = qr.svg(URL)
    assert svg.startswith("<svg xmlns=")
    assert "<script" not in svg
    side = qr.side(URL)
    picture = Image.new("L", (side * 8, side * 8), 255)
    for column, row, length in qr.runs(URL):
        assert column >= qr.QUIET
        assert column + length <= side - qr.QUIET
        picture.paste(0, (column * 8, row * 8, (column + length) * 8, (row + 1) * 8))
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == URL
    assert found.ec_level == "M"


def test_the_vital_lines_are_there_as_text_with_their_dates():
    text = " ".join(" ".join(t.split()) for t, _ in pages(print_card(theo(), URL, "fr")))
    for said in ("Théo TAGORRE", "PÉNICILLINE", "Midazolam", "06 00 00 00 01", "Relue en entier par Anne Tagorre",
                 "à vérifier maintenant", "numéro non communiqué", "pas encore noté", "non communiqué"):  # fmt: skip
        assert said in text, said
    assert "à confirmer : à revoir à 10 ans" in text.replace("\xa0", " ")
    english = " ".join(t for t, _ in pages(print_card(theo(), URL, "en")))
    assert "IN AN EMERGENCY" in english
    assert "not noted yet" in english
    assert "relu" not in english


def test_the_card_is_of_credit_card_size():
    assert (WIDTH / mm, HEIGHT / mm) == (85.6, 54)


def test_an_overloaded_card_says_that_there_is_more_and_the_paper_holds_it_all():
    of = generated(30)
    drawn = pages(print_card(of, URL, "fr"))
    assert len(drawn) > 1
    assert "La suite est sur la feuille" in " ".join(drawn[0][0].split())
    (found,) = zxingcpp.read_barcodes(drawn[0][1])
    assert found.text == URL


def test_a_checked_sheet_says_until_when():
    of = sheet(
        {
            Section.ALLERGIES: ReadSection(answer=Answer.NONE_KNOWN, answered=theo().read),
            Section.WEIGHT: lines(c.Weight(kg=27, measured_on=date(2026, 11, 2))),
        }
    )
    text = " ".join(pages(print_card(of, URL, "fr"))[0][0].split())
    assert "Périmée après le 2 mai 2027" in text
    assert "aucune connue" in text


def test_a_family_that_reads_it_more_often_prints_an_earlier_day():
    of = dataclasses.replace(sheet({Section.CALMS: lines(c.Calms(text="Sa chanson"))}), card_months=1)
    assert "Périmée après le 8 déc. 2026" in " ".join(pages(print_card(of, URL, "fr"))[0][0].split())
    assert "Out of date after 8 Dec 2026" in " ".join(pages(print_card(of, URL, "en"))[0][0].split())
    old = dataclasses.replace(of, shown_at=of.shown_at + timedelta(days=30))
    assert "Périmée : à vérifier maintenant" in " ".join(pages(print_card(old, URL, "fr"))[0][0].split())


def test_letters_the_typeface_has_not_are_said_to_be_missing():
    assert printable("œuf d’été « à »\u202f!") == "œuf d’été « à »\xa0!"
    assert printable("Nguyễn") == "Nguyen"
    assert printable("日") == MISSING
    of = sheet({Section.DIRECTIVES: lines(c.Directives(text="日本語"))})
    assert "tient la place d’une lettre" in " ".join(pages(print_card(of, URL, "fr"))[-1][0].split())


def test_markup_in_a_line_stays_text():
    of = sheet(
        {Section.ALLERGIES: lines(c.Allergy(substance="<img src='file:///etc/passwd'/> & <b"))},
        given="<para>",
    )
    text = " ".join(" ".join(t.split()) for t, _ in pages(print_card(of, URL, "fr")))
    assert "passwd" in text.lower()
    assert "<para>" in text


def test_the_same_sheet_gives_the_same_paper():
    assert print_card(theo(), URL, "fr") == print_card(theo(), URL, "fr")
    assert io.BytesIO(print_card(theo(), URL, "fr")).read(5) == b"%PDF-"
