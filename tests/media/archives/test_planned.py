"""An archive that is planned is one that every reader opens, and each of its bytes is known alone."""

import io
import shutil
import subprocess
import tracemalloc
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.archives import Archive, Entry, Plan, Slice
from tests.media.archives.sources import AT, Source, entry, made
from tests.soak.counts import some

NAMES = ["carnet.json", "images/2026-05-12 marche de face.mp4", "lettres/été à l’hôpital.pdf", "vide.txt"]
CONTENTS = [b'{"format": 1}', bytes(range(256)) * 3, "é".encode() * 50, b""]
PLAN = Plan([entry(name, data) for name, data in zip(NAMES, CONTENTS, strict=True)])


def test_other_readers_open_it(tmp_path: Path) -> None:
    data = made(PLAN, CONTENTS)
    assert len(data) == PLAN.length
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == NAMES
        assert [archive.read(name) for name in NAMES] == CONTENTS
        info = archive.infolist()[1]
        assert (info.date_time, info.flag_bits & 0x800, info.compress_type) == (
            (2026, 5, 12, 9, 30, 4),
            0x800,
            0,
        )
    if unzip := shutil.which("unzip"):
        (tmp_path / "a.zip").write_bytes(data)
        subprocess.run([unzip, "-tq", tmp_path / "a.zip"], check=True, timeout=30)


async def test_ours_opens_it() -> None:
    source = Source(made(PLAN, CONTENTS))
    archive = await Archive.open(source.read, PLAN.length)
    for index, (name, data) in enumerate(zip(NAMES, CONTENTS, strict=True)):
        assert await archive.whole(archive.members[name], 1000) == data
        start = PLAN.data_offset(index)
        assert source.data[start : start + len(data)] == data


def test_every_split_gives_the_same_bytes() -> None:
    data = made(PLAN, CONTENTS)
    for cut in range(PLAN.length + 1):
        assert made(PLAN, CONTENTS, 0, cut) == data[:cut]
        assert made(PLAN, CONTENTS, cut) == data[cut:]


@given(st.integers(-5, PLAN.length + 5), st.integers(-5, PLAN.length + 5))
@settings(max_examples=400, deadline=None)
def test_any_range(start: int, stop: int) -> None:
    assert made(PLAN, CONTENTS, start, stop) == made(PLAN, CONTENTS)[max(start, 0) : max(stop, 0)]


def test_an_empty_archive() -> None:
    plan = Plan([])
    assert plan.length == 22
    assert zipfile.ZipFile(io.BytesIO(made(plan, []))).namelist() == []


@pytest.mark.parametrize("size", [0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000, 30 * 10**9])
def test_sizes_beyond_four_gigabytes(size: int) -> None:
    """Read back by zipfile from a source that makes its bytes when they are asked for."""
    plan = Plan([Entry("a.mp4", size, 1, AT), Entry("b.mp4", size, 2, AT), entry("c.txt", b"end")])
    with zipfile.ZipFile(_Virtual(plan, {2: b"end"})) as archive:  # type: ignore[arg-type]
        assert [info.file_size for info in archive.infolist()] == [size, size, 3]
        assert [info.header_offset for info in archive.infolist()] == list(plan.offsets)
        assert archive.read("c.txt") == b"end"
        with archive.open("b.mp4") as opened:
            assert opened.read(4) == b"\0\0\0\0"


async def test_ours_reads_beyond_four_gigabytes() -> None:
    plan = Plan([Entry("a.mp4", 5 * 10**9, 1, AT), entry("c.txt", b"end")])

    async def read(start: int, stop: int) -> bytes:
        return made(plan, [b"", b"end"], start, stop)

    archive = await Archive.open(read, plan.length)
    assert archive.members["a.mp4"].size == 5 * 10**9
    assert await archive.whole(archive.members["c.txt"], 10) == b"end"


def test_a_hundred_thousand_entries_take_little_memory() -> None:
    entries = _photos(100_000)
    tracemalloc.start()
    plan = Plan(entries)
    for start in range(0, plan.length, plan.length // 7):
        assert next(plan.pieces(start, plan.length))
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (kept < 3_000_000, peak < 30_000_000) == (True, True)


def _photos(count: int) -> list[Entry]:
    return [Entry(f"images/{number:06}.jpg", 3, 0x352441C2, AT) for number in range(count)]


@pytest.mark.slow
@pytest.mark.parametrize("count", some(65_535, besides=[65_534, 65_536]))
def test_more_entries_than_two_bytes_count(count: int) -> None:
    plan = Plan(_photos(count))
    whole = b"".join(b"abc" if isinstance(piece, Slice) else piece for piece in plan.pieces(0, plan.length))
    assert len(whole) == plan.length
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert len(archive.infolist()) == count
        assert archive.read(f"images/{count - 1:06}.jpg") == b"abc"


@pytest.mark.parametrize(
    ("at", "read"),
    [
        (datetime(1970, 1, 1), (1980, 1, 1, 0, 0, 0)),
        (datetime(2150, 1, 1), (2107, 12, 31, 23, 59, 58)),
        (datetime(2026, 12, 31, 23, 59, 59), (2026, 12, 31, 23, 59, 58)),
    ],
)
def test_times(at: datetime, read: tuple[int, ...]) -> None:
    plan = Plan([Entry("a", 0, 0, at)])
    assert zipfile.ZipFile(io.BytesIO(made(plan, [b""]))).infolist()[0].date_time == read


@pytest.mark.parametrize(
    "names", [["/a"], ["../a"], ["a/"], ["a", "A"], ["é", "e\u0301"], [""], ["a\\b"], ["c:a"], ["a\u202eb"]]
)
def test_names_that_no_archive_of_ours_has(names: list[str]) -> None:
    with pytest.raises(ValueError, match="name"):
        Plan([Entry(name, 0, 0, AT) for name in names])


class _Virtual(io.RawIOBase):
    """A planned archive as a file whose entries' bytes are zeros, save those given."""

    def __init__(self, plan: Plan, given: dict[int, bytes]) -> None:
        self._plan, self._given, self._at = plan, given, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._plan.length)[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        stop = self._plan.length if size is None or size < 0 else min(self._at + size, self._plan.length)
        parts: list[bytes] = []
        for piece in self._plan.pieces(self._at, stop):
            if isinstance(piece, bytes):
                parts.append(piece)
            elif piece.index in self._given:
                parts.append(self._given[piece.index][piece.start : piece.stop])
            else:
                parts.append(bytes(piece.stop - piece.start))
        self._at = max(self._at, stop)
        return b"".join(parts)
