"""A zip from outside, read by ranges: every entry where it says, of the size and checksum that it says, or not at all.

Checked on opening: the directory, names, sizes, that entries lie one behind another. Checked on reading an entry: its
own header, that nothing lies between it and the next, what it grows to, its checksum. Whoever reads every entry has had
every byte of the archive accounted for.
"""

import stat
import unicodedata
import zlib
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass
from struct import unpack
from typing import cast

from media.archives import names
from media.archives.directory import Line, Read, exactly, read_ending, read_large, read_lines
from media.archives.refusals import Fault, NotTaken

STORED, DEFLATED = 0, 8
_HEADER = 30
_BLOCK = 256 * 1024
_LOCKED = 1 | 1 << 6 | 1 << 13
_SIZES_BEHIND = 1 << 3
_MUST_AGREE = _LOCKED | _SIZES_BEHIND
_DESCRIPTORS = (12, 16, 20, 24)


@dataclass(frozen=True, slots=True)
class Limits:
    """entries; bytes of the directory; bytes once opened; times that a deflated entry of over 1 MB may grow."""

    entries: int = 120_000
    directory: int = 64_000_000
    total: int = 200_000_000_000
    growth: int = 200


@dataclass(frozen=True, slots=True)
class Member:
    """size and packed in bytes; `offset` to `limit`: where its header begins, and what comes next."""

    name: str
    raw_name: bytes
    size: int
    packed: int
    crc32: int
    method: int
    flags: int
    offset: int
    limit: int


class Archive:
    """`members` by name, files only, folders left out; names in composed form (NFC)."""

    def __init__(self, read: Read, members: dict[str, Member]) -> None:
        self._read = read
        self.members = members

    @classmethod
    async def open(cls, read: Read, size: int, limits: Limits = Limits()) -> "Archive":
        """Raises NotTaken, and what `read` raises."""
        ending = await read_ending(read, size)
        if ending.entries > limits.entries:
            raise NotTaken(Fault.TOO_MANY)
        if ending.stop - ending.start > limits.directory:
            raise NotTaken(Fault.TOO_LARGE)
        lines: list[tuple[str, Line]] = []
        seen: set[str] = set()
        total = 0
        async with aclosing(cast(AsyncGenerator[Line], read_lines(read, ending))) as found:
            async for line in found:
                name = _name(line)
                _check(name, line, limits)
                total += line.size
                if total > limits.total:
                    raise NotTaken(Fault.TOO_LARGE)
                if (one := names.same(name)) in seen:
                    raise NotTaken(Fault.SAME_NAME, names.shown(name))
                seen.add(one)
                lines.append((name, line))
        return cls(read, _placed(lines, ending.start))

    async def chunks(self, member: Member) -> AsyncIterator[bytes]:
        """The entry's bytes, opened, in chunks of at most 256 KiB. The last is given after everything was checked only
        when the caller goes on to the end. Raises NotTaken."""
        start = await self._data(member)
        unpack_block = zlib.decompressobj(-zlib.MAX_WBITS) if member.method == DEFLATED else None
        size, crc32, at, stop = 0, 0, start, start + member.packed
        fed = b""
        while at < stop or fed:
            if not fed:
                fed = await exactly(self._read, at, min(at + _BLOCK, stop))
                at += len(fed)
            if unpack_block is None:
                chunk, fed = fed, b""
            else:
                try:
                    chunk = unpack_block.decompress(fed, _BLOCK)
                except zlib.error:
                    raise _fault(Fault.MALFORMED, member) from None
                fed = unpack_block.unconsumed_tail
                if unpack_block.unused_data or (unpack_block.eof and at < stop):
                    raise _fault(Fault.WRONG_SIZE, member)
            size += len(chunk)
            if size > member.size:
                raise _fault(Fault.WRONG_SIZE, member)
            crc32 = zlib.crc32(chunk, crc32)
            if chunk:
                yield chunk
        if unpack_block is not None:
            # A stream whose input is used up may still hold output of one more block.
            while not unpack_block.eof and (chunk := unpack_block.decompress(b"", _BLOCK)):
                size, crc32 = size + len(chunk), zlib.crc32(chunk, crc32)
                if size > member.size:
                    raise _fault(Fault.WRONG_SIZE, member)
                yield chunk
            if not unpack_block.eof:
                raise _fault(Fault.MALFORMED, member)
        if size != member.size:
            raise _fault(Fault.WRONG_SIZE, member)
        if crc32 != member.crc32:
            raise _fault(Fault.WRONG_CHECKSUM, member)

    async def whole(self, member: Member, most: int) -> bytes:
        """A small entry's bytes. Raises NotTaken (too large) before reading when it says more than `most`."""
        if member.size > most:
            raise _fault(Fault.TOO_LARGE, member)
        return b"".join([chunk async for chunk in self.chunks(member)])

    async def _data(self, member: Member) -> int:
        """Where its bytes begin, once its own header was found to say what the directory says."""
        header = await exactly(self._read, member.offset, member.offset + _HEADER + len(member.raw_name))
        mark, _, flags, method, _, crc32, packed, size, name, extra = unpack("<IHHHIIIIHH", header[:_HEADER])
        if (
            mark != 0x04034B50
            or header[_HEADER:] != member.raw_name
            or name != len(member.raw_name)
            or method != member.method
            or (flags ^ member.flags) & _MUST_AGREE
        ):
            raise _fault(Fault.MALFORMED, member)
        data = member.offset + len(header) + extra
        behind = member.limit - data - member.packed
        if behind < 0:
            raise _fault(Fault.OVERLAP, member)
        if not flags & _SIZES_BEHIND:
            field = await exactly(self._read, data - extra, data)
            size, packed = read_large(field, size, packed)
            if (size, packed, crc32) != (member.size, member.packed, member.crc32):
                raise _fault(Fault.MALFORMED, member)
        if behind not in (_DESCRIPTORS if flags & _SIZES_BEHIND else (0,)):
            raise _fault(Fault.PREPENDED, member)
        return data


