"""The notebook's SQL. Each takes the id of a notebook whose door was passed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row


async def insert(values: dict[str, Any]) -> None:
    await insert_row("carnet", values)


async def get(carnet_id: UUID, *, lock: bool = False) -> dict[str, Any] | None:
    return await fetch_one(
        f"SELECT * FROM carnet WHERE id = $1{' FOR UPDATE' if lock else ''}",  # noqa: S608 - constant
        carnet_id,
    )


async def several(ids: list[UUID]) -> list[dict[str, Any]]:
    return await fetch("SELECT * FROM carnet WHERE id = ANY($1)", ids)


async def change(carnet_id: UUID, values: dict[str, Any]) -> dict[str, Any]:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    row = await fetch_one(
        f"UPDATE carnet SET {sets}, version = version + 1 WHERE id = $1 RETURNING *",  # noqa: S608 - our names
        carnet_id,
        *values.values(),
    )
    assert row is not None
    return row


async def set_portrait(carnet_id: UUID, name: str) -> dict[str, Any]:
    """Not a new version: whoever is correcting a name meanwhile is not in conflict with a picture."""
    row = await fetch_one("UPDATE carnet SET portrait = $2 WHERE id = $1 RETURNING *", carnet_id, name)
    assert row is not None
    return row


async def which_exist(ids: list[UUID]) -> list[UUID]:
    """A closed one is left as it is."""
    rows = await fetch("SELECT id FROM carnet WHERE id = ANY($1) AND NOT carnet_is_closed(id)", ids)
    return [row["id"] for row in rows]


async def one_key_each() -> list[tuple[UUID, bytes]]:
    """A wrapped key for each server key that wrapped some."""
    rows = await fetch(
        "SELECT DISTINCT ON (substr(wrapped, 1, 5)) carnet_id, wrapped FROM carnet_key ORDER BY substr(wrapped, 1, 5)"
    )
    return [(row["carnet_id"], row["wrapped"]) for row in rows]


async def insert_key(carnet_id: UUID, wrapped: bytes) -> None:
    await fetch("INSERT INTO carnet_key (carnet_id, wrapped) VALUES ($1, $2)", carnet_id, wrapped)


async def key(carnet_id: UUID) -> bytes | None:
    row = await fetch_one("SELECT wrapped FROM carnet_key WHERE carnet_id = $1", carnet_id)
    return bytes(row["wrapped"]) if row else None


async def hold_keys() -> None:
    await fetch("LOCK TABLE carnet_key IN EXCLUSIVE MODE")


async def keys() -> list[tuple[UUID, bytes]]:
    """Locked until the transaction ends: a notebook opened meanwhile waits."""
    rows = await fetch("SELECT carnet_id, wrapped FROM carnet_key ORDER BY carnet_id FOR UPDATE")
    return [(row["carnet_id"], bytes(row["wrapped"])) for row in rows]


async def rewrap(carnet_id: UUID, wrapped: bytes) -> None:
    await fetch("UPDATE carnet_key SET wrapped = $2 WHERE carnet_id = $1", carnet_id, wrapped)


CLOSED = -1
"""In `majority_told`, beside months: that it was closed on that birthday."""


async def erase(carnet_id: UUID) -> None:
    """The notebook and the key that opens its files."""
    await fetch("DELETE FROM majority_told WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM carnet_key WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM carnet WHERE id = $1", carnet_id)


async def coming_of_age(born_before: date) -> list[dict[str, Any]]:
    """Of people born by that day, whose notebook was opened before they came of age and is open; `told`: what was announced. One
    that was told on the day itself is over."""
    return await fetch(
        """
        SELECT c.id, c.birth_date, ARRAY(SELECT months FROM majority_told t WHERE t.carnet_id = c.id) AS told FROM carnet c
        WHERE c.birth_date <= $1 AND carnet_adult_on(c) IS NOT NULL AND NOT carnet_is_closed(c.id)
            AND NOT EXISTS (SELECT FROM majority_told t WHERE t.carnet_id = c.id AND t.months = 0) ORDER BY c.id
        """,
        born_before,
    )


async def of_age_while_closed(day: date) -> list[dict[str, Any]]:
    """Of closed notebooks, those whose person has come of age, and was not told so since it was closed."""
    return await fetch(
        """
        SELECT c.id, c.given_name, carnet_adult_on(c) AS adult_on FROM carnet c
        WHERE carnet_is_closed(c.id) AND carnet_adult_on(c) <= $1
            AND NOT EXISTS (SELECT FROM majority_told t WHERE t.carnet_id = c.id AND t.months = $2) ORDER BY c.id
        """,
        day,
        CLOSED,
    )


async def note_told(carnet_id: UUID, months: int, *, at: datetime) -> bool:
    """False when it was told already."""
    row = await fetch_one(
        "INSERT INTO majority_told (carnet_id, months, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING months",
        carnet_id,
        months,
        at,
    )
    return row is not None


async def forget_told(carnet_id: UUID) -> None:
    """The birthday has moved: it is announced anew."""
    await fetch("DELETE FROM majority_told WHERE carnet_id = $1", carnet_id)
