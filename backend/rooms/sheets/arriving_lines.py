"""The lines of an archive's sheets, taken in with every version: a line is its author's of then, and nobody's of this house."""

from typing import Any
from uuid import UUID

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.rooms.sheets import choice_queries
from backend.rooms.sheets.arriving import signed, take_in_place
from backend.rooms.sheets.content import (
    Content,
    cleaned,
    empty_field,
    place_holds,
    tag_of,
    unlikely_day,
    words,
)
from backend.rooms.sheets.kinds.contacts import RelativeLine
from backend.rooms.sheets.kinds.pain import PainFilmLine
from backend.rooms.sheets.pain import PASSPORT
from backend.rooms.sheets.portable_lines import (
    PortableChoice,
    PortableLineSheet,
    PortableSheetLine,
    PortableSheets,
)
from backend.rooms.sheets.queries import Place
from backend.rooms.sheets.urgent import DRAWN, WEIGHT


async def take_in(arrival: Arrival, part: PortableSheets) -> None:
    """After the images, which the pain passport names. Raises Wrong."""
    if len({one.sheet for one in part.sheets}) != len(part.sheets):
        raise Wrong("$.sheets")
    for number, one in enumerate(part.sheets):
        at = f"$.sheets[{number}].lines"
        if len({line.place for line in one.lines}) != len(one.lines):
            raise Wrong(at)
        for place, line in enumerate(one.lines):
            arrival.number((version.id for version in line.versions), f"{at}[{place}].versions")
            await _take_in_line(arrival, one, line, f"{at}[{place}].versions")
            if line.urgent:
                if line.kind not in DRAWN:
                    raise Wrong(f"{at}[{place}].urgent")
                await choose(arrival, one.sheet, line.place, line.urgent, f"{at}[{place}].urgent")
    if part.urgent_weight:
        await choose(arrival, *WEIGHT, part.urgent_weight, "$.urgent_weight")
    if part.pain_passport:
        await choose(arrival, *PASSPORT, part.pain_passport, "$.pain_passport")


async def choose(arrival: Arrival, sheet: str, place: str, choice: PortableChoice, at: str) -> None:
    await choice_queries.choose(
        arrival.carnet_id,
        sheet,
        place,
        shown=choice.shown,
        by=arrival.someone(choice.by.id),
        name=known_elsewhere(choice.by.name),
        at=arrival.moment(choice.at, f"{at}.at"),
    )


async def _take_in_line(arrival: Arrival, sheet: PortableLineSheet, line: PortableSheetLine, at: str) -> None:
    where = Place(arrival.carnet_id, sheet.sheet, line.place)
    rows: list[tuple[object, ...]] = []
    for number, version in enumerate(line.versions):
        here = f"{at}[{number}]"
        content = version.content
        if content is not None:
            content = _checked(arrival, content, f"{here}.content")
            if not place_holds(sheet.sheet, line.place, content) or tag_of(content) != line.kind:
                raise Wrong(f"{here}.content.kind")
        over = [one.content for one in line.versions if one.id in version.bases]
        said = (line.kind, *_said(arrival, content, over))
        rows.append((arrival.id(version.id, f"{here}.id"), *said, *signed(arrival, version, here)))
    await take_in_place(arrival, where, line.versions, rows, at)


def _checked(arrival: Arrival, content: Content, at: str) -> Content:
    content = cleaned(content)
    if field := empty_field(content) or unreadable_field(content) or unlikely_day(content, arrival.at.year):
        raise Wrong(f"{at}.{field}")
    if isinstance(content, PainFilmLine):
        # One that the archive does not hold gets a number that is nobody's here: there was a film, and it did not come.
        return PainFilmLine(film=arrival.numbers.get(content.film) or arrival.someone(content.film))
    return content


def _said(
    arrival: Arrival, content: Content | None, over: list[Content | None]
) -> tuple[str, str | None, UUID | None]:
    """Text, content, and who keeps its number. Without the number there is nothing to keep, and whoever writes it next keeps it.

    over: what it was written over, whose number a line that was taken away goes on keeping.
    """
    if content is None:
        return "", None, arrival.person_id if any(_keeps(one) for one in over) else None
    fields: dict[str, Any] = msgspec.to_builtins(content)
    return (
        words(content),
        msgspec.json.encode(fields).decode(),
        arrival.person_id if _keeps(content) else None,
    )


def _keeps(content: Content | None) -> bool:
    return isinstance(content, RelativeLine) and bool(content.phone) and content.phone_seen != "everyone"
