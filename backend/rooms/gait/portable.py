"""Treatments and measures as they leave in an export. What a measure comes to is computed from its points, and written beside them."""

from uuid import UUID

from backend.kit.masked import Viewer
from backend.kit.portable import Moment, Named, Portable, Sha256
from backend.rooms.gait import queries
from backend.rooms.gait.measures import content_of, reading
from backend.rooms.gait.schemas import Content, TreatmentSaid
from backend.rooms.gait.treatments import said_of


class PortableTreatment(Portable):
    id: UUID
    said: TreatmentSaid
    author: Named
    added_at: Moment
    changed_at: Moment | None
    changed_by: str
    deleted_at: Moment | None
    deleted_by: UUID | None
    version: int


class PortableMeasure(Portable):
    """An annotation by a person, no diagnosis. `film`: the image of images.json; `film_sha256`: what that film was, as received.
    `degrees`: for who reads; whoever takes it in computes it again."""

    id: UUID
    film: UUID
    film_sha256: Sha256 | None
    content: Content
    degrees: float | None
    author: Named
    added_at: Moment
    deleted_at: Moment | None
    deleted_by: UUID | None


class PortableGait(Portable):
    treatments: list[PortableTreatment]
    measures: list[PortableMeasure]


async def portable(carnet_id: UUID, viewer: Viewer) -> PortableGait:
    """Treatments by date, the latest first; measures by film and image; what is in the bin too."""
    treatments = [
        PortableTreatment(
            id=row["id"],
            said=said_of(row),
            author=Named(row["author_id"], row["author_name"]),
            added_at=row["added_at"],
            changed_at=row["changed_at"],
            changed_by=row["changed_name"],
            deleted_at=row["deleted_at"],
            deleted_by=row["deleted_by"],
            version=row["version"],
        )
        for row in await queries.treatments(carnet_id)
    ]
    measures = [
        PortableMeasure(
            id=row["id"],
            film=row["capture_id"],
            film_sha256=row["film_sha256"].hex() if row["film_sha256"] else None,
            content=(content := content_of(row)),
            degrees=reading(content)[0],
            author=Named(row["author_id"], row["author_name"]),
            added_at=row["added_at"],
            deleted_at=row["deleted_at"],
            deleted_by=row["deleted_by"],
        )
        for row in await queries.every_measure(carnet_id, viewer)
    ]
    return PortableGait(treatments=treatments, measures=measures)
