"""The end of an archive, and its directory read in blocks: what it says it holds, before any of it is believed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from struct import unpack, unpack_from

from media.archives.refusals import Fault, NotTaken

Read = Callable[[int, int], Awaitable[bytes]]
"""The bytes from a place to another, that one not included; fewer only where there are fewer."""

FULL_16, FULL_32 = 0xFFFF, 0xFFFF_FFFF
_BLOCK = 256 * 1024
_END, _LOCATOR, _END64, _LINE = 22, 20, 56, 46


@dataclass(frozen=True, slots=True)
class Ending:
    """entries, and where their directory begins and ends."""

    entries: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Line:
    """A file header of the directory, as written: sizes and places in bytes, the name not yet decoded."""

    name: bytes
    flags: int
    method: int
    crc32: int
    packed: int
    size: int
    attributes: int
    offset: int


async def exactly(read: Read, start: int, stop: int) -> bytes:
    """Raises NotTaken (truncated) when there are fewer bytes."""
    found = await read(start, stop)
    if len(found) != stop - start:
        raise NotTaken(Fault.TRUNCATED)
    return found


async def read_ending(read: Read, size: int) -> Ending:
    """An archive ends where its ending says: one with a comment, or with anything behind it, is not of ours.

    Raises NotTaken.
    """
    if size < _END:
        raise NotTaken(Fault.NOT_A_ZIP)
    tail = await exactly(read, max(0, size - _END - _LOCATOR - _END64), size)
    end = tail[-_END:]
    if end[:4] != b"PK\x05\x06" or end[20:] != b"\0\0":
        begins = await exactly(read, 0, 4)
        raise NotTaken(Fault.TRUNCATED if begins == b"PK\x03\x04" else Fault.NOT_A_ZIP)
    disk, first_disk, here, entries, length, start = unpack("<HHHHII", end[4:20])
    stop = size - _END
    if tail[-_END - _LOCATOR : -_END][:4] == b"PK\x06\x07":
        if len(tail) < _END + _LOCATOR + _END64:
            raise NotTaken(Fault.MALFORMED)
        locator = tail[-_END - _LOCATOR : -_END]
        first, at, disks = unpack("<IQI", locator[4:])
        stop = size - _END - _LOCATOR - _END64
        large = tail[: -_END - _LOCATOR][-_END64:]
        if large[:4] != b"PK\x06\x06" or at != stop:
            raise NotTaken(Fault.MALFORMED)
        record, _, _, one, other, here64, entries64, length64, start64 = unpack("<QHHIIQQQQ", large[4:])
        if record != _END64 - 12 or not (
            _agree(entries, entries64, FULL_16)
            and _agree(length, length64, FULL_32)
            and _agree(start, start64, FULL_32)
        ):
            raise NotTaken(Fault.MALFORMED)
        if (first, one, other) != (0, 0, 0) or disks > 1:
            raise NotTaken(Fault.SPLIT)
        here, entries, length, start = here64, entries64, length64, start64
    elif FULL_16 in (here, entries) or FULL_32 in (length, start):
        raise NotTaken(Fault.MALFORMED)
    if (disk, first_disk) not in ((0, 0), (FULL_16, FULL_16)) or here != entries:
        raise NotTaken(Fault.SPLIT)
    if start + length != stop:
        raise NotTaken(Fault.PREPENDED if start + length < stop else Fault.TRUNCATED)
    if length < entries * _LINE:
        raise NotTaken(Fault.MALFORMED)
    return Ending(entries, start, stop)


def _agree(small: int, large: int, full: int) -> bool:
    return small in (full, large)


async def read_lines(read: Read, ending: Ending) -> AsyncIterator[Line]:
    """Raises NotTaken; never holds more than a block and a line."""
    held, at, behind = bytearray(), ending.start, 0
    for _ in range(ending.entries):
        while True:
            need = _length(held, behind)
            if len(held) - behind >= need:
                break
            if at >= ending.stop:
                raise NotTaken(Fault.MALFORMED)
            del held[:behind]
            behind, stop = 0, min(at + _BLOCK, ending.stop)
            held += await exactly(read, at, stop)
            at = stop
        yield _line(bytes(held[behind : behind + need]))
        behind += need
    if at - len(held) + behind != ending.stop:
        raise NotTaken(Fault.MALFORMED)


def _length(held: bytearray, at: int) -> int:
    """Of the header that begins there, as far as it can be seen."""
    if len(held) - at < _LINE:
        return _LINE
    if not held.startswith(b"PK\x01\x02", at):
        raise NotTaken(Fault.MALFORMED)
    name, extra, comment = unpack_from("<HHH", held, at + 28)
    return _LINE + name + extra + comment


def _line(raw: bytes) -> Line:
    _, _, flags, method, _, crc32, packed, size, name_length, extra_length, _, disk, _, attributes, offset = (
        unpack_from("<HHHHIIIIHHHHHII", raw, 4)
    )
    name = raw[_LINE : _LINE + name_length]
    extra = raw[_LINE + name_length : _LINE + name_length + extra_length]
    size, packed, offset = read_large(extra, size, packed, offset)
    if disk not in (0, FULL_16):
        raise NotTaken(Fault.SPLIT)
    return Line(name, flags, method, crc32, packed, size, attributes, offset)


def read_large(extra: bytes, *values: int) -> tuple[int, ...]:
    """The values, those that are full taken from the zip64 field, in its order (4.5.3). Raises NotTaken."""
    field = zip64_of(extra)
    found: list[int] = []
    for value in values:
        if value == FULL_32:
            if len(field) < 8:
                raise NotTaken(Fault.MALFORMED)
            value, field = int.from_bytes(field[:8], "little"), field[8:]
        found.append(value)
    return tuple(found)


def zip64_of(extra: bytes) -> bytes:
    """The zip64 field among the extra ones; empty without. Raises NotTaken when there are two."""
    at, found = 0, b""
    while at + 4 <= len(extra):
        tag, length = unpack_from("<HH", extra, at)
        if tag == 1:
            if found or at + 4 + length > len(extra):
                raise NotTaken(Fault.MALFORMED)
            found = extra[at + 4 : at + 4 + length]
        at += 4 + length
    return found
