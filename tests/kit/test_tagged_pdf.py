"""A tagged PDF tells a reader its headings and paragraphs, in order, with the words that belong to each."""

import ctypes
import io
from typing import Any, cast

import pypdfium2
import pypdfium2.raw as pdfium
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, SimpleDocTemplate

from backend.kit.tagged_pdf import Tagged, TaggedCanvas


def _made() -> bytes:
    style = ParagraphStyle("a", fontName="Helvetica")
    foot = lambda canvas, _: (canvas.begin_artifact(), canvas.drawString(20, 20, "foot"), canvas.end())  # noqa: E731
    out = io.BytesIO()
    page = SimpleDocTemplate(out, title="T", lang="fr")
    first = [Tagged("Title", style).tagged("H1"), Tagged("Day", style).tagged("H2"), Tagged("One", style)]
    page.build(
        [*first, PageBreak(), Tagged("Two", style)],
        onFirstPage=foot,
        onLaterPages=foot,
        canvasmaker=TaggedCanvas,
    )
    return out.getvalue()


def _elements(page: Any) -> list[tuple[str, int]]:
    """(role, number of its marked content) of each element that stands on this page."""
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    assert pdfium.FPDF_StructTree_CountChildren(tree) == 1
    whole = pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)
    found: list[tuple[str, int]] = []
    for number in range(pdfium.FPDF_StructElement_CountChildren(whole)):
        element = pdfium.FPDF_StructElement_GetChildAtIndex(whole, number)
        if not element:  # it stands on another page
            continue
        text = ctypes.create_string_buffer(64)
        size = pdfium.FPDF_StructElement_GetType(element, text, 64)
        role = text.raw[:size].decode("utf-16-le").rstrip("\0")
        found.append((role, pdfium.FPDF_StructElement_GetMarkedContentID(element)))
    return found


def test_each_page_has_its_elements_and_each_its_words() -> None:
    document = pypdfium2.PdfDocument(_made())
    assert pdfium.FPDFCatalog_IsTagged(document)
    assert _elements(document[0]) == [("H1", 0), ("H2", 1), ("P", 2)]
    assert _elements(document[1]) == [("P", 0)]
    said: dict[int, str] = {}
    first = document[0]
    for one in cast(Any, first.get_objects(textpage=first.get_textpage())):
        if one.type == pdfium.FPDF_PAGEOBJ_TEXT:
            said[pdfium.FPDFPageObj_GetMarkedContentID(one)] = one.extract().strip()
    assert said == {0: "Title", 1: "Day", 2: "One", -1: "foot"}
