"""Notebooks opened to teams, as SQL. The door (service.py) asks `of_person` only of who has no right of their own."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.days import ZONE

Row = dict[str, Any]

_NOT_CLOSED = "NOT EXISTS (SELECT FROM closing c WHERE c.carnet_id = o.carnet_id AND c.reopened_at IS NULL AND c.erased_at IS NULL)"
_STANDS = "NOT EXISTS (SELECT FROM closing c WHERE c.carnet_id = o.carnet_id AND c.erasing_at IS NOT NULL)"
"""Closed or not, as long as there is a way back."""
_LINES = """
    SELECT o.id, o.carnet_id, o.structure_id, s.name AS structure, m.person_id, m.model, m.profession,
        (o.rights -> m.model)::text AS rights, m.person_id = ANY(o.kept_out) AS kept_out,
        EXISTS (SELECT FROM habilitation h WHERE h.person_id = m.person_id AND h.carnet_id = o.carnet_id) AS own,
        o.reason, o.period, o.until, o.since, o.withdrawn_at, o.granted_by, m.since AS joined, m.ended_at AS ended, s.confirmed_at AS confirmed,
        v.last_visit_at, v.here_at, v.acting_for
    FROM team_member m
    JOIN team_opening o ON o.structure_id = m.structure_id
    JOIN structure s ON s.id = o.structure_id
    LEFT JOIN team_visit v ON v.carnet_id = o.carnet_id AND v.person_id = m.person_id
"""
"""Who is in a team, with what was opened to it. team_rules.py says whether it opens."""
_MEANWHILE = f"""(m.ended_at IS NULL OR m.ended_at >= o.since) AND (o.withdrawn_at IS NULL OR m.since <= o.withdrawn_at)
    AND (o.until IS NULL OR (m.since AT TIME ZONE '{ZONE.key}')::date <= o.until)"""
_NOW = f"m.ended_at IS NULL AND o.withdrawn_at IS NULL AND {_NOT_CLOSED}"


async def of_person(person_id: UUID, carnet_id: UUID) -> list[Row]:
    return await fetch(
        f"{_LINES} WHERE m.person_id = $1 AND o.carnet_id = $2 AND {_NOW}",  # constant
        person_id,
        carnet_id,
    )


async def everywhere(person_id: UUID) -> list[Row]:
    """On every notebook, this person's places in teams."""
    return await fetch(f"{_LINES} WHERE m.person_id = $1 AND {_NOW} ORDER BY o.since, o.id", person_id)


async def of_carnet(carnet_id: UUID) -> list[Row]:
    return await fetch(
        f"{_LINES} WHERE o.carnet_id = $1 AND {_NOW} ORDER BY o.since, o.id, m.since, m.id", carnet_id
    )


async def of_member(structure_id: UUID, person_id: UUID) -> list[Row]:
    """What one person's place in one team opens, or will when a closed notebook is opened again."""
    return await fetch(
        f"{_LINES} WHERE m.structure_id = $1 AND m.person_id = $2 AND m.ended_at IS NULL AND o.withdrawn_at IS NULL"
        f" AND {_STANDS} ORDER BY o.id",
        structure_id,
        person_id,
    )


async def every_place(carnet_id: UUID) -> list[Row]:
    """Those that are over too: what a person was when they acted. Not who left the team before it was opened, or came afterwards."""
    return await fetch(
        f"""
        {_LINES} WHERE o.carnet_id = $1 AND {_MEANWHILE} ORDER BY m.since, m.id
        """,
        carnet_id,
    )


async def of_structure(structure_id: UUID, today: date) -> list[Row]:
    """The notebooks that are open to a team, closed ones too: for what their families are to know of it."""
    return await fetch(
        f"SELECT o.id, o.carnet_id FROM team_opening o WHERE o.structure_id = $1 AND o.withdrawn_at IS NULL"  # noqa: S608 - constant
        f" AND (o.until IS NULL OR o.until >= $2) AND {_STANDS} ORDER BY o.id",
        structure_id,
        today,
    )


async def places(carnet_id: UUID, opening_id: UUID, person_id: UUID) -> list[Row]:
    """One person's places in the team, while this notebook was open to it; with the text they agreed to. Oldest first."""
    return await fetch(
        f"""
        SELECT m.*, EXISTS (SELECT FROM habilitation h WHERE h.person_id = m.person_id AND h.carnet_id = o.carnet_id) AS own
        FROM team_opening o JOIN team_member m ON m.structure_id = o.structure_id
        WHERE o.carnet_id = $1 AND o.id = $2 AND m.person_id = $3 AND {_MEANWHILE} ORDER BY m.since, m.id
        """,  # noqa: S608 - constant
        carnet_id,
        opening_id,
        person_id,
    )


