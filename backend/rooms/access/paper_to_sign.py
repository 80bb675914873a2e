"""An access on A4, to be signed by hand: what is open and what is not, the text of each side, its place to sign, and the number."""

import io
from datetime import datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer

from backend.kit.print_fonts import BOLD, printable
from backend.kit.say import say_time
from backend.rooms.access.papers import Paper
from backend.rooms.access.receipt_paper import printed, terms, words_in

_SIDE = 18 * mm
_WORDS = {
    "fr": {
        "title": "Accès au carnet de {child}",
        "given": "La famille accepte",
        "accepted": "{person} accepte",
        "sign": "Nom\u202f: ______________________________   Le ____ / ____ / ________   Signature\u202f:",
        "foot": "Imprimé le {day}. Signé, ce papier est photographié ou scanné dans le carnet, avec ce numéro.",
        "number": "Papier n° {number}",
    },
    "en": {
        "title": "Access to {child}’s notebook",
        "given": "The family agrees",
        "accepted": "{person} agrees",
        "sign": "Name: ______________________________   On ____ / ____ / ________   Signature:",
        "foot": "Printed {day}. Once signed, this paper is photographed or scanned into the notebook, with this number.",
        "number": "Paper no. {number}",
    },
}


def print_paper(paper: Paper, child: str, at: datetime, language: str) -> bytes:
    words, receipt = _WORDS[language], paper.receipt
    printable("")  # registers the typeface
    title = words["title"].format(child=child)
    drawn = io.BytesIO()
    document = SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_SIDE, bottomMargin=22 * mm,
        title=title, author="CS3", lang=language, invariant=1,
    )  # fmt: skip
    story: list[Flowable] = [printed(title, 16, bold=True), Spacer(1, 6)]
    story += terms(receipt, words_in(language), language)
    for heading, text in (
        (words["given"], paper.given),
        (words["accepted"].format(person=receipt.person), paper.accepted),
    ):
        story.append(
            KeepTogether(
                [
                    Spacer(1, 10),
                    printed(heading, 12.5, bold=True),
                    printed(text, 10),
                    Spacer(1, 10),
                    printed(words["sign"], 10),
                    Spacer(1, 24),
                ]
            )
        )

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont(BOLD, 12)
        canvas.drawString(_SIDE, 13 * mm, printable(words["number"].format(number=paper.number)))
        canvas.setFont(BOLD, 8)
        canvas.drawString(_SIDE, 8 * mm, printable(words["foot"].format(day=say_time(at, language))))

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return drawn.getvalue()
