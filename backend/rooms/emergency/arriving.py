"""The urgent sheet of an archive: its lines, answers and every change. No code comes with it: a new one is made here.

Whoever wrote or confirmed is a name with « (import) »: nobody of this house vouches for a line before reading it again. A
number that the archive's maker kept from others is kept by the person who imports, who holds the archive.
"""

import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID, uuid5

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.rooms.emergency import arriving_elsewhere, carer_portable
from backend.rooms.emergency import arriving_queries as queries
from backend.rooms.emergency.arriving_elsewhere import keeper
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.content import Content, cleaned, empty_field, section_of
from backend.rooms.emergency.freshness import CONFIRM_MONTHS
from backend.rooms.emergency.portable import (
    Earlier,
    PortableChange,
    PortableLine,
    PortableSectionAnswer,
    PortableSheet,
    PortableSigned,
)
from backend.rooms.emergency.sections import MOST_LINES, NONE_MAKES_SENSE, ONE_LINE, WRITTEN_ON

ACTIONS = frozenset({"add", "change", "remove", "restore", "confirm", "read", "unread", "order", "answer"})
_ANSWERS = frozenset({"none_known", "not_stated", "unanswered"})
_LONGEST = 300


async def take_in(arrival: Arrival, part: PortableSheet) -> None:
    """Raises Wrong."""
    _count(part)
    arrival.number((line.id for line in part.lines), "$.lines")
    arrival.number((change.id for change in part.changes), "$.changes")
    if not 0 <= part.version < 2**31:
        raise Wrong("$.version")
    read = _signed(arrival, part.read, "$.read") if part.read else (None, "", None)
    relation = clean(part.read.relation)[:_LONGEST] if part.read else ""
    if part.version or part.lines or part.answers or part.read or part.card_months != CONFIRM_MONTHS:
        await queries.insert_sheet(
            arrival.carnet_id, part.version, *read[:2], relation, read[2], part.card_months
        )
    lines = [(line, _line(arrival, line, f"$.lines[{n}]")) for n, line in enumerate(part.lines)]
    answers = [(one, _answer(arrival, one, f"$.answers[{n}]")) for n, one in enumerate(part.answers)]
    await queries.insert_lines(
        arrival.carnet_id, [row for line, row in lines if line.section not in WRITTEN_ON]
    )
    await queries.insert_answers(
        arrival.carnet_id, [row for one, row in answers if one.section not in WRITTEN_ON]
    )
    await arriving_elsewhere.take_in(
        arrival,
        [line for line, _ in lines if line.section in WRITTEN_ON],
        [one for one, _ in answers if one.section in WRITTEN_ON],
    )
    await queries.insert_changes(
        arrival.carnet_id, [_change(arrival, one, f"$.changes[{n}]") for n, one in enumerate(part.changes)]
    )
    await carer_portable.take_in(arrival, part.carers)


def _count(part: PortableSheet) -> None:
    live = Counter(line.section for line in part.lines if line.deleted_at is None)
    for section, lines in live.items():
        if lines > (1 if section in ONE_LINE else MOST_LINES):
            raise Wrong("$.lines")
    said = [answer.section for answer in part.answers]
    if len(set(said)) != len(said) or not live.keys().isdisjoint(said):
        raise Wrong("$.answers")


def _signed(arrival: Arrival, signed: PortableSigned, at: str) -> tuple[UUID, str, Any]:
    return (
        arrival.someone(signed.by.id),
        known_elsewhere(signed.by.name),
        arrival.moment(signed.at, f"{at}.at"),
    )


def _line(arrival: Arrival, line: PortableLine, at: str) -> tuple[object, ...]:
    content = _checked(arrival, line.content, f"{at}.content")
    if section_of(content) != line.section:
        raise Wrong(f"{at}.section")
    if not (0 <= line.position < 10_000 and 1 <= line.version < 2**31):
        raise Wrong(f"{at}.version")
    return (
        arrival.id(line.id, f"{at}.id"),
        line.section.value,
        line.position,
        _json(content),
        line.version,
        keeper(arrival, content),
        *_signed(arrival, line.written, f"{at}.written"),
        *_signed(arrival, line.confirmed, f"{at}.confirmed"),
        arrival.moment_or_none(line.deleted_at, f"{at}.deleted_at"),
    )