async def openings(carnet_id: UUID, at: datetime, today: date) -> list[Row]:
    """The teams to which this notebook is open now, oldest first."""
    return await fetch(
        f"""
        SELECT o.*, o.rights::text AS rights, s.name AS structure, s.kind, s.referent_id, s.confirmed_at AS confirmed
        FROM team_opening o JOIN structure s ON s.id = o.structure_id
        WHERE o.carnet_id = $1 AND o.withdrawn_at IS NULL AND o.since <= $2 AND (o.until IS NULL OR o.until >= $3)
            AND {_NOT_CLOSED} ORDER BY o.since, o.id
        """,  # noqa: S608 - constant
        carnet_id,
        at,
        today,
    )


async def every_opening(carnet_id: UUID) -> list[Row]:
    """Withdrawn ones too."""
    return await fetch(
        "SELECT o.*, o.rights::text AS rights, s.name AS structure, s.kind FROM team_opening o JOIN structure s ON s.id = o.structure_id"
        " WHERE o.carnet_id = $1 ORDER BY o.since, o.id",
        carnet_id,
    )


async def opening(carnet_id: UUID, id: UUID, *, lock: bool = False) -> Row | None:
    """Withdrawn or not; locked, one that holds."""
    return await fetch_one(
        f"""
        SELECT o.*, o.rights::text AS rights, s.name AS structure, s.kind, s.referent_id
        FROM team_opening o JOIN structure s ON s.id = o.structure_id
        WHERE o.carnet_id = $1 AND o.id = $2 {"AND o.withdrawn_at IS NULL FOR UPDATE OF o" if lock else ""}
        """,  # noqa: S608 - constant
        carnet_id,
        id,
    )


async def insert(
    *, id: UUID, carnet_id: UUID, structure_id: UUID, rights: str, reason: str, period: str, until: date | None,
    granted_by: UUID, since: datetime, today: date,
) -> bool:  # fmt: skip
    """False when it is open to that team already. One that has run out is closed first; who was kept out of the last one still is."""
    await fetch(
        "UPDATE team_opening SET withdrawn_at = $3 WHERE carnet_id = $1 AND structure_id = $2 AND withdrawn_at IS NULL AND until < $4",
        carnet_id, structure_id, since, today,
    )  # fmt: skip
    row = await fetch_one(
        """
        INSERT INTO team_opening (id, carnet_id, structure_id, rights, reason, period, until, granted_by, since, kept_out)
        VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, COALESCE((SELECT o.kept_out FROM team_opening o
            WHERE o.carnet_id = $2 AND o.structure_id = $3 ORDER BY o.since DESC, o.id DESC LIMIT 1), '{}'))
        ON CONFLICT (carnet_id, structure_id) WHERE withdrawn_at IS NULL DO NOTHING RETURNING id
        """,
        id, carnet_id, structure_id, rights, reason, period, until, granted_by, since,
    )  # fmt: skip
    return row is not None


async def change(
    id: UUID, *, rights: str, kept_out: list[UUID], reason: str, period: str, until: date | None
) -> None:
    await fetch(
        "UPDATE team_opening SET rights = $2::jsonb, kept_out = $3, reason = $4, period = $5, until = $6, version = version + 1 WHERE id = $1",
        id, rights, kept_out, reason, period, until,
    )  # fmt: skip


async def withdraw(id: UUID, *, by: UUID, at: datetime) -> None:
    await fetch("UPDATE team_opening SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1", id, at, by)


async def mark_visit(carnet_id: UUID, person_id: UUID, at: datetime, *, gap: timedelta) -> None:
    await fetch(
        """
        INSERT INTO team_visit (carnet_id, person_id, here_at) VALUES ($1, $2, $3::timestamptz)
        ON CONFLICT (carnet_id, person_id) DO UPDATE SET
            last_visit_at = CASE WHEN team_visit.here_at <= $3::timestamptz - $4::interval THEN team_visit.here_at
                ELSE team_visit.last_visit_at END,
            here_at = greatest(team_visit.here_at, $3::timestamptz)
        """,
        carnet_id,
        person_id,
        at,
        gap,
    )


async def act_for(carnet_id: UUID, person_id: UUID, structure_id: UUID) -> None:
    await fetch(
        """
        INSERT INTO team_visit (carnet_id, person_id, acting_for) VALUES ($1, $2, $3)
        ON CONFLICT (carnet_id, person_id) DO UPDATE SET acting_for = $3
        """,
        carnet_id,
        person_id,
        structure_id,
    )
