"""The notebook itself, as it leaves in an export: who it is about."""

from datetime import date
from uuid import UUID

from backend.kit.portable import FilePath, Line, Moment, Named, Portable, Text
from backend.rooms.carnet import queries
from backend.rooms.carnet.schemas import Sex
from backend.rooms.identity import service as identity


class PortableCarnet(Portable):
    id: UUID
    given_name: Line
    family_name: Line
    birth_date: date
    sex: Sex
    diagnoses: Text
    opened_at: Moment
    opened_by: Named
    version: int
    portrait: FilePath | None
    """The small copy that CS3 keeps (WebP): the picture it was made from is not kept."""


async def portable(carnet_id: UUID) -> tuple[PortableCarnet, str | None]:
    """The part, its `portrait` not said yet, and the object that holds the portrait."""
    row = await queries.get(carnet_id)
    assert row is not None  # the door was passed
    names = await identity.person_names([row["opened_by"]])
    part = PortableCarnet(
        **{name: row[name] for name in ("id", "given_name", "family_name", "birth_date", "sex", "diagnoses")},
        opened_at=row["opened_at"],
        opened_by=Named(row["opened_by"], names.get(row["opened_by"], "")),
        version=row["version"],
        portrait=None,
    )
    return part, row["portrait"]
