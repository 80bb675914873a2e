"""The sheets made of lines as they leave in an export: every version of each line, and what it was written over.

A number that somebody keeps from the person who exports is in none of it.
"""

from datetime import date
from typing import Annotated, Literal, NamedTuple, TypeGuard
from uuid import UUID

import msgspec
from msgspec import Meta

from backend.kit.portable import Moment, Named, Portable
from backend.rooms.sheets import choice_queries, queries
from backend.rooms.sheets.content import Content, PlaceName
from backend.rooms.sheets.eleven import Sheet
from backend.rooms.sheets.kept_numbers import seen_by
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.pain import PASSPORT
from backend.rooms.sheets.portable import PortableConfirmation, confirmations
from backend.rooms.sheets.stale import is_over, is_to_come
from backend.rooms.sheets.succession import formers, is_now
from backend.rooms.sheets.urgent import WEIGHT


class PortableLineVersion(Portable):
    """`content`: none once the line was taken away. `phone_kept`: a number exists, which its owner keeps from the person who exported.
    `noted_at`: when it was typed, by the phone's clock. `bases`: the versions it was written over."""

    id: UUID
    content: Content | None
    phone_kept: bool
    author: Named
    written_at: Moment
    noted_at: Moment | None
    action: Literal["write", "restore", "settle", "remove"]
    bases: list[UUID]
    confirmations: list[PortableConfirmation]


class PortableChoice(Portable):
    """Whether it stands on the urgent sheet, as somebody decided."""

    shown: bool
    by: Named
    at: Moment


class PortableSheetLine(Portable):
    """`place`: the line's own, on its sheet. `versions`: the oldest first; those that no other was written over hold now. `urgent`: none where nobody
    decided."""

    place: PlaceName
    kind: Annotated[str, Meta(max_length=40)]
    versions: list[PortableLineVersion]
    urgent: PortableChoice | None = None


class PortableLineSheet(Portable):
    sheet: Sheet
    lines: list[PortableSheetLine]


class PortableSheets(Portable):
    """`urgent_weight`: whether the urgent sheet says the newest weight. `pain_passport`: whether carers with a code read it."""

    sheets: list[PortableLineSheet]
    urgent_weight: PortableChoice | None = None
    pain_passport: PortableChoice | None = None


async def portable(carnet_id: UUID, *, reader: UUID) -> PortableSheets:
    """As `reader` may read them, in the order of the paper notebook; the lines as they were begun."""
    said = await confirmations(carnet_id)
    chosen = {
        (row["sheet"], row["place"]): PortableChoice(
            shown=row["shown"], by=Named(row["chosen_by"], row["chosen_name"]), at=row["chosen_at"]
        )
        for row in await choice_queries.every_choice(carnet_id)
    }
    lines: dict[str, dict[str, PortableSheetLine]] = {sheet: {} for sheet in Sheet}
    rows = await queries.every_version(carnet_id, [sheet.value for sheet in Sheet])
    over = {base for row in rows for base in row["bases"]}
    heads: dict[tuple[str, str], list[queries.Row]] = {}
    for row in rows:
        if row["id"] not in over:
            heads.setdefault((row["sheet"], row["place"]), []).append(row)
    for row in rows:
        seen, kept = seen_by(row, reader, heads[row["sheet"], row["place"]])
        same = ("id", "written_at", "noted_at", "action", "bases")
        version = PortableLineVersion(
            **{name: row[name] for name in same},
            content=seen,
            phone_kept=kept,
            author=Named(row["author_id"], row["author_name"]),
            confirmations=said.get(row["id"], []),
        )
        urgent = chosen.get((row["sheet"], row["place"]))
        new = PortableSheetLine(place=row["place"], kind=row["kind"], versions=[], urgent=urgent)
        lines[row["sheet"]].setdefault(row["place"], new).versions.append(version)
    return PortableSheets(
        sheets=[PortableLineSheet(sheet=sheet, lines=list(lines[sheet].values())) for sheet in Sheet],
        urgent_weight=chosen.get(WEIGHT),
        pain_passport=chosen.get(PASSPORT),
    )


class Told(NamedTuple):
    """One text of a line, on a day. begins: it is to come. last: what takes its place begins on the day after. conflict: another was written at
    the same time, which may say that it is over."""

    version: PortableLineVersion
    begins: date | None = None
    last: date | None = None
    conflict: bool = False


def told_on(line: PortableSheetLine, day: date) -> list[Told]:
    """As the urgent sheet tells it on that day: what holds, then what is to come; nothing that is over. Pure."""
    over = {base for version in line.versions for base in version.bases}
    written = [v for v in line.versions if v.id not in over and v.content is not None]
    now = [Told(v) for v in written if v.content and is_now(v.content, day)]
    coming = [Told(v, begins=text.since) for v in written if _is_coming(text := v.content, day)]
    rows = {version.id: _row(version, line.kind) for version in line.versions}
    heads = [row for id, row in rows.items() if id not in over]
    for former in formers(heads, rows, day)[:1]:
        before = next(version for version in line.versions if version.id == former.row["id"])
        now = [Told(before, last=former.last if former.last >= day else None)]
    return [one._replace(conflict=len(heads) > 1) for one in now + coming]


def _is_coming(content: Content | None, day: date) -> TypeGuard[TreatmentLine]:
    return isinstance(content, TreatmentLine) and is_to_come(content, day) and not is_over(content, day)


def _row(version: PortableLineVersion, kind: str) -> queries.Row:
    return {
        "id": version.id,
        "kind": kind,
        "content": msgspec.json.encode(version.content) if version.content is not None else None,
        "bases": version.bases,
        "author_id": version.author.id,
        "written_at": version.written_at,
        "noted_at": version.noted_at,
    }


def numbers_kept(part: PortableSheets) -> int:
    """How many numbers that hold now somebody else keeps from the person who exported."""
    return sum(
        version.phone_kept
        for sheet in part.sheets
        for line in sheet.lines
        for version in line.versions
        if not any(version.id in other.bases for other in line.versions)
    )


async def kept_from(carnet_id: UUID, *, reader: UUID) -> int:
    """How many numbers somebody else keeps from this reader."""
    rows = await queries.heads(carnet_id, [Sheet.CONTACTS.value])
    return sum(seen_by(row, reader)[1] for row in rows)
