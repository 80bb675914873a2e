"""The SQL of a notebook that arrives; access asks who may."""

from typing import Any
from uuid import UUID

from backend.kit.database import fetch


async def open_as(carnet_id: UUID, values: dict[str, Any]) -> None:
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(f"UPDATE carnet SET {sets} WHERE id = $1", carnet_id, *values.values())  # noqa: S608 - our names


async def forget(carnet_id: UUID) -> None:
    await fetch("DELETE FROM carnet_key WHERE carnet_id = $1", carnet_id)
    await fetch("DELETE FROM carnet WHERE id = $1", carnet_id)
