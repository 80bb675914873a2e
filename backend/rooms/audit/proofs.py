"""The files that leave with a family: what is in them, and their one way of being written. Pure.

Hashes are hexadecimal. A file is written in one way only (`written_file`): a byte that differs anywhere is another file.
"""

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
    """Every line of a notebook, in the order in which they were sealed. `growth`: from the last root of before lines ended."""

    carnet_id: str
    keys: list[Handover]
    root: Root
    head: Head | None
    lines: list[Sealed]
    growth: Growth | None


class Copied(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, tag_field="file", tag="cs3-root-1"):
    """A root as it is copied to the object storage. `path`: from the one copied before it, of that number and size."""

    keys: list[Handover]
    root: Root
    before: int
    before_size: int
    path: list[str]


File = State | OneLine | History | Copied


def written_file(file: File) -> bytes:
    return msgspec.json.encode(file) + b"\n"


def read_file(data: bytes) -> File:
    """Raises ValueError for what `written_file` does not write, byte for byte."""
    try:
        file = msgspec.json.decode(data, type=File)
    except msgspec.MsgspecError as problem:
        raise ValueError(str(problem)) from None
    if written_file(file) != data:
        raise ValueError("not written as CS3 writes it")
    return file


def name_of(root: Root) -> str:
    """Of its copy in the object storage: another root of the same number has another name, and overwrites nothing."""
    said = sha256(msgspec.json.encode(root)).hexdigest()[:16]
    return f"{root.number:012d}-{said}.json"
