"""The habits of an archive, taken in with every version: a text is its author's of then, and nobody's of this house."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.ids import new_id
from backend.rooms.sheets import arriving_queries as queries
from backend.rooms.sheets.portable import PortableHabits, PortableHeading, PortableVersion
from backend.rooms.sheets.portable_lines import PortableLineVersion
from backend.rooms.sheets.queries import Place


async def take_in(arrival: Arrival, part: PortableHabits) -> None:
    """Raises Wrong."""
    if len({heading.heading for heading in part.headings}) != len(part.headings):
        raise Wrong("$.headings")
    for place, heading in enumerate(part.headings):
        arrival.number((version.id for version in heading.versions), f"$.headings[{place}].versions")
        await _take_in_heading(arrival, heading, f"$.headings[{place}]")


async def _take_in_heading(arrival: Arrival, heading: PortableHeading, at: str) -> None:
    at_versions = f"{at}.versions"
    where = Place(arrival.carnet_id, "habits", heading.heading)
    rows = [_version(arrival, version, f"{at_versions}[{n}]") for n, version in enumerate(heading.versions)]
    await take_in_place(arrival, where, heading.versions, rows, at_versions)


async def take_in_place(
    arrival: Arrival,
    where: Place,
    versions: Sequence[PortableVersion | PortableLineVersion],
    rows: list[tuple[object, ...]],
    at: str,
) -> None:
    """rows: of insert_versions, one for each version. Raises Wrong: a version written over one that is not there, or over itself in the end."""
    place = {version.id: number for number, version in enumerate(versions)}
    bases: dict[UUID, set[UUID]] = {}
    for number, version in enumerate(versions):
        if not place.keys() >= set(version.bases):
            raise Wrong(f"{at}[{number}].bases")
        bases[version.id] = set(version.bases)
    try:
        ordered = list(TopologicalSorter(bases).static_order())
    except CycleError:
        raise Wrong(at) from None
    await queries.insert_versions(where, [rows[place[id]] for id in ordered])
    await queries.insert_bases(
        [(arrival.id(id, at), arrival.id(base, at)) for id in ordered for base in sorted(bases[id])]
    )
    await queries.insert_confirmations(
        [
            (
                new_id(arrival.at),
                arrival.id(version.id, at),
                arrival.someone(said.by.id),
                known_elsewhere(said.by.name),
                arrival.moment(said.at, f"{at}[{place[version.id]}].confirmations"),
                arrival.moment_or_none(said.taken_back_at, f"{at}[{place[version.id]}].confirmations"),
            )
            for version in versions
            for said in version.confirmations
        ]
    )


def _version(arrival: Arrival, version: PortableVersion, at: str) -> tuple[object, ...]:
    return (
        arrival.id(version.id, f"{at}.id"),
        "habit",
        tidy(version.text),
        None,
        None,
        *signed(arrival, version, at),
    )


def signed(arrival: Arrival, version: PortableVersion | PortableLineVersion, at: str) -> tuple[object, ...]:
    """Author, their name, when, when it was noted, what was done."""
    return (
        arrival.someone(version.author.id),
        known_elsewhere(version.author.name),
        arrival.moment(version.written_at, f"{at}.written_at"),
        arrival.moment_or_none(version.noted_at, f"{at}.noted_at"),
        version.action,
    )
