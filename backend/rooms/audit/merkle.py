"""Merkle trees as in RFC 9162 § 2.1: pure arithmetic on hashes, no database, no clock.

A tree of n leaves is cut into complete subtrees: (level, number) is that of the leaves number·2^level to (number+1)·2^level.
What is needed of a tree is asked as ranges of leaves, each of which a few complete subtrees make up.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
Node = tuple[int, int]
Range = tuple[int, int]


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def complete(start: int, end: int) -> list[Node]:
    """The complete subtrees that make up leaves `start` to `end`, left to right. A range of a tree: it begins where one of its size may."""
    found: list[Node] = []
    while start < end:
        level = (end - start).bit_length() - 1
        found.append((level, start >> level))
        start += 1 << level
    return found


def folded(hashes: Sequence[bytes]) -> bytes:
    """The hash of the range that these complete subtrees make up."""
    if not hashes:
        return EMPTY
    whole = hashes[-1]
    for left in reversed(hashes[:-1]):
        whole = node_hash(left, whole)
    return whole


def grown(size: int, edge: Sequence[bytes], leaves: Iterable[bytes]) -> tuple[list[bytes], dict[Node, bytes]]:
    """A tree of `size` leaves, whose complete subtrees are `edge`, with more leaves: its new edge, and every new complete subtree."""
    stack, made = list(edge), dict[Node, bytes]()
    for number, leaf in enumerate(leaves, size):
        made[0, number] = leaf
        stack.append(leaf)
        level = 0
        while number & 1:
            right, left = stack.pop(), stack.pop()
            level, number = level + 1, number >> 1
            made[level, number] = node_hash(left, right)
            stack.append(made[level, number])
    return stack, made


def inclusion_ranges(number: int, size: int) -> list[Range]:
    """What shows that leaf `number` is in the tree of `size` leaves (RFC 9162 § 2.1.3.1), nearest to the leaf first."""
    start, end, path = 0, size, list[Range]()
    while end - start > 1:
        middle = start + _half(end - start)
        if number < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def growth_ranges(older: int, newer: int) -> list[Range]:
    """What shows that the tree of `newer` leaves begins with that of `older`, at least one (RFC 9162 § 2.1.4.1)."""
    start, end, whole, path = 0, newer, True, list[Range]()
    while older < end:
        middle = start + _half(end - start)
        if older <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, whole = middle, False
    if not whole:
        path.append((start, end))
    return path[::-1]


def needed(ranges: Iterable[Range]) -> set[Node]:
    return {node for start, end in ranges for node in complete(start, end)}


def path(ranges: Iterable[Range], nodes: Mapping[Node, bytes]) -> list[bytes]:
    """The hashes of these ranges. Raises KeyError when a subtree that is `needed` is not there."""
    return [folded([nodes[node] for node in complete(start, end)]) for start, end in ranges]


def root_from_inclusion(leaf: bytes, number: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The root that this path leads to; None when it is no path of such a tree."""
    if not 0 <= number < size or len(path) != len(inclusion_ranges(number, size)):
        return None
    found, last = leaf, size - 1
    for beside in path:
        if number & 1 or number == last:
            found = node_hash(beside, found)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        number, last = number >> 1, last >> 1
    return found


def has_grown(older: int, older_root: bytes, newer: int, newer_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether the path shows that nothing of the older tree was changed or removed (RFC 9162 § 2.1.4.2)."""
    if older > newer:
        return False
    if older in (0, newer):
        return not path and (older_root == newer_root if older else older_root == EMPTY)
    if len(path) != len(growth_ranges(older, newer)):
        return False
    rest = list(path)
    number, last = older - 1, newer - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    one = two = rest.pop(0) if number else older_root
    for beside in rest:
        if number & 1 or number == last:
            one, two = node_hash(beside, one), node_hash(beside, two)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            two = node_hash(two, beside)
        number, last = number >> 1, last >> 1
    return one == older_root and two == newer_root


def _half(size: int) -> int:
    """The largest power of two below `size`, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1
