"""Treatments and measures of an archive, taken in after its films."""

import msgspec

from backend.kit.arriving import Arrival, Wrong, known_elsewhere, known_elsewhere_if_any
from backend.kit.cleaning import clean
from backend.kit.errors import Invalid
from backend.rooms.gait import queries
from backend.rooms.gait.content import check_points, tidied
from backend.rooms.gait.portable import PortableGait, PortableMeasure, PortableTreatment
from backend.rooms.gait.schemas import Drawn

_YEARS = range(1900, 2200)


async def take_in(arrival: Arrival, part: PortableGait) -> None:
    """Raises Wrong. A measure of a film that the archive does not hold is left out with it."""
    arrival.number((one.id for one in part.treatments), "$.treatments")
    arrival.number((one.id for one in part.measures), "$.measures")
    for number, treatment in enumerate(part.treatments):
        await _take_in_treatment(arrival, treatment, f"$.treatments[{number}]")
    films = await queries.films_here(arrival.carnet_id)
    for number, measure in enumerate(part.measures):
        at = f"$.measures[{number}]"
        film = arrival.id(measure.film, f"{at}.film")
        if film in films:
            await queries.insert_measure(_measure(arrival, measure, at) | {"capture_id": film})


async def _take_in_treatment(arrival: Arrival, one: PortableTreatment, at: str) -> None:
    if one.said.day.year not in _YEARS:
        raise Wrong(f"{at}.said.day")
    if not 1 <= one.version < 2**31:
        raise Wrong(f"{at}.version")
    await queries.insert_treatment(
        {
            "id": arrival.id(one.id, f"{at}.id"),
            "carnet_id": arrival.carnet_id,
            **msgspec.structs.asdict(tidied(one.said)),
            "added_at": arrival.moment(one.added_at, f"{at}.added_at"),
            "author_id": arrival.someone(one.author.id),
            "author_name": known_elsewhere(one.author.name),
            "changed_at": arrival.moment_or_none(one.changed_at, f"{at}.changed_at"),
            "changed_name": known_elsewhere_if_any(one.changed_by),
            "deleted_at": arrival.moment_or_none(one.deleted_at, f"{at}.deleted_at"),
            "deleted_by": arrival.someone(one.deleted_by) if one.deleted_by else None,
            "version": one.version,
        }
    )


def _measure(arrival: Arrival, one: PortableMeasure, at: str) -> dict[str, object]:
    content = msgspec.structs.replace(one.content, note=clean(one.content.note))
    if isinstance(content, Drawn):
        try:
            check_points(content)
        except Invalid:
            raise Wrong(f"{at}.content") from None
    return {
        "id": arrival.id(one.id, f"{at}.id"),
        "carnet_id": arrival.carnet_id,
        "content": msgspec.json.encode(content).decode(),
        "film_sha256": bytes.fromhex(one.film_sha256) if one.film_sha256 else None,
        "added_at": arrival.moment(one.added_at, f"{at}.added_at"),
        "author_id": arrival.someone(one.author.id),
        "author_name": known_elsewhere(one.author.name),
        "deleted_at": arrival.moment_or_none(one.deleted_at, f"{at}.deleted_at"),
        "deleted_by": arrival.someone(one.deleted_by) if one.deleted_by else None,
    }
