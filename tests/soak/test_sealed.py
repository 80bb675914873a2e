"""A sealed film, altered in every way that a disk or a thief could: what is read is what was written, or nothing is."""

import os
from pathlib import Path

import pytest

from media.storage import Vault, storage_from_url
from media.storage.errors import StorageError
from media.storage.stream_cipher import SEGMENT, plain_start
from tests.media.storage.helpers import in_chunks, read
from tests.soak.counts import SEED, dice, times


def _altered(sealed: bytes, other: bytes, die) -> bytes:
    """One change: a bit, a cut, a tail, segments exchanged, repeated, dropped, or another film's under this name."""
    how = die.randrange(7)
    segments = [sealed[n : n + SEGMENT] for n in range(0, len(sealed), SEGMENT)]
    if how == 0:
        changed = bytearray(sealed)
        changed[die.randrange(len(changed))] ^= 1 << die.randrange(8)
        return bytes(changed)
    if how == 1:
        return sealed[: die.randrange(len(sealed))]
    if how == 2:
        return sealed + die.randbytes(die.randrange(1, 2 * SEGMENT))
    if how == 3 and len(segments) > 1:
        one, two = die.sample(range(len(segments)), 2)
        segments[one], segments[two] = segments[two], segments[one]
    elif how == 4:
        segments.insert(die.randrange(len(segments) + 1), die.choice(segments))
    elif how == 5:
        del segments[die.randrange(len(segments))]
    else:
        return other
    return b"".join(segments)


@pytest.mark.slow
@pytest.mark.timeout(3600)
async def test_nothing_altered_is_ever_read_as_if_it_were_whole(tmp_path: Path) -> None:
    die = dice("sealed")
    storage = storage_from_url(str(tmp_path))
    vault = Vault(storage, die.randbytes(32))
    refused = 0
    for number in range(times(60, 5000)):
        data = die.randbytes(die.choice([1, SEGMENT // 2, plain_start(1), plain_start(3) + 17]))
        await vault.put("film", in_chunks(data))
        await Vault(storage, os.urandom(32)).put("other", in_chunks(data))
        (path,) = [p for p in tmp_path.rglob("film") if p.is_file()]
        (foreign,) = [p for p in tmp_path.rglob("other") if p.is_file()]
        sealed = path.read_bytes()
        changed = _altered(sealed, foreign.read_bytes(), die)
        assert await read(vault, "film") == data
        if changed == sealed:
            continue
        path.write_bytes(changed)
        start = die.randrange(len(data))
        for first, last in ((0, None), (start, None), (start, start + die.randrange(1, SEGMENT))):
            try:
                found = await read(vault, "film", first, last) if last else await read(vault, "film", first)
            except (StorageError, ValueError):
                refused += 1
                continue
            # A range that touches no altered segment may be read: then it is the film's own.
            assert found == data[first:last], (SEED, number, first, last)
            assert (first, last) != (0, None), (SEED, number)
    assert refused > times(60, 5000)
