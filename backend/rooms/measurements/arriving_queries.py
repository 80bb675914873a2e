"""The SQL of measurements that arrive in an archive."""

from datetime import date, datetime
from uuid import UUID

from backend.kit.database import fetch


async def insert(
    carnet_id: UUID,
    id: UUID,
    *,
    content: str,
    measured_on: date,
    author_id: UUID,
    author_name: str,
    added_at: datetime,
    noted_at: datetime | None,
    deleted_at: datetime | None,
    version: int,
) -> None:
    await fetch(
        "INSERT INTO measurement (id, carnet_id, content, measured_on, author_id, author_name, added_at, noted_at,"
        " deleted_at, version) VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10)",
        id,
        carnet_id,
        content,
        measured_on,
        author_id,
        author_name,
        added_at,
        noted_at,
        deleted_at,
        version,
    )


async def insert_version(
    id: UUID,
    *,
    version: int,
    at: datetime,
    person_id: UUID,
    person_name: str,
    action: str,
    content: str,
) -> None:
    await fetch(
        "INSERT INTO measurement_version (measurement_id, version, at, person_id, person_name, action, content)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)",
        id,
        version,
        at,
        person_id,
        person_name,
        action,
        content,
    )
