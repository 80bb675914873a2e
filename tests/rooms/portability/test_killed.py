"""Whoever reads an archive may die at any moment: another goes on with the next file, or begins again; nothing is half there."""

import asyncio
from typing import Any
from uuid import UUID

import pytest

from backend.rooms.portability import taking_in
from tests.family import Family
from tests.rooms.captures.conftest import jpeg
from tests.rooms.portability.archives import ByHand, begin_import, numbered, send_archive

COLOURS = ["#0b6e6e", "#aa2211", "#22aa11", "#2211aa", "#aaaa11", "#11aaaa"]


def _many() -> ByHand:
    archive = ByHand()
    images = archive.parts["images"]["images"]
    for number, colour in enumerate(COLOURS):
        path = f"images/{number}.jpg"
        archive.files[path] = jpeg(colour)
        images.append(images[0] | {"id": numbered(0x400 + number), "file": path})
    return archive


async def _cut_after(id: UUID, files: int, query: Any) -> None:
    """The process that reads dies once so many files stand."""
    reading = asyncio.create_task(taking_in.take_in(id))
    while not reading.done():
        (row,) = await query("SELECT count(*) AS n FROM imported_file WHERE carnet_id = $1", id)
        if row["n"] >= files:
            break
        await asyncio.sleep(0)
    reading.cancel()
    await asyncio.wait([reading])


@pytest.mark.timeout(240)
@pytest.mark.parametrize("files", [0, 1, 3, 5])
async def test_another_goes_on(family: Family, query: Any, files: int) -> None:
    client = family.stranger.client
    id = UUID((await begin_import(client))["id"])
    await send_archive(client, str(id), _many().zip())
    await _cut_after(id, files, query)
    before = {row["path"]: row["object"] for row in await query("SELECT path, object FROM imported_file")}
    (now,) = await query("SELECT state FROM carnet_import WHERE carnet_id = $1", id)
    if now["state"] == "reading":
        assert (await client.get(f"/api/carnets/{id}")).status_code == 404
        assert await query("SELECT 1 FROM capture WHERE carnet_id = $1", id) == []
    await family.mailbox.run_jobs()
    assert (await client.get(f"/api/imports/{id}")).json()["state"] == "opened"
    kept = {row["object"] for row in await query("SELECT object FROM part")}
    # What stood was not read again.
    assert set(before.values()) <= kept
    captures = (await client.get(f"/api/carnets/{id}/captures")).json()["captures"]
    assert len(captures) == 1 + len(COLOURS)
    assert {c["state"] for c in captures} == {"ready"}
    traces = (await client.get(f"/api/carnets/{id}/provenance/traces")).json()["traces"]
    assert len(traces) == 2


async def test_given_up_while_it_is_read(family: Family, query: Any, clock: Any, settings: Any) -> None:
    client = family.stranger.client
    id = UUID((await begin_import(client))["id"])
    await send_archive(client, str(id), _many().zip())
    await _cut_after(id, 2, query)
    assert (await client.delete(f"/api/imports/{id}")).status_code == 204
    await family.mailbox.run_jobs()
    # Somebody may still be reading: nothing is erased yet under their feet.
    assert len(await query("SELECT 1 FROM carnet WHERE id = $1", id)) == 1
    clock.advance(minutes=2)
    from backend.rooms.portability.import_jobs import forget_import

    await forget_import.run(carnet_id=str(id))
    for table in ("carnet_import", "imported_file", "received", "capture", "imported_trace"):
        assert await query(f"SELECT 1 FROM {table} WHERE carnet_id = $1", id) == [], table
    assert await query("SELECT 1 FROM carnet WHERE id = $1", id) == []
    if not settings.storage_url.startswith("s3"):
        assert [p for p in (settings.data / "files").rglob("*") if str(id) in str(p) and p.is_file()] == []


async def test_left_alone_for_a_week_it_is_forgotten(family: Family, query: Any, clock: Any) -> None:
    from backend.rooms.portability.import_jobs import forget_imports

    id = UUID((await begin_import(family.stranger.client))["id"])
    clock.advance(days=6, hours=23)
    await forget_imports.run(timestamp=0)
    await family.mailbox.run_jobs()
    assert len(await query("SELECT 1 FROM carnet WHERE id = $1", id)) == 1
    clock.advance(hours=2)
    await forget_imports.run(timestamp=0)
    await family.mailbox.run_jobs()
    assert await query("SELECT 1 FROM carnet WHERE id = $1", id) == []
    assert await query("SELECT 1 FROM carnet_key WHERE carnet_id = $1", id) == []


async def test_the_sweep_leaves_what_is_being_read(family: Family, query: Any, clock: Any) -> None:
    from backend.rooms.uploads.jobs import sweep

    client = family.stranger.client
    id = UUID((await begin_import(client))["id"])
    await send_archive(client, str(id), _many().zip())
    await _cut_after(id, 3, query)
    clock.advance(days=3)
    await sweep.run(timestamp=0)
    await family.mailbox.run_jobs()
    clock.advance(minutes=10)
    await family.stranger.prove()
    captures = (await client.get(f"/api/carnets/{id}/captures")).json()["captures"]
    for capture in captures:
        answer = await client.get(f"/api/carnets/{id}/captures/{capture['id']}/files/original")
        assert answer.status_code == 200
        assert len(answer.content) == capture["size"]
    assert len(captures) == 1 + len(COLOURS)
