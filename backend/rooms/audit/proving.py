"""The proofs that a family takes away, made from what was sealed (docs/decisions/0020-sealed-trace.md).

Nothing here looks whether they hold: whoever takes them away does (`verify.py`, and the phone).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound, Unavailable
from backend.kit.masked import Viewer
from backend.rooms.audit import keys, merkle
from backend.rooms.audit import proving_queries as queries
from backend.rooms.audit import sealing_queries as trees
from backend.rooms.audit.proofs import (
    Growth,
    Head,
    History,
    OneLine,
    Sealed,
    State,
    around_lines,
    written_line,
)
from backend.rooms.audit.roots import Handover, Root
from backend.rooms.audit.sealed_lines import line_of, moment
from backend.rooms.audit.sealing import root_of, unpacked
from backend.rooms.audit.verify import tree_root

logger = logging.getLogger("cs3.seal")

PAGE = 500
"""Lines of a history that are read and written at once: others wait for no more than that."""


class EndedMeanwhile(Exception):
    """Lines ended while their history was being taken, by what its root, written already, does not say. It is to be taken again."""


async def state(carnet_id: UUID, *, since: int | None, with_head: bool) -> State | None:
    """The newest root, and how it grew since root `since` (None, or one that is not there: not said).

    with_head: with the notebook's own tree, whose size counts its lines. None before the first root.
    """
    newest = await trees.newest_root()
    if newest is None:
        return None
    root = root_of(newest)
    head = await queries.head(carnet_id, below=root.size) if with_head else None
    row = await queries.root(since) if since is not None and since <= root.number else None
    growth = await _growth(carnet_id if with_head else None, root_of(row), root, head) if row else None
    return State(
        carnet_id=str(carnet_id),
        keys=_line(root),
        root=root,
        head=await _head(head, root) if head else None,
        growth=growth,
    )


async def one_line(carnet_id: UUID, trace_id: UUID, viewer: Viewer | None = None) -> OneLine:
    """Raises NotFound when there is no such line for this viewer (None: the house), or it waits to be sealed."""
    row = await queries.line(carnet_id, viewer, trace_id)
    root = root_of(await _newest())
    head, number = await queries.head(carnet_id, below=root.size), await queries.place(carnet_id, trace_id)
    if row is None or head is None or number is None:
        raise NotFound
    ranges = merkle.inclusion_ranges(number, head["size"])
    return OneLine(
        keys=_line(root),
        root=root,
        head=await _head(head, root),
        number=number,
        line=line_of(row),
        path=_hex(merkle.path(ranges, await _nodes(carnet_id, ranges))),
    )


async def history(carnet_id: UUID, viewer: Viewer | None = None) -> AsyncIterator[bytes]:
    """The file of every line, in the order in which they were sealed; of what is hidden from this viewer (None: the house), its leaf
    alone. A page at a time is read, in a transaction of its own. Raises NotFound before the first root, and, while it is taken,
    EndedMeanwhile."""
    root = root_of(await _newest())
    head = await queries.head(carnet_id, below=root.size)
    file = History(
        carnet_id=str(carnet_id),
        keys=_line(root),
        root=root,
        head=await _head(head, root) if head else None,
        lines=[],
        growth=None,
    )
    return _written(carnet_id, viewer, file)


async def _written(carnet_id: UUID, viewer: Viewer | None, file: History) -> AsyncIterator[bytes]:
    size, ended = file.head.size if file.head else 0, False
    yield around_lines(file)[0]
    for start in range(0, size, PAGE):
        rows = await queries.sealed(carnet_id, viewer, start=start, end=min(size, start + PAGE))
        lines = [_sealed(row) for row in rows]
        if any(one.line is None and not one.withheld for one in lines):
            ended = True
            if root_of(await _newest()).ended_before != file.root.ended_before:
                raise EndedMeanwhile
        yield b"," * bool(start) + b",".join(written_line(one) for one in lines)
    if ended and file.root.ended_before:
        row = await queries.root_before(moment(file.root.ended_before))
        file.growth = await _growth(carnet_id, root_of(row), file.root, None) if row else None
    yield around_lines(file)[1]


def _sealed(row: dict[str, Any]) -> Sealed:
    if row["id"] and not row["withheld"]:
        return Sealed(line=line_of(row), leaf=None)
    return Sealed(line=None, leaf=row["hash"].hex(), withheld=bool(row["id"]))


def _line(root: Root) -> list[Handover]:
    """How the first key came to be the one that signed it. Raises Unavailable: the file that says so cannot serve."""
    try:
        return keys.of_house().up_to(root.key) if root.renewals else []
    except keys.BadKeys as problem:
        logger.error("the seal's key cannot serve", extra={"reason": str(problem)})
        raise Unavailable from None


async def _newest() -> dict[str, Any]:
    row = await trees.newest_root()
    if row is None:
        raise NotFound
    return row


async def _growth(carnet_id: UUID | None, older: Root, root: Root, head: dict[str, Any] | None) -> Growth:
    """carnet_id None: of the server's tree alone. `head`: the notebook's tree now, to which its own growth leads; None: not said."""
    was = await queries.head(carnet_id, below=older.size) if carnet_id else None
    head_path: list[str] = []
    if carnet_id and was and head and was["size"] < head["size"]:
        ranges = merkle.growth_ranges(was["size"], head["size"])
        head_path = _hex(merkle.path(ranges, await _nodes(carnet_id, ranges)))
    return Growth(
        older=older,
        path=await server_growth(older.size, root.size),
        head=await _head(was, older) if was else None,
        head_path=head_path,
    )


async def server_growth(older: int, newer: int) -> list[str]:
    """The path from the server's tree of one size to that of another."""
    ranges = merkle.growth_ranges(older, newer) if 0 < older < newer else []
    return _hex(merkle.path(ranges, await trees.nodes(list(merkle.needed(ranges)))))


async def _head(row: dict[str, Any], root: Root) -> Head:
    ranges = merkle.inclusion_ranges(row["number"], root.size)
    nodes = await trees.nodes(list(merkle.needed(ranges)))
    return Head(
        number=row["number"], size=row["size"], hash=row["hash"].hex(), path=_hex(merkle.path(ranges, nodes))
    )


async def _nodes(carnet_id: UUID, ranges: Sequence[merkle.Range]) -> dict[merkle.Node, bytes]:
    """What these ranges of the notebook's tree are made of. Its edge is kept: a phone that asks every day has few leaves read for it."""
    wanted, nodes = merkle.needed(ranges), dict[merkle.Node, bytes]()
    if tree := await queries.tree(carnet_id):
        nodes |= zip(merkle.complete(0, tree["size"]), unpacked(tree["edge"]), strict=True)
    if rest := wanted - nodes.keys():
        start = min(number << level for level, number in rest)
        end = max((number + 1) << level for level, number in rest)
        leaves = await queries.leaves(carnet_id, start=start, end=end)
        # A long history is not hashed while everybody waits.
        nodes |= await asyncio.to_thread(_computed, rest, start, leaves)
    return nodes


def _computed(wanted: set[merkle.Node], start: int, leaves: list[bytes]) -> dict[merkle.Node, bytes]:
    """leaves: from number `start` on."""
    return {
        (level, number): tree_root(leaves[(number << level) - start : (number + 1 << level) - start])
        for level, number in wanted
    }


def _hex(hashes: list[bytes]) -> list[str]:
    return [hash.hex() for hash in hashes]
