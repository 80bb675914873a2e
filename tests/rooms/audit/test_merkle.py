"""The arithmetic, against the definitions of RFC 9162 § 2.1 written out as they stand there."""

from hashlib import sha256

import pytest

from backend.rooms.audit import merkle

LEAVES = [merkle.leaf_hash(bytes([n])) for n in range(40)]


def _mth(leaves: list[bytes]) -> bytes:
    """MTH (§ 2.1.1)."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + _mth(leaves[:k]) + _mth(leaves[k:])).digest()


def _path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH (§ 2.1.3.1)."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*_path(m, leaves[:k]), _mth(leaves[k:])]
    return [*_path(m - k, leaves[k:]), _mth(leaves[:k])]


def _subproof(m: int, leaves: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF (§ 2.1.4.1)."""
    if m == len(leaves):
        return [] if whole else [_mth(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*_subproof(m, leaves[:k], whole), _mth(leaves[k:])]
    return [*_subproof(m - k, leaves[k:], False), _mth(leaves[:k])]


def _grown(size: int) -> tuple[bytes, dict[merkle.Node, bytes]]:
    """Leaf by leaf, and some at a time."""
    edge: list[bytes] = []
    nodes: dict[merkle.Node, bytes] = {}
    start = 0
    for step in (1, 2, 5, 40):
        edge, made = merkle.grown(start, edge, LEAVES[start : min(size, start + step)])
        nodes |= made
        start = min(size, start + step)
    return merkle.folded(edge), nodes


def test_the_recorded_roots() -> None:
    """Of the trees of the Certificate Transparency reference tests: leaves "", 00, 10, 2021, 3031, 40414243, …"""
    inputs = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    roots = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    leaves = [merkle.leaf_hash(bytes.fromhex(text)) for text in inputs]
    for size, root in roots.items():
        edge, _ = merkle.grown(0, [], leaves[:size])
        assert merkle.folded(edge).hex() == root


@pytest.mark.parametrize("size", range(1, 34))
def test_roots_and_paths_are_those_of_the_rfc(size: int) -> None:
    root, nodes = _grown(size)
    assert root == _mth(LEAVES[:size])
    for number in range(size):
        ranges = merkle.inclusion_ranges(number, size)
        path = merkle.path(ranges, nodes)
        assert path == _path(number, LEAVES[:size])
        assert merkle.root_from_inclusion(LEAVES[number], number, size, path) == root
        assert merkle.needed(ranges) <= nodes.keys()
        # Of another leaf, at another place, or with a hash too many or too few, it leads nowhere.
        assert merkle.root_from_inclusion(LEAVES[39], number, size, path) != root
        assert merkle.root_from_inclusion(LEAVES[number], number, size, [*path, root]) is None
        if size > 1:
            assert merkle.root_from_inclusion(LEAVES[number], (number + 1) % size, size, path) != root
            assert merkle.root_from_inclusion(LEAVES[number], number, size, path[1:]) is None
    assert merkle.root_from_inclusion(LEAVES[0], size, size, []) is None


@pytest.mark.parametrize("newer", range(1, 34))
def test_growth_is_that_of_the_rfc(newer: int) -> None:
    root, nodes = _grown(newer)
    for older in range(1, newer + 1):
        was = _mth(LEAVES[:older])
        path = merkle.path(merkle.growth_ranges(older, newer), nodes) if older < newer else []
        assert path == _subproof(older, LEAVES[:newer], True)
        assert merkle.has_grown(older, was, newer, root, path)
        assert not merkle.has_grown(older, LEAVES[39], newer, root, path)
        assert not merkle.has_grown(older, was, newer, LEAVES[39], path)
        assert not merkle.has_grown(older, was, newer, root, [*path, root])
        for place in range(len(path)):
            other = [*path[:place], LEAVES[39], *path[place + 1 :]]
            assert not merkle.has_grown(older, was, newer, root, other), (older, newer, place)
            assert not merkle.has_grown(older, was, newer, root, path[:place] + path[place + 1 :])
    assert merkle.has_grown(0, merkle.EMPTY, newer, root, [])
    assert not merkle.has_grown(newer + 1, root, newer, root, [])
