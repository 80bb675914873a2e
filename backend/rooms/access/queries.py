"""Who is in which circle. Every other room's door rests on `current`."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row
from backend.kit.days import day_of

_VALID = "withdrawn_at IS NULL AND since <= $2 AND (until IS NULL OR until >= $3)"
_LIVE = (
    f"{_VALID} AND NOT EXISTS (SELECT FROM closing c WHERE c.carnet_id = habilitation.carnet_id"
    " AND c.reopened_at IS NULL AND c.erased_at IS NULL)"
)
"""For a closed notebook nobody has a right: it exists for nobody."""
_FACTS = """CASE WHEN profile = 'representative' THEN (
    SELECT jsonb_agg(to_jsonb(f) - 'proof') FROM authority_fact f WHERE f.carnet_id = habilitation.carnet_id) END AS facts"""
"""What is recorded of who may decide: read with a representative's right, and with nobody else's."""
_LED = """adult_on IS NOT NULL AND EXISTS (SELECT FROM habilitation o WHERE o.carnet_id = habilitation.carnet_id
    AND o.profile = 'representative' AND o.adult_on IS NULL AND o.withdrawn_at IS NULL) AS led"""
"""Whether somebody represents there whom no birthday narrows: the one it is about, who opened it or has taken it over."""


async def current(person_id: UUID, carnet_id: UUID, at: datetime) -> dict[str, Any] | None:
    """The habilitation valid now, or nothing."""
    return await fetch_one(
        f"SELECT *, {_FACTS}, {_LED} FROM habilitation WHERE person_id = $1 AND carnet_id = $4 AND {_LIVE}",  # noqa: S608 - constant
        person_id,
        at,
        day_of(at),
        carnet_id,
    )


async def of_person(person_id: UUID, at: datetime) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT *, {_FACTS}, {_LED} FROM habilitation WHERE person_id = $1 AND {_LIVE} ORDER BY since",  # noqa: S608 - constant
        person_id,
        at,
        day_of(at),
    )


async def of_carnet(carnet_id: UUID, at: datetime) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT *, {_FACTS}, {_LED} FROM habilitation WHERE carnet_id = $1 AND {_LIVE} ORDER BY profile DESC, since",  # noqa: S608 - constant
        carnet_id,
        at,
        day_of(at),
    )


async def representatives_of_many(carnet_ids: list[UUID], at: datetime) -> list[dict[str, Any]]:
    return await fetch(
        f"""SELECT carnet_id, person_id, {_FACTS} FROM habilitation
        WHERE carnet_id = ANY($1) AND profile = 'representative' AND {_LIVE} ORDER BY since""",  # noqa: S608 - constant
        carnet_ids,
        at,
        day_of(at),
    )


async def every_habilitation(carnet_id: UUID) -> list[dict[str, Any]]:
    """Those that are over too."""
    return await fetch("SELECT * FROM habilitation WHERE carnet_id = $1 ORDER BY since, id", carnet_id)


async def every_invitation(carnet_id: UUID) -> list[dict[str, Any]]:
    """Those that were answered or ran out too."""
    return await fetch("SELECT * FROM invitation WHERE carnet_id = $1 ORDER BY created_at, id", carnet_id)


async def representatives_of(carnet_id: UUID, at: datetime) -> list[dict[str, Any]]:
    """Whether it is closed or not: for what must be told to its family all the same."""
    return await fetch(
        f"SELECT person_id, {_FACTS} FROM habilitation WHERE carnet_id = $1 AND profile = 'representative' AND {_VALID} ORDER BY since",  # noqa: S608 - constant
        carnet_id,
        at,
        day_of(at),
    )


async def represented_with(person_id: UUID, at: datetime) -> list[dict[str, Any]]:
    """Each other representative of a notebook that this person represents, closed ones too."""
    return await fetch(
        f"""
        WITH valid AS (
            SELECT *, {_FACTS} FROM habilitation WHERE profile = 'representative' AND withdrawn_at IS NULL AND since <= $2
                AND (until IS NULL OR until >= $3)
        )
        SELECT own.carnet_id, other.person_id, greatest(own.since, other.since) AS together_since, own.facts
        FROM valid own JOIN valid other ON other.carnet_id = own.carnet_id AND other.person_id <> own.person_id
        WHERE own.person_id = $1 ORDER BY own.since, other.since
        """,  # noqa: S608 - constant
        person_id,
        at,
        day_of(at),
    )


async def lock_circle(carnet_id: UUID) -> None:
    """Two representatives leaving at once must not leave the notebook to nobody."""
    await fetch("SELECT 1 FROM habilitation WHERE carnet_id = $1 ORDER BY id FOR UPDATE", carnet_id)


async def insert(
    *,
    id: UUID,
    carnet_id: UUID,
    person_id: UUID,
    profile: str,
    model: str,
    rights: str | None,
    profession: str,
    structure: str,
    relation: str,
    reason: str,
    granted_by: UUID | None,
    since: datetime,
    period: str,
    until: date | None,
) -> bool:
    """False when the person already has a live right here. One that has run out is closed first."""
    await fetch(
        "UPDATE habilitation SET withdrawn_at = $3 WHERE person_id = $1 AND carnet_id = $2"
        " AND withdrawn_at IS NULL AND until < $4",
        person_id,
        carnet_id,
        since,
        day_of(since),
    )
    row = await fetch_one(
        """
        INSERT INTO habilitation
            (id, carnet_id, person_id, profile, profession, structure, relation, granted_by, since, until,
             model, rights, reason, period)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14)
        ON CONFLICT (person_id, carnet_id) WHERE withdrawn_at IS NULL DO NOTHING RETURNING id
        """,
        id,
        carnet_id,
        person_id,
        profile,
        profession,
        structure,
        relation,
        granted_by,
        since,
        until,
        model,
        rights,
        reason,
        period,
    )
    return row is not None


async def habilitation(carnet_id: UUID, id: UUID) -> dict[str, Any] | None:
    return await fetch_one(
        "SELECT * FROM habilitation WHERE carnet_id = $1 AND id = $2 AND withdrawn_at IS NULL FOR UPDATE",
        carnet_id,
        id,
    )


async def any_habilitation(carnet_id: UUID, id: UUID) -> dict[str, Any] | None:
    """Withdrawn or not."""
    return await fetch_one("SELECT * FROM habilitation WHERE carnet_id = $1 AND id = $2", carnet_id, id)


async def withdraw(id: UUID, *, by: UUID, at: datetime) -> None:
    await fetch("UPDATE habilitation SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1", id, at, by)


async def change_habilitation(id: UUID, *, rights: str, period: str, until: date | None, reason: str) -> None:
    await fetch(
        "UPDATE habilitation SET rights = $2::jsonb, period = $3, until = $4, reason = $5, version = version + 1 WHERE id = $1",
        id,
        rights,
        period,
        until,
        reason,
    )


async def mark_visit(id: UUID, at: datetime, *, gap: timedelta) -> None:
    await fetch(
        """
        UPDATE habilitation SET
            last_visit_at = CASE WHEN here_at <= $2::timestamptz - $3::interval THEN here_at ELSE last_visit_at END,
            here_at = greatest(here_at, $2::timestamptz)
        WHERE id = $1
        """,
        id,
        at,
        gap,
    )


async def insert_invitation(values: dict[str, Any]) -> None:
    await insert_row("invitation", values)


_OPEN = "accepted_at IS NULL AND refused_at IS NULL AND cancelled_at IS NULL AND expires_at > $2"


async def open_invitations(carnet_id: UUID, at: datetime) -> list[dict[str, Any]]:
    return await fetch(
        f"SELECT * FROM invitation WHERE carnet_id = $1 AND {_OPEN} ORDER BY created_at DESC",  # noqa: S608 - constant
        carnet_id,
        at,
    )


async def invitation_by_digest(digest: bytes, at: datetime, *, lock: bool = False) -> dict[str, Any] | None:
    return await fetch_one(
        f"SELECT * FROM invitation WHERE digest = $1 AND {_OPEN}{' FOR UPDATE' if lock else ''}",  # noqa: S608 - constant
        digest,
        at,
    )


async def invitation_by_id(id: UUID, at: datetime, *, lock: bool = False) -> dict[str, Any] | None:
    """For whom it was made, who has no link: an asker."""
    return await fetch_one(
        f"SELECT * FROM invitation WHERE id = $1 AND {_OPEN}{' FOR UPDATE' if lock else ''}",  # noqa: S608 - constant
        id,
        at,
    )


async def end_invitation(id: UUID, how: str, at: datetime) -> None:
    column = {"refused": "refused_at", "cancelled": "cancelled_at"}[how]
    await fetch(f"UPDATE invitation SET {column} = $2 WHERE id = $1", id, at)  # noqa: S608 - from the table above


async def invitation(carnet_id: UUID, id: UUID, at: datetime) -> dict[str, Any] | None:
    return await fetch_one(
        f"SELECT * FROM invitation WHERE carnet_id = $1 AND id = $3 AND {_OPEN} FOR UPDATE",  # noqa: S608 - constant
        carnet_id,
        at,
        id,
    )


async def any_invitation(carnet_id: UUID, id: UUID) -> dict[str, Any] | None:
    """Whatever became of it."""
    return await fetch_one("SELECT * FROM invitation WHERE carnet_id = $1 AND id = $2", carnet_id, id)


async def accept_invitation(id: UUID, *, by: UUID, at: datetime) -> None:
    await fetch("UPDATE invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1", id, at, by)


async def close_invitations_to(carnet_id: UUID, email: str, at: datetime) -> list[UUID]:
    """Those that were open, and are no longer."""
    rows = await fetch(
        f"UPDATE invitation SET cancelled_at = $2 WHERE carnet_id = $1 AND email = $3 AND {_OPEN} RETURNING id",  # noqa: S608 - constant
        carnet_id,
        at,
        email,
    )
    return [row["id"] for row in rows]


async def promote_importer(carnet_id: UUID, person_id: UUID, *, relation: str, at: datetime) -> UUID | None:
    row = await fetch_one(
        "UPDATE habilitation SET profile = 'representative', relation = $3, since = $4"
        " WHERE carnet_id = $1 AND person_id = $2 AND profile = 'importer' AND withdrawn_at IS NULL RETURNING id",
        carnet_id,
        person_id,
        relation,
        at,
    )
    return row["id"] if row else None


async def doubt(id: UUID, *, at: datetime) -> bool:
    """False when it was doubted before."""
    row = await fetch_one(
        "UPDATE habilitation SET doubted_at = $2 WHERE id = $1 AND doubted_at IS NULL RETURNING id", id, at
    )
    return row is not None


async def holder_of(carnet_id: UUID) -> UUID | None:
    """Who has the account of whose notebook it is, closed or not."""
    row = await fetch_one(
        "SELECT person_id FROM habilitation WHERE carnet_id = $1 AND profile = 'holder' AND withdrawn_at IS NULL",
        carnet_id,
    )
    return row["person_id"] if row else None


async def drop_importer(carnet_id: UUID) -> None:
    await fetch("DELETE FROM habilitation WHERE carnet_id = $1 AND profile = 'importer'", carnet_id)


async def represent_themself(id: UUID, *, model: str) -> None:
    await fetch(
        "UPDATE habilitation SET profile = 'representative', rights = NULL, model = $2 WHERE id = $1",
        id,
        model,
    )
