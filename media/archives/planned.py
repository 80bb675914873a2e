"""A zip known before it is made: from names, sizes and checksums, the place of every byte. Pure.

Everything is stored, so that a byte of an entry is a byte of its file; zip64 fields only where a size or a place needs them.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from struct import pack

from media.archives import names

FULL_16, FULL_32 = 0xFFFF, 0xFFFF_FFFF
UTF8 = 1 << 11
PLAIN_FILE = 0o100644 << 16
_UNIX = 3 << 8
_BLOCK = 64 * 1024
"""Headers in a row are given together, in blocks of about so many bytes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """size in bytes. mtime: its fields are written as they stand (zip knows no zone), to 2 s, within 1980 to 2107."""

    name: str
    size: int
    crc32: int
    mtime: datetime


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes `start` to `stop` (not included) of the entry of that index."""

    index: int
    start: int
    stop: int


Piece = bytes | Slice


class Plan:
    """The archive of these entries, in this order: the same entries give the same bytes."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Raises ValueError for a name that is unsafe, used twice, or that of a folder, and for a wrong number."""
        self.entries = entries
        self.offsets = array("Q")
        """Where each entry's header begins."""
        self._central = array("Q")
        """Where each entry's line of the directory begins."""
        seen: set[str] = set()
        at = 0
        for entry in entries:
            _check(entry, seen)
            self.offsets.append(at)
            at += len(_local(entry)) + entry.size
        self.directory = at
        for index in range(len(entries)):
            self._central.append(at)
            at += len(self._line(index))
        self._end = at
        self._tail = self._ending()
        self.length = at + len(self._tail)

    def data_offset(self, index: int) -> int:
        """Where the entry's own bytes begin."""
        return self.offsets[index] + len(_local(self.entries[index]))

    def pieces(self, start: int, stop: int) -> Iterator[Piece]:
        """What makes bytes `start` to `stop` (not included; both cut to the archive), in order, nothing of it empty."""
        start, stop = max(start, 0), min(stop, self.length)
        held = bytearray()
        for piece in self._raw(start, stop):
            if isinstance(piece, bytes):
                held += piece
            if held and (isinstance(piece, Slice) or len(held) >= _BLOCK):
                yield bytes(held)
                held.clear()
            if isinstance(piece, Slice):
                yield piece
        if held:
            yield bytes(held)

    def _raw(self, start: int, stop: int) -> Iterator[Piece]:
        if start >= stop:
            return
        if start < self.directory:
            for index in range(bisect_right(self.offsets, start) - 1, len(self.entries)):
                if self.offsets[index] >= stop:
                    return
                yield from self._entry(index, start, stop)
        if stop > self.directory and start < self._end:
            for index in range(max(bisect_right(self._central, start) - 1, 0), len(self.entries)):
                if self._central[index] >= stop:
                    return
                if cut := _cut(self._line(index), self._central[index], start, stop):
                    yield cut
        if cut := _cut(self._tail, self._end, start, stop):
            yield cut

    def _entry(self, index: int, start: int, stop: int) -> Iterator[Piece]:
        entry, at = self.entries[index], self.offsets[index]
        header = _local(entry)
        if cut := _cut(header, at, start, stop):
            yield cut
        data = at + len(header)
        first, last = max(start - data, 0), min(stop - data, entry.size)
        if first < last:
            yield Slice(index, first, last)

    def _line(self, index: int) -> bytes:
        """A file header of the central directory (4.3.12)."""
        entry, offset = self.entries[index], self.offsets[index]
        name = entry.name.encode()
        large, far = entry.size >= FULL_32, offset >= FULL_32
        extra = (pack("<QQ", entry.size, entry.size) if large else b"") + (pack("<Q", offset) if far else b"")
        if extra:
            extra = pack("<HH", 1, len(extra)) + extra
        needs = 45 if extra else 20
        size = FULL_32 if large else entry.size
        return (
            pack("<IHHHHIIIIHHHHHII", 0x02014B50, _UNIX | 45, needs, UTF8, 0, _when(entry.mtime), entry.crc32, size, size,
                 len(name), len(extra), 0, 0, 0, PLAIN_FILE, FULL_32 if far else offset)
            + name
            + extra
        )  # fmt: skip

    def _ending(self) -> bytes:
        """The end of the central directory, with its zip64 form where one is needed (4.3.14 to 4.3.16)."""
        count, size = len(self.entries), self._end - self.directory
        ending = b""
        if count >= FULL_16 or size >= FULL_32 or self.directory >= FULL_32:
            ending = pack(
                "<IQHHIIQQQQ", 0x06064B50, 44, _UNIX | 45, 45, 0, 0, count, count, size, self.directory
            ) + pack("<IIQI", 0x07064B50, 0, self._end, 1)
        few = min(count, FULL_16)
        return ending + pack(
            "<IHHHHIIH", 0x06054B50, 0, 0, few, few, min(size, FULL_32), min(self.directory, FULL_32), 0
        )


def _check(entry: Entry, seen: set[str]) -> None:
    name = names.same(entry.name)
    if not names.is_safe(entry.name) or entry.name.endswith("/") or name in seen:
        raise ValueError("not a name for an entry, or one used twice")
    if not (0 <= entry.size < 1 << 63 and 0 <= entry.crc32 <= FULL_32):
        raise ValueError("not a size, or not a CRC-32")
    seen.add(name)


def _local(entry: Entry) -> bytes:
    """A local file header (4.3.7)."""
    name = entry.name.encode()
    large = entry.size >= FULL_32
    extra = pack("<HHQQ", 1, 16, entry.size, entry.size) if large else b""
    size = FULL_32 if large else entry.size
    return (
        pack("<IHHHIIIIHH", 0x04034B50, 45 if large else 20, UTF8, 0, _when(entry.mtime), entry.crc32, size, size,
             len(name), len(extra))
        + name
        + extra
    )  # fmt: skip


def _when(at: datetime) -> int:
    """MS-DOS date and time, the time in the lower half (4.4.6)."""
    if at.year < 1980:
        return 0x21 << 16
    if at.year > 2107:
        return 0xFF9F_BF7D
    return (
        ((at.year - 1980) << 9 | at.month << 5 | at.day) << 16
        | at.hour << 11
        | at.minute << 5
        | at.second // 2
    )


def _cut(block: bytes, at: int, start: int, stop: int) -> bytes:
    """Of a block that stands at `at`, what lies within start and stop."""
    return block[max(start - at, 0) : max(stop - at, 0)]
