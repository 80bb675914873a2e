"""Structures and who is in their teams, as SQL. Nothing here is of a notebook."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row

Row = dict[str, Any]


async def insert_structure(values: Row) -> None:
    await insert_row("structure", values)


async def of_person(person_id: UUID) -> list[Row]:
    """The teams this person is in."""
    return await fetch(
        """
        SELECT s.*, m.id AS member_id, m.model, m.profession,
            (SELECT count(*) FROM team_member x WHERE x.structure_id = s.id AND x.ended_at IS NULL) AS people
        FROM team_member m JOIN structure s ON s.id = m.structure_id
        WHERE m.person_id = $1 AND m.ended_at IS NULL AND s.ended_at IS NULL ORDER BY m.since, m.id
        """,
        person_id,
    )


async def structure_of(structure_id: UUID, person_id: UUID, *, lock: bool = False) -> Row | None:
    """With this person's place in it; nothing for who has none."""
    return await fetch_one(
        f"""
        SELECT s.*, m.id AS member_id, m.model, m.profession
        FROM structure s JOIN team_member m ON m.structure_id = s.id AND m.person_id = $2 AND m.ended_at IS NULL
        WHERE s.id = $1 AND s.ended_at IS NULL {"FOR UPDATE OF s" if lock else ""}
        """,  # noqa: S608 - constant
        structure_id,
        person_id,
    )


async def lock_structure(structure_id: UUID) -> None:
    await fetch("SELECT 1 FROM structure WHERE id = $1 FOR UPDATE", structure_id)


async def opened(structure_id: UUID, today: date) -> int:
    """How many notebooks are open to it. Not which."""
    row = await fetch_one(
        """
        SELECT count(*) AS n FROM team_opening o WHERE structure_id = $1 AND withdrawn_at IS NULL AND (until IS NULL OR until >= $2)
            AND NOT carnet_is_closed(o.carnet_id)
        """,
        structure_id,
        today,
    )
    return int(row["n"]) if row else 0


async def members(structure_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM team_member WHERE structure_id = $1 AND ended_at IS NULL ORDER BY since, id",
        structure_id,
    )


async def insert_member(values: Row) -> bool:
    """False for who is in it already."""
    return await insert_row("team_member", values, unless="(structure_id, person_id) WHERE ended_at IS NULL")


async def member(structure_id: UUID, member_id: UUID) -> Row | None:
    """Held until the transaction ends."""
    return await fetch_one(
        "SELECT * FROM team_member WHERE structure_id = $1 AND id = $2 AND ended_at IS NULL FOR UPDATE",
        structure_id,
        member_id,
    )


async def end_member(member_id: UUID, *, by: UUID, at: datetime) -> None:
    """Who was the deputy is not any more."""
    await fetch(
        "WITH gone AS (UPDATE team_member SET ended_at = $2, ended_by = $3 WHERE id = $1 RETURNING structure_id, person_id)"
        " UPDATE structure s SET deputy_id = NULL FROM gone WHERE s.id = gone.structure_id AND s.deputy_id = gone.person_id",
        member_id,
        at,
        by,
    )


async def end_links_of(structure_id: UUID, person_id: UUID, at: datetime) -> None:
    """What this person handed out for the team dies with their place in it."""
    await fetch("DELETE FROM team_link WHERE structure_id = $1 AND made_by = $2", structure_id, person_id)
    await fetch(
        f"UPDATE team_invitation SET cancelled_at = $3 WHERE structure_id = $1 AND invited_by = $2 AND {_WAITING}",  # noqa: S608 - constant
        structure_id,
        person_id,
        at,
    )


async def end_structure(structure_id: UUID, at: datetime) -> None:
    await fetch("UPDATE structure SET ended_at = $2 WHERE id = $1", structure_id, at)


async def hand_over(structure_id: UUID, person_id: UUID, at: datetime) -> None:
    """The new referent chooses a deputy of their own."""
    await fetch(
        "UPDATE structure SET referent_id = $2, deputy_id = NULL WHERE id = $1", structure_id, person_id
    )
    await confirm(structure_id, at)


async def set_deputy(structure_id: UUID, person_id: UUID | None) -> None:
    await fetch("UPDATE structure SET deputy_id = $2 WHERE id = $1", structure_id, person_id)


async def confirm(structure_id: UUID, at: datetime) -> None:
    await fetch(
        "UPDATE structure SET confirmed_at = $2, warned_at = NULL, asleep_told_at = NULL WHERE id = $1",
        structure_id,
        at,
    )


