"""« May this person do this? », asked of a notebook of 15, then of 15 000 with 200 000 accesses, against the same read that does not ask.

Two routes of one application over real connections, asked in turn by a professional whose access has a matrix of its own: both say who
asks (the session), read a page of the album in one transaction and answer it; one passes the door first. Without any work of ours
between, what is left is the price of the question.
"""

import asyncio
import http.client
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import asyncpg

from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.bench.serving_family import family_served, serve_family

READS = 150
TARGET = 1.10
SIZES = ((15, 200), (15_000, 200_000))

FILL = """
INSERT INTO carnet (id, given_name, family_name, birth_date, sex, opened_at, opened_by)
    SELECT gen_random_uuid(), o.given_name, o.family_name, o.birth_date, o.sex, o.opened_at, o.opened_by
    FROM (SELECT * FROM carnet LIMIT 1) o, generate_series(1, $carnets);
-- Each professional follows some twenty notebooks; each notebook has some thirteen people.
INSERT INTO habilitation (id, carnet_id, person_id, profile, rights, since)
    SELECT DISTINCT ON (c.id, p.id) gen_random_uuid(), c.id, p.id, 'professional', h.rights, now() - interval '1 day'
    FROM (SELECT id, row_number() OVER () AS n FROM carnet) c
    JOIN generate_series(1, $accesses) a ON a % $carnets + 1 = c.n
    JOIN (SELECT gen_random_uuid() AS id, n FROM generate_series(1, greatest(20, $accesses / 20)) n) p
        ON p.n = (a::bigint * 7919) % greatest(20, $accesses / 20) + 1,
    (SELECT rights FROM habilitation WHERE profile = 'professional' LIMIT 1) h
    ON CONFLICT DO NOTHING;
"""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder, family_served(Path(folder), "tests.bench.may") as told:

        def read(connection: http.client.HTTPConnection, path: str) -> float:
            began = time.perf_counter()
            for _ in range(READS):
                connection.request("GET", path, headers={"Cookie": told["cookie"]})
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200 or b"taken_at" not in body:
                    raise RuntimeError(f"{path}: {answer.status}")
            return (time.perf_counter() - began) / READS

        rows: list[Row] = []
        for carnets, accesses in SIZES:
            count = asyncio.run(_fill(told["dsn"], carnets, accesses))
            connection = http.client.HTTPConnection("127.0.0.1", told["port"], timeout=30)
            ours, peer, ratio = compare(
                lambda to=connection: read(to, f"/asked/{told['carnet']}"),
                lambda to=connection: read(to, f"/unasked/{told['carnet']}"),
                rounds=15,
            )
            rows.append(
                Row(
                    what=f"may this person do this? at {carnets} notebooks, {count} accesses (µs a read), against not asking",
                    ours=1e6 * ours,
                    peer=1e6 * peer,
                    ratio=ratio,
                    target=f"≤ {TARGET:.2f} ×",
                    ok=ratio <= TARGET,
                )
            )
        return rows


async def _fill(dsn: str, carnets: int, accesses: int) -> int:
    connection = await asyncpg.connect(dsn)
    try:
        have = await connection.fetchval("SELECT count(*) FROM carnet")
        there = await connection.fetchval("SELECT count(*) FROM habilitation")
        wanted = FILL.replace("$carnets", str(carnets - have)).replace("$accesses", str(accesses - there))
        await connection.execute(wanted)
        # Now, rather than by itself while reads are measured.
        for tidying in ("VACUUM ANALYZE", "CHECKPOINT"):
            await connection.execute(tidying)
        return await connection.fetchval("SELECT count(*) FROM habilitation")
    finally:
        await connection.close()


def serve(folder: Path) -> None:
    """The application without its jobs, and two more routes; says its port, the session of a professional, and the notebook's id."""
    from uuid import UUID

    from litestar import Request, get

    from backend.kit import runtime
    from backend.kit.masked import Viewer
    from backend.rooms.access.categories import Category, Right
    from backend.rooms.access.service import enter
    from backend.rooms.captures import queries
    from backend.rooms.identity import service as identity
    from tests.family import Family
    from tests.rooms.captures.conftest import add, jpeg

    async def page(carnet_id: UUID, viewer: Viewer) -> list[dict[str, Any]]:
        rows = await queries.page(
            carnet_id, categories=["photos", "gait"], adds=["photos"], viewer=viewer, before=None, limit=50, kind=None
        )  # fmt: skip
        return [{"id": row["id"], "taken_at": row["taken_at"], "note": row["note"]} for row in rows]

    @get("/asked/{carnet_id:uuid}")
    async def asked(carnet_id: UUID, request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
        person = await identity.identify(request)
        visit = await enter(person, carnet_id, Category.PHOTOS, Right.READ, at=runtime.get().clock.now())
        return await page(visit.carnet_id, visit.viewer)

    @get("/unasked/{carnet_id:uuid}")
    async def unasked(carnet_id: UUID, request: Request[Any, Any, Any]) -> list[dict[str, Any]]:
        person = await identity.identify(request)
        return await page(carnet_id, Viewer(person.id, False))

    async def photos(family: Family) -> None:
        for shade in range(50):
            await add(family.mother.client, family.carnet_id, jpeg(f"#{shade:02x}6e6e", (40, 30)))

    serve_family(folder, [asked, unasked], asker=lambda family: family.physio, filled=photos)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
    else:
        for row in measure():
            print(row)
