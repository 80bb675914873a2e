"""The right of who imports a notebook: to send it, then to represent it. Nobody of the archive gets any."""

from datetime import datetime
from uuid import UUID

from backend.rooms.access import queries, service
from backend.rooms.access.categories import Profile


async def begin(carnet_id: UUID, person_id: UUID, *, at: datetime) -> None:
    await service.grant(
        carnet_id=carnet_id, person_id=person_id, profile=Profile.IMPORTER, granted_by=person_id, at=at
    )


async def become_representative(
    carnet_id: UUID, person_id: UUID, *, relation: str, at: datetime
) -> UUID | None:
    """The habilitation; None when this person does not import that notebook (any more)."""
    return await queries.promote_importer(carnet_id, person_id, relation=relation, at=at)


async def forget(carnet_id: UUID) -> None:
    """Of a notebook that never opened."""
    await queries.drop_importer(carnet_id)
