"""The daily sheet on paper for a consultation: a line for each day, what was said of medicines, seizures, pain and temperatures, and what
is not on it."""

import io
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from backend.kit.days import ZONE, day_of
from backend.kit.print_fonts import PLAIN, printable
from backend.rooms.journal.content import said_in, tag_of
from backend.rooms.journal.kinds import BY_TAG
from backend.rooms.journal.schemas import DaySummary, EntryView, TreatmentEvent

_INK, _LINE, _HEAD = HexColor(0x14171A), HexColor(0xD9D3C7), HexColor(0xF1EEE8)
_WIDE = A4[0] - 28 * mm
_COLUMNS = (0.17, 0.17, 0.1, 0.16, 0.22, 0.18)
_WORDS = {
    "fr": {
        "title": "Feuille du jour",
        "span": "Du {first} au {last}. Imprimé le {day}. Une case vide veut dire\u202f: pas noté.",
        "columns": ("Jour", "Sommeil", "Selles", "Douleur", "Crises", "Changements de traitement"),
        "pain": {"none": "aucun signe", "signs": "des signes", "unsure": "on ne sait pas"},
        "sleep": "{h}\u202fh\u202f{m:02}",
        "wakings": "{n} réveils",
        "lasted": "{n}, dont durées notées\u202f: {m}\u202fmin\u202f{s:02}",
        "events": {
            "begun": "début\u202f: {name}",
            "changed": "changé\u202f: {name}",
            "stopped": "arrêt\u202f: {name}",
        },
        "details": "Crises, douleur, températures",
        "given": "Médicaments notés",
        "to_check": "à vérifier\u202f: notée près d’une autre prise",
        "none": "Rien n’a été noté ici ces jours-là.",
        "closed": "La fiche des traitements n’est pas ouverte à qui imprime\u202f: ses changements ne sont pas sur ce papier.",
        "not_here": "Noté aussi, et pas sur ce papier\u202f: {kinds}. Les détails du sommeil et des selles n’y sont pas non plus. Le tableau (CSV) a tout.",
        "colon": "\u202f: ",
        "by": "noté par {who}",
    },
    "en": {
        "title": "Daily sheet",
        "span": "From {first} to {last}. Printed {day}. An empty cell means: not noted.",
        "columns": ("Day", "Sleep", "Stools", "Pain", "Seizures", "Changes of treatment"),
        "pain": {"none": "no sign", "signs": "signs", "unsure": "not sure"},
        "sleep": "{h} h {m:02}",
        "wakings": "{n} wakings",
        "lasted": "{n}, lengths noted: {m} min {s:02}",
        "events": {"begun": "begun: {name}", "changed": "changed: {name}", "stopped": "stopped: {name}"},
        "details": "Seizures, pain, temperatures",
        "given": "Medicines noted",
        "to_check": "to be checked: noted near another taking",
        "none": "Nothing was noted here on these days.",
        "closed": "The sheet of treatments is not open to who prints: its changes are not on this paper.",
        "not_here": "Noted too, and not on this paper: {kinds}. Nor are the details of sleep and stools. The table (CSV) has everything.",
        "colon": ": ",
        "by": "noted by {who}",
    },
}


def draw(
    days: Sequence[DaySummary],
    entries: Sequence[EntryView],
    events: Sequence[TreatmentEvent] | None,
    subject: str,
    at: datetime,
    language: str,
) -> bytes:
    """`events`: None for who may not read the sheet of treatments."""
    words = _WORDS[language]
    printable("")  # registers the typeface
    span = words["span"].format(first=_day(days[0].day), last=_day(days[-1].day), day=_day(day_of(at)))
    story: list[Flowable] = [
        _text(f"<b>{words['title']} · {escape(subject)}</b>", 15),
        Spacer(1, 4),
        _text(span, 9),
        Spacer(1, 8),
        _by_day(days, events, language),
        *([_text(words["closed"], 9)] if events is None else []),
    ]
    for title, tags in (("given", {"treatment"}), ("details", {"seizure", "pain", "temperature"})):
        told = [one for one in entries if tag_of(one.content) in tags]
        story += [Spacer(1, 12), _text(f"<b>{words[title]}</b>", 12), Spacer(1, 4)]
        story += [_text(_said(one, language), 9.5) for one in told] or [_text(words["none"], 9.5)]
    if left := _left_out(entries, language):
        story += [Spacer(1, 12), _text(words["not_here"].format(kinds=left), 9)]
    drawn = io.BytesIO()
    title = f"{words['title']} · {subject}"
    page = SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=14 * mm, rightMargin=14 * mm, topMargin=14 * mm, bottomMargin=14 * mm,
        title=title, author="CS3", lang=language, invariant=1,
    )  # fmt: skip
    page.build(story, onFirstPage=_foot, onLaterPages=_foot)
    return drawn.getvalue()


