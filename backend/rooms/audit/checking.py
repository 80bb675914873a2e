"""Everything that was sealed, looked at again: each line, each tree, each root, and the copies in the object storage.

For whoever runs CS3 (`cs3 audit check`). It takes the house's public keys for granted; the families' files do not.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.rooms.audit import checking_queries as queries
from backend.rooms.audit import copying_queries, merkle, proving_queries
from backend.rooms.audit import sealing_queries as trees
from backend.rooms.audit.copying import FOLDER
from backend.rooms.audit.keys import SealKeys
from backend.rooms.audit.proofs import name_of
from backend.rooms.audit.roots import FIRST, body_of, digest, is_signed
from backend.rooms.audit.sealed_lines import head_leaf, line_leaf, line_of
from backend.rooms.audit.sealing import root_of

PAGE = 2000


@dataclass
class Found:
    """What was looked at, and what is wrong: (what, where). begun: the roots with which the seal began again, a key lost."""

    lines: int = 0
    ended: int = 0
    roots: int = 0
    begun: list[int] = field(default_factory=list[int])
    wrong: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def say(self, what: str, where: object = "") -> None:
        self.wrong.append((what, str(where)))


async def check(keys: SealKeys) -> Found:
    """In the caller's transaction, best a REPEATABLE READ one, or while nothing is being sealed."""
    found = Found()
    ended_before = await _roots(found, keys)
    for carnet in await queries.carnets():
        below = await copying_queries.sealed_before(carnet, ended_before) if ended_before else 0
        await _carnet(found, carnet, below)
    if count := await queries.lines_nobody_sealed():
        found.say("unsealed", count)
    if count := await queries.waiting_for_nothing():
        found.say("gone", count)
    await _copies(found)
    return found


async def _roots(found: Found, keys: SealKeys) -> datetime | None:
    """The chain, each root with the tree that it signs."""
    heads = _heads()
    size, edge, number, previous = 0, list[bytes](), 0, FIRST
    at = ended_before = key = None
    ours = keys.ours
    async for row in _pages():
        root = root_of(row)
        if key in ours and root.key in ours and keys.broke(key, root.key):
            found.begun.append(root.number)
            previous = FIRST
        if root.number != number + 1 or row["previous"] != previous:
            found.say("chain", root.number)
        if root.key not in ours or not is_signed(body_of(root), root.key, root.signature):
            found.say("signature", root.number)
        if (at and row["at"] < at) or (ended_before and (row["ended_before"] or ended_before) < ended_before):
            found.say("chain", root.number)
        leaves: list[bytes] = []
        while size + len(leaves) < root.size and (head := await anext(heads, None)):
            leaves.append(head_leaf(str(head["carnet_id"]), head["size"], head["hash"]))
            if (head["number"], head["root"]) != (size + len(leaves) - 1, root.number):
                found.say("head", head["number"])
        edge, made = merkle.grown(size, edge, leaves)
        size += len(leaves)
        if size != root.size or merkle.folded(edge) != row["hash"]:
            found.say("tree", root.number)
        if made and await trees.nodes(list(made)) != made:
            found.say("node", root.number)
        number, previous, at, key = root.number, digest(body_of(root)), row["at"], root.key
        ended_before = row["ended_before"] or ended_before
        found.roots += 1
    if await queries.head_count() != size:
        found.say("head", "count")
    return ended_before


async def _carnet(found: Found, carnet: UUID, below: int) -> None:
    """Each line against its leaf, and the notebook's trees at each of its heads. `below`: lines of lower number may have ended."""
    heads = _heads_of(carnet)
    head = await anext(heads, None)
    top, start, edge = 0, 0, list[bytes]()
    while rows := await proving_queries.sealed(carnet, None, start=start, end=start + PAGE):
        for number, row in enumerate(rows, start):
            if row["number"] != number:
                found.say("leaf", f"{carnet} {number}")
                return
            if row["id"] is None:
                found.ended += 1
                if number >= below or row["trace_id"] is not None:
                    found.say("missing", f"{carnet} {number}")
            elif line_leaf(line_of(row)) != row["hash"]:
                found.say("line", f"{carnet} {number}")
            edge, _ = merkle.grown(number, edge, [row["hash"]])
            while head and head["size"] <= number + 1:
                if (head["size"], head["hash"]) != (number + 1, merkle.folded(edge)):
                    found.say("carnet", f"{carnet} {number + 1}")
                top, head = head["size"], await anext(heads, None)
        start += len(rows)
    found.lines += start
    tree = (await trees.trees([carnet])).get(carnet)
    if head or start != top or tree is None or (tree["size"], tree["edge"]) != (start, b"".join(edge)):
        found.say("carnet", carnet)


async def _copies(found: Found) -> None:
    """Each copy bears in its name what the root says: one that says otherwise, or is of a root that is not there, is another history."""
    async for name in runtime.get().storage.names(f"{FOLDER}/{await copying_queries.house()}/"):
        said = name.rpartition("/")[2]
        row = await proving_queries.root(int(said[:12])) if said[:12].isdigit() else None
        if row is None or name_of(root_of(row)) != said:
            found.say("copy", said)


async def _heads_of(carnet: UUID) -> AsyncIterator[dict[str, Any]]:
    start = 0
    while rows := await queries.heads_of(carnet, start=start, limit=PAGE):
        for row in rows:
            yield row
        start = rows[-1]["number"] + 1


async def _pages() -> AsyncIterator[dict[str, Any]]:
    after = 0
    while rows := await queries.roots(after=after, limit=PAGE):
        for row in rows:
            yield row
        after = rows[-1]["number"]


async def _heads() -> AsyncIterator[dict[str, Any]]:
    start = 0
    while rows := await queries.heads(start=start, limit=PAGE):
        for row in rows:
            yield row
        start = rows[-1]["number"] + 1