def _answer(arrival: Arrival, answer: PortableSectionAnswer, at: str) -> tuple[object, ...]:
    if answer.answer == "none_known" and answer.section not in NONE_MAKES_SENSE:
        raise Wrong(f"{at}.answer")
    return answer.section.value, answer.answer, *_signed(arrival, answer.answered, f"{at}.answered")


def _change(arrival: Arrival, change: PortableChange, at: str) -> tuple[object, ...]:
    if change.action not in ACTIONS:
        raise Wrong(f"{at}.action")
    if change.answer is not None and change.answer not in _ANSWERS:
        raise Wrong(f"{at}.answer")
    if change.version is not None and not 0 <= change.version < 2**31:
        raise Wrong(f"{at}.version")
    content = _checked(arrival, change.content, f"{at}.content") if change.content else None
    return (
        arrival.id(change.id, f"{at}.id"),
        arrival.moment(change.at, f"{at}.at"),
        arrival.someone(change.person.id),
        known_elsewhere(change.person.name),
        change.action,
        change.section.value if change.section else None,
        _line_id(arrival, change, f"{at}.line_id"),
        change.version,
        _json(content) if content else None,
        keeper(arrival, content) if content else None,
        change.answer,
        _earlier(arrival, change.earlier, f"{at}.earlier") if change.earlier else None,
    )


def _line_id(arrival: Arrival, change: PortableChange, at: str) -> UUID | None:
    """Of a line that is written elsewhere since, a number that is the same for the same."""
    if change.line_id and change.section in WRITTEN_ON and change.line_id not in arrival.numbers:
        return uuid5(arrival.carnet_id, f"line {change.line_id}")
    return arrival.id(change.line_id, at) if change.line_id else None


def _checked(arrival: Arrival, content: Content, at: str) -> Content:
    content = cleaned(content)
    if field := empty_field(content) or unreadable_field(content):
        raise Wrong(f"{at}.{field}")
    for name, value in msgspec.structs.asdict(content).items():
        if isinstance(value, date) and not 1900 <= value.year <= arrival.at.year + 1:
            raise Wrong(f"{at}.{name}")
    return content


def _earlier(arrival: Arrival, earlier: Earlier, at: str) -> str:
    """Whose confirmations a reading replaced, as signature_queries writes them."""
    sheet = earlier.sheet
    read_at = arrival.moment_or_none(sheet.read_at, f"{at}.sheet.read_at") if sheet else None
    told = {
        "lines": [
            {
                "id": str(arrival.id(line.id, f"{at}.lines")),
                "confirmed_by": str(arrival.someone(line.confirmed_by)),
                "confirmed_name": known_elsewhere(line.confirmed_name),
                "confirmed_at": arrival.moment(line.confirmed_at, f"{at}.lines").isoformat(),
            }
            for line in earlier.lines
            if line.id in arrival.numbers  # else it is written elsewhere since
        ],
        "answers": [
            {
                "section": answer.section.value,
                "answered_by": str(arrival.someone(answer.answered_by)),
                "answered_name": known_elsewhere(answer.answered_name),
                "answered_at": arrival.moment(answer.answered_at, f"{at}.answers").isoformat(),
            }
            for answer in earlier.answers
        ],
        "sheet": sheet
        and {
            "read_by": str(arrival.someone(sheet.read_by)) if sheet.read_by else None,
            "read_name": known_elsewhere(sheet.read_name) if sheet.read_by else "",
            "read_relation": clean(sheet.read_relation)[:_LONGEST],
            "read_at": read_at.isoformat() if read_at else None,
        },
    }
    return json.dumps(told, ensure_ascii=False)


def _json(content: Content) -> str:
    return msgspec.json.encode(content).decode()
