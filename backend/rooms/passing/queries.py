"""The SQL of what people show to each other. What takes a carnet's id is called behind that notebook's door; the item itself is asked
of its own room."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row

Row = dict[str, Any]

_WAITING = "seen_at IS NULL AND taken_back_at IS NULL"


async def insert(values: Row) -> bool:
    """False when they were shown it already, and have not opened it."""
    return await insert_row("passed_on", values, unless=f"(item_id, from_id, to_id) WHERE {_WAITING}")


async def mine_of(carnet_id: UUID, item_id: UUID, from_id: UUID) -> list[Row]:
    """The last time I showed it, to each."""
    return await fetch(
        "SELECT DISTINCT ON (to_id) * FROM passed_on WHERE carnet_id = $1 AND item_id = $2 AND from_id = $3"
        " AND taken_back_at IS NULL ORDER BY to_id, at DESC",
        carnet_id,
        item_id,
        from_id,
    )


async def waiting(carnet_id: UUID, to_id: UUID, *, limit: int) -> list[Row]:
    """Newest first."""
    return await fetch(
        f"SELECT * FROM passed_on WHERE carnet_id = $1 AND to_id = $2 AND {_WAITING} ORDER BY at DESC, id LIMIT $3",  # noqa: S608 - constant
        carnet_id,
        to_id,
        limit,
    )


async def to_me(carnet_id: UUID, passed_id: UUID, person_id: UUID) -> Row | None:
    return await _one("to_id", carnet_id, passed_id, person_id)


async def from_me(carnet_id: UUID, passed_id: UUID, person_id: UUID) -> Row | None:
    return await _one("from_id", carnet_id, passed_id, person_id)


async def _one(side: str, carnet_id: UUID, passed_id: UUID, person_id: UUID) -> Row | None:
    """Held until the transaction ends."""
    return await fetch_one(
        f"SELECT * FROM passed_on WHERE carnet_id = $1 AND id = $2 AND {side} = $3 AND taken_back_at IS NULL FOR UPDATE",  # noqa: S608 - one of two columns
        carnet_id,
        passed_id,
        person_id,
    )


async def see(passed_id: UUID, at: datetime) -> None:
    """The first time counts."""
    await fetch("UPDATE passed_on SET seen_at = $2 WHERE id = $1 AND seen_at IS NULL", passed_id, at)


async def take_back(passed_id: UUID, at: datetime) -> None:
    await fetch("UPDATE passed_on SET taken_back_at = $2 WHERE id = $1", passed_id, at)


async def forget(*, before: datetime) -> None:
    await fetch("DELETE FROM passed_on WHERE at < $1 AND NOT carnet_is_closed(carnet_id)", before)


async def erase(carnet_id: UUID) -> None:
    await fetch("DELETE FROM passed_on WHERE carnet_id = $1", carnet_id)
