"""Who asks for an access, as SQL. Of people, and of no notebook: what comes of it is an invitation, in its own queries."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row

Row = dict[str, Any]
_LIVE = "a.refused_at IS NULL AND a.invitation_id IS NULL AND a.expires_at > $1"
_MINE = """(a.to_email = $3 OR a.to_person = $2) AND a.asker_id <> $2
    AND NOT EXISTS (SELECT FROM asker_kept_out k WHERE k.person_id = $2 AND k.asker_id = a.asker_id)"""
"""Asked of this person ($2), by their address ($3) or a code that they took; not by whom they keep out."""


async def insert(values: Row) -> None:
    await insert_row("asking", values)


async def of_asker(asker_id: UUID) -> list[Row]:
    """With what became of each: the invitation that was given, as its line says."""
    return await fetch(
        """
        SELECT a.*, i.invited_by, i.accepted_at, i.expires_at AS invited_until,
            i.refused_at IS NOT NULL OR i.cancelled_at IS NOT NULL AS ended
        FROM asking a LEFT JOIN invitation i ON i.id = a.invitation_id
        WHERE a.asker_id = $1 ORDER BY a.asked_at DESC, a.id DESC
        """,
        asker_id,
    )


async def waits_at(asker_id: UUID, email: str, at: datetime) -> bool:
    """Whether this account has asked that address, and was given nothing yet: that it was refused counts for nothing here."""
    row = await fetch_one(
        "SELECT 1 AS one FROM asking WHERE asker_id = $1 AND to_email = $2 AND invitation_id IS NULL AND expires_at > $3 LIMIT 1",
        asker_id,
        email,
        at,
    )
    return row is not None


async def own(id: UUID, asker_id: UUID) -> Row | None:
    """Held until the transaction ends."""
    return await fetch_one("SELECT * FROM asking WHERE id = $1 AND asker_id = $2 FOR UPDATE", id, asker_id)


async def drop(id: UUID) -> None:
    await fetch("DELETE FROM asking WHERE id = $1", id)


async def live(id: UUID, at: datetime) -> Row | None:
    return await fetch_one(f"SELECT * FROM asking a WHERE a.id = $2 AND {_LIVE}", at, id)  # noqa: S608 - constant


async def received(person_id: UUID, email: str, at: datetime, *, limit: int) -> list[Row]:
    """The newest first; with the name of the team that they are in still, and of who says so: never the asker themself."""
    return await fetch(
        f"""
        SELECT a.*, s.name AS team, s.referent_id FROM asking a
        LEFT JOIN team_member m ON m.structure_id = a.structure_id AND m.person_id = a.asker_id AND m.ended_at IS NULL
        LEFT JOIN structure s ON s.id = m.structure_id AND s.ended_at IS NULL AND s.referent_id <> a.asker_id
        WHERE {_LIVE} AND {_MINE} ORDER BY a.asked_at DESC, a.id DESC LIMIT $4
        """,  # noqa: S608 - constants
        at,
        person_id,
        email,
        limit,
    )


async def asked(id: UUID, person_id: UUID, email: str, at: datetime) -> Row | None:
    """One that waits for this person; held until the transaction ends."""
    return await fetch_one(
        f"SELECT * FROM asking a WHERE a.id = $4 AND {_LIVE} AND {_MINE} FOR UPDATE",  # noqa: S608 - constants
        at,
        person_id,
        email,
        id,
    )


async def is_kept_out(person_id: UUID, asker_id: UUID) -> bool:
    row = await fetch_one(
        "SELECT 1 AS one FROM asker_kept_out WHERE person_id = $1 AND asker_id = $2", person_id, asker_id
    )
    return row is not None


async def take(digest: bytes, person_id: UUID, at: datetime, *, until: datetime) -> Row | None:
    """Whoever aims at the code first; again for them, and for nobody else. From then on it waits until `until`."""
    return await fetch_one(
        f"""
        UPDATE asking a SET to_person = $2, expires_at = CASE WHEN to_person IS NULL THEN $4 ELSE expires_at END
        WHERE a.digest = $3 AND {_LIVE} AND (a.to_person IS NULL OR a.to_person = $2) AND a.asker_id <> $2 RETURNING id
        """,  # noqa: S608 - constant
        at,
        person_id,
        digest,
        until,
    )


async def give(id: UUID, invitation_id: UUID) -> None:
    await fetch("UPDATE asking SET invitation_id = $2 WHERE id = $1", id, invitation_id)


async def refuse(id: UUID, at: datetime) -> None:
    await fetch("UPDATE asking SET refused_at = $2 WHERE id = $1", id, at)


async def keep_out(person_id: UUID, asker_id: UUID, at: datetime) -> None:
    values = {"person_id": person_id, "asker_id": asker_id, "since": at}
    await insert_row("asker_kept_out", values, unless="(person_id, asker_id)")


async def refuse_all(person_id: UUID, email: str, asker_id: UUID, at: datetime) -> None:
    """What else this account asks of this person."""
    await fetch(
        "UPDATE asking SET refused_at = $4 WHERE asker_id = $3 AND (to_email = $2 OR to_person = $1)"
        " AND refused_at IS NULL AND invitation_id IS NULL",
        person_id,
        email,
        asker_id,
        at,
    )


async def kept_out(person_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM asker_kept_out WHERE person_id = $1 ORDER BY since DESC, asker_id", person_id
    )


async def let_ask(person_id: UUID, asker_id: UUID) -> bool:
    """False when they were not kept out."""
    row = await fetch_one(
        "DELETE FROM asker_kept_out WHERE person_id = $1 AND asker_id = $2 RETURNING person_id",
        person_id,
        asker_id,
    )
    return row is not None


async def forget(at: datetime, *, after: timedelta) -> None:
    """Those that ended so long ago."""
    await fetch("DELETE FROM asking WHERE expires_at <= $1::timestamptz - $2::interval", at, after)
