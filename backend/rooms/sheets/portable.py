"""The habits as they leave in an export: every version of each heading, and what it was written over."""

from typing import Literal
from uuid import UUID

from backend.kit.portable import Moment, Named, Portable, Text
from backend.rooms.sheets import queries
from backend.rooms.sheets.headings import Heading


class PortableConfirmation(Portable):
    """« Toujours vrai »; perhaps taken back since."""

    by: Named
    at: Moment
    taken_back_at: Moment | None


class PortableVersion(Portable):
    """`noted_at`: when it was typed, by the phone's clock. `bases`: the versions it was written over."""

    id: UUID
    text: Text
    author: Named
    written_at: Moment
    noted_at: Moment | None
    action: Literal["write", "restore", "settle"]
    bases: list[UUID]
    confirmations: list[PortableConfirmation]


class PortableHeading(Portable):
    """`heads`: the versions that hold now: one; several when people wrote at once; none when nothing was ever noted."""

    heading: Heading
    heads: list[UUID]
    versions: list[PortableVersion]


class PortableHabits(Portable):
    headings: list[PortableHeading]


async def confirmations(carnet_id: UUID) -> dict[UUID, list[PortableConfirmation]]:
    """By version, of every sheet, the oldest first."""
    said: dict[UUID, list[PortableConfirmation]] = {}
    for row in await queries.every_confirmation(carnet_id):
        by = Named(row["person_id"], row["person_name"])
        one = PortableConfirmation(by=by, at=row["at"], taken_back_at=row["taken_back_at"])
        said.setdefault(row["version_id"], []).append(one)
    return said


async def portable(carnet_id: UUID) -> PortableHabits:
    """The twelve headings in their order, the versions of each oldest first."""
    said = await confirmations(carnet_id)
    heads = await queries.heads(carnet_id, ["habits"])
    versions: dict[str, list[PortableVersion]] = {}
    for row in await queries.every_version(carnet_id, ["habits"]):
        same = ("id", "text", "written_at", "noted_at", "action", "bases")
        version = PortableVersion(
            **{name: row[name] for name in same},
            author=Named(row["author_id"], row["author_name"]),
            confirmations=said.get(row["id"], []),
        )
        versions.setdefault(row["place"], []).append(version)
    return PortableHabits(
        headings=[
            PortableHeading(
                heading=heading,
                heads=[row["id"] for row in heads if row["place"] == heading],
                versions=versions.get(heading, []),
            )
            for heading in Heading
        ]
    )
