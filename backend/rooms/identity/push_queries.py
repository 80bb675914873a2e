"""The SQL of phones reached by push, and of what is on its way to them."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.rooms.identity.queries import Row

# By the database's clock: what a process took and did not bring back is another's after this. One from the future was taken
# before the clock went back.
_FREE = (
    "(held_at IS NULL OR held_at < now() - interval '60 seconds' OR held_at > now() + interval '5 seconds')"
)


async def put_device(
    *,
    id: UUID,
    person_id: UUID,
    session_id: UUID,
    endpoint: str,
    p256dh: str,
    auth: str,
    browser: str,
    system: str,
    at: datetime,
) -> Row:
    """An address that is known keeps its row. On a shared phone it is another person's from then on: a new row, so that
    nothing on its way to the first reaches the second."""
    await fetch("DELETE FROM push_device WHERE endpoint = $1 AND person_id <> $2", endpoint, person_id)
    row = await fetch_one(
        """
        INSERT INTO push_device (id, person_id, session_id, endpoint, p256dh, auth, browser, system, added_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (endpoint) DO UPDATE SET session_id = EXCLUDED.session_id, p256dh = EXCLUDED.p256dh,
            auth = EXCLUDED.auth, failure = ''
        RETURNING *
        """,
        id, person_id, session_id, endpoint, p256dh, auth, browser, system, at,
    )  # fmt: skip
    assert row is not None
    return row


async def devices(person_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM push_device WHERE person_id = $1 ORDER BY added_at DESC, id DESC", person_id
    )


async def device(person_id: UUID, device_id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM push_device WHERE person_id = $1 AND id = $2", person_id, device_id)


async def drop_device(person_id: UUID, *, device_id: UUID | None = None, endpoint: str = "") -> bool:
    row = await fetch_one(
        "DELETE FROM push_device WHERE person_id = $1 AND (id = $2 OR endpoint = $3) RETURNING id",
        person_id,
        device_id,
        endpoint,
    )
    return row is not None


async def forget_gone(device_id: UUID, endpoint: str) -> None:
    """Unless the phone has said a new address meanwhile."""
    await fetch("DELETE FROM push_device WHERE id = $1 AND endpoint = $2", device_id, endpoint)


async def note_failure(device_id: UUID, failure: str, not_before: datetime | None) -> None:
    await fetch(
        "UPDATE push_device SET failure = $2, not_before = $3 WHERE id = $1", device_id, failure, not_before
    )


async def add(rows: list[Row], *, at: datetime, mail_at: datetime) -> list[UUID]:
    """In one statement, however many. The ids of those that were not told already."""
    names = ("id", "person_id", "kind", "path", "subject_id", "device_id", "sealed")
    added = await fetch(
        """
        INSERT INTO notification (id, person_id, kind, path, subject_id, device_id, sealed, created_at, send_at, mail_at)
        SELECT *, $8, $8, $9 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[], $7::bytea[])
        ON CONFLICT (id) DO NOTHING RETURNING id
        """,
        *([row[name] for row in rows] for name in names),
        at,
        mail_at,
    )
    return [row["id"] for row in added]


async def by_index() -> None:
    """For what follows in this transaction: plans made while the tables were empty would walk through all of thirty thousand rows, each time."""
    await fetch("SET LOCAL enable_seqscan = off")


async def hold_waiting(*, at: datetime, limit: int) -> list[Row]:
    """Takes what is to be sent now: nobody else does for a minute. With each, the language of its person.

    Reminders last, of which thousands are due at eight: that an urgent sheet is being read must not wait behind them.
    """
    first = await _hold(at, limit, "kind <> 'reminder'")
    return first + await _hold(at, limit - len(first), "kind = 'reminder'")


async def _hold(at: datetime, limit: int, which: str) -> list[Row]:
    return await fetch(
        f"""
        UPDATE notification n SET held_at = now(), tries = tries + 1 FROM person p WHERE p.id = n.person_id AND n.id IN (
            SELECT id FROM notification WHERE state = 'waiting' AND {which} AND send_at <= $1 AND {_FREE}
            ORDER BY send_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
        ) RETURNING n.*, p.locale
        """,  # noqa: S608 - constants
        at,
        limit,
    )


async def devices_for(notification_ids: list[UUID], *, at: datetime) -> list[Row]:
    """Each phone that is still to be tried, with the notification it is for."""
    return await fetch(
        """
        SELECT n.id AS notification_id, d.* FROM notification n
        JOIN push_device d ON d.person_id = n.person_id AND (n.device_id IS NULL OR n.device_id = d.id)
        LEFT JOIN push_delivery y ON y.notification_id = n.id AND y.device_id = d.id
        WHERE n.id = ANY($1) AND n.state = 'waiting' AND y.taken_at IS NULL AND y.shown_at IS NULL
          AND (d.not_before IS NULL OR d.not_before <= $2 OR d.not_before > $2 + interval '2 hours')
        """,
        notification_ids,
        at,
    )


async def note_taken(taken: list[tuple[UUID, UUID]], at: datetime) -> None:
    """(notification, phone) of each that a push service has taken."""
    told, phones = [one for one, _ in taken], [phone for _, phone in taken]
    await fetch(
        """
        INSERT INTO push_delivery AS y (notification_id, device_id, taken_at)
        SELECT n.id, d.id, $3 FROM unnest($1::uuid[], $2::uuid[]) AS t (told, phone)
        JOIN notification n ON n.id = t.told JOIN push_device d ON d.id = t.phone
        ON CONFLICT (notification_id, device_id) DO UPDATE SET taken_at = COALESCE(y.taken_at, EXCLUDED.taken_at)
        """,
        told,
        phones,
        at,
    )
    await fetch(
        "UPDATE push_device SET sent_at = $2, failure = '', not_before = NULL WHERE id = ANY($1)", phones, at
    )


async def any_taken(notification_id: UUID) -> bool:
    row = await fetch_one(
        "SELECT 1 AS one FROM push_delivery WHERE notification_id = $1 AND taken_at IS NOT NULL LIMIT 1",
        notification_id,
    )
    return row is not None


async def pushed(ids: list[UUID]) -> None:
    """A service has each: what is left is to hear that it was shown, or to write."""
    await fetch(
        "UPDATE notification SET state = 'pushed', held_at = NULL, looks = 0 WHERE id = ANY($1) AND state = 'waiting'",
        ids,
    )


async def send_later(id: UUID, send_at: datetime) -> None:
    await fetch(
        "UPDATE notification SET send_at = $2, held_at = NULL WHERE id = $1 AND state = 'waiting'",
        id,
        send_at,
    )


async def shown(notification_id: UUID, device_id: UUID, at: datetime) -> bool:
    """The first time this phone says so. False the second time, or for what is no more."""
    row = await fetch_one(
        """
        INSERT INTO push_delivery AS y (notification_id, device_id, shown_at)
        SELECT n.id, d.id, $3 FROM notification n, push_device d
        WHERE n.id = $1 AND d.id = $2 AND d.person_id = n.person_id
        ON CONFLICT (notification_id, device_id) DO UPDATE SET shown_at = EXCLUDED.shown_at WHERE y.shown_at IS NULL
        RETURNING 1 AS one
        """,
        notification_id,
        device_id,
        at,
    )
    if row is None:
        return False
    await fetch("UPDATE push_device SET shown_at = $2, failure = '' WHERE id = $1", device_id, at)
    await fetch(
        "UPDATE notification SET shown_at = COALESCE(shown_at, $2), sealed = CASE WHEN state = 'mailed' THEN sealed END,"
        " state = CASE WHEN state IN ('waiting', 'pushed') THEN 'shown' ELSE state END WHERE id = $1",
        notification_id,
        at,
    )
    return True


async def acted(notification_id: UUID, at: datetime) -> Row | None:
    """The notification, the first time its person answers it."""
    return await fetch_one(
        "UPDATE notification SET acted_at = $2 WHERE id = $1 AND acted_at IS NULL RETURNING *",
        notification_id,
        at,
    )


async def look_at_unshown(*, at: datetime, patience: timedelta) -> None:
    """Counts one look at everything that no phone has shown in time, however much that is.

    A clock that was set back does not make anybody wait for longer than was said.
    """
    await fetch(
        "UPDATE notification SET mail_at = $1::timestamptz + $2 WHERE state IN ('waiting', 'pushed') AND mail_at > $1::timestamptz + $2",
        at,
        patience,
    )
    await fetch(
        "UPDATE notification SET looks = looks + 1"
        " WHERE state IN ('waiting', 'pushed') AND mail_at <= $1::timestamptz + interval '1 minute'",
        at,
    )


async def due_for_mail(*, at: datetime, limit: int) -> list[Row]:
    """Takes some of what is written instead, once.

    Looked at twice at least, a minute apart: a clock that jumps ahead must not write while a phone is about to show.
    """
    return await fetch(
        "SELECT * FROM notification WHERE state IN ('waiting', 'pushed') AND mail_at <= $1 AND looks >= 2"
        " ORDER BY mail_at, id LIMIT $2 FOR UPDATE SKIP LOCKED",
        at,
        limit,
    )


async def give_to_mail(id: UUID, *, state: str) -> bool:
    """Leaves the phones' way. False when a phone has just shown it."""
    row = await fetch_one(
        "UPDATE notification SET state = $2, sealed = NULL, held_at = NULL WHERE id = $1 AND state IN ('waiting', 'pushed')"
        " RETURNING id",
        id,
        state,
    )
    return row is not None


