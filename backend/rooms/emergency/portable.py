"""The urgent sheet as it leaves in an export: lines, answers, who confirmed what, every change, the codes that were made.

A number that somebody keeps from the person who exports is in none of it, then or now. What opens the sheet (a code's token)
is not in it either.
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta

from backend.kit.portable import Line, Moment, Name, Named, Portable
from backend.rooms.emergency import carer_portable, link_queries, queries
from backend.rooms.emergency.carer_portable import PortableCarer
from backend.rooms.emergency.cleaning import dial
from backend.rooms.emergency.content import Content, decode
from backend.rooms.emergency.freshness import CONFIRM_MONTHS
from backend.rooms.emergency.privacy import as_kept_now, in_circle
from backend.rooms.emergency.sections import Section
from backend.rooms.emergency.sheet import CardMonths
from backend.rooms.sheets.kept_numbers import kept_now


class PortableSigned(Portable):
    by: Named
    at: Moment
    relation: Name = ""


class PortableLine(Portable):
    """`phone_kept`: a number exists, which its owner keeps from the person who exported; `content` is without it."""

    id: UUID
    section: Section
    position: int
    content: Content
    version: int
    written: PortableSigned
    confirmed: PortableSigned
    phone_kept: bool
    deleted_at: Moment | None


class PortableSectionAnswer(Portable):
    section: Section
    answer: Literal["none_known", "not_stated"]
    answered: PortableSigned


class EarlierLine(Portable):
    id: UUID
    confirmed_by: UUID
    confirmed_name: Name
    confirmed_at: Moment


class EarlierAnswer(Portable):
    section: Section
    answered_by: UUID
    answered_name: Name
    answered_at: Moment


class EarlierSheet(Portable):
    read_by: UUID | None
    read_name: Name
    read_relation: Name
    read_at: Moment | None


class Earlier(Portable):
    """Who had confirmed what before the whole sheet was confirmed, so that this can be undone."""

    lines: list[EarlierLine]
    answers: list[EarlierAnswer]
    sheet: EarlierSheet | None


class PortableChange(Portable):
    """action: add, change, remove, restore, confirm, read, unread, order, answer."""

    id: UUID
    at: Moment
    person: Named
    action: Annotated[str, Meta(max_length=20)]
    section: Section | None
    line_id: UUID | None
    version: int | None
    content: Content | None
    phone_kept: bool
    answer: Annotated[str, Meta(max_length=20)] | None
    earlier: Earlier | None


class PortableLink(Portable):
    """A code that was made. It opens nothing elsewhere: what it holds is not here."""

    id: UUID
    name: Line
    created: PortableSigned
    expires_at: Moment | None
    last_used_at: Moment | None
    revoked_at: Moment | None
    revoked_by: UUID | None
    replaced_by: UUID | None


class PortableSheet(Portable):
    """card_months: after which a printed card is out of date."""

    version: int
    read: PortableSigned | None
    lines: list[PortableLine]
    answers: list[PortableSectionAnswer]
    changes: list[PortableChange]
    links: list[PortableLink]
    carers: list[PortableCarer] = []
    card_months: CardMonths = CONFIRM_MONTHS


async def portable(carnet_id: UUID, *, reader: UUID) -> PortableSheet:
    """As `reader` may read it."""
    sheet = await queries.sheet(carnet_id)
    kept = {dial(number): owner for number, owner in await kept_now(carnet_id)}
    read = None
    if sheet and sheet["read_at"]:
        read = _signed(sheet["read_by"], sheet["read_name"], sheet["read_at"], sheet["read_relation"])
    return PortableSheet(
        version=sheet["version"] if sheet else 0,
        read=read,
        lines=[_line(row, reader) for row in await queries.every_line(carnet_id)],
        answers=[
            PortableSectionAnswer(
                section=Section(row["section"]),
                answer=row["answer"],
                answered=_signed(row["answered_by"], row["answered_name"], row["answered_at"]),
            )
            for row in sorted(await queries.answers(carnet_id), key=lambda row: row["section"])
        ],
        changes=[_change(row, reader, kept) for row in await queries.every_change(carnet_id)],
        links=[_link(row) for row in await link_queries.of_carnet(carnet_id)],
        carers=await carer_portable.portable(carnet_id),
        card_months=sheet["card_months"] if sheet else CONFIRM_MONTHS,
    )


def _signed(id: UUID, name: str, at: datetime, relation: str = "") -> PortableSigned:
    return PortableSigned(by=Named(id, name), at=at, relation=relation)


def _line(row: dict[str, Any], reader: UUID) -> PortableLine:
    whole = decode(row["content"])
    content = in_circle(whole, owner=row["phone_owner"], reader=reader)
    return PortableLine(
        **{name: row[name] for name in ("id", "position", "version", "deleted_at")},
        section=Section(row["section"]),
        content=content,
        written=_signed(row["author_id"], row["author_name"], row["written_at"]),
        confirmed=_signed(row["confirmed_by"], row["confirmed_name"], row["confirmed_at"]),
        phone_kept=content != whole,
    )


def _change(row: dict[str, Any], reader: UUID, kept: dict[str, UUID]) -> PortableChange:
    whole = decode(row["content"]) if row["content"] else None
    content = whole and as_kept_now(whole, owner=row["phone_owner"], kept=kept, reader=reader)
    return PortableChange(
        **{name: row[name] for name in ("id", "at", "action", "line_id", "version", "answer")},
        person=Named(row["person_id"], row["person_name"]),
        section=Section(row["section"]) if row["section"] else None,
        content=content,
        phone_kept=content != whole,
        earlier=msgspec.json.decode(row["earlier"], type=Earlier) if row["earlier"] else None,
    )


def _link(row: dict[str, Any]) -> PortableLink:
    same = ("id", "name", "expires_at", "last_used_at", "revoked_at", "revoked_by", "replaced_by")
    return PortableLink(
        **{name: row[name] for name in same},
        created=_signed(row["created_by"], row["created_name"], row["created_at"]),
    )
