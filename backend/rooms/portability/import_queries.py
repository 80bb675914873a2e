"""The SQL of notebooks that arrive. Whose an import is, is looked at by whoever calls."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.transaction import one_by_one

Row = dict[str, Any]


async def insert(carnet_id: UUID, person_id: UUID, person_name: str, relation: str, *, at: datetime) -> None:
    await fetch(
        "INSERT INTO carnet_import (carnet_id, person_id, person_name, relation, state, begun_at, moved_at)"
        " VALUES ($1, $2, $3, $4, 'awaiting', $5, $5)",
        carnet_id, person_id, person_name, relation, at,
    )  # fmt: skip


async def begin_one_by_one(person_id: UUID) -> None:
    """Until this transaction ends, another request of the same person waits."""
    await one_by_one(f"imports begun by {person_id}")


async def get(carnet_id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        "SELECT * FROM carnet_import WHERE carnet_id = $1" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constant
        carnet_id,
    )


async def of_person(person_id: UUID, *, opened_since: datetime) -> list[Row]:
    """Newest first: those under way, and those that opened lately."""
    return await fetch(
        "SELECT * FROM carnet_import WHERE person_id = $1 AND state <> 'ended'"
        " AND (state <> 'opened' OR opened_at > $2) ORDER BY begun_at DESC, carnet_id DESC LIMIT 20",
        person_id, opened_since,
    )  # fmt: skip


async def change(carnet_id: UUID, values: Row) -> None:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(f"UPDATE carnet_import SET {sets} WHERE carnet_id = $1", carnet_id, *values.values())  # noqa: S608 - our names


async def note_progress(carnet_id: UUID, *, files: int, size: int, at: datetime) -> bool:
    """False when it is not being read any more."""
    row = await fetch_one(
        "UPDATE carnet_import SET files_done = $2, bytes_done = $3, read_at = $4"
        " WHERE carnet_id = $1 AND state = 'reading' RETURNING 1",
        carnet_id, files, size, at,
    )  # fmt: skip
    return row is not None


async def another_is_read(carnet_id: UUID, *, at: datetime, sign: timedelta) -> bool:
    row = await fetch_one(
        "SELECT 1 FROM carnet_import WHERE carnet_id <> $1 AND state = 'reading'"
        " AND read_at > $2::timestamptz - $3::interval LIMIT 1",
        carnet_id, at, sign,
    )  # fmt: skip
    return row is not None


async def open_with(carnet_id: UUID, origin: str, *, at: datetime) -> None:
    await fetch(
        "UPDATE carnet_import SET state = 'opened', opened_at = $2, origin = $3::jsonb, upload_id = NULL, fault = NULL"
        " WHERE carnet_id = $1",
        carnet_id, at, origin,
    )  # fmt: skip
    await fetch("DELETE FROM imported_file WHERE carnet_id = $1", carnet_id)


async def keep_file(carnet_id: UUID, path: str, *, sha256: str, size: int, name: str) -> None:
    await fetch(
        "INSERT INTO imported_file (carnet_id, path, sha256, size, object) VALUES ($1, $2, $3, $4, $5)",
        carnet_id, path, sha256, size, name,
    )  # fmt: skip


async def files(carnet_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM imported_file WHERE carnet_id = $1", carnet_id)


async def drop_staged(carnet_id: UUID) -> list[str]:
    """What was read of a refused archive; answers the objects to erase."""
    await fetch("DELETE FROM imported_trace WHERE carnet_id = $1", carnet_id)
    rows = await fetch("DELETE FROM imported_file WHERE carnet_id = $1 RETURNING object", carnet_id)
    return [row["object"] for row in rows]


async def known_files(names: list[str]) -> set[str]:
    rows = await fetch("SELECT object FROM imported_file WHERE object = ANY($1)", names)
    return {row["object"] for row in rows}


async def drop_traces(carnet_id: UUID) -> None:
    await fetch("DELETE FROM imported_trace WHERE carnet_id = $1", carnet_id)


async def add_traces(carnet_id: UUID, rows: Sequence[tuple[object, ...]]) -> int:
    """rows: id, at, tag, category, item_id, person_id, person_name, profile, sentence. How many were new."""
    added = await fetch(
        "INSERT INTO imported_trace (carnet_id, id, at, tag, category, item_id, person_id, person_name, profile, sentence)"
        " SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::text[], $5::text[], $6::uuid[], $7::uuid[], $8::text[],"
        " $9::text[], $10::text[]) ON CONFLICT DO NOTHING RETURNING 1",
        carnet_id, *(list(column) for column in zip(*rows, strict=True)),
    )  # fmt: skip
    return len(added)


async def renumber_traces(carnet_id: UUID, numbers: dict[UUID, UUID]) -> None:
    """What they speak of, as it is numbered here; what is not here is not said any more."""
    await fetch(
        "UPDATE imported_trace t SET item_id = (SELECT n.now FROM unnest($2::uuid[], $3::uuid[]) AS n (was, now)"
        " WHERE n.was = t.item_id) WHERE carnet_id = $1 AND item_id IS NOT NULL",
        carnet_id, list(numbers), list(numbers.values()),
    )  # fmt: skip


async def traces(carnet_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Row]:
    """Newest first."""
    at, id = before or (None, None)
    return await fetch(
        "SELECT * FROM imported_trace WHERE carnet_id = $1 AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))"
        " ORDER BY at DESC, id DESC LIMIT $4",
        carnet_id, at, id, limit,
    )  # fmt: skip


async def left_alone(*, before: datetime) -> list[UUID]:
    """Nothing was sent since then."""
    rows = await fetch(
        "SELECT carnet_id FROM carnet_import WHERE state IN ('awaiting', 'refused') AND moved_at < $1", before
    )
    return [row["carnet_id"] for row in rows]


async def ended() -> list[UUID]:
    return [
        row["carnet_id"] for row in await fetch("SELECT carnet_id FROM carnet_import WHERE state = 'ended'")
    ]


async def stuck() -> list[Row]:
    """Being read, with no job that would."""
    return await fetch(
        """
        SELECT carnet_id, moved_at FROM carnet_import i WHERE state = 'reading' AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.task_name = 'portability.import' AND j.lock = i.carnet_id::text
                AND j.status IN ('todo', 'doing'))
        """
    )


async def forget(carnet_id: UUID) -> None:
    """With what it waited for. The notebook's own row goes after it."""
    await fetch("DELETE FROM received WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM carnet_import WHERE carnet_id = $1", carnet_id)
