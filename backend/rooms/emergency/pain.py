"""The pain passport behind a code: what of it a carer is given, and whether anything at all is (docs/decisions/0045-pain-passport.md)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.captures import by_code
from backend.rooms.captures.by_code import Film
from backend.rooms.carnet import service as carnet
from backend.rooms.documents.service import urgent
from backend.rooms.sheets import pain
from backend.rooms.sheets.pain import PassportPart


@dataclass(frozen=True, kw_only=True)
class Given:
    """`films`: those of the parts that a code may show now, by their numbers."""

    parts: dict[str, PassportPart]
    films: dict[UUID, Film]


async def anything_given(carnet_id: UUID) -> bool:
    """Whether there is something for carers behind a code."""
    return await urgent.any_given(carnet_id) or await is_given(carnet_id)


async def is_given(carnet_id: UUID) -> bool:
    return await pain.is_shown(carnet_id) and await pain.any_written(carnet_id)


async def given(carnet_id: UUID, *, at: datetime, language: str) -> Given:
    """Raises NotFound when the family does not show it, or wrote nothing."""
    if not await is_given(carnet_id):
        raise NotFound
    subject = await carnet.subject(carnet_id)
    parts = await pain.parts(carnet_id, birth=subject["birth_date"], at=at, language=language)
    films = await by_code.given(carnet_id, [id for one in parts for id in one.films])
    return Given(parts={one.place: one for one in parts}, films=films)


async def film(carnet_id: UUID, film_id: str, *, at: datetime) -> Film:
    """One that is given now. Raises NotFound."""
    found = await given(carnet_id, at=at, language="fr")
    one = next((one for id, one in found.films.items() if str(id) == film_id), None)
    if one is None:
        raise NotFound
    return one
