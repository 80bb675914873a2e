"""A reading of the whole urgent sheet, on the sheets that it is drawn from: « toujours vrai » of each line, taken back as one."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from backend.kit.days import day_of
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.sheets import queries
from backend.rooms.sheets.eleven import SHEETS, Sheet


async def confirm(visit: Visit, read: Sequence[tuple[Sheet, UUID]], *, reading: UUID) -> None:
    """read: the versions that were on the screen; those of sheets on which this person does not write are left as they are. reading: a number of its own.

    Kept once a day for one person, as any « toujours vrai ».
    """
    may, person = visit.habilitation.may, visit.person
    own = {version: sheet for sheet, version in read if may(SHEETS[sheet].category, Right.ADD)}
    for head in await queries.heads(visit.carnet_id, [sheet.value for sheet in set(own.values())]):
        said_today = head["confirmed_by"] == person.id and day_of(head["confirmed_at"]) == day_of(visit.at)
        if head["id"] in own and not said_today:
            await queries.confirm(
                visit.carnet_id,
                head["id"],
                id=uuid5(reading, str(head["id"])),
                by=person.id,
                name=person.name,
                at=max(visit.at, head["written_at"]),
            )


async def take_back(visit: Visit, *, reading: UUID) -> None:
    said = await queries.own_confirmations(visit.carnet_id, visit.person.id)
    ids = [row["id"] for row in said if row["id"] == uuid5(reading, str(row["version_id"]))]
    await queries.take_back(ids, at=visit.at)