async def drop_unsaid(ids: list[UUID]) -> None:
    """What was not to be said any more when its letter would have left: should it be so again, it is told anew."""
    if ids:
        await fetch("DELETE FROM notification WHERE id = ANY($1) AND state = 'over'", ids)


async def drop_old(*, before: datetime) -> None:
    await fetch("DELETE FROM notification WHERE created_at < $1", before)


async def drop_under(path: str, *, kind: str | None) -> None:
    """Those that open a screen under this address, or only the ones of a kind that nobody was shown yet."""
    await fetch(
        "DELETE FROM notification WHERE starts_with(path, $1)"
        " AND ($2::text IS NULL OR (kind = $2 AND state IN ('waiting', 'pushed')))",
        path,
        kind,
    )


async def drop_about(people: list[UUID], subject_id: UUID) -> None:
    await fetch("DELETE FROM notification WHERE person_id = ANY($1) AND subject_id = $2", people, subject_id)


async def hold_sealed() -> None:
    await fetch("LOCK TABLE notification IN EXCLUSIVE MODE")


async def sealed() -> list[Row]:
    return await fetch("SELECT id, sealed FROM notification WHERE sealed IS NOT NULL")


async def reseal(id: UUID, *, was: bytes, sealed: bytes) -> None:
    await fetch("UPDATE notification SET sealed = $3 WHERE id = $1 AND sealed = $2", id, was, sealed)
