"""What is written in the trace is sealed: each line a leaf of its notebook's tree, each tree a leaf of the server's, its root signed.

One batch is one transaction: what waits goes with what it became, or both stay. Killed anywhere, it loses nothing and seals nothing
twice (docs/decisions/0020-sealed-trace.md).
"""

import logging
from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.audit import keys, merkle
from backend.rooms.audit import sealing_queries as queries
from backend.rooms.audit.keys import SealKeys
from backend.rooms.audit.roots import FIRST, Root, body_of, digest, is_signed, root_body
from backend.rooms.audit.sealed_lines import LINE_FORM, head_leaf, line_leaf, line_of, moment, written

logger = logging.getLogger("cs3.seal")

BATCH = 1000
HASH = 32


class BrokenSeal(Exception):
    """The trees in the database are not those that were signed: nothing is sealed over it."""


async def seal_house(*, at: datetime) -> int:
    """All that waits, with the house's key, made when nothing was ever sealed. How many lines. Raises BrokenSeal, BadKeys."""
    path = runtime.get().settings.seal_key
    if not path.exists() and await queries.newest_root() is None:
        keys.make(path)
    return await seal(keys.of_house(), at=at)


async def seal(house: SealKeys, *, at: datetime) -> int:
    """All that waits. How many lines. Raises BrokenSeal."""
    count = 0
    while True:
        if not await queries.anything_waits():
            return count
        async with transaction():
            taken = await _batch(house, at)
        count += taken
        if taken < BATCH:
            return count


async def sign(house: SealKeys, *, at: datetime, ended_before: datetime | None = None) -> Root | None:
    """A root though nothing was added: it says until when lines may have ended, or begins again. None when another server is sealing."""
    async with transaction():
        if not await queries.only_one():
            return None
        last = await _last()
        await _sign(house, at, last, last.size if last else 0, await edge(house.ours, last), ended_before)
        return await _last()


async def _batch(house: SealKeys, at: datetime) -> int:
    if not await queries.only_one():
        return 0
    rows = await queries.take(BATCH)
    if lost := [row["waited"] for row in rows if row["carnet_id"] is None]:
        logger.error("lines were gone before they were sealed", extra={"count": len(lost)})
    by_carnet = defaultdict[UUID, list[dict[str, Any]]](list)
    for row in rows:
        if row["carnet_id"] is not None:
            by_carnet[row["carnet_id"]].append(row)
    if not by_carnet:
        return len(rows)
    last = await _last()
    size = last.size if last else 0
    grown = await edge(house.ours, last)
    heads = await _grow(by_carnet, size, last.number + 1 if last else 1)
    leaves = [head_leaf(str(carnet), count, hash) for _, carnet, count, hash, _ in heads]
    grown, made = merkle.grown(size, grown, leaves)
    await queries.add_nodes([(level, number, hash) for (level, number), hash in made.items()])
    await _sign(house, at, last, size + len(leaves), grown)
    return len(rows)


async def _grow(
    by_carnet: dict[UUID, list[dict[str, Any]]], first: int, root: int
) -> list[tuple[int, UUID, int, bytes, int]]:
    """The notebooks' trees with their new leaves; their heads."""
    known = await queries.trees(list(by_carnet))
    leaves: list[tuple[UUID, int, UUID, int, bytes]] = []
    trees: list[tuple[UUID, int, bytes]] = []
    heads: list[tuple[int, UUID, int, bytes, int]] = []
    for place, (carnet, rows) in enumerate(by_carnet.items(), first):
        size, edge = _signed(carnet, known.get(carnet))
        hashes = [line_leaf(line_of(row)) for row in rows]
        edge, _ = merkle.grown(size, edge, hashes)
        leaves += [
            (carnet, n, row["id"], LINE_FORM, hash)
            for n, (row, hash) in enumerate(zip(rows, hashes, strict=True), size)
        ]
        trees.append((carnet, size + len(rows), b"".join(edge)))
        heads.append((place, carnet, size + len(rows), merkle.folded(edge), root))
    await queries.add_leaves(leaves)
    await queries.put_trees(trees)
    await queries.add_heads(heads)
    return heads


def unpacked(edge: bytes) -> list[bytes]:
    """The hashes of an edge, as a notebook's tree keeps them: one after the other."""
    return [edge[n : n + HASH] for n in range(0, len(edge), HASH)]


def _signed(carnet: UUID, tree: dict[str, Any] | None) -> tuple[int, list[bytes]]:
    """Size and edge of a notebook's tree, as they were signed. Raises BrokenSeal when they are not that any more."""
    if tree is None:
        return 0, []
    size, edge = tree["size"], unpacked(tree["edge"])
    hash = merkle.folded(edge)
    if (tree["head_size"], tree["hash"], tree["leaf"]) != (size, hash, head_leaf(str(carnet), size, hash)):
        raise BrokenSeal("a notebook's tree is not as it was signed")
    return size, edge


async def edge(ours: set[str], last: Root | None) -> list[bytes]:
    """Of the server's tree, as it was signed by one of `ours`. Raises BrokenSeal when it is not that any more."""
    if last is None:
        return []
    if last.key not in ours or not is_signed(body_of(last), last.key, last.signature):
        raise BrokenSeal(f"root {last.number} is not as it was signed, or was signed by another key")
    wanted = merkle.complete(0, last.size)
    found = await queries.nodes(wanted)
    hashes = [found[node] for node in wanted if node in found]
    if len(hashes) != len(wanted) or merkle.folded(hashes).hex() != last.hash:
        raise BrokenSeal(f"the tree of root {last.number} is not as it was signed")
    return hashes


async def _sign(
    house: SealKeys,
    at: datetime,
    last: Root | None,
    size: int,
    edge: list[bytes],
    ended_before: datetime | None = None,
) -> None:
    """Time goes on, and what may have ended stays so, whatever a clock says."""
    if last:
        at = max(at, moment(last.at))
        was = moment(last.ended_before) if last.ended_before else None
        ended_before = max(filter(None, (was, ended_before)), default=None)
    number, hash, previous = (
        last.number + 1 if last else 1,
        merkle.folded(edge),
        digest(body_of(last)) if last and not house.broke(last.key, house.public) else FIRST,
    )
    body = root_body(
        number=number,
        at=at,
        size=size,
        hash=hash,
        previous=previous,
        ended_before=ended_before,
        key=house.public,
        renewals=house.renewals,
    )
    await queries.add_root(
        number, at, size, hash, previous, ended_before, house.public, house.renewals, house.sign(body)
    )


async def _last() -> Root | None:
    row = await queries.newest_root()
    return root_of(row) if row else None


def root_of(row: dict[str, Any]) -> Root:
    return Root(
        number=row["number"],
        at=written(row["at"]),
        size=row["size"],
        hash=row["hash"].hex(),
        previous=row["previous"].hex(),
        ended_before=written(row["ended_before"]) if row["ended_before"] else None,
        key=row["key"],
        renewals=row["renewals"],
        signature=row["signature"].hex(),
    )
