"""The daily sheet for a consultation: at a glance on the screen, as a table, on paper."""

import asyncio
from datetime import date
from typing import Any

from backend.kit import csv
from backend.kit.days import ZONE
from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.journal import paper, treatments
from backend.rooms.journal.content import said_in, tag_of
from backend.rooms.journal.entries import check_span
from backend.rooms.journal.glance import days_of
from backend.rooms.journal.kinds import BY_TAG
from backend.rooms.journal.reading import noted
from backend.rooms.journal.schemas import EntryView, Glance

_TO_CHECK = ("à vérifier", "to be checked")
_COLUMNS = {
    "fr": ("Jour", "Début", "Fin", "Quoi", "Noté", "Par", "Écrit le"),
    "en": ("Day", "Beginning", "End", "What", "Noted", "By", "Written on"),
}


async def glance(visit: Visit, first: date, last: date) -> Glance:
    check_span(first, last)
    await visit.trace_viewing(Tag.JOURNAL_READ)
    return Glance(
        carnet_id=visit.carnet_id,
        days=days_of(await noted(visit.carnet_id, first, last), first, last),
        events=[one for one in await treatments.events(visit) if first <= one.day <= last],
        treatments_open=treatments.reads_treatments(visit),
    )


async def table(visit: Visit, first: date, last: date, language: str) -> bytes:
    """A line for each entry, oldest first, hours of France."""
    check_span(first, last)
    entries = await noted(visit.carnet_id, first, last)
    await visit.trace(Tag.JOURNAL_EXPORT)
    return csv.table(_COLUMNS[language], (_row(entry, language) for entry in entries), language=language)


async def printed(visit: Visit, first: date, last: date, language: str) -> bytes:
    """Opens its own transaction; draws outside of it, on a thread."""
    check_span(first, last)
    async with transaction():
        entries = await noted(visit.carnet_id, first, last)
        events = [one for one in await treatments.events(visit) if first <= one.day <= last]
        told = events if treatments.reads_treatments(visit) else None
        about: dict[str, Any] = await carnet.subject(visit.carnet_id)
        await visit.trace(Tag.JOURNAL_PRINT)
    name = f"{about['given_name']} {about['family_name']}"
    days = days_of(entries, first, last)
    return await asyncio.to_thread(paper.draw, days, entries, told, name, visit.at, language)


def _row(entry: EntryView, language: str) -> tuple[str, ...]:
    number = 1 if language == "en" else 0
    colon = ": " if number else "\u202f: "
    said = [f"{label}{colon}{words}" for label, words in said_in(entry.content, language)]
    said += [_TO_CHECK[number]] if entry.to_check else []
    return (
        str(entry.day),
        f"{entry.happened_at.astimezone(ZONE):%Y-%m-%d %H:%M}",
        f"{entry.ended_at.astimezone(ZONE):%Y-%m-%d %H:%M}" if entry.ended_at else "",
        BY_TAG[tag_of(entry.content)].one[number],
        " · ".join(said),
        entry.author.name,
        f"{entry.written_at.astimezone(ZONE):%Y-%m-%d %H:%M}",
    )
