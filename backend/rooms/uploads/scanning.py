"""What is received is shown to the virus scanner, where there is one (CS3_CLAMD), before any decoder and anybody sees it."""

import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.uploads import scanning_queries
from media.clamd import Clamd, Found, ScannerAway
from media.limits import Refused
from media.refused import Reason

Row = dict[str, Any]
_HELD = ("waiting", Found.INFECTED.value)
WITHHELD_REASONS = frozenset({Reason.INFECTED.value, "awaiting_scan"})
"""Why an item is given to nobody as it came: what its screen says, and what it does not offer."""
logger = logging.getLogger("cs3.scanning")


async def scan(item_id: UUID, source: Path) -> None:
    """Once for each file. Raises Refused(INFECTED), ScannerAway: then it waits, unseen by anybody, until the next try."""
    address = runtime.get().settings.clamd
    known = await scanning_queries.found(item_id)
    if known == Found.INFECTED:
        raise Refused(Reason.INFECTED)
    if known == "waiting" and not address:
        await scanning_queries.say(item_id, None)  # the scanner it waited for was taken away
    if not address or known in (Found.CLEAN, Found.TOO_LARGE):
        return
    await scanning_queries.say(item_id, "waiting")
    found = await Clamd.at(address).scan(source)
    await scanning_queries.say(item_id, found.value)
    if found is Found.INFECTED:
        # No name of what was found: it may be chosen by who wrote the file.
        logger.warning(
            "a received file holds a virus and is kept from everybody", extra={"item": str(item_id)}
        )
        raise Refused(Reason.INFECTED)


async def tell_infected(row: Row, item_id: UUID) -> None:
    """The family reads who sent what was refused; not what it was called, nor what was found. In the caller's transaction.

    row: of the file, with its notebook, category and author. item_id: what hides it.
    """
    who = Who(person_id=row["author_id"], person_name=row["author_name"])
    at = runtime.get().clock.now()
    await audit.record(who, Tag.FILE_INFECTED, carnet_id=row["carnet_id"], category=row["category"], at=at, item_id=item_id)  # fmt: skip


@dataclass(frozen=True)
class Scans:
    """version: of the scanner, None when it does not answer. found: how many files were found to be what."""

    configured: bool
    version: str | None
    found: dict[str, int]


async def report() -> Scans:
    """For who runs the server."""
    address = runtime.get().settings.clamd
    version = None
    if address:
        with contextlib.suppress(ScannerAway):
            version = await Clamd.at(address).version()
    return Scans(bool(address), version, await scanning_queries.summary())


async def may_leave(item_id: UUID, *, is_new: bool = False) -> bool:
    """For who gives the bytes as they were received.

    is_new: it was not prepared yet, so that a scanner that there is has still to look at it.
    """
    known = await scanning_queries.found(item_id)
    return known not in _HELD and not (known is None and is_new and runtime.get().settings.clamd)


async def withheld(carnet_id: UUID, new: set[UUID]) -> set[UUID]:
    """What of a notebook may not leave. new: its items that were not prepared yet."""
    known = await scanning_queries.found_in(carnet_id)
    unseen = {id for id in new if id not in known} if runtime.get().settings.clamd else set[UUID]()
    return unseen | {id for id, found in known.items() if found in _HELD}
