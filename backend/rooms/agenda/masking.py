"""A date that is hidden from somebody: what it is, and what was on its way to them."""

from dataclasses import replace
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.agenda import queries
from backend.rooms.agenda.sources import open_to
from backend.rooms.identity import service as identity


async def to_mask(visit: Visit, item_id: UUID) -> masks.Item:
    """For who decides who sees it. Raises NotFound."""
    if not visit.habilitation.may(Category.AGENDA, Right.READ):
        raise await access.refuse(visit)
    row = await queries.get(visit.carnet_id, item_id, visit.viewer, open_to(visit))
    if row is None:
        raise NotFound
    own = replace(visit, category=Category.AGENDA, right=Right.READ)
    return masks.Item(visit=own, author_id=row["author_id"], author_name=row["author_name"])


async def was_hidden(carnet_id: UUID, item_id: UUID, people: list[UUID]) -> None:
    """What they were about to be told of it is told to them no more."""
    await identity.take_back_from(people, subject_id=item_id)
