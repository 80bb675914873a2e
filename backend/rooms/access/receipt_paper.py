"""The receipt of an access, on A4: what is open and what is not, in words; then each act with the text that was seen."""

import io
from datetime import datetime
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from backend.kit.print_fonts import BOLD, PLAIN, printable
from backend.kit.say import say_day, say_time
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.category_names import category_name
from backend.rooms.access.matrix import Matrix
from backend.rooms.access.receipts import Agreed, Receipt

_SIDE = 18 * mm
_INK, _GREY, _TEAL = HexColor(0x14171A), HexColor(0x3F464D), HexColor(0x0B6E6E)
_WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Reçu d’un accès au carnet de {child}",
        "given": "Ouvert à {person}{role}, par {giver}, le {day}.",
        "made": "Ouvert à {person}{role}, le {day}.",
        "until": "Dernier jour\u202f: {day}.",
        "open": "Sans fin, jusqu’à ce qu’il soit retiré.",
        "withdrawn": "Accès retiré le {day}.",
        "reason": "Raison\u202f: {reason}",
        "all": "Représentant de l’enfant\u202f: tous les droits, sur tout le carnet.",
        "read": "Peut lire\u202f:",
        "add": "Peut ajouter\u202f:",
        "manage": "Peut changer et supprimer\u202f:",
        "closed": "Ne voit pas\u202f:",
        "acts": "Ce qui a été accepté",
        "give": "{by} a donné cet accès le {day}{device}.",
        "change": "{by} a changé cet accès le {day}{device}.",
        "accept": "{by} a accepté cet accès le {day}{device}.",
        "join": "{by} a rejoint l’équipe le {day}{device}.",
        "paper": "Papier n° {paper}, signé par {signed} le {signed_on}\u202f; sa copie est gardée par {by} depuis le {day}{device}.",
        "device": " ({device})",
        "seen": "Texte lu, version {version}\u202f:",
        "unseen": "L’application de ce jour-là n’affichait pas de texte à accepter.",
        "digest": "Empreinte SHA-256 du texte\u202f: {sha256}",
        "ended": "Retiré par {by} le {day}.",
        "left": "Sorti de l’équipe le {day}.",
        "nothing": "Cet accès date d’avant les reçus\u202f: rien n’a été gardé de ce qui a été accepté.",
        "foot": "Fait le {day}. Le carnet fait foi\u202f: un accès peut changer ou cesser à tout moment.",
        "number": "Accès n° {id}",
    },
    "en": {
        "title": "Receipt for an access to {child}’s notebook",
        "given": "Opened to {person}{role}, by {giver}, {day}.",
        "made": "Opened to {person}{role}, {day}.",
        "until": "Last day: {day}.",
        "open": "No end, until it is withdrawn.",
        "withdrawn": "Access withdrawn {day}.",
        "reason": "Reason: {reason}",
        "all": "Represents the child: every right, on the whole notebook.",
        "read": "May read:",
        "add": "May add:",
        "manage": "May change and delete:",
        "closed": "Does not see:",
        "acts": "What was agreed to",
        "give": "{by} gave this access, {day}{device}.",
        "change": "{by} changed this access, {day}{device}.",
        "accept": "{by} accepted this access, {day}{device}.",
        "join": "{by} joined the team, {day}{device}.",
        "paper": "Paper no. {paper}, signed by {signed}, {signed_on}; its copy kept by {by}, {day}{device}.",
        "device": " ({device})",
        "seen": "Text read, version {version}:",
        "unseen": "The app of that day showed no text to agree to.",
        "digest": "SHA-256 of the text: {sha256}",
        "ended": "Withdrawn by {by}, {day}.",
        "left": "Left the team, {day}.",
        "nothing": "This access is older than receipts: nothing was kept of what was agreed to.",
        "foot": "Made {day}. The notebook prevails: an access may change or end at any time.",
        "number": "Access no. {id}",
    },
}


def words_in(language: str) -> dict[str, str]:
    return _WORDS[language]


