"""The items of a HEIF or AVIF file and where their bytes lie (ISO/IEC 14496-12 § 8.11)."""

from collections.abc import Iterator
from dataclasses import dataclass

from media.boxes import Box, boxes_in
from media.refused import Reason, Refused


@dataclass(frozen=True, slots=True)
class Extent:
    """A piece of an item: its place in the file, or in the `idat` box when `inside`."""

    start: int
    length: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Info:
    """kind: the item's type, four bytes. words: where its name and content type are, from the file's beginning."""

    item: int
    kind: bytes
    words: tuple[int, int]


class Reader:
    def __init__(self, data: bytes, box: Box) -> None:
        self.data, self.at, self.end = data, box.body, box.end

    def take(self, size: int) -> int:
        """An unsigned number of so many bytes; none is 0."""
        if self.at + size > self.end:
            raise Refused(Reason.UNREADABLE)
        self.at += size
        return int.from_bytes(self.data[self.at - size : self.at])


def locations(data: bytes, box: Box) -> dict[int, list[Extent]]:
    """What an `iloc` box says. Raises Refused(UNREADABLE) for what lies in another file or item, or has no length."""
    reader = Reader(data, box)
    version, _ = reader.take(1), reader.take(3)
    sizes = reader.take(2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version in (1, 2) else 0
    found: dict[int, list[Extent]] = {}
    for _ in range(reader.take(2 if version < 2 else 4)):
        item = reader.take(2 if version < 2 else 4)
        method = reader.take(2) & 15 if version in (1, 2) else 0
        elsewhere = reader.take(2)
        base = reader.take(base_size)
        extents: list[Extent] = []
        for _ in range(reader.take(2)):
            reader.take(index_size)
            start, length = base + reader.take(offset_size), reader.take(length_size)
            extents.append(Extent(start, length, method == 1))
        # method 2 is built from other items' bytes, which have places of their own
        if elsewhere or method > 2 or any(not extent.length for extent in extents):
            raise Refused(Reason.UNREADABLE)
        found[item] = extents if method < 2 else []
    return found


def infos(data: bytes, box: Box) -> Iterator[Info]:
    """What an `iinf` box says, from the versions (2, 3) that name a type."""
    version = data[box.body]
    for entry in boxes_in(data, box.body + (6 if version == 0 else 8), box.end):
        if entry.kind != b"infe" or data[entry.body] not in (2, 3):
            raise Refused(Reason.UNREADABLE)
        reader = Reader(data, entry)
        wide = reader.take(4) >> 24 == 3
        item, _ = reader.take(4 if wide else 2), reader.take(2)
        kind = reader.take(4).to_bytes(4)
        yield Info(item, kind, (reader.at, entry.end))
