"""Whether a file's proofs hold, with the public key alone: no database, no network, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from backend.rooms.audit import merkle
from backend.rooms.audit.proofs import Copied, File, Growth, Head, History, OneLine, Sealed, State, lines_of
from backend.rooms.audit.roots import Handover, Root, body_of, exact, is_signed, trusted
from backend.rooms.audit.sealed_lines import head_leaf, line_leaf, moment

_PIECE = 4096
SHORTEST = timedelta(days=365)
"""No line ends before."""


class Altered(Exception):
    """What does not hold: `reason` is a word of `REASONS`, `line` the number of the line concerned, from 0."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason if line is None else f"{reason} {line}")
        self.reason, self.line = reason, line


@dataclass(frozen=True)
class Held:
    """What was found to hold. lines: of the notebook's tree; ended: of those, how many have left their leaf only; withheld:
    how many this file gives the leaf of only, since they tell of what is hidden from whoever took it away; lost: when the seal last
    began again, its key lost: what was signed before is vouched for by the new key alone."""

    root: Root
    lines: int
    ended: int = 0
    since: Root | None = None
    withheld: int = 0
    lost: str | None = None


def check(file: File, key: str, line: Sequence[Handover] | None = None) -> Held:
    """Raises Altered. `key`: the public key, in hexadecimal. line: how a newer file says that its key came to be, for an older file; else
    what the file says itself."""
    known = trusted(key, file.keys if line is None else line)
    if (
        known is None
        or trusted(file.root.key, file.keys) is None
        or len(file.keys) != file.root.renewals
        or (file.keys and file.keys[-1].key != file.root.key)
    ):
        raise Altered("keys")
    if file.root.key not in known and any(one.lost is not None for one in file.keys):
        raise Altered("began_again")
    _root(file.root, known)
    held = _held(file, known)
    return replace(held, lost=next((one.lost for one in reversed(file.keys) if one.lost is not None), None))


def _held(file: File, known: set[str]) -> Held:
    if isinstance(file, OneLine):
        return _one_line(file)
    if isinstance(file, Copied):
        _path_is_a_path(file)
        return Held(file.root, 0)
    if isinstance(file, State):
        return _state(file, known)
    return _history(file, known)


def _root(root: Root, known: set[str]) -> None:
    if root.key not in known or not is_signed(body_of(root), root.key, root.signature):
        raise Altered("signature")
    try:
        at = moment(root.at)
        ended = moment(root.ended_before) if root.ended_before else None
    except ValueError:
        raise Altered("signature") from None
    if ended and ended > at - SHORTEST:
        raise Altered("ended_early")


def _head(head: Head, carnet_id: str, root: Root) -> None:
    leaf = head_leaf(carnet_id, head.size, _bytes(head.hash))
    found = merkle.root_from_inclusion(leaf, head.number, root.size, _all(head.path))
    if found != _bytes(root.hash):
        raise Altered("head")


def _one_line(file: OneLine) -> Held:
    _head(file.head, file.line.carnet_id, file.root)
    found = merkle.root_from_inclusion(line_leaf(file.line), file.number, file.head.size, _all(file.path))
    if found != _bytes(file.head.hash):
        raise Altered("line", file.number)
    return Held(file.root, 1)


def _state(file: State, known: set[str]) -> Held:
    if file.head:
        _head(file.head, file.carnet_id, file.root)
    if file.growth:
        _growth(file.growth, file.root, known)
        older = file.growth.head
        if older and not file.head:
            raise Altered("head")
        if older and file.head:
            _head(older, file.carnet_id, file.growth.older)
            _grown(older.size, older.hash, file.head.size, file.head.hash, file.growth.head_path)
        elif file.growth.head_path:
            raise Altered("growth")
    return Held(
        file.root, file.head.size if file.head else 0, since=file.growth.older if file.growth else None
    )


def _growth(growth: Growth, root: Root, known: set[str]) -> None:
    _root(growth.older, known)
    older = growth.older
    if older.number > root.number or older.at > root.at:
        raise Altered("growth")
    _grown(older.size, older.hash, root.size, root.hash, growth.path)


