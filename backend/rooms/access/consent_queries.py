"""What was agreed to. A line is only ever added, bound to the habilitation that came of it, and marked withdrawn."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from backend.kit.database import fetch, insert_row

Row = dict[str, Any]


async def insert(values: Row) -> None:
    await insert_row("consent", values)


async def bind(invitation_id: UUID, habilitation_id: UUID) -> None:
    await fetch(
        "UPDATE consent SET habilitation_id = $2 WHERE invitation_id = $1", invitation_id, habilitation_id
    )


async def withdraw(
    column: Literal["habilitation_id", "invitation_id"], id: UUID, *, by: UUID, name: str, at: datetime
) -> None:
    await fetch(
        f"UPDATE consent SET withdrawn_at = $2, withdrawn_by = $3, withdrawn_name = $4"  # noqa: S608 - one of two names
        f" WHERE {column} = $1 AND withdrawn_at IS NULL",
        id, at, by, name,
    )  # fmt: skip


async def of_habilitation(carnet_id: UUID, habilitation_id: UUID) -> list[Row]:
    """Oldest first."""
    return await fetch(
        "SELECT * FROM consent WHERE carnet_id = $1 AND habilitation_id = $2 ORDER BY at, id",
        carnet_id,
        habilitation_id,
    )


async def every(carnet_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM consent WHERE carnet_id = $1 ORDER BY at, id", carnet_id)
