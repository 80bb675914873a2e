"""What is noted of a day: kept as it comes, corrected by who noted it."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import Invalid, NotFound
from backend.kit.noted import BELIEVED, believed
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, forbidden
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import service as captures
from backend.rooms.journal import alerting, doses, queries, treatments
from backend.rooms.journal.content import attached, cleaned, day_noted, decode, fault_of, tag_of
from backend.rooms.journal.errors import EntryRemoved, EntryTaken, NotYours
from backend.rooms.journal.kinds import SeizureEntry
from backend.rooms.journal.queries import Row
from backend.rooms.journal.reading import entry_view, tracking_of, version_view
from backend.rooms.journal.schemas import EntryHistory, EntryView, JournalView, NewEntry
from backend.rooms.journal.standing import hold
from backend.rooms.sheets import pain

AHEAD = timedelta(minutes=10)
"""A phone's clock may be a little fast; nothing that is to come is noted as having happened."""
MOST_DAYS = 92
WRITTEN = Limit("journal written", 1000, timedelta(days=1))


async def read(visit: Visit, first: date, last: date, language: str, *, kept: bool = False) -> JournalView:
    """Raises Invalid when these are too many days. `kept`: by a phone that keeps a copy; nobody looked."""
    check_span(first, last)
    await visit.trace_viewing(Tag.JOURNAL_KEEP if kept else Tag.JOURNAL_READ)
    return JournalView(
        carnet_id=visit.carnet_id,
        first=first,
        last=last,
        entries=[entry_view(row) for row in await queries.between(visit.carnet_id, first, last)],
        tracking=await tracking_of(visit.carnet_id),
        pain_signs=await pain.signs(visit),
        alerts=await alerting.alerts_of(visit.carnet_id),
        treatments=await treatments.due(visit, first, language),
        treatments_open=treatments.reads_treatments(visit),
        events=await treatments.events(visit),
        may_write=visit.habilitation.may(Category.JOURNAL, Right.ADD),
        may_manage=visit.habilitation.may(Category.JOURNAL, Right.MANAGE),
    )


def check_span(first: date, last: date) -> None:
    if not timedelta() <= last - first < timedelta(days=MOST_DAYS):
        raise _wrong(
            "last",
            f"Demandez de 1 à {MOST_DAYS} jours, le premier d’abord.",
            f"Ask for 1 to {MOST_DAYS} days, the first one first.",
        )


async def write(visit: Visit, entry_id: UUID, new: NewEntry) -> EntryView:
    """A new entry, or a correction of one's own. The same version sent twice is kept once.

    Raises Invalid, DoseClose, NotYours, EntryTaken, EntryRemoved, TooManyAttempts.
    """
    await queries.lock(visit.carnet_id, entry_id)
    row = await queries.get(entry_id)
    if row and row["carnet_id"] != visit.carnet_id:
        raise NotFound
    if known := await queries.version(new.id):
        if row is None or known["entry_id"] != entry_id or row["author_id"] != visit.person.id:
            raise EntryTaken
        if not _says(known, new):
            raise EntryTaken
        await visit.trace_viewing(Tag.JOURNAL_READ)
        return entry_view(row)
    if row and row["author_id"] != visit.person.id:
        raise await forbidden(visit, NotYours())
    if row and row["removed_at"] is not None:
        raise EntryRemoved(by=row["removed_by"])
    values = await _checked(visit, entry_id, new)
    if row and row["kind"] != values["kind"]:
        raise _wrong(
            "content.kind",
            "Notez-le à part\u202f: c’est autre chose.",
            "Note it apart: it is something else.",
        )
    await count_attempt(WRITTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    if row:
        await queries.correct(values)
    elif not await queries.insert(values):
        raise EntryTaken
    if not await queries.insert_version(values):
        raise EntryTaken
    await visit.trace(Tag.JOURNAL_CORRECT if row else Tag.JOURNAL_NOTE, entry_id)
    seizure = new.happened_at if row is None and isinstance(new.content, SeizureEntry) else None
    await alerting.look_at(visit.carnet_id, at=visit.at, seizure=seizure)
    return entry_view(await hold(visit, entry_id))


def _says(version: Row, new: NewEntry) -> bool:
    """Whether this is what was sent under that number."""
    said = (decode(version["content"]), version["happened_at"], version["ended_at"])
    return said == (cleaned(new.content), new.happened_at, new.ended_at)


async def _checked(visit: Visit, entry_id: UUID, new: NewEntry) -> Row:
    content = cleaned(new.content)
    for name, moment in (("happened_at", new.happened_at), ("ended_at", new.ended_at)):
        if moment and moment > visit.at + AHEAD:
            raise _wrong(
                name,
                "C’est à venir\u202f: vérifiez l’heure, et celle de ce téléphone.",
                "This is still to come: check the time, and this phone’s clock.",
            )
    if new.happened_at < visit.at - BELIEVED:
        raise _wrong(
            "happened_at",
            "C’est il y a plus d’un an\u202f: vérifiez la date.",
            "This is more than a year ago: check the date.",
        )
    tracking = await tracking_of(visit.carnet_id)
    if fault := fault_of(content, new.happened_at, new.ended_at, dess_base=tracking.dess_base):
        raise _wrong(*fault)
    image = attached(content)
    if image and await captures.belongs_elsewhere(visit.carnet_id, image):
        raise _wrong("content", "Cette image n’est pas de ce carnet.", "This image is not of this notebook.")
    to_check = await doses.is_to_check(
        visit, entry_id, content, new.happened_at, confirmed=new.confirmed, late=new.late
    )
    return {
        "id": entry_id,
        "carnet_id": visit.carnet_id,
        "kind": tag_of(content),
        "day": day_noted(content, new.happened_at, new.ended_at),
        "happened_at": new.happened_at,
        "ended_at": new.ended_at,
        "content": msgspec.json.encode(content).decode(),
        "author_id": visit.person.id,
        "author_name": visit.person.name,
        "noted_at": believed(new.noted_at, visit.at),
        "written_at": visit.at,
        "version_id": new.id,
        "to_check": to_check,
    }


async def history(visit: Visit, entry_id: UUID) -> EntryHistory:
    row = await hold(visit, entry_id)
    await visit.trace_viewing(Tag.JOURNAL_HISTORY, entry_id)
    return EntryHistory(
        entry=entry_view(row), versions=[version_view(one) for one in await queries.versions(entry_id)]
    )


def _wrong(field: str, fr: str, en: str) -> Invalid:
    return Invalid({field: {"fr": fr, "en": en}})
