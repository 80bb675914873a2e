"""The SQL of what the family wants to be told. Called by a job too: behind no door, it shows nothing to anybody."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch

Row = dict[str, Any]


async def alerts(carnet_id: UUID, *, lock: bool = False) -> list[Row]:
    return await fetch(
        "SELECT * FROM journal_alert WHERE carnet_id = $1 ORDER BY rule" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constants
        carnet_id,
    )


async def put(carnet_id: UUID, rule: str, threshold: int, *, at: datetime, by: UUID, name: str) -> None:
    """One that stays as it was goes on as it was."""
    await fetch(
        """
        INSERT INTO journal_alert AS a (carnet_id, rule, threshold, set_at, set_id, set_name) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (carnet_id, rule) DO UPDATE SET threshold = $3, set_at = $4, set_id = $5, set_name = $6, ringing_since = NULL
            WHERE a.threshold <> $3
        """,
        carnet_id,
        rule,
        threshold,
        at,
        by,
        name,
    )


async def drop_others(carnet_id: UUID, rules: list[str]) -> None:
    await fetch("DELETE FROM journal_alert WHERE carnet_id = $1 AND rule <> ALL($2)", carnet_id, rules)


async def ring(carnet_id: UUID, rule: str, since: datetime | None) -> None:
    await fetch(
        "UPDATE journal_alert SET ringing_since = $3 WHERE carnet_id = $1 AND rule = $2",
        carnet_id,
        rule,
        since,
    )


async def watched(*, after: UUID | None, limit: int) -> list[UUID]:
    """Notebooks with an alert that waits for time to pass, in order."""
    rows = await fetch(
        "SELECT DISTINCT carnet_id FROM journal_alert WHERE ($1::uuid IS NULL OR carnet_id > $1)"
        " AND NOT carnet_is_closed(carnet_id) ORDER BY carnet_id LIMIT $2",
        after,
        limit,
    )
    return [row["carnet_id"] for row in rows]


async def seizures_around(carnet_id: UUID, moment: datetime) -> list[datetime]:
    """Less than 24 hours before or after."""
    rows = await fetch(
        "SELECT happened_at FROM journal_entry WHERE carnet_id = $1 AND kind = 'seizure' AND removed_at IS NULL"
        " AND happened_at > $2::timestamptz - interval '24 hours' AND happened_at < $2::timestamptz + interval '24 hours'",
        carnet_id,
        moment,
    )
    return [row["happened_at"] for row in rows]


async def seizures_written(carnet_id: UUID, at: datetime) -> list[datetime]:
    """When those began that arrived at that very moment."""
    rows = await fetch(
        "SELECT happened_at FROM journal_entry WHERE carnet_id = $1 AND written_at = $2 AND kind = 'seizure' AND removed_at IS NULL",
        carnet_id,
        at,
    )
    return [row["happened_at"] for row in rows]


async def noted(carnet_id: UUID, *, at: datetime) -> Row:
    rows = await fetch(
        """
        SELECT max(happened_at) FILTER (WHERE kind = 'stool') AS last_stool, max(written_at) AS last_written,
            count(*) FILTER (WHERE kind = 'seizure' AND happened_at > $2::timestamptz - interval '24 hours') AS seizures
        FROM journal_entry WHERE carnet_id = $1 AND removed_at IS NULL
        """,
        carnet_id,
        at,
    )
    return rows[0]
