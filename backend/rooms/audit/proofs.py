"""The files that leave with a family: what is in them, and their one way of being written. Pure.

Hashes are hexadecimal. A file is written in one way only (`written_file`): a byte that differs anywhere is another file.
"""

from collections.abc import Iterator
from hashlib import sha256

import msgspec

from backend.rooms.audit.roots import Handover, Root
from backend.rooms.audit.sealed_lines import Line


class Head(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A notebook's tree: its size, its root `hash`; where it stands in the server's tree, and the path that shows it."""

    number: int
    size: int
    hash: str
    path: list[str]


class Growth(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """That nothing was changed or removed since an older root. `path`: of the server's tree; `head`, `head_path`: the notebook's
    tree at that time, and from there to now; None, [] when it had no line yet."""

    older: Root
    path: list[str]
    head: Head | None
    head_path: list[str]


class State(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, tag_field="file", tag="cs3-state-1"):
    """The newest root, the notebook's tree in it, and how it grew."""

    carnet_id: str
    keys: list[Handover]
    root: Root
    head: Head | None
    growth: Growth | None


class OneLine(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, tag_field="file", tag="cs3-line-1"):
    """One line, and the path from it to the notebook's tree."""

    keys: list[Handover]
    root: Root
    head: Head
    number: int
    line: Line
    path: list[str]


class Sealed(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A line, whose leaf is computed from it; or, once the line has ended, its leaf alone. `withheld`: its leaf alone, because it tells
    of what is hidden from whoever took the file away (docs/decisions/0023-masks.md)."""

    line: Line | None
    leaf: str | None
    withheld: bool = False


class History(
    msgspec.Struct, forbid_unknown_fields=True, kw_only=True, tag_field="file", tag="cs3-history-1"
):
    """Every line of a notebook, in the order in which they were sealed. `lines`: each a `Sealed` as it is written, for there may be a
    hundred thousand (`lines_of`). `growth`: from the last root of before lines ended."""

    carnet_id: str
    keys: list[Handover]
    root: Root
    head: Head | None
    lines: list[msgspec.Raw]
    growth: Growth | None


class Copied(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, tag_field="file", tag="cs3-root-1"):
    """A root as it is copied to the object storage. `path`: from the one copied before it, of that number and size."""

    keys: list[Handover]
    root: Root
    before: int
    before_size: int
    path: list[str]


File = State | OneLine | History | Copied


_SEALED = msgspec.json.Decoder(Sealed)
_NO_LINES = b'"lines":[]'


def lines_of(file: History) -> Iterator[Sealed]:
    """One at a time. Raises MsgspecError for what is no `Sealed`: in a file that was read, each is."""
    for raw in file.lines:
        yield _SEALED.decode(raw)


def written_file(file: File) -> bytes:
    return msgspec.json.encode(file) + b"\n"


def written_line(one: Sealed) -> bytes:
    return msgspec.json.encode(one)


def around_lines(file: History) -> tuple[bytes, bytes]:
    """What is written before the lines of a history and after them; between two of them is a comma. `lines` of this one: none."""
    before, _, after = written_file(file).partition(_NO_LINES)
    return before + _NO_LINES[:-1], _NO_LINES[-1:] + after


def read_file(data: bytes) -> File:
    """Raises ValueError for what `written_file` does not write, byte for byte. A history is compared line by line, never written whole."""
    try:
        file = msgspec.json.decode(data, type=File)
        said = _pieces(file) if isinstance(file, History) else [written_file(file)]
        read, at = memoryview(data), 0
        for piece in said:
            if read[at : at + len(piece)] != piece:
                raise ValueError("not written as CS3 writes it")
            at += len(piece)
    except msgspec.MsgspecError as problem:
        raise ValueError(str(problem)) from None
    if at != len(data):
        raise ValueError("not written as CS3 writes it")
    return file


def _pieces(file: History) -> Iterator[bytes]:
    before, after = around_lines(msgspec.structs.replace(file, lines=[]))
    yield before
    for number, one in enumerate(lines_of(file)):
        yield b"," * bool(number) + written_line(one)
    yield after


def name_of(root: Root) -> str:
    """Of its copy in the object storage: another root of the same number has another name, and overwrites nothing."""
    said = sha256(msgspec.json.encode(root)).hexdigest()[:16]
    return f"{root.number:012d}-{said}.json"
