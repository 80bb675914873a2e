"""The SQL of closed notebooks. The door (queries.py) looks at them by itself."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]

OPEN = "reopened_at IS NULL AND erased_at IS NULL"
"""A closing that holds now."""


async def insert(*, id: UUID, carnet_id: UUID, by: UUID, name: str, at: datetime, ends_at: datetime) -> bool:
    """False when it is closed already; who asks at the same moment waits for the first."""
    row = await fetch_one(
        """
        INSERT INTO closing (id, carnet_id, closed_at, closed_by, closed_name, ends_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (carnet_id) WHERE reopened_at IS NULL AND erased_at IS NULL DO NOTHING RETURNING id
        """,
        id, carnet_id, at, by, name, ends_at,
    )  # fmt: skip
    return row is not None


async def add_people(closing_id: UUID, people: list[UUID]) -> None:
    await fetch(
        "INSERT INTO closing_person (closing_id, person_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING",
        closing_id,
        people,
    )


async def wait_until(closing_id: UUID, until: datetime) -> None:
    await fetch("UPDATE closing SET ends_at = greatest(ends_at, $2) WHERE id = $1", closing_id, until)


async def of_carnet(carnet_id: UUID) -> Row | None:
    return await fetch_one(f"SELECT * FROM closing WHERE carnet_id = $1 AND {OPEN}", carnet_id)  # noqa: S608 - constant


async def get(closing_id: UUID, person_id: UUID, *, lock: bool = False) -> Row | None:
    """One whose notebook this person represented."""
    return await fetch_one(
        f"""
        SELECT c.* FROM closing c JOIN closing_person p ON p.closing_id = c.id
        WHERE c.id = $1 AND p.person_id = $2 {"FOR UPDATE OF c" if lock else ""}
        """,  # noqa: S608 - constant
        closing_id,
        person_id,
    )


async def of_person(person_id: UUID, at: datetime) -> list[Row]:
    return await fetch(
        "SELECT c.* FROM closing c JOIN closing_person p ON p.closing_id = c.id"
        " WHERE p.person_id = $1 AND c.reopened_at IS NULL AND (c.gone_at IS NULL OR c.gone_at > $2)"
        " ORDER BY c.closed_at DESC, c.id",
        person_id,
        at,
    )


async def people(closing_id: UUID) -> list[UUID]:
    rows = await fetch(
        "SELECT person_id FROM closing_person WHERE closing_id = $1 ORDER BY person_id", closing_id
    )
    return [row["person_id"] for row in rows]


async def reopen(closing_id: UUID, *, by: UUID, name: str, at: datetime) -> None:
    await fetch(
        "UPDATE closing SET reopened_at = $2, reopened_by = $3, reopened_name = $4 WHERE id = $1",
        closing_id,
        at,
        by,
        name,
    )


async def look(at: datetime, *, wait: timedelta, but: list[UUID]) -> None:
    """Marks those whose time has come, and those among them that may be erased: found due `wait` ago, and due still. `but`: carnets that
    are left as they are.

    A clock that was ahead for a moment erases nothing.
    """
    await fetch(
        """
        UPDATE closing SET due_seen_at = CASE WHEN ends_at <= $1 THEN $1::timestamptz END
        WHERE reopened_at IS NULL AND erased_at IS NULL AND erasing_at IS NULL
          AND (due_seen_at IS NULL OR due_seen_at > $1 OR ends_at > $1)
        """,
        at,
    )
    await fetch(
        f"UPDATE closing SET erasing_at = $1 WHERE {OPEN} AND erasing_at IS NULL AND ends_at <= $1"  # noqa: S608 - constant
        " AND due_seen_at <= $1::timestamptz - $2::interval AND carnet_id <> ALL($3)",
        at,
        wait,
        but,
    )


async def to_erase() -> list[Row]:
    return await fetch(
        f"SELECT * FROM closing WHERE erasing_at IS NOT NULL AND {OPEN} ORDER BY erasing_at, id"  # noqa: S608 - constant
    )


async def key_stands(closing_id: UUID) -> bool:
    """Locked until the transaction ends."""
    row = await fetch_one("SELECT key_destroyed_at FROM closing WHERE id = $1 FOR UPDATE", closing_id)
    return row is not None and row["key_destroyed_at"] is None


async def note_key_destroyed(closing_id: UUID, *, at: datetime, gone_at: datetime) -> None:
    await fetch(
        "UPDATE closing SET key_destroyed_at = $2, gone_at = $3 WHERE id = $1", closing_id, at, gone_at
    )


async def note_erased(closing_id: UUID, at: datetime) -> Row | None:
    """Nothing the second time."""
    return await fetch_one(
        "UPDATE closing SET erased_at = $2 WHERE id = $1 AND erased_at IS NULL RETURNING *", closing_id, at
    )


async def forget_people(at: datetime) -> None:
    """Of whom the last backup has ended: the line stays, without its representatives."""
    await fetch(
        "DELETE FROM closing_person p USING closing c WHERE c.id = p.closing_id AND (c.gone_at <= $1 OR c.reopened_at < $1)",
        at,
    )


async def erase_circle(carnet_id: UUID) -> None:
    await fetch("DELETE FROM habilitation WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM consent WHERE carnet_id = $1", carnet_id)
    await fetch(
        "DELETE FROM asking WHERE invitation_id IN (SELECT id FROM invitation WHERE carnet_id = $1)",
        carnet_id,
    )
    await fetch("DELETE FROM invitation WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM representative_details WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM contested_act WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM authority_fact WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM mask WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM drawn_from WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM team_opening WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM team_visit WHERE carnet_id = $1", carnet_id)
