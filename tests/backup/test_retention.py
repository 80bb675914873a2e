"""How long a backup lasts, and what goes with it."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.backup import manifest as m
from backend.backup.places import BACKUPS, KEYS, OBJECTS, Place
from backend.kit.retention import gone_everywhere, is_over
from tests.backup.conftest import DAYS, Site

AT = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


async def _names(place: Place, prefix: str) -> set[str]:
    return {name async for name in place.names(prefix)}


async def _ids(place: Place, prefix: str = KEYS) -> set[str]:
    return {name.removeprefix(prefix).split("/")[0] for name in await _names(place, prefix)}


@pytest.mark.parametrize(
    ("age", "over"),
    [
        (timedelta(days=33, hours=23), False),
        (timedelta(days=34), False),
        (timedelta(days=34, seconds=1), True),
        (timedelta(days=400), True),
        (timedelta(0), False),
    ],
)
def test_none_is_older_than_its_days_at_the_next_nightly_run(age: timedelta, over: bool) -> None:
    assert is_over(AT - age, now=AT, days=35) is over


def test_nightly_runs_keep_the_promise_made_to_who_closes_a_notebook() -> None:
    """Whenever a key is destroyed, no backup that holds it is left at the date that was said, nights a little late included."""
    runs = [AT + timedelta(days=n, minutes=(n * 7) % 30) for n in range(120)]
    for hours in range(0, 24 * 20, 5):
        destroyed = AT + timedelta(days=20, hours=hours)
        said = gone_everywhere(destroyed, days=DAYS)
        last = max(run for run in runs if run <= destroyed)
        ended = next(run for run in runs if is_over(last, now=run, days=DAYS))
        assert last < ended <= said


async def test_a_backup_at_its_end_loses_its_key_then_its_rows_then_the_files_of_none(
    site: Site, run_jobs
) -> None:
    first = (await site.backup()).manifest.id
    binned = {name for name in await _names(site.data, OBJECTS) if site.binned in name}
    assert binned
    site.clock.advance(days=31)
    from backend.rooms.captures import jobs as captures

    await captures.empty_bins.run(timestamp=0)
    await run_jobs()
    second = (await site.backup()).manifest.id
    assert binned <= await _names(site.data, OBJECTS)  # the first one still needs it

    site.clock.advance(days=4)
    made = await site.backup()
    assert made.destroyed == 1
    assert await _ids(site.keys) == {second, made.manifest.id}
    assert await _ids(site.data, BACKUPS) == {second, made.manifest.id}
    assert first not in await _ids(site.data, BACKUPS)
    left = await _names(site.data, OBJECTS)
    assert not binned & left
    assert {name.removeprefix(OBJECTS) for name in left} == {name async for name in site.files.names("")}


async def test_the_last_one_stays_however_old_until_another_stands(site: Site) -> None:
    only = (await site.backup()).manifest.id
    site.clock.advance(days=300)

    class Broken(Place):
        async def put(self, name: str, chunks) -> int:
            if name.endswith("/manifest"):
                raise RuntimeError("the machine dies")
            return await super().put(name, chunks)

    with pytest.raises(RuntimeError):
        await site.backup(data=Broken(site.data._storage, "--to"))
    assert only in await _ids(site.keys)
    made = await site.backup()
    assert await _ids(site.keys) == {made.manifest.id}
    assert await _ids(site.data, BACKUPS) == {made.manifest.id}


async def test_what_a_cut_run_left_is_used_then_put_away(site: Site) -> None:
    """Files that were sent are not sent again, though nobody vouched for them; its rows and its key go."""

    class Dies(Place):
        done = 0

        async def put(self, name: str, chunks) -> int:
            if name.startswith(OBJECTS) and self.done >= 2:
                raise RuntimeError("killed")
            size = await super().put(name, chunks)
            self.done += name.startswith(OBJECTS)
            return size

    with pytest.raises(RuntimeError):
        await site.backup(data=Dies(site.data._storage, "--to"))
    cut = await _ids(site.keys)
    assert len(cut) == 1
    there = await _names(site.data, OBJECTS)
    assert len(there) >= 2
    harmed = min(there)  # of the same size, but not the same: it was written badly

    async def wrong():
        size = await site.data.size(harmed)
        yield bytes(size)

    await site.data.put(harmed, wrong())
    made = await site.backup()
    assert made.sent == made.manifest.objects - len(there) + 1
    assert await _ids(site.keys) == {made.manifest.id}
    assert await _ids(site.data, BACKUPS) == {made.manifest.id}
    from backend.backup.verifying import verify

    key = (await m.read_keys(site.keys, made.manifest.id)).key
    assert (await verify(site.data, made.manifest.id, key))[1] == []


async def test_a_file_that_the_house_lost_is_said_and_the_rest_is_kept(site: Site) -> None:
    lost = min([name async for name in site.files.names("")])
    await site.files.delete(lost)
    made = await site.backup()
    assert (made.lost, made.manifest.lost) == (1, [lost])
    assert made.manifest.objects == len([name async for name in site.files.names("")])


async def test_a_file_lost_after_it_was_backed_up_is_still_in_the_next_ones(site: Site) -> None:
    first = await site.backup()
    lost = min([name async for name in site.files.names("")])
    await site.files.delete(lost)
    site.clock.advance(days=1)
    second = await site.backup()
    assert (second.lost, second.sent, second.manifest.objects) == (0, 0, first.manifest.objects)
