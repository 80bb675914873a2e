"""The end of an import: every row of every room, and the notebook opens, in one transaction."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import clean
from backend.kit.transaction import transaction
from backend.rooms.access import arriving as circle
from backend.rooms.access import mask_portable
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.portable import PortableCircle
from backend.rooms.agenda import arriving as agenda
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import arriving as captures
from backend.rooms.carnet import arriving as carnet
from backend.rooms.carnet.service import given_names
from backend.rooms.documents import arriving as documents
from backend.rooms.emergency import arriving as emergency
from backend.rooms.gait import arriving as gait
from backend.rooms.journal import arriving as journal
from backend.rooms.measurements import arriving as measurements
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability import import_telling
from backend.rooms.portability.format import PARTS, PartName
from backend.rooms.portability.import_contents import Contents
from backend.rooms.portability.import_faults import Refused
from backend.rooms.portability.origins import EarlierInvitation, EarlierMember, LeftOut, Origin
from backend.rooms.sheets import arriving as sheets
from backend.rooms.sheets import arriving_lines as sheet_lines
from backend.rooms.sheets import ending
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.arriving import Kept


async def open_notebook(carnet_id: UUID, contents: Contents, kept: dict[str, Kept], *, traces: int) -> None:
    """traces: how many were read. Raises Refused, with nothing written. Does nothing when it was given up meanwhile."""
    at = runtime.get().clock.now()
    async with transaction():
        row = await queries.get(carnet_id, lock=True)
        if row is None or row["state"] != "reading":
            return
        arrival = Arrival(carnet_id=carnet_id, person_id=row["person_id"], at=at)
        await _write(arrival, contents, kept)
        habilitation = await circle.become_representative(
            carnet_id, row["person_id"], relation=row["relation"], at=at
        )
        if habilitation is None:
            raise Refused("not_read")
        await queries.renumber_traces(carnet_id, arrival.numbers)
        await uploads.erase(row["upload_id"])
        origins = [_origin(contents, row, traces, at), *_before(arrival, contents)]
        await queries.open_with(carnet_id, msgspec.json.encode(origins).decode(), at=at)
        who = Who(
            person_id=row["person_id"],
            person_name=row["person_name"],
            profile=Profile.REPRESENTATIVE.value,
            habilitation_id=habilitation,
            right=f"{Category.IDENTITY.value}:{Right.ADD.value}",
        )
        await audit.record(
            who, Tag.CARNET_IMPORT, carnet_id=carnet_id, category=Category.IDENTITY.value, at=at
        )
        await import_telling.opened(row, (await given_names([carnet_id]))[carnet_id], at=at)


async def _write(arrival: Arrival, contents: Contents, kept: dict[str, Kept]) -> None:
    parts = contents.parts
    about = parts["carnet"]
    portrait = kept[about.portrait].object if about.portrait else None
    await _part("carnet", carnet.take_in(arrival, about, portrait))
    await _part("images", captures.take_in(arrival, parts["images"], kept))
    await _part("habits", sheets.take_in(arrival, parts["habits"]))
    if "sheets" in parts:
        await _part("sheets", sheet_lines.take_in(arrival, parts["sheets"]))
    if "measurements" in parts:
        await _part("measurements", measurements.take_in(arrival, parts["measurements"]))
    await _part("agenda", agenda.take_in(arrival, parts["agenda"]))
    await _part("agenda", ending.keep_dates(arrival))
    await _part("urgent_sheet", emergency.take_in(arrival, parts["urgent_sheet"]))
    if "journal" in parts:
        await _part("journal", journal.take_in(arrival, parts["journal"]))
    if "gait" in parts:
        await _part("gait", gait.take_in(arrival, parts["gait"]))
    await _part("documents", documents.take_in(arrival, parts["documents"], kept))
    await _part("circle", mask_portable.take_in(arrival, parts["circle"].masks))


async def _part(name: PartName, work: Awaitable[None]) -> None:
    try:
        await work
    except Wrong as wrong:
        raise Refused("impossible", PARTS[name].path, wrong.field) from None


def _origin(contents: Contents, row: dict[str, Any], traces: int, at: datetime) -> Origin:
    """For the family to read: no name here is anybody of this house, and no right comes with it."""
    manifest, people = contents.manifest, contents.parts["circle"]
    assert isinstance(people, PortableCircle)
    titles = _titles(contents)
    return Origin(
        imported_at=at,
        imported_by=row["person_name"],
        made_at=manifest.made_at,
        made_by=known_elsewhere(manifest.made_by.name),
        made_with=clean(manifest.made_with)[:60],
        circle=[
            EarlierMember(
                name=known_elsewhere(member.person.name),
                profile=member.profile,
                profession=clean(member.profession),
                structure=clean(member.structure),
                relation=clean(member.relation),
                since=member.since,
                until=member.until,
                over=member.withdrawn_at is not None
                or (member.until is not None and member.until < manifest.made_at.date()),
            )
            for member in people.members
        ],
        invitations=[
            EarlierInvitation(
                name=known_elsewhere(invitation.name),
                profile=invitation.profile,
                relation=clean(invitation.relation),
                created_at=invitation.created_at,
                accepted=invitation.accepted_at is not None,
            )
            for invitation in people.invitations
        ],
        left_out=[
            LeftOut(of=problem.of, title=titles.get(problem.item_id, ""))
            for problem in manifest.problems
            if problem.problem != "differs"
        ],
        traces=traces,
    )


def _before(arrival: Arrival, contents: Contents) -> list[Origin]:
    """The houses before that one, as it told them."""
    part = contents.parts["origins"]
    for number, one in enumerate(part.origins):
        try:
            arrival.moment(one.imported_at, f"$.origins[{number}].imported_at")
        except Wrong as wrong:
            raise Refused("impossible", PARTS["origins"].path, wrong.field) from None
        one.imported_by, one.made_by = known_elsewhere(one.imported_by), known_elsewhere(one.made_by)
        one.made_with = clean(one.made_with)
        for person in (*one.circle, *one.invitations):
            person.name, person.relation = known_elsewhere(person.name), clean(person.relation)
            person.profile = clean(person.profile)
        for member in one.circle:
            member.profession, member.structure = clean(member.profession), clean(member.structure)
        for lost in one.left_out:
            lost.title = clean(lost.title)
    return part.origins


def _titles(contents: Contents) -> dict[UUID | None, str]:
    images: list[Any] = contents.parts["images"].images
    letters: list[Any] = contents.parts["documents"].documents
    titles: dict[UUID | None, str] = {item.id: clean(item.note)[:120] for item in images}
    for letter in letters:
        titles |= {file.id: clean(letter.title)[:120] for file in (letter, *letter.more)}
    return titles
