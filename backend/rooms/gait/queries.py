"""The gait room's SQL. What takes a carnet's id is called behind that notebook's door. A measure is seen by who sees its film."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row
from backend.kit.masked import Viewer, unmasked
from backend.kit.transaction import one_by_one

Row = dict[str, Any]


async def fill_one_by_one(carnet_id: UUID) -> None:
    """Until this transaction ends, another that adds in this room waits: what it then counts is all there."""
    await one_by_one(f"gait of {carnet_id}")


# Treatments


async def insert_treatment(values: Row) -> bool:
    """False when there is one of that number already."""
    return await insert_row("gait_treatment", values, unless="(id)")


async def treatment(carnet_id: UUID, treatment_id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        "SELECT * FROM gait_treatment WHERE carnet_id = $1 AND id = $2" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constants
        carnet_id,
        treatment_id,
    )


async def treatments(carnet_id: UUID) -> list[Row]:
    """Those in the bin too, the latest first."""
    return await fetch(
        "SELECT * FROM gait_treatment WHERE carnet_id = $1 ORDER BY day DESC, id DESC", carnet_id
    )


async def change_treatment(treatment_id: UUID, values: Row) -> None:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(
        f"UPDATE gait_treatment SET {sets}, version = version + 1 WHERE id = $1",  # noqa: S608 - our names
        treatment_id,
        *values.values(),
    )


# Measures


async def insert_measure(values: Row) -> bool:
    """False when there is one of that number already."""
    return await insert_row("gait_measure", values, unless="(id)")


async def measure(capture_id: UUID, measure_id: UUID, *, lock: bool = False) -> Row | None:
    # sees all: behind the door of its film, which asked
    return await fetch_one(
        "SELECT * FROM gait_measure WHERE capture_id = $1 AND id = $2" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constants
        capture_id,
        measure_id,
    )


async def measures(capture_id: UUID) -> list[Row]:
    """Of one film, those in the bin too, by image."""
    # sees all: behind the door of its film, which asked
    return await fetch(
        "SELECT * FROM gait_measure WHERE capture_id = $1 ORDER BY (content->>'frame')::int, id", capture_id
    )


async def how_many(carnet_id: UUID, viewer: Viewer) -> dict[UUID, int]:
    """Measures of each film that has any."""
    rows = await fetch(
        "SELECT m.capture_id, count(*) AS n FROM gait_measure m JOIN capture c ON c.id = m.capture_id"  # noqa: S608 - constants
        f" WHERE m.carnet_id = $1 AND m.deleted_at IS NULL AND {unmasked('c.id', 2)} GROUP BY 1",
        carnet_id,
        *viewer,
    )
    return {row["capture_id"]: int(row["n"]) for row in rows}


async def every_measure(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """Of every film, those in the bin too."""
    return await fetch(
        "SELECT m.* FROM gait_measure m JOIN capture c ON c.id = m.capture_id"  # noqa: S608 - constants
        f" WHERE m.carnet_id = $1 AND {unmasked('c.id', 2)} ORDER BY c.taken_at, c.id, (m.content->>'frame')::int, m.id",
        carnet_id,
        *viewer,
    )


async def bin_measure(measure_id: UUID, *, at: datetime | None, by: UUID | None) -> None:
    await fetch("UPDATE gait_measure SET deleted_at = $2, deleted_by = $3 WHERE id = $1", measure_id, at, by)


async def empty_bins(*, before: datetime) -> None:
    for table in ("gait_measure", "gait_treatment"):
        await fetch(
            f"DELETE FROM {table} WHERE deleted_at <= $1 AND NOT carnet_is_closed(carnet_id)",  # noqa: S608 - constants
            before,
        )


async def films_here(carnet_id: UUID) -> set[UUID]:
    """The films of a notebook that is arriving."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch("SELECT id FROM capture WHERE carnet_id = $1 AND kind = 'video'", carnet_id)
    return {row["id"] for row in rows}
