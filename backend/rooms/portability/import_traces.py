"""The history that an archive tells, set apart before its notebook opens: line by line, never held whole."""

import hashlib
from collections.abc import AsyncIterator
from uuid import UUID

from backend.kit import runtime
from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import clean
from backend.rooms.audit.portable import PortableTrace
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability.format import LISTS, PartName
from backend.rooms.portability.import_contents import TRACES_BYTES, Contents, decode
from backend.rooms.portability.import_faults import Refused, of_zip
from media.archives import NotTaken

BATCH = 500
LONGEST_LINE = 16_000


async def stage(carnet_id: UUID, contents: Contents) -> int:
    """How many the house that it left tells of. Raises Refused. Run again, it begins again: nobody reads them before the
    notebook opens."""
    await queries.drop_traces(carnet_id)
    counts = {name: await _stage(carnet_id, contents, name) for name in LISTS}
    return counts["traces"]


async def _stage(carnet_id: UUID, contents: Contents, name: PartName) -> int:
    part = next(part for part in contents.manifest.parts if part.name == name)
    if part.size > TRACES_BYTES:
        raise Refused("too_large", part.path)
    digest = hashlib.sha256()
    arrival = Arrival(carnet_id=carnet_id, person_id=carnet_id, at=runtime.get().clock.now())
    batch: list[tuple[object, ...]] = []
    number = 0
    async for line in _lines(contents, part.path, digest):
        trace: PortableTrace = decode(line, PortableTrace, part.path)
        try:
            batch.append(_row(arrival, trace, f"$[{number}]"))
        except Wrong as wrong:
            raise Refused("impossible", part.path, wrong.field) from None
        number += 1
        if len(batch) == BATCH:
            await _add(carnet_id, part.path, batch)
            batch.clear()
    if batch:
        await _add(carnet_id, part.path, batch)
    if digest.hexdigest() != part.sha256:
        raise Refused("wrong_file", part.path)
    return number


async def _add(carnet_id: UUID, path: str, batch: list[tuple[object, ...]]) -> None:
    if await queries.add_traces(carnet_id, batch) != len(batch):
        raise Refused("impossible", path)


def _row(arrival: Arrival, trace: PortableTrace, at: str) -> tuple[object, ...]:
    person = trace.person
    return (
        trace.id,
        arrival.moment(trace.at, f"{at}.at"),
        clean(trace.tag),
        clean(trace.category),
        trace.item_id,
        arrival.someone(person.id) if person and person.id else None,
        known_elsewhere(person.name) if person else "",
        clean(trace.profile),
        clean(trace.sentence),
    )


async def _lines(contents: Contents, path: str, digest: "hashlib._Hash") -> AsyncIterator[bytes]:
    """The elements of a list written one a line. Raises Refused for one written otherwise."""
    held = b""
    begun = ended = False

    def element(line: bytes) -> bytes | None:
        nonlocal begun, ended
        line = line.strip()
        if not begun and line.startswith(b"["):
            begun, line = True, line[1:].strip()
        if begun and not ended and line.endswith(b"]") and not line.endswith(b'"]'):
            ended, line = True, line[:-1].strip()
        elif line and (ended or not begun):
            raise Refused("not_understood", path)
        return line.removesuffix(b",") or None

    try:
        async for chunk in contents.archive.chunks(contents.members[path]):
            digest.update(chunk)
            *lines, held = (held + chunk).split(b"\n")
            if len(held) > LONGEST_LINE:
                raise Refused("not_understood", path)
            for line in lines:
                if found := element(line):
                    yield found
    except NotTaken as fault:
        raise of_zip(fault) from None
    if found := element(held):
        yield found
    if not ended:
        raise Refused("not_understood", path)