def print_receipt(receipt: Receipt, child: str, at: datetime, language: str) -> bytes:
    words = _WORDS[language]
    printable("")  # registers the typeface
    title = words["title"].format(child=child)
    drawn = io.BytesIO()
    document = SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_SIDE, bottomMargin=18 * mm,
        title=title, author="CS3", lang=language, invariant=1,
    )  # fmt: skip
    story: list[Flowable] = [printed(title, 16, bold=True), Spacer(1, 6), *terms(receipt, words, language)]
    story += [Spacer(1, 8), printed(words["acts"], 12.5, bold=True, colour=_TEAL)]
    if not receipt.acts:
        story.append(printed(words["nothing"], 10))
    for act in receipt.acts:
        story += _act(act, receipt, words, language)

    def foot(canvas: Any, _: Any) -> None:
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(_SIDE, 12 * mm, printable(words["foot"].format(day=say_time(at, language))))
        canvas.drawString(_SIDE, 8 * mm, words["number"].format(id=receipt.habilitation_id))

    document.build(story, onFirstPage=foot, onLaterPages=foot)
    return drawn.getvalue()


def terms(receipt: Receipt, words: dict[str, str], language: str) -> list[Flowable]:
    role = ", ".join(part for part in (receipt.what, receipt.structure) if part)
    said = words["given" if receipt.granted_by and receipt.granted_by != receipt.person else "made"]
    lines = [
        said.format(
            person=receipt.person,
            role=f" ({role})" if role else "",
            giver=receipt.granted_by,
            day=say_time(receipt.since, language),
        )
    ]
    lines.append(
        words["until"].format(day=say_day(receipt.until, language)) if receipt.until else words["open"]
    )
    if receipt.withdrawn_at:
        lines.append(words["withdrawn"].format(day=say_time(receipt.withdrawn_at, language)))
    if receipt.reason:
        lines.append(words["reason"].format(reason=receipt.reason))
    told = [printed(line, 11) for line in lines]
    if receipt.profile is Profile.REPRESENTATIVE:
        return [*told, printed(words["all"], 11)]
    if receipt.professions:
        return [*told, *_by_profession(receipt.professions, words, language)]
    return [*told, Spacer(1, 6), *opened(receipt.matrix, words, language), printed(receipt.secrecy, 10)]


def _by_profession(
    professions: tuple[tuple[str, Matrix], ...], words: dict[str, str], language: str
) -> list[Flowable]:
    told: list[Flowable] = []
    for name, matrix in professions:
        told += [Spacer(1, 6), printed(name, 11, bold=True), *opened(matrix, words, language)]
    return told


def opened(matrix: Matrix, words: dict[str, str], language: str) -> list[Flowable]:
    told: list[Flowable] = []
    for right in Right:
        names = [category_name(c, language) for c in Category if right in matrix.get(c, frozenset())]
        if names:
            told.append(_line(words[right.value], " · ".join(names)))
    closed = [category_name(c, language) for c in Category if not matrix.get(c)]
    if closed:
        told.append(_line(words["closed"], " · ".join(closed)))
    return told


def _act(act: Agreed, now: Receipt, words: dict[str, str], language: str) -> list[Flowable]:
    device = words["device"].format(device=act.device) if act.device else ""
    said = words[act.act].format(
        by=act.by,
        day=say_time(act.at, language),
        device=device,
        paper=act.paper,
        signed=act.signed_by,
        signed_on=say_day(act.signed_on, language) if act.signed_on else "",
    )
    told: list[Flowable] = [Spacer(1, 4), printed(said, 10, bold=True)]
    if act.text:
        told.append(printed(f"{words['seen'].format(version=act.version)} {act.text}", 10))
        told.append(printed(words["digest"].format(sha256=act.sha256), 8, colour=_GREY))
    else:
        told.append(printed(words["unseen"], 10))
    if now.professions:
        if act.professions != now.professions:
            told += _by_profession(act.professions, words, language)
    elif act.act in {"give", "change", "paper"} and act.matrix != now.matrix:
        told += opened(act.matrix, words, language)
    if act.withdrawn_at:
        ended = words["left" if act.act == "join" else "ended"].format(
            by=act.withdrawn_by, day=say_time(act.withdrawn_at, language)
        )
        told.append(printed(ended, 10))
    return told


def _line(label: str, text: str) -> Paragraph:
    return Paragraph(printable(f"<b>{escape(label)}</b> {escape(text)}"), _style(10))


def printed(text: str, points: float, *, bold: bool = False, colour: Any = _INK) -> Paragraph:
    return Paragraph(printable(escape(text)), _style(points, bold=bold, colour=colour))


def _style(points: float, *, bold: bool = False, colour: Any = _INK) -> ParagraphStyle:
    return ParagraphStyle(
        "receipt",
        fontName=BOLD if bold else PLAIN,
        fontSize=points,
        leading=points * 1.35,
        textColor=colour,
        spaceAfter=3,
    )
