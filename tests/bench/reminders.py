"""30 000 reminders due at once (two parents of 15 000 children, a phone each), by a real `cs3 serve` that somebody reads with meanwhile.

Half a minute at most, on two cores. Reading must not be starved: the slowest in a hundred reads meanwhile is held against the median when
nothing is due, within what reading is allowed at any other time.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from backend.kit import embedded
from backend.kit.clock import SystemClock
from backend.kit.migrate import migrate
from tests.bench.rows import Row
from tests.bench.sink import sink
from tests.conftest import ORIGIN, settings_in, started
from tests.family import let_in, mailbox_of
from tests.push.push_service import PhoneKeys
from tests.rooms.agenda.test_agenda import EYES, added
from tests.servers.cs3 import Served

CHILDREN = 15_000
WANTED = 2 * CHILDREN
MOST_SECONDS, MOST_TIMES, MOST_MB, MOST_CONNECTIONS = 30, 10, 100, 20

# From the one family that was let in: as many more, each with an appointment of its own and two parents who have a phone.
FILL = """
CREATE TEMP TABLE child AS SELECT n, gen_random_uuid() AS carnet, gen_random_uuid() AS item FROM generate_series(1, $children) n;
CREATE TEMP TABLE parent AS SELECT c.*, k, gen_random_uuid() AS person FROM child c, generate_series(1, 2) k;
INSERT INTO person (id, handle, email, email_key, email_verified_at, given_name, family_name, locale, created_at)
    SELECT person, sha256(person::text::bytea), 'p' || n || k || '@example.org', 'p' || n || '-' || k || '@example.org', p.created_at,
        p.given_name, p.family_name, p.locale, p.created_at FROM parent, (SELECT * FROM person WHERE email = 'anne@example.org') p;
INSERT INTO carnet (id, given_name, family_name, birth_date, sex, opened_at, opened_by)
    SELECT c.carnet, o.given_name, o.family_name, o.birth_date, o.sex, o.opened_at, o.opened_by FROM child c, carnet o;
INSERT INTO habilitation (id, carnet_id, person_id, profile, since)
    SELECT gen_random_uuid(), carnet, person, 'representative', now() - interval '1 day' FROM parent;
INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name)
    SELECT c.item, c.carnet, o.content, o.starts_at, o.over_at, o.added_at, o.author_id, o.author_name
    FROM child c, (SELECT * FROM agenda_item LIMIT 1) o;
INSERT INTO agenda_moment (item_id, lead, due_at) SELECT item, 'PT2H', now() + interval '2 hours' FROM child;
INSERT INTO push_device (id, person_id, session_id, endpoint, p256dh, auth, browser, system, added_at)
    SELECT gen_random_uuid(), person, gen_random_uuid(), '$host/push/' || person, '$p256dh', '$auth', 'Chrome', 'Android', now()
    FROM parent;
