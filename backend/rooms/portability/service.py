"""Taking a notebook away: what a copy would hold, asking for one, how far it is, ending it."""

from typing import Any
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import portable as captures
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import portable as documents
from backend.rooms.identity import service as identity
from backend.rooms.portability import cleaning, ending, jobs, messages, queries
from backend.rooms.portability.naming import archive_name
from backend.rooms.portability.schemas import ExportProblem, Exports, ExportView, Held
from backend.rooms.portability.written import FOLDER
from backend.rooms.sheets import portable_lines as sheet_lines
from backend.rooms.uploads import service as uploads

KEPT = uploads.Kept(folder=FOLDER, known=queries.known)


async def read(visit: Visit) -> Exports:
    """What is there to take, and the copies that this person asked for."""
    await visit.trace_viewing(Tag.EXPORTS_READ)
    weights = [
        *await captures.weigh(visit.carnet_id, visit.viewer),
        *await documents.weigh(visit.carnet_id, visit.viewer),
    ]
    counts = {weight.kind: weight.count for weight in weights}
    return Exports(
        held=Held(
            photos=counts.get("photo", 0),
            films=counts.get("video", 0),
            documents=counts.get("document", 0),
            size=sum(weight.size for weight in weights),
            kept_from_me=await sheet_lines.kept_from(visit.carnet_id, reader=visit.person.id),
        ),
        mine=await _views(visit, await queries.mine(visit.carnet_id, visit.person.id)),
    )


async def ask(visit: Visit) -> ExportView:
    """The one that is there already, if there is one; else it is begun, and the other representatives are told."""
    id = new_id(visit.at)
    current = await queries.current(visit.carnet_id, visit.person.id)
    if current is not None and current["expires_at"] is not None and current["expires_at"] <= visit.at:
        await ending.end_here(current["id"], "expired")
    elif current is not None and await cleaning.tells(current):
        await ending.end_here(current["id"], "hidden")
    if await queries.begin(id, visit.carnet_id, visit.person.id, visit.at):
        await jobs.prepare.defer(lock=str(id), export_id=str(id))
        await visit.trace(Tag.EXPORT_ASK, id)
        await _tell(visit, id)
    else:
        await visit.trace_viewing(Tag.EXPORTS_READ)
    row = await queries.current(visit.carnet_id, visit.person.id)
    assert row is not None
    return (await _views(visit, [row]))[0]


async def read_one(visit: Visit, export_id: UUID) -> ExportView:
    row = await queries.one(visit.carnet_id, visit.person.id, export_id)
    if row is None:
        raise NotFound
    await visit.trace_viewing(Tag.EXPORTS_READ)
    return (await _views(visit, [row]))[0]


async def end(visit: Visit, export_id: UUID) -> None:
    """What was written for it is erased; the line stays. Ending it twice is ending it once."""
    row = await queries.one(visit.carnet_id, visit.person.id, export_id, lock=True)
    if row is None:
        raise NotFound
    if row["state"] in ("preparing", "ready"):
        await ending.end_here(export_id, "erased")
        await visit.trace(Tag.EXPORT_END, export_id)
    else:
        await visit.trace_viewing(Tag.EXPORTS_READ)


async def _tell(visit: Visit, export_id: UUID) -> None:
    """On their phones, or by e-mail when none shows it."""
    people = await access.representatives(visit.carnet_id, at=visit.at)
    path = f"/c/{visit.carnet_id}/cercle/vu"
    letter = messages.asked(person=visit.person.name, address=runtime.get().settings.public_url + path)
    told = [
        identity.Told(
            id=uuid5(export_id, str(person)), person_id=person, kind="export", path=path, letter=letter
        )
        for person in people
        if person != visit.person.id
    ]
    await identity.tell_phones(told, at=visit.at)


async def _views(visit: Visit, rows: list[dict[str, Any]]) -> list[ExportView]:
    subject = await carnet.subject(visit.carnet_id)
    troubles: dict[UUID, list[ExportProblem]] = {}
    for row in await queries.troubles([row["id"] for row in rows]):
        troubles.setdefault(row["export_id"], []).append(ExportProblem(row["path"], row["problem"]))
    same = ("id", "reason", "asked_at", "files", "files_done", "bytes", "bytes_done", "size", "ready_at", "expires_at",
            "ended_at")  # fmt: skip
    return [
        ExportView(
            **{name: row[name] for name in same} | await _over(row, visit),
            problems=troubles.get(row["id"], []),
            filename=archive_name(subject["given_name"], (row["at"] or row["asked_at"]).date().isoformat()),
        )
        for row in rows
    ]


async def _over(row: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """One past its time is over, though the hourly job has not passed yet; and one that now tells too much."""
    if row["state"] == "ready" and row["expires_at"] <= visit.at:
        return {"state": "ended", "reason": "expired", "ended_at": row["expires_at"]}
    if await cleaning.tells(row):
        return {"state": "ended", "reason": "hidden", "ended_at": visit.at}
    return {"state": row["state"]}
