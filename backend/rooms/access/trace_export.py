"""A copy of « Qui a vu » to keep: each act as CSV, or the sentences as PDF; of what the filters tell."""

import asyncio
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from backend.kit.csv import table
from backend.kit.days import ZONE, day_of
from backend.kit.errors import Invalid
from backend.kit.transaction import transaction
from backend.rooms.access import looking, trace_paper
from backend.rooms.access.category_names import category_name
from backend.rooms.access.looking import Rights
from backend.rooms.access.service import Visit
from backend.rooms.access.trace_schemas import TraceDay
from backend.rooms.access.trace_words import COLUMNS, WORDS, kind_word, right_words, unusual_words
from backend.rooms.audit import reading
from backend.rooms.audit.phrases import deed
from backend.rooms.audit.reading import Asked, Line
from backend.rooms.audit.tags import Tag

Format = Literal["csv", "pdf"]
MOST_LINES = 20_000
MOST_SENTENCES = 3_000


@dataclass(frozen=True, kw_only=True)
class Made:
    body: bytes
    media_type: str
    filename: str


class TooLong(Invalid):
    code = "traces_too_many"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "C’est trop pour un seul fichier. Choisissez une période plus courte.",
        "en": "This is too much for one file. Choose a shorter period.",
    }


async def made(visit: Visit, asked: Asked, format: Format, *, subject: str, language: str) -> Made:
    """subject: whose notebook, for the PDF. Opens its own transaction; draws outside of it, on a thread. Raises TooLong. What is copied is from before this copy's own trace."""
    async with transaction():
        rights = await looking.rights_of(visit.carnet_id)
        firsts = await reading.first_looks(visit.carnet_id, visit.viewer, rights.came)
        lines: list[Line] | None = None
        days: list[TraceDay] = []
        if format == "csv":
            lines = await reading.every_line(
                visit.carnet_id, visit.viewer, asked, now=visit.at, firsts=firsts, most=MOST_LINES
            )
            if lines is None:
                raise TooLong
        else:
            days = await _every_day(visit, asked, rights, firsts, language)
        await visit.trace(Tag.TRACES_EXPORT)
        filters = await _filters(visit, asked, language)
    name = f"{'who-looked' if language == 'en' else 'qui-a-vu'}-{day_of(visit.at)}"
    if lines is not None:
        body = await asyncio.to_thread(_csv, lines, rights, language)
        return Made(body=body, media_type="text/csv; charset=utf-8", filename=f"{name}.csv")
    head = trace_paper.Head(subject=subject, filters=filters, who=visit.person.name, at=visit.at)
    body = await asyncio.to_thread(trace_paper.print_days, days, head, language)
    return Made(body=body, media_type="application/pdf", filename=f"{name}.pdf")


async def _every_day(
    visit: Visit, asked: Asked, rights: Rights, firsts: frozenset[UUID], language: str
) -> list[TraceDay]:
    days: list[TraceDay] = []
    before: date | None = None
    while True:
        page = await reading.days(
            visit.carnet_id, visit.viewer, asked, before=before, now=visit.at, firsts=firsts
        )
        days += looking.by_day(page.groups, rights, language)
        if sum(len(one.groups) for one in days) > MOST_SENTENCES:
            raise TooLong
        if page.older is None:
            return days
        before = page.older


async def _filters(visit: Visit, asked: Asked, language: str) -> str:
    """What was asked, in words; nothing when all was."""
    words = WORDS[language]
    said: list[str] = []
    if asked.nobody:
        said.append(words["nobody"])
    elif asked.person:
        said += [
            a.name for a in await reading.people(visit.carnet_id, visit.viewer) if a.person_id == asked.person
        ]
    if asked.category:
        said.append(category_name(asked.category, language))
    if asked.kind:
        said.append(kind_word(asked.kind, language))
    if asked.start:
        said.append(words["from"].format(day=trace_paper.day_text(asked.start, language)))
    if asked.stop:
        said.append(words["to"].format(day=trace_paper.day_text(asked.stop, language)))
    return ", ".join(said)


def _csv(lines: list[Line], rights: Rights, language: str) -> bytes:
    return table(COLUMNS[language], (_row(line, rights, language) for line in lines), language=language)


def _row(line: Line, rights: Rights, language: str) -> list[str]:
    there: datetime = line.at.astimezone(ZONE)
    return [
        f"{there:%Y-%m-%d}",
        f"{there:%H:%M:%S}",
        line.actor.name or WORDS[language]["nobody"],
        rights.about(line.actor),
        rights.structure(line.actor),
        deed(line.tag, line.category, language, items=1 if line.item_id else 0),
        category_name(line.category, language),
        kind_word(line.kind, language),
        right_words(line.right, language),
        line.device,
        unusual_words(line.unusual, language),
        f"{line.at:%Y-%m-%dT%H:%M:%S.%fZ}",
        str(line.id),
        str(line.item_id or ""),
    ]
