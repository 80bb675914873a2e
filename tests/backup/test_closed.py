"""An older backup brings back no notebook that its family has closed since: closed again, or erased again, and said."""

from datetime import datetime, timedelta
from typing import Any

import asyncpg
import pytest

from backend.backup.closings import Closed
from backend.cli_backup_running import _tell_closed
from backend.rooms.carnet.erasing import erase_due
from tests.backup.conftest import Elsewhere, Site
from tests.conftest import browser, started
from tests.rooms.carnet.test_closing import ALL, again, close, reopen

HOUR = timedelta(hours=1)


async def _ask(dsn: str, sql: str) -> list[tuple[Any, ...]]:
    connection = await asyncpg.connect(dsn)
    try:
        return [tuple(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


async def _seen(
    site: Site, there: Elsewhere, *, erase_at: list[datetime]
) -> tuple[list[str], list[dict[str, Any]]]:
    """What the mother finds in the house given back, the worker having looked at those moments."""
    found: list[Any] = []

    async def live() -> None:
        async with (
            started(there.settings, there.target.database_url, site.clock) as app,
            browser(app) as phone,
        ):
            for moment in erase_at:
                await erase_due(moment)
            key = site.family.mother.key
            options = (await phone.post("/api/auth/passkey/options")).json()
            body = {"challenge_id": options["challenge_id"], "credential": key.get(options["options"])}
            assert (await phone.post("/api/auth/passkey", json=body)).status_code == 200
            found.append([c["id"] for c in (await phone.get("/api/carnets")).json()])
            found.append((await phone.get("/api/closings")).json())

    await there.quietly(live())
    return found[0], found[1]


async def test_closed_since_is_closed_again_with_the_same_days(
    site: Site, elsewhere: Elsewhere, capsys: Any
) -> None:
    await site.backup()
    before = site.clock.now()
    site.clock.advance(days=1)
    closed = await close(site.family)
    await site.backup()
    restored = await elsewhere.restore(before)
    assert restored.closed == Closed(1, 0, site.clock.now(), [])
    carnets, closings = await _seen(site, elsewhere, erase_at=[])
    assert carnets == []
    assert [(c["id"], c["ends_at"], c["state"]) for c in closings] == [
        (closed["id"], closed["ends_at"], "closed")
    ]
    _tell_closed(restored.closed)
    said = capsys.readouterr().out
    assert "fermés de nouveau : 1" in said.replace("\u202f", " ")
    assert "2026-11-22T09:00:00" in said


async def test_erased_since_is_erased_again(site: Site, elsewhere: Elsewhere, capsys: Any) -> None:
    site.clock.advance(days=0)
    closed = await close(site.family)
    assert (await reopen(site.family.mother, closed["id"])).status_code == 200
    await site.backup()
    before = site.clock.now()
    site.clock.advance(minutes=1)
    await close(site.family)
    site.clock.at += ALL
    await erase_due(site.clock.at)
    site.clock.at += HOUR
    await erase_due(site.clock.at)
    assert await _ask(site.database, "SELECT 1 FROM carnet") == []
    await site.backup()
    site.clock.advance(days=1)
    restored = await elsewhere.restore(before)
    assert (restored.closed.closed, restored.closed.erased) == (0, 1)
    dsn = elsewhere.target.database_url
    assert len(await _ask(dsn, "SELECT 1 FROM carnet")) == 1
    assert len([name async for name in elsewhere.files.names(f"{site.family.carnet_id}/")]) > 3
    carnets, closings = await _seen(site, elsewhere, erase_at=[site.clock.at])
    assert carnets == []
    assert [c["state"] for c in closings] == ["erased"]
    assert closings[0]["key_destroyed_at"].startswith("2026-12-22")  # true of the key that had come back
    assert await _ask(dsn, "SELECT 1 FROM carnet UNION ALL SELECT 1 FROM carnet_key") == []
    assert [name async for name in elsewhere.files.names(f"{site.family.carnet_id}/")] == []
    _tell_closed(restored.closed)
    assert "effacés depuis cette sauvegarde" in capsys.readouterr().out


async def test_reopened_since_is_open(site: Site, elsewhere: Elsewhere) -> None:
    closed = await close(site.family)
    await site.backup()
    before = site.clock.now()
    site.clock.advance(days=1)
    await again(site.family.father)
    assert (await reopen(site.family.father, closed["id"])).status_code == 200
    await site.backup()
    restored = await elsewhere.restore(before)
    assert (restored.closed.closed, restored.closed.erased) == (0, 0)
    carnets, closings = await _seen(site, elsewhere, erase_at=[])
    assert (carnets, closings) == ([site.family.carnet_id], [])


@pytest.mark.parametrize("newest_reads", [True, False])
async def test_what_no_backup_knows_is_said(
    site: Site, elsewhere: Elsewhere, capsys: Any, newest_reads: bool
) -> None:
    await site.backup()
    before = site.clock.now()
    site.clock.advance(days=1)
    await close(site.family)
    if not newest_reads:
        newest = (await site.backup()).manifest.id
        await site.data.delete(f"backups/{newest}/rows/closing")
    restored = await elsewhere.restore(before)
    assert (restored.closed.closed, restored.closed.known_until) == (0, before)
    assert restored.closed.unread == ([] if newest_reads else [newest])
    _tell_closed(restored.closed)
    said = capsys.readouterr()
    assert "2026-11-21T09:00:00 (UTC) est rendu ouvert" in said.out
    assert ("n’a pas pu dire" in said.err) is not newest_reads
