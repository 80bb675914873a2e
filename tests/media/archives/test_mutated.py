"""Archives altered at random: read whole as they were, or refused for a stated reason; never more work than their size."""

import random
import tracemalloc
import zipfile
from contextlib import suppress

import pytest

from media.archives import Archive, Limits, NotTaken
from tests.media.archives.sources import Source, zipped

FILES = [("carnet.json", b'{"format": 1}' * 40), ("images/été.mp4", bytes(range(256)) * 8), ("vide.txt", b"")]
LIMITS = Limits(entries=100, directory=100_000, total=10_000_000)
INTERESTING = [0, 1, 0x7F, 0xFF]
SEEDS = [
    zipped(*FILES),
    zipped(*FILES, method=zipfile.ZIP_DEFLATED),
    zipped(*FILES, method=zipfile.ZIP_DEFLATED, streamed=True),
]


def altered(data: bytes, chance: random.Random) -> bytes:
    """One to four bytes changed, mostly in the headers; or a run cut out, doubled, moved or filled."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made))
        if chance.random() < 0.6:
            marks = [place for place in range(len(made) - 4) if made[place : place + 2] == b"PK"]
            at = min(chance.choice(marks) + chance.randrange(60), len(made) - 1) if marks else at
        run = chance.randint(1, 40)
        match chance.randrange(6):
            case 0:
                made[at] = chance.randrange(256)
            case 1:
                made[at : at + chance.choice([2, 4, 8])] = bytes(
                    [chance.choice(INTERESTING)] * chance.choice([2, 4, 8])
                )
            case 2:
                del made[at : at + run]
            case 3:
                made[at:at] = made[at : at + run]
            case 4:
                made[at:at] = chance.randbytes(run)
            case _:
                made[at] ^= 1 << chance.randrange(8)
        if len(made) < 10:
            break
    return bytes(made)


async def read_all(source: Source) -> list[tuple[str, bytes]]:
    archive = await Archive.open(source.read, len(source.data), LIMITS)
    return [
        (name, b"".join([chunk async for chunk in archive.chunks(member)]))
        for name, member in archive.members.items()
    ]


@pytest.mark.parametrize("seed", range(3))
async def test_an_altered_archive_is_whole_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    refused = 0
    contents = {data for _, data in FILES}
    for _ in range(1500):
        source = Source(altered(SEEDS[seed], chance))
        try:
            found = await read_all(source)
        except NotTaken:
            refused += 1
        else:
            assert {data for _, data in found} <= contents
        assert source.asked <= 4 * len(source.data) + 1000
    assert refused > 800


async def test_a_long_directory_is_read_in_blocks() -> None:
    data = zipped(*((f"{number:05}.jpg", b"") for number in range(3000)))
    chance = random.Random(3)
    begins = data.index(b"PK\x01\x02")
    tracemalloc.start()
    for _ in range(20):
        noisy = bytearray(data)
        for _ in range(3):
            noisy[chance.randrange(begins, len(noisy) - 22)] = chance.randrange(256)
        source = Source(bytes(noisy))
        with suppress(NotTaken):
            await Archive.open(source.read, len(noisy))
        assert source.most <= 256 * 1024
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8_000_000