_OPEN_TO_SOMEBODY = """
    ended_at IS NULL AND EXISTS (SELECT FROM team_opening o WHERE o.structure_id = structure.id AND o.withdrawn_at IS NULL
        AND (o.until IS NULL OR o.until >= $2))
"""


async def to_tell(column: str, confirmed_before: datetime, today: date) -> list[UUID]:
    """Teams with a notebook, for which nobody has answered since; of whom it was not told yet. column: warned_at or asleep_told_at."""
    rows = await fetch(
        f"SELECT id FROM structure WHERE confirmed_at <= $1 AND {column} IS NULL AND {_OPEN_TO_SOMEBODY} ORDER BY id",  # noqa: S608 - two names of ours
        confirmed_before,
        today,
    )
    return [row["id"] for row in rows]


async def note_told(column: str, structure_id: UUID, confirmed_before: datetime, at: datetime) -> Row | None:
    """The structure, the first time; nothing when somebody answered for it meanwhile."""
    return await fetch_one(
        f"UPDATE structure SET {column} = $3 WHERE id = $1 AND confirmed_at <= $2 AND {column} IS NULL AND ended_at IS NULL"  # noqa: S608 - two names of ours
        " RETURNING *",
        structure_id,
        confirmed_before,
        at,
    )


async def insert_link(values: Row) -> None:
    await fetch(
        "DELETE FROM team_link WHERE structure_id = $1 AND expires_at <= $2",
        values["structure_id"],
        values["made_at"],
    )
    await insert_row("team_link", values)


async def structure_by_link(digest: bytes, at: datetime, *, confirmed_after: datetime) -> Row | None:
    """Of a team for which somebody answered since then, and of a link whose maker is still in it: one made at the moment they left is not
    found by who ends their place."""
    return await fetch_one(
        "SELECT s.* FROM team_link l JOIN structure s ON s.id = l.structure_id"
        " JOIN team_member m ON m.structure_id = s.id AND m.person_id = l.made_by AND m.ended_at IS NULL"
        " WHERE l.digest = $1 AND l.expires_at > $2 AND s.ended_at IS NULL AND s.confirmed_at > $3",
        digest,
        at,
        confirmed_after,
    )


_WAITING = "accepted_at IS NULL AND refused_at IS NULL AND cancelled_at IS NULL"


async def insert_invitation(values: Row) -> None:
    await insert_row("team_invitation", values)


async def waiting(structure_id: UUID, at: datetime) -> list[Row]:
    return await fetch(
        f"SELECT * FROM team_invitation WHERE structure_id = $1 AND {_WAITING} AND expires_at > $2 ORDER BY created_at DESC, id",  # noqa: S608 - constant
        structure_id,
        at,
    )


async def invitation(structure_id: UUID, id: UUID, at: datetime) -> Row | None:
    return await fetch_one(
        f"SELECT * FROM team_invitation WHERE structure_id = $1 AND id = $3 AND {_WAITING} AND expires_at > $2 FOR UPDATE",  # noqa: S608 - constant
        structure_id,
        at,
        id,
    )


async def invitation_by_digest(digest: bytes, at: datetime, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"""
        SELECT i.*, s.name AS structure, s.kind, s.referent_id FROM team_invitation i JOIN structure s ON s.id = i.structure_id
        WHERE i.digest = $1 AND {_WAITING} AND i.expires_at > $2 AND s.ended_at IS NULL {"FOR UPDATE OF i" if lock else ""}
        """,  # noqa: S608 - constant
        digest,
        at,
    )


async def close_invitations_to(structure_id: UUID, email: str, at: datetime) -> None:
    """A link still open to somebody who is in, or was asked again, serves no more."""
    await fetch(
        f"UPDATE team_invitation SET cancelled_at = $2 WHERE structure_id = $1 AND email = $3 AND {_WAITING}",  # noqa: S608 - constant
        structure_id,
        at,
        email,
    )


async def end_invitations(structure_id: UUID, at: datetime) -> None:
    """Those of the referent before: the new one invites whom they know."""
    await fetch(
        f"UPDATE team_invitation SET cancelled_at = $2 WHERE structure_id = $1 AND {_WAITING}",  # noqa: S608 - constant
        structure_id,
        at,
    )


async def accept_invitation(id: UUID, *, by: UUID, at: datetime) -> None:
    await fetch("UPDATE team_invitation SET accepted_at = $2, accepted_by = $3 WHERE id = $1", id, at, by)


async def end_invitation(id: UUID, how: str, at: datetime) -> None:
    column = {"refused": "refused_at", "cancelled": "cancelled_at"}[how]
    await fetch(f"UPDATE team_invitation SET {column} = $2 WHERE id = $1", id, at)  # noqa: S608 - from the table above
