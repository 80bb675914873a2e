"""The sealed history, altered in every way that a file's holder or a database's could: each is found."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from backend.kit.database import fetch
from backend.kit.transaction import transaction
from backend.rooms.audit import checking, copying, ending, keys, months, proving
from backend.rooms.audit.proofs import State, read_file, written_file
from backend.rooms.audit.verify import Altered, check
from tests.conftest import MovingClock
from tests.rooms.audit.test_sealing import ONE, TWO, seal, taken, write
from tests.soak.counts import SEED, dice, times


@pytest.fixture
async def sealed(app: Any, clock: MovingClock) -> None:
    """Two notebooks, many batches, lines of two years ago of which some have ended, a key that was renewed."""
    die = dice("history")
    clock.advance(days=-700)
    for number in range(12):
        await write(clock, *die.choices([ONE, TWO], k=die.randrange(1, 6)), device="Chrome sur Android")
        clock.advance(days=die.randrange(1, 60), minutes=2)
        await seal(clock)
        await copying.copy_newest(clock.at)
        if number == 5:
            keys.of_house().renew()
    clock.advance(days=200)
    await months.make(clock.at.date())
    assert await ending.end(keys.of_house, at=clock.at, months=12)
    await write(clock, ONE, TWO, ONE)
    await seal(clock)


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


def _changed(value: Any, die: Random) -> Any:
    if isinstance(value, str) and value:
        at = die.randrange(len(value))
        new = die.choice("0123456789abcdefghé é\u202f")
        return die.choice(
            [value[:at] + new + value[at + 1 :], value[:at] + value[at + 1 :], value.upper(), ""]
        )
    if isinstance(value, int):
        return value + die.choice([-1, 1, 1000])
    if value is None:
        return die.choice(["", "x", str(uuid4())])
    return None


def _edit(file: Any, die: Random) -> Any:
    *path, last = die.choice([place for place in _places(file) if place])
    holder = file
    for key in path:
        holder = holder[key]
    holder[last] = _changed(holder[last], die)
    return file


def _list(file: Any, die: Random) -> tuple[list[Any], int]:
    """A list of the file, most often its lines."""
    lists = [file["lines"]] * 4 + [file["head"]["path"], file["keys"]]
    if file["growth"]:
        lists += [file["growth"]["path"]]
    chosen = die.choice([one for one in lists if one])
    return chosen, die.randrange(len(chosen))


def _altered(data: bytes, other: bytes, die: Random) -> tuple[str, bytes]:
    how = die.choice(
        ["edit", "edit", "delete", "reorder", "truncate", "repeat", "exchange", "bytes", "cut", "recount"]
    )
    file, theirs = json.loads(data), json.loads(other)
    if how == "edit":
        file = _edit(file, die)
    elif how == "bytes":
        changed = bytearray(data)
        changed[die.randrange(len(changed))] ^= 1 << die.randrange(8)
        return how, bytes(changed)
    elif how == "cut":
        return how, data[: die.randrange(len(data))]
    elif how == "exchange":
        part = die.choice(["carnet_id", "head", "lines", "growth"])
        file[part] = theirs[part]
    elif how == "truncate":
        del file["lines"][die.randrange(len(file["lines"])) :]
    elif how == "recount":  # by someone who knows how the tree is made
        del file["lines"][die.randrange(1, len(file["lines"])) :]
        file["head"]["size"] = len(file["lines"])
    else:
        chosen, at = _list(file, die)
        if how == "delete":
            del chosen[at : at + die.randrange(1, 3)]
        elif how == "repeat":
            chosen.insert(die.randrange(len(chosen) + 1), chosen[at])
        else:
            die.shuffle(chosen)
    return how, json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _there(file: State | None) -> State:
    assert file
    return file


def _holds(data: bytes, key: str) -> bool:
    try:
        check(read_file(data), key)
    except (ValueError, Altered):
        return False
    return True


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_every_altered_file_is_found(sealed: None) -> None:
    die, key = dice("altered files"), keys.of_house().public
    data, other = [await taken(carnet) for carnet in (ONE, TWO)]
    assert _holds(data, key)
    assert _holds(other, key)
    found: dict[str, int] = {}
    count = 0
    while count < times(120, 1000):
        how, changed = _altered(data, other, die)
        if changed == data:
            continue
        assert not _holds(changed, key), (SEED, count, how)
        found[how] = found.get(how, 0) + 1
        count += 1
    assert len(found) == 9


async def test_every_byte_of_a_file_counts(sealed: None) -> None:
    key = keys.of_house().public
    data = written_file(_there(await proving.state(ONE, since=3, with_head=True)))
    assert _holds(data, key)
    die = dice("bits")
    for place in range(len(data)):
        for bit in die.sample(range(8), times(1, 8)):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            assert not _holds(bytes(changed), key), (SEED, place, bit, data[place - 30 : place + 10])


_COLUMNS = {
    "trace": ("tag", "category", "person_name", "profile", "device", "structure", "right_used"),
    "seal_leaf": ("hash", "number", "trace_id"),
    "seal_head": ("hash", "size", "carnet_id", "number"),
    "seal_root": ("hash", "size", "previous", "signature", "at", "key"),
    "seal_node": ("hash",),
    "seal_tree": ("edge", "size"),
}
_NEW = {
    "hash": "sha256(random()::text::bytea)", "previous": "sha256('x')", "edge": "sha256('x')", "signature": "decode(repeat('ab', 64), 'hex')",
    "trace_id": "gen_random_uuid()", "carnet_id": "gen_random_uuid()", "at": "at + interval '1 second'", "size": "size + 1",
    "number": "number + 100000",
}  # fmt: skip


async def _tamper(die: Random) -> str:
    """As the owner of the database, past every trigger."""
    table = die.choice(["trace"] * 6 + list(_COLUMNS))
    rows = await fetch(
        f"SELECT tableoid::regclass::text AS place, ctid::text AS at, t::text AS row FROM {table} t ORDER BY 3"
    )
    one, two = die.sample(rows, 2)
    which = f"tableoid = '{one['place']}'::regclass AND ctid = '{one['at']}'"
    how = die.choice(["edit", "edit", "delete", "reorder", "truncate"])
    if how == "edit":
        column = die.choice(_COLUMNS[table])
        new = _NEW.get(column, f"{column} || 'x'")
        await fetch(f"UPDATE {table} SET {column} = {new} WHERE {which}")
    elif how == "delete":
        await fetch(f"DELETE FROM {table} WHERE {which}")
    elif how == "reorder":
        table = "seal_leaf"
        leaves = await fetch(
            "SELECT trace_id FROM seal_leaf WHERE trace_id IS NOT NULL ORDER BY carnet_id, number"
        )
        one, two = die.sample([row["trace_id"] for row in leaves], 2)
        await fetch("UPDATE seal_leaf SET trace_id = NULL WHERE trace_id = $1", one)
        await fetch("UPDATE seal_leaf SET trace_id = $1 WHERE trace_id = $2", one, two)
    else:  # the newest lines, with all that was sealed of them
        lines = die.randrange(1, 4)
        await fetch(
            "DELETE FROM trace WHERE id IN (SELECT id FROM trace WHERE carnet_id = $2 ORDER BY at DESC LIMIT $1)",
            lines,
            ONE,
        )
        last = "(SELECT max(number) - $1 FROM seal_leaf WHERE carnet_id = $2)"
        await fetch(f"DELETE FROM seal_leaf WHERE carnet_id = $2 AND number > {last}", lines, ONE)
        if die.random() < 0.7:
            await fetch(
                "DELETE FROM seal_head WHERE carnet_id = $1 AND size > (SELECT max(number) + 1 FROM seal_leaf WHERE carnet_id = $1)",
                ONE,
            )
        if die.random() < 0.5:
            await fetch("DELETE FROM seal_root WHERE number = (SELECT max(number) FROM seal_root)")
    return f"{how} {table}"


class _Undone(Exception):
    pass


@asynccontextmanager
async def _undone() -> AsyncIterator[None]:
    try:
        async with transaction():
            await fetch("SET LOCAL session_replication_role = replica")
            yield
            raise _Undone
    except _Undone:
        pass


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_every_altered_row_is_found(sealed: None, tmp_path: Path) -> None:
    die, house = dice("altered rows"), keys.of_house()
    async with transaction():
        assert (await checking.check(house)).wrong == []
    found: set[str] = set()
    for number in range(times(60, 1000)):
        async with _undone():
            how = await _tamper(die)
            assert (await checking.check(house)).wrong, (SEED, number, how)
            found.add(how)
    assert {what.split()[0] for what in found} == {"edit", "delete", "reorder", "truncate"}


@pytest.mark.slow
async def test_a_family_finds_what_was_altered_in_the_database(sealed: None) -> None:
    """In the file that it downloads afterwards, with the public key alone."""
    die, key = dice("altered lines"), keys.of_house().public
    lines = await fetch("SELECT id FROM trace WHERE carnet_id = $1 ORDER BY id", ONE)
    for number in range(times(20, 1000)):
        async with _undone():
            id = die.choice(lines)["id"]
            if die.random() < 0.5:
                column = die.choice(_COLUMNS["trace"])
                await fetch(f"UPDATE trace SET {column} = {column} || 'x' WHERE id = $1", id)
            else:
                await fetch("DELETE FROM trace WHERE id = $1", id)
                if die.random() < 0.5:
                    await fetch("UPDATE seal_leaf SET trace_id = NULL WHERE trace_id = $1", id)
            assert not _holds(await taken(ONE), key), (SEED, number)
