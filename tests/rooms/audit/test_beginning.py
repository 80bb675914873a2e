"""A key of the seal that is lost: nothing is signed in its place unseen; asked to, the house begins again, and every proof says so."""

from datetime import timedelta
from typing import Any

import pytest

from backend.kit import runtime
from backend.kit.errors import Unavailable
from backend.kit.transaction import transaction
from backend.rooms.audit import beginning, checking, copying, keys, proving
from backend.rooms.audit.proofs import read_file
from backend.rooms.audit.roots import FIRST
from backend.rooms.audit.sealing import BrokenSeal
from backend.rooms.audit.verify import Altered, check, follows
from tests.conftest import MovingClock
from tests.rooms.audit.test_sealing import ONE, TWO, held, seal, taken, write


async def test_a_lost_key_is_never_made_again_unseen(app: Any, clock: MovingClock, query: Any) -> None:
    await write(clock, ONE, ONE, TWO)
    await seal(clock)
    former = keys.of_house().public
    older, _ = await held(ONE)
    runtime.get().settings.seal_key.unlink()
    await write(clock, ONE)
    with pytest.raises(keys.BadKeys):
        await seal(clock)
    assert not runtime.get().settings.seal_key.exists()
    assert await proving.state(ONE, since=1, with_head=True), "the phones go on"

    clock.advance(minutes=5)
    begun = await beginning.begin_again(at=clock.at)
    assert (begun.former, begun.key, begun.unknown) == (former, keys.of_house().public, 0)
    rows = await query("SELECT number, previous FROM seal_root ORDER BY number")
    assert [row["previous"] == FIRST for row in rows] == [True, True], "the second goes on from no other"
    assert await seal(clock) == 1
    await write(clock, ONE)
    await seal(clock)

    newer = read_file(await taken(ONE))
    found = check(newer, begun.key)
    assert (found.lines, found.root.number, found.lost) == (4, 4, "2026-11-21T09:05:04.000000Z")
    with pytest.raises(Altered, match="began_again"):
        check(newer, former)
    # What was taken away before still holds, and all of it is in what was taken after.
    assert check(older, former).lost is None
    with pytest.raises(Altered, match="signature"):
        check(older, begun.key)
    assert check(older, begun.key, newer.keys).lines == 2
    follows(older, newer)  # type: ignore[arg-type]
    async with transaction():
        looked = await checking.check(keys.of_house())
    assert (looked.wrong, looked.begun) == ([], [2])
    with pytest.raises(beginning.NotLost):
        await beginning.begin_again(at=clock.at)
    keys.of_house().renew()  # and on from there
    await write(clock, ONE)
    await seal(clock)
    assert check(read_file(await taken(ONE)), begun.key).lines == 5


async def test_keys_of_before_are_found_again_in_the_storage(app: Any, clock: MovingClock) -> None:
    with pytest.raises(beginning.NotLost):
        await beginning.begin_again(at=clock.at)
    await write(clock, ONE)
    await seal(clock)
    first = keys.of_house().public
    keys.of_house().renew()
    await write(clock, ONE)
    await seal(clock)
    await copying.copy_newest(clock.at)
    path = runtime.get().settings.seal_key
    path.write_text("{")
    with pytest.raises(Unavailable):
        await proving.state(ONE, since=None, with_head=True)
    begun = await beginning.begin_again(at=clock.at)
    assert begun.unknown == 0
    assert begun.aside
    assert begun.aside.read_text() == "{"
    assert [one.by for one in keys.of_house().handovers] == [first, begun.former]
    state = await proving.state(ONE, since=1, with_head=True)
    assert state
    assert check(state, begun.key).since, "what the first key signed is vouched for"
    state.keys[-1].lost = "2026-11-21T09:05:05.000000Z"
    with pytest.raises(Altered, match="keys"):
        check(state, begun.key)


async def test_nothing_begins_over_what_was_altered(app: Any, clock: MovingClock, query: Any) -> None:
    await write(clock, ONE)
    await seal(clock)
    runtime.get().settings.seal_key.unlink()
    await query("UPDATE seal_root SET at = at + $1", timedelta(seconds=1))
    with pytest.raises(BrokenSeal):
        await beginning.begin_again(at=clock.at)
    assert not runtime.get().settings.seal_key.exists()
