"""The habits of an archive, taken in with every version: a text is its author's of then, and nobody's of this house."""

from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.ids import new_id
from backend.rooms.sheets import arriving_queries as queries
from backend.rooms.sheets.portable import PortableHabits, PortableHeading, PortableVersion


async def take_in(arrival: Arrival, part: PortableHabits) -> None:
    """Raises Wrong."""
    if len({heading.heading for heading in part.headings}) != len(part.headings):
        raise Wrong("$.headings")
    for place, heading in enumerate(part.headings):
        arrival.number((version.id for version in heading.versions), f"$.headings[{place}].versions")
        await _take_in_heading(arrival, heading, f"$.headings[{place}]")


async def _take_in_heading(arrival: Arrival, heading: PortableHeading, at: str) -> None:
    place = {version.id: number for number, version in enumerate(heading.versions)}
    bases: dict[UUID, set[UUID]] = {}
    for number, version in enumerate(heading.versions):
        if not place.keys() >= set(version.bases):
            raise Wrong(f"{at}.versions[{number}].bases")
        bases[version.id] = set(version.bases)
    try:
        ordered = list(TopologicalSorter(bases).static_order())
    except CycleError:  # a text written over itself, in the end
        raise Wrong(f"{at}.versions") from None
    rows = [_version(arrival, heading.versions[place[id]], f"{at}.versions[{place[id]}]") for id in ordered]
    await queries.insert_versions(arrival.carnet_id, heading.heading, rows)
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
                arrival.moment(said.at, f"{at}.versions[{place[version.id]}].confirmations"),
                arrival.moment_or_none(
                    said.taken_back_at, f"{at}.versions[{place[version.id]}].confirmations"
                ),
            )
            for version in heading.versions
            for said in version.confirmations
        ]
    )


def _version(arrival: Arrival, version: PortableVersion, at: str) -> tuple[object, ...]:
    return (
        arrival.id(version.id, f"{at}.id"),
        tidy(version.text),
        arrival.someone(version.author.id),
        known_elsewhere(version.author.name),
        arrival.moment(version.written_at, f"{at}.written_at"),
        arrival.moment_or_none(version.noted_at, f"{at}.noted_at"),
        version.action,
    )