def _fault(fault: Fault, member: Member) -> NotTaken:
    return NotTaken(fault, names.shown(member.name))


def _name(line: Line) -> str:
    """UTF-8 with or without the flag, as macOS writes it. Raises NotTaken."""
    try:
        name = unicodedata.normalize("NFC", line.name.decode())
    except UnicodeDecodeError:
        raise NotTaken(Fault.BAD_NAME) from None
    if not names.is_safe(name):
        raise NotTaken(Fault.BAD_NAME, names.shown(name))
    return name


def _check(name: str, line: Line, limits: Limits) -> None:
    kind = stat.S_IFMT(line.attributes >> 16)
    folder = name.endswith("/")
    fault = None
    if line.flags & _LOCKED:
        fault = Fault.ENCRYPTED
    elif line.method not in (STORED, DEFLATED):
        fault = Fault.METHOD
    elif kind not in (0, stat.S_IFDIR if folder else stat.S_IFREG) or (folder and line.size):
        fault = Fault.NOT_A_FILE
    elif line.method == STORED and line.size != line.packed:
        fault = Fault.WRONG_SIZE
    elif line.size > max(1_000_000, line.packed * limits.growth):
        fault = Fault.BOMB
    if fault:
        raise NotTaken(fault, names.shown(name))


def _placed(lines: list[tuple[str, Line]], directory: int) -> dict[str, Member]:
    """Each between its header and the next one's, the last before the directory. Raises NotTaken."""
    lines.sort(key=lambda pair: pair[1].offset)
    if (lines[0][1].offset if lines else directory) != 0:
        raise NotTaken(Fault.PREPENDED)
    members: dict[str, Member] = {}
    for index, (name, line) in enumerate(lines):
        limit = lines[index + 1][1].offset if index + 1 < len(lines) else directory
        if line.offset + _HEADER + len(line.name) + line.packed > limit:
            last = index + 1 == len(lines)
            raise NotTaken(Fault.TRUNCATED if last else Fault.OVERLAP, names.shown(name))
        if not name.endswith("/"):
            members[name] = Member(
                name,
                line.name,
                line.size,
                line.packed,
                line.crc32,
                line.method,
                line.flags,
                line.offset,
                limit,
            )
    return members