def _left_out(entries: Sequence[EntryView], language: str) -> str:
    """The other kinds that were noted, with how many."""
    here = {"treatment", "seizure", "pain", "temperature", "sleep", "stool"}
    counted = Counter(tag_of(one.content) for one in entries)
    number = 1 if language == "en" else 0
    return ", ".join(
        f"{kind.name[number].lower()} ({counted[tag]})"
        for tag, kind in BY_TAG.items()
        if tag not in here and counted[tag]
    )


def _by_day(days: Sequence[DaySummary], events: Sequence[TreatmentEvent] | None, language: str) -> Table:
    words = _WORDS[language]
    shown = len(_COLUMNS) - (events is None)
    rows: list[list[Paragraph]] = [[_text(f"<b>{column}</b>", 9) for column in words["columns"][:shown]]]
    for day in days:
        changes = "<br/>".join(
            words["events"][one.what].format(name=escape(one.name))
            for one in events or ()
            if one.day == day.day
        )
        cells = (_day(day.day), *_cells(day, language), changes)[:shown]
        rows.append([_text(cell, 9) for cell in cells])
    widths = [part * _WIDE / sum(_COLUMNS[:shown]) for part in _COLUMNS[:shown]]
    table = Table(rows, colWidths=widths, repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, _LINE),
                ("BACKGROUND", (0, 0), (-1, 0), _HEAD),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _cells(day: DaySummary, language: str) -> tuple[str, str, str, str]:
    words = _WORDS[language]
    sleep = (
        ""
        if day.sleep_minutes is None
        else words["sleep"].format(h=day.sleep_minutes // 60, m=day.sleep_minutes % 60)
    )
    if day.wakings is not None:
        sleep = ", ".join(part for part in (sleep, words["wakings"].format(n=day.wakings)) if part)
    pain = [words["pain"].get(day.pain, "")]
    pain += [
        f"{scale} {total}" for scale, total in (("FLACC", day.flacc), ("DESS", day.dess)) if total is not None
    ]
    seizures = str(day.seizures or "")
    if day.seizures and day.seizure_seconds is not None:
        seizures = words["lasted"].format(
            n=day.seizures, m=day.seizure_seconds // 60, s=day.seizure_seconds % 60
        )
    return sleep, str(day.stools or ""), ", ".join(part for part in pain if part), seizures


def _said(entry: EntryView, language: str) -> str:
    words = _WORDS[language]
    kind = BY_TAG[tag_of(entry.content)].one[1 if language == "en" else 0]
    at = f"{entry.happened_at.astimezone(ZONE):%d/%m/%Y %H:%M}"
    if entry.ended_at:
        at += f" – {entry.ended_at.astimezone(ZONE):%H:%M}"
    said = " · ".join(
        f"{escape(label)}{words['colon']}{escape(' '.join(text.split()))}"
        for label, text in said_in(entry.content, language)
    )
    if entry.to_check:
        said += f" · <b>{words['to_check']}</b>"
    return f"<b>{at}</b> {escape(kind)} · {said} <i>({words['by'].format(who=escape(entry.author.name))})</i>"


def _text(markup: str, size: float) -> Paragraph:
    style = ParagraphStyle(
        "journal", fontName=PLAIN, fontSize=size, leading=size * 1.3, textColor=_INK, spaceAfter=2
    )
    return Paragraph(printable(markup), style)


def _foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
    canvas.setFont(PLAIN, 8)
    canvas.drawRightString(A4[0] - 14 * mm, 8 * mm, str(canvas.getPageNumber()))


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