def _grown(older: int, older_hash: str, newer: int, newer_hash: str, path: Sequence[str]) -> None:
    if not merkle.has_grown(older, _bytes(older_hash), newer, _bytes(newer_hash), _all(path)):
        raise Altered("growth")


def _history(file: History, known: set[str]) -> Held:
    if file.head is None:
        if file.lines or file.growth:
            raise Altered("count")
        return Held(file.root, 0)
    _head(file.head, file.carnet_id, file.root)
    if len(file.lines) != file.head.size:
        raise Altered("count")
    may_have_ended = _ended_below(file, known)
    ended = withheld = 0
    leaves: list[bytes] = []
    for number, one in enumerate(lines_of(file)):
        leaves.append(_leaf(one, number))
        if one.withheld:
            withheld += 1
        elif one.line is None:
            ended += 1
            if number >= may_have_ended:
                raise Altered("missing", number)
        elif one.line.carnet_id != file.carnet_id:
            raise Altered("line", number)
    if tree_root(leaves) != _bytes(file.head.hash):
        raise Altered("lines")
    if file.growth and file.growth.head:
        _older_tree(file.growth.head, leaves)
    return Held(file.root, len(leaves), ended, withheld=withheld)


def _ended_below(file: History, known: set[str]) -> int:
    """Lines of lower number may have ended: they were sealed before the moment that the root says."""
    if file.growth is None:
        return 0
    _growth(file.growth, file.root, known)
    ended_before, head = file.root.ended_before, file.growth.head
    if head is None or file.growth.head_path or not ended_before or file.growth.older.at >= ended_before:
        raise Altered("growth")
    _head(head, file.carnet_id, file.growth.older)
    return head.size


def _older_tree(head: Head, leaves: Sequence[bytes]) -> None:
    if head.size > len(leaves) or tree_root(leaves[: head.size]) != _bytes(head.hash):
        raise Altered("lines")


def follows(older: History, newer: History) -> None:
    """Whether the newer file goes on where the older one ended: both were checked. Raises Altered."""
    if older.carnet_id != newer.carnet_id or older.root.number > newer.root.number:
        raise Altered("not_later")
    leaves = [_leaf(one, number) for number, one in enumerate(lines_of(newer))]
    for number, one in enumerate(lines_of(older)):
        if number >= len(leaves) or leaves[number] != _leaf(one, number):
            raise Altered("not_later", number)


def goes_on(older: Copied, newer: Copied) -> None:
    """Whether the newer copy of a root grew from the older one: both were checked. Raises Altered."""
    one, two = older.root, newer.root
    if (newer.before, newer.before_size) != (one.number, one.size) or one.at > two.at:
        raise Altered("not_later")
    _grown(one.size, one.hash, two.size, two.hash, newer.path)


def _leaf(one: Sealed, number: int) -> bytes:
    if one.line is not None and one.leaf is None and not one.withheld:
        return line_leaf(one.line)
    if one.line is None and one.leaf is not None:
        return _bytes(one.leaf)
    raise Altered("line", number)


def tree_root(leaves: Sequence[bytes]) -> bytes:
    edge: list[bytes] = []
    for start in range(0, len(leaves), _PIECE):  # the subtrees within are of no use here
        edge, _ = merkle.grown(start, edge, leaves[start : start + _PIECE])
    return merkle.folded(edge)


def _path_is_a_path(file: Copied) -> None:
    lengths = merkle.growth_ranges(file.before_size, file.root.size) if file.before_size else []
    if not 0 <= file.before < file.root.number or len(_all(file.path)) != len(lengths):
        raise Altered("growth")


def _bytes(text: str) -> bytes:
    try:
        data = exact(text)
    except ValueError:
        raise Altered("hash") from None
    if len(data) != 32:
        raise Altered("hash")
    return data


def _all(texts: Sequence[str]) -> list[bytes]:
    return [_bytes(text) for text in texts]
