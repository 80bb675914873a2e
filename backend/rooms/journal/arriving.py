"""The daily sheet of an archive: each note its author's of then; an alert begins to count on the day it arrives."""

from typing import Any
from uuid import UUID

import msgspec

from backend.kit.arriving import Arrival, Wrong, known_elsewhere, known_elsewhere_if_any
from backend.kit.cleaning import clean
from backend.rooms.journal import alert_queries, queries
from backend.rooms.journal.content import EntryContent, attached, cleaned, day_noted, fault_of, tag_of
from backend.rooms.journal.kinds import PhotoEntry, SeizureEntry
from backend.rooms.journal.portable import PortableJournal, PortableNote, PortableNoteVersion


async def take_in(arrival: Arrival, part: PortableJournal) -> None:
    """After the images, whose numbers it names. Raises Wrong."""
    arrival.number((note.id for note in part.notes), "$.notes")
    for number, note in enumerate(part.notes):
        at = f"$.notes[{number}]"
        arrival.number((version.id for version in note.versions), f"{at}.versions")
        await _take_in_note(arrival, note, at)
    if len({alert.rule for alert in part.alerts}) != len(part.alerts):
        raise Wrong("$.alerts")
    for alert in part.alerts:
        by, name = arrival.someone(alert.set_by.id), known_elsewhere(alert.set_by.name)
        await alert_queries.put(
            arrival.carnet_id, alert.rule, alert.threshold, at=arrival.at, by=by, name=name
        )
    if part.tracking:
        tracked = part.tracking
        await queries.set_tracking(
            {
                "carnet_id": arrival.carnet_id,
                "kinds": list(dict.fromkeys(tracked.kinds)),
                "signs": [sign for sign in map(clean, tracked.signs) if sign],
                "scales": list(dict.fromkeys(tracked.scales)),
                "dess_base": tracked.dess_base,
                "version": 1,
                "changed_at": arrival.moment(tracked.changed_at, "$.tracking.changed_at"),
                "changed_id": arrival.someone(tracked.changed_by.id),
                "changed_name": known_elsewhere(tracked.changed_by.name),
            }
        )


async def _take_in_note(arrival: Arrival, note: PortableNote, at: str) -> None:
    if not note.versions or len({tag_of(version.content) for version in note.versions}) > 1:
        raise Wrong(f"{at}.versions")
    rows = [
        _version(arrival, note.id, version, f"{at}.versions[{n}]") for n, version in enumerate(note.versions)
    ]
    first, last = rows[0], rows[-1]
    author = {"author_id": arrival.someone(note.author.id), "author_name": known_elsewhere(note.author.name)}
    await queries.insert(first | author | {"carnet_id": arrival.carnet_id})
    for row in rows:
        await queries.insert_version(row)
    for row in rows[1:]:
        await queries.correct(row)
    if note.to_check:
        await queries.set_to_check(last["id"], True)
    removed = arrival.moment_or_none(note.removed_at, f"{at}.removed_at")
    if removed:
        await queries.set_removed(last["id"], removed, known_elsewhere_if_any(note.removed_by))


def _version(arrival: Arrival, note_id: UUID, version: PortableNoteVersion, at: str) -> dict[str, Any]:
    content = _with_image(arrival, cleaned(version.content))
    # A total was noted once the base file existed; whether it still does is for who notes the next one.
    if fault := fault_of(content, version.happened_at, version.ended_at, dess_base=True):
        raise Wrong(f"{at}.{fault[0]}")
    happened = arrival.moment(version.happened_at, f"{at}.happened_at")
    ended = arrival.moment_or_none(version.ended_at, f"{at}.ended_at")
    return {
        "id": arrival.id(note_id, at),
        "kind": tag_of(content),
        "day": day_noted(content, happened, ended),
        "happened_at": happened,
        "ended_at": ended,
        "content": msgspec.json.encode(content).decode(),
        "noted_at": arrival.moment_or_none(version.noted_at, f"{at}.noted_at"),
        "written_at": arrival.moment(version.written_at, f"{at}.written_at"),
        "version_id": arrival.id(version.id, f"{at}.id"),
        "to_check": False,
    }


def _with_image(arrival: Arrival, content: EntryContent) -> EntryContent:
    """One that the archive does not hold gets a number that is nobody's here: there was an image, and it did not come."""
    image = attached(content)
    if image is None:
        return content
    number = arrival.numbers.get(image) or arrival.someone(image)
    if isinstance(content, PhotoEntry):
        return msgspec.structs.replace(content, photo=number)
    assert isinstance(content, SeizureEntry)
    return msgspec.structs.replace(content, film=number)
