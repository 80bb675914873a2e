"""The pain passport behind a code: what of it a carer is given, and whether anything at all is (docs/decisions/0045-pain-passport.md)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.captures import by_code
from backend.rooms.captures.by_code import Film
from backend.rooms.carnet import service as carnet
from backend.rooms.documents.service import urgent
from backend.rooms.emergency.link_queries import Row
from backend.rooms.emergency.sections import Section
from backend.rooms.sheets import pain
from backend.rooms.sheets.pain import PassportPart


@dataclass(frozen=True, kw_only=True)
class Given:
    """`films`: those of the parts that a code may show now, by their numbers."""

    parts: dict[str, PassportPart]
    films: dict[UUID, Film]


async def anything_given(link: Row) -> bool:
    """Whether there is something for carers behind this code."""
    return link["documents"] and (await urgent.any_given(link["carnet_id"]) or await is_given(link))


async def is_given(link: Row) -> bool:
    """A code that leaves pain out says nothing of it here either."""
    if Section.PAIN in link["left_out"]:
        return False
    return await pain.is_shown(link["carnet_id"]) and await pain.any_written(link["carnet_id"])


async def given(link: Row, *, at: datetime, language: str) -> Given:
    """Raises NotFound when the family does not show it, or not behind this code, or wrote nothing."""
    if not await is_given(link):
        raise NotFound
    carnet_id: UUID = link["carnet_id"]
    subject = await carnet.subject(carnet_id)
    parts = await pain.parts(carnet_id, birth=subject["birth_date"], at=at, language=language)
    films = await by_code.given(carnet_id, [id for one in parts for id in one.films])
    return Given(parts={one.place: one for one in parts}, films=films)


async def film(link: Row, film_id: str, *, at: datetime) -> Film:
    """One that is given now. Raises NotFound."""
    found = await given(link, at=at, language="fr")
    one = next((one for id, one in found.films.items() if str(id) == film_id), None)
    if one is None:
        raise NotFound
    return one
