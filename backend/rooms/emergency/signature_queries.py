"""The SQL of who confirmed what: kept before the whole sheet is confirmed, put back when that is undone."""

from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.rooms.emergency.queries import Row


async def signatures(carnet_id: UUID) -> str:
    """Who confirmed each line and answer, and read the sheet, and when, as JSON."""
    row = await fetch_one(
        """
        SELECT jsonb_build_object(
            'lines', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'confirmed_by', confirmed_by,
                    'confirmed_name', confirmed_name, 'confirmed_at', confirmed_at)), '[]')
                FROM emergency_line WHERE carnet_id = $1 AND deleted_at IS NULL),
            'answers', (SELECT coalesce(jsonb_agg(jsonb_build_object('section', section, 'answered_by', answered_by,
                    'answered_name', answered_name, 'answered_at', answered_at)), '[]')
                FROM emergency_answer WHERE carnet_id = $1),
            'sheet', (SELECT jsonb_build_object('read_by', read_by, 'read_name', read_name,
                    'read_relation', read_relation, 'read_at', read_at)
                FROM emergency_sheet WHERE carnet_id = $1)
        )::text AS kept
        """,
        carnet_id,
    )
    assert row is not None
    return row["kept"]


async def last_change(carnet_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT id, person_id, action, earlier::text AS earlier FROM emergency_change"
        " WHERE carnet_id = $1 ORDER BY at DESC, id DESC LIMIT 1",
        carnet_id,
    )


async def put_back(carnet_id: UUID, kept: str) -> None:
    """`kept` as `signatures` answered it."""
    await fetch(
        """
        UPDATE emergency_line l
        SET confirmed_by = k.confirmed_by, confirmed_name = k.confirmed_name, confirmed_at = k.confirmed_at
        FROM jsonb_to_recordset($2::jsonb -> 'lines')
            AS k (id uuid, confirmed_by uuid, confirmed_name text, confirmed_at timestamptz)
        WHERE l.carnet_id = $1 AND l.id = k.id
        """,
        carnet_id,
        kept,
    )
    await fetch(
        """
        UPDATE emergency_answer a
        SET answered_by = k.answered_by, answered_name = k.answered_name, answered_at = k.answered_at
        FROM jsonb_to_recordset($2::jsonb -> 'answers')
            AS k (section text, answered_by uuid, answered_name text, answered_at timestamptz)
        WHERE a.carnet_id = $1 AND a.section = k.section
        """,
        carnet_id,
        kept,
    )
    await fetch(
        """
        UPDATE emergency_sheet s
        SET read_by = k.read_by, read_name = k.read_name, read_relation = k.read_relation, read_at = k.read_at
        FROM jsonb_to_record($2::jsonb -> 'sheet')
            AS k (read_by uuid, read_name text, read_relation text, read_at timestamptz)
        WHERE s.carnet_id = $1
        """,
        carnet_id,
        kept,
    )
