"""The restore drill: a house, its backups, its total loss, and the same house elsewhere."""

import shutil
from datetime import timedelta
from http.cookiejar import Cookie
from pathlib import Path

import pyotp
import pytest

from backend.backup.choosing import choose
from backend.backup.manifest import read_keys
from backend.backup.verifying import verify
from tests.backup.conftest import Elsewhere, Site, secrets_of
from tests.backup.seen import House, look
from tests.conftest import browser, started
from tests.media import films
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.identity import people


def _same(then: House, now: House) -> None:
    assert now.schema == then.schema
    assert now.sequences == then.sequences
    assert now.rows.keys() == then.rows.keys()
    for table, rows in then.rows.items():
        assert now.rows[table] == rows, table
    assert now.objects == then.objects


def _is_a_house(seen: House) -> None:
    """The comparison is of something: rows in the rooms that matter, and files."""
    for table in (
        "person",
        "session",
        "carnet",
        "carnet_key",
        "habilitation",
        "capture",
        "part",
        "rendition",
        "trace",
    ):
        assert seen.rows[table], table
    assert any("todo" in row for row in seen.rows["procrastinate_jobs"])
    assert len(seen.objects) >= 6
    assert seen.sequences["procrastinate_jobs_id_seq"][0] > 1


@pytest.fixture(params=["elsewhere", "alone"])
def target(request: pytest.FixtureRequest) -> Elsewhere:
    return request.getfixturevalue(request.param)


@pytest.mark.timeout(300)
async def test_the_house_is_lost_and_given_back_as_it_was_at_either_moment(
    site: Site, target: Elsewhere, run_jobs, tmp_path: Path
) -> None:
    mother = site.family.mother.client
    content = films.film(tmp_path / "film.mp4", seconds=0.5).read_bytes()
    film = await add(mother, site.family.carnet_id, content, kind="video", category="gait", filename="m.mp4")
    await run_jobs()
    await add(mother, site.family.carnet_id, jpeg("#123456"))  # its preparing waits in the queue
    first = await site.backup()
    then = await site.look()
    _is_a_house(then)
    assert (first.sent, first.lost, first.destroyed, first.removed) == (len(then.objects), 0, 0, 0)
    assert first.manifest.objects == len(then.objects)
    assert first.manifest.rows == sum(map(len, then.rows.values()))

    # A day of living: something added, something changed, somebody leaves.
    site.clock.advance(days=1)
    family = site.family
    await add(family.mother.client, family.carnet_id, jpeg("#abcdef"))
    assert (await family.mother.client.delete(f"{site.carnet}/captures/{film}")).status_code == 204
    signed_in = next(cookie for cookie in family.granny.client.cookies.jar if "session" in cookie.name)
    assert (await family.granny.client.post("/api/auth/signout")).status_code == 204
    second = await site.backup()
    later = await site.look()
    assert second.sent == len(later.objects.keys() - then.objects.keys()) == 1
    assert second.manifest.rows == sum(map(len, later.rows.values()))
    assert later.rows != then.rows

    for id, there in ((first.manifest.id, then), (second.manifest.id, later)):
        kept = await read_keys(site.keys, id)
        manifest, wrong = await verify(site.data, id, kept.key)
        assert (wrong, manifest.objects) == ([], len(there.objects))

    at = site.clock.now() - timedelta(hours=1)
    restored = await target.restore(at)
    assert restored.manifest.id == first.manifest.id
    async with target.database() as dsn:
        _same(then, await look(dsn, target.files))
        for name, path in secrets_of(site.settings.data).items():
            assert secrets_of(target.target.folder)[name].read_bytes() == path.read_bytes()
        await _lives(site, target, dsn, signed_in, film, content)
    if target.target.database_url:
        return
    shutil.rmtree(target.target.folder)
    restored = await target.restore()
    assert restored.manifest.id == second.manifest.id
    async with target.database() as dsn:
        _same(later, await look(dsn, target.files))


async def _lives(site: Site, target: Elsewhere, dsn: str, signed_in: Cookie, id: str, content: bytes) -> None:
    """Who was signed in still is, who comes with password and code gets in, the film plays, and what waited is done."""
    from backend.worker.app import queue_app

    async def live() -> None:
        async with started(target.settings, dsn, site.clock) as app:
            async with browser(app) as again:
                code = pyotp.TOTP(site.code_secret).at(site.clock.at)
                answer = await people.sign_in_by_code(again, site.family.mother.email, code)
                assert answer.status_code == 200, answer.text
            async with browser(app) as granny:  # she had not left yet at that moment
                granny.cookies.jar.set_cookie(signed_in)
                assert (await granny.get("/api/me")).status_code == 200
            async with browser(app) as mother:
                for cookie in site.family.mother.client.cookies.jar:
                    mother.cookies.jar.set_cookie(cookie)
                film = await mother.get(f"{site.carnet}/captures/{id}/files/original")
                assert (film.status_code, film.content) == (200, content), film.text[:300]
                copy = await mother.get(
                    f"{site.carnet}/captures/{id}/files/play", headers={"Range": "bytes=0-99"}
                )
                assert (copy.status_code, copy.content[4:8]) == (206, b"ftyp")
                queue = queue_app(dsn)
                async with queue.open_async():
                    await queue.run_worker_async(wait=False, install_signal_handlers=False, concurrency=2)
                album = (await mother.get(f"{site.carnet}/captures")).json()["captures"]
                assert {c["state"] for c in album} == {"ready"}
                assert len(album) == 4

    await target.quietly(live())


async def test_the_newest_is_taken_unless_a_moment_is_named(site: Site) -> None:
    ids = []
    for _ in range(3):
        ids.append((await site.backup()).manifest.id)
        site.clock.advance(hours=6)
    assert await choose(site.data, site.keys, None) == ids[2]
    assert await choose(site.data, site.keys, site.clock.now() - timedelta(hours=7)) == ids[1]
    assert await choose(site.data, site.keys, site.clock.now() - timedelta(hours=18)) == ids[0]
