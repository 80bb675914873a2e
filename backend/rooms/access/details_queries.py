"""The SQL of the representatives' own details. What takes a carnet's id is called behind that notebook's door."""

from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


async def of_person(carnet_id: UUID, person_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM representative_details WHERE carnet_id = $1 AND person_id = $2", carnet_id, person_id
    )


async def of_people(carnet_id: UUID, people: list[UUID]) -> list[Row]:
    return await fetch(
        "SELECT * FROM representative_details WHERE carnet_id = $1 AND person_id = ANY($2)", carnet_id, people
    )


async def write(carnet_id: UUID, person_id: UUID, values: Row, *, version: int) -> Row | None:
    """What then stands; None when it is not (or no longer) at this version. 0: nothing was ever written."""
    names = list(values)
    if version == 0:
        marks = ", ".join(f"${n}" for n in range(3, len(names) + 3))
        return await fetch_one(
            f"INSERT INTO representative_details (carnet_id, person_id, version, {', '.join(names)})"  # noqa: S608 - our names
            f" VALUES ($1, $2, 1, {marks}) ON CONFLICT DO NOTHING RETURNING *",
            carnet_id,
            person_id,
            *values.values(),
        )
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(names, start=4))
    return await fetch_one(
        f"UPDATE representative_details SET version = version + 1, {sets}"  # noqa: S608 - our names
        " WHERE carnet_id = $1 AND person_id = $2 AND version = $3 RETURNING *",
        carnet_id,
        person_id,
        version,
        *values.values(),
    )


async def forget(carnet_id: UUID, person_id: UUID) -> None:
    await fetch(
        "DELETE FROM representative_details WHERE carnet_id = $1 AND person_id = $2", carnet_id, person_id
    )


async def address_is_kept(carnet_id: UUID, reader: UUID) -> bool:
    """Whether somebody else who represents this notebook, or once did, does not show their address to the representatives."""
    row = await fetch_one(
        """
        SELECT 1 FROM habilitation h LEFT JOIN representative_details d
            ON d.carnet_id = h.carnet_id AND d.person_id = h.person_id
        WHERE h.carnet_id = $1 AND h.person_id <> $2 AND h.profile = 'representative'
            AND NOT 'representatives' = ANY(COALESCE(d.address_seen, '{}')) LIMIT 1
        """,
        carnet_id,
        reader,
    )
    return row is not None