ANALYZE;
"""


def measure() -> list[Row]:
    with sink() as host, tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_measured(Path(folder), host))


async def _measured(folder: Path, host: str) -> list[Row]:
    database = await asyncio.to_thread(embedded.start, folder / "data" / "postgres")
    server = Served(folder, demo=False, settings={"CS3_PUSH_HOSTS": host, "CS3_PUBLIC_URL": ORIGIN})
    try:
        cookies, read = await _filled(folder, database.dsn, host)
        await asyncio.to_thread(server.start)
        async with httpx.AsyncClient(base_url=server.base, cookies=cookies, timeout=60) as client:
            connection = await asyncpg.connect(database.dsn)
            try:
                return await _rows(connection, client, read, server)
            finally:
                await connection.close()
    finally:
        await asyncio.to_thread(server.stop)
        await asyncio.to_thread(database.stop)


async def _filled(folder: Path, dsn: str, host: str) -> tuple[dict[str, str], str]:
    """The cookies of somebody who reads, and what she reads."""
    await migrate(dsn)
    settings = settings_in(folder, "")
    async with (
        started(settings, dsn, SystemClock()) as app,  # type: ignore[arg-type]
        let_in(app, mailbox_of(settings, dsn)) as family,
    ):
        starts = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + 9000))
        await added(family, {**EYES, "starts": starts, "zone": "UTC", "reminders": ["P7D"]})
        cookies = {one.name: one.value or "" for one in family.mother.client.cookies.jar}
    keys = PhoneKeys("").public
    connection = await asyncpg.connect(dsn)
    filled = FILL.replace("$children", str(CHILDREN)).replace("$host", host)
    await connection.execute(filled.replace("$p256dh", keys["p256dh"]).replace("$auth", keys["auth"]))
    await connection.close()
    return cookies, f"/api/carnets/{family.carnet_id}"


async def _rows(connection: Any, client: httpx.AsyncClient, read: str, server: Served) -> list[Row]:
    idle = await _reads(client, read, over=lambda: len(idle_times) >= 400, kept=(idle_times := []))
    before = _memory(server, "VmRSS")
    busy_times: list[float] = []
    done = asyncio.Event()
    reading = asyncio.create_task(_reads(client, read, over=done.is_set, kept=busy_times))
    # As the clock puts it in the queue each minute.
    await connection.execute(
        "UPDATE agenda_moment SET due_at = now() - interval '1 second' WHERE lead = 'PT2H'"
    )
    await connection.execute(
        """SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', 'agenda.tell_due', 0, NULL, NULL, '{"timestamp": 0}'::jsonb, NULL)
        ::procrastinate_job_to_defer_v1])"""
    )
    began, connections = time.monotonic(), 0
    while await connection.fetchval("SELECT count(*) FROM push_delivery WHERE taken_at IS NOT NULL") < WANTED:
        connections = max(
            connections,
            await connection.fetchval(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            ),
        )
        if time.monotonic() - began > 300:
            raise RuntimeError("not all were handed over within five minutes")
        await asyncio.sleep(0.5)
    took = time.monotonic() - began
    done.set()
    busy = await reading
    peak = _memory(server, "VmHWM") - before
    print(
        f"reminders: {took=:.1f} {idle=} {busy=} reads={len(busy_times)} {peak=:.0f} {connections=}",
        file=sys.stderr,
    )
    return [
        _row("30 000 reminders due at once: seconds until all are handed over", took, MOST_SECONDS, "s"),
        Row(
            what="30 000 reminders due at once: handed over each second",
            ours=WANTED / took,
            peer=WANTED / MOST_SECONDS,
            ratio=MOST_SECONDS / took,
            target=f"≥ {WANTED // MOST_SECONDS}",
            ok=took <= MOST_SECONDS,
        ),
        Row(
            what="the slowest in a hundred API reads meanwhile (ms), against the median when nothing is due",
            ours=busy[1],
            peer=idle[0],
            ratio=busy[1] / idle[0],
            target=f"≤ {MOST_TIMES} ×",
            ok=busy[1] <= MOST_TIMES * idle[0],
        ),
        _row("memory that they add (MB)", peak, MOST_MB, "MB"),
        _row("PostgreSQL connections meanwhile", connections - 1, MOST_CONNECTIONS, ""),
    ]  # fmt: skip


async def _reads(
    client: httpx.AsyncClient, path: str, *, over: Any, kept: list[float]
) -> tuple[float, float]:
    """Median and slowest in a hundred, in ms; some twenty reads a second, as from a house full of people."""
    while not over():
        began = time.perf_counter()
        answer = await client.get(path)
        kept.append(1000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
        await asyncio.sleep(0.01)
    ordered = sorted(kept)
    return round(statistics.median(ordered), 1), round(ordered[int(len(ordered) * 0.99)], 1)


def _memory(server: Served, which: str) -> float:
    """MB. VmHWM: the most there ever was."""
    assert server.process
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith(which)).split()[1]) / 1000


def _row(what: str, ours: float, most: float, unit: str) -> Row:
    return Row(
        what=what, ours=ours, peer=most, ratio=ours / most, target=f"≤ {most} {unit}".strip(), ok=ours <= most
    )


if __name__ == "__main__":
    for row in measure():
        print(row)
