"""Carers who read with a code, and the notes they left, as they leave in an export and arrive from one. They open nothing elsewhere."""

from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.portable import Line, Moment, Name, Named, Portable, Text
from backend.rooms.emergency import carer_queries
from backend.rooms.emergency.carer_form import LONGEST, LONGEST_NOTE, PROFESSIONS
from backend.rooms.emergency.cleaning import clean

_SAID = ("name", "profession_said", "structure", "phone", "rpps")


class PortableCarerNote(Portable):
    """state: waiting, kept (in the notebook), dropped. `decided`: by whom of the family, when it is one of the last two."""

    id: UUID
    text: Text
    written_at: Moment
    state: Literal["waiting", "kept", "dropped"]
    decided_at: Moment | None
    decided_by: Named | None


class PortableCarer(Portable):
    """Somebody who said, with a code, that they care for the person. Nobody checked it. `profession`: `other` says which in
    `profession_said`. `code`: the number of the code among `links`."""

    id: UUID
    name: Name
    profession: Annotated[str, Meta(max_length=40)]
    profession_said: Name
    structure: Line
    phone: Line
    rpps: Line
    reason: Text
    asked_at: Moment
    until: Moment
    code: UUID | None
    closed_at: Moment | None
    closed_by: Named | None
    notes: list[PortableCarerNote]


async def portable(carnet_id: UUID) -> list[PortableCarer]:
    notes: dict[UUID, list[PortableCarerNote]] = {}
    for row in await carer_queries.notes(carnet_id):
        notes.setdefault(row["carer_id"], []).append(
            PortableCarerNote(
                **{name: row[name] for name in ("id", "text", "written_at", "state", "decided_at")},
                decided_by=Named(row["decided_by"], row["decided_name"]) if row["decided_at"] else None,
            )
        )
    names = (*_SAID, "id", "profession", "reason", "asked_at", "until", "closed_at")
    return [
        PortableCarer(
            **{name: row[name] for name in names},
            code=row["link_id"],
            closed_by=Named(row["closed_by"], row["closed_name"]) if row["closed_at"] else None,
            notes=notes.get(row["id"], []),
        )
        for row in await carer_queries.of_carnet(carnet_id)
    ]


async def take_in(arrival: Arrival, carers: list[PortableCarer]) -> None:
    """Raises Wrong."""
    arrival.number((carer.id for carer in carers), "$.carers")
    arrival.number((note.id for carer in carers for note in carer.notes), "$.carers")
    for number, carer in enumerate(carers):
        at = f"$.carers[{number}]"
        if carer.profession not in PROFESSIONS:
            raise Wrong(f"{at}.profession")
        closed = _decided(arrival, carer.closed_at, carer.closed_by, f"{at}.closed_at")
        id = arrival.id(carer.id, f"{at}.id")
        await carer_queries.insert(
            {
                "id": id,
                "carnet_id": arrival.carnet_id,
                "profession": carer.profession,
                "reason": clean(carer.reason, lines=True)[: LONGEST["reason"]],
                "asked_at": arrival.moment(carer.asked_at, f"{at}.asked_at"),
                "until": arrival.moment(carer.until, f"{at}.until"),
                "closed_at": closed[0],
                "closed_by": closed[1],
                "closed_name": closed[2],
                **{name: clean(getattr(carer, name))[: LONGEST[name]] for name in _SAID},
            }
        )
        for n, note in enumerate(carer.notes):
            await _note(arrival, note, id, f"{at}.notes[{n}]")


async def _note(arrival: Arrival, note: PortableCarerNote, carer_id: UUID, at: str) -> None:
    text = clean(note.text, lines=True)[:LONGEST_NOTE]
    if not text:
        raise Wrong(f"{at}.text")
    decided = _decided(arrival, note.decided_at, note.decided_by, f"{at}.decided_at")
    if (note.state == "waiting") != (decided[0] is None):
        raise Wrong(f"{at}.state")
    await carer_queries.insert_note(
        {
            "id": arrival.id(note.id, f"{at}.id"),
            "carnet_id": arrival.carnet_id,
            "carer_id": carer_id,
            "text": text,
            "written_at": arrival.moment(note.written_at, f"{at}.written_at"),
            "state": note.state,
            "decided_at": decided[0],
            "decided_by": decided[1],
            "decided_name": decided[2],
        }
    )


def _decided(arrival: Arrival, moment: Any, by: Named | None, at: str) -> tuple[Any, UUID | None, str]:
    if moment is None or by is None:
        return None, None, ""
    return arrival.moment(moment, at), arrival.someone(by.id), known_elsewhere(by.name)
