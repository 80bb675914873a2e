"""The notebook itself: opening one, who it is about, what is new since the last visit."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import begins, day_of
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.kit.lines import alphabetical, one_line
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.majority import comes_too_soon
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import ADDITIONS, BY_CODE, Tag
from backend.rooms.carnet import coming, jobs, queries
from backend.rooms.carnet.coming import next_from
from backend.rooms.carnet.errors import BornLater, OfAgeAtOnce, PortraitRefused
from backend.rooms.carnet.schemas import (
    CarnetCard,
    CarnetChange,
    CarnetView,
    Home,
    Mine,
    NewCarnet,
    News,
    Portrait,
    Structure,
    TracePerson,
)
from backend.rooms.carnet.vaults import (
    carnet_key,
    key_samples,
    make_key,
    rewrap_all,
    row_cipher,
    vault,
    which_exist,
    wrapped_by_old_keys,
)
from backend.rooms.identity.service import Person
from media.limits import Refused
from media.photos import render_photo

__all__ = [
    "carnet_key", "carnets_of", "change", "home", "key_samples", "next_from", "open_carnet", "read", "read_portrait", "rewrap_all", "row_cipher",
    "set_portrait", "subject", "vault", "view", "which_exist",
    "wrapped_by_old_keys",
]  # fmt: skip

OPENED = Limit("carnets opened", 20, timedelta(days=1))

PORTRAIT_LINGERS = timedelta(minutes=5)
"""Somebody who was just told the name of a portrait still finds it."""

LATEST = 5
"""When nothing is new, as many of the latest are recalled: a home screen is never a dead end."""


async def open_carnet(person: Person, new: NewCarnet, *, at: datetime) -> CarnetView:
    """Opens a notebook; the person who opens it is its representative. Raises BornLater, TooManyAttempts."""
    check_birth(new.birth_date, at)
    await count_attempt(OPENED, str(person.id), at=at)
    id = new_id(at)
    await queries.insert(
        {
            "id": id,
            "given_name": one_line(new.given_name, "given_name"),
            "family_name": one_line(new.family_name, "family_name"),
            "birth_date": new.birth_date,
            "sex": new.sex,
            "diagnoses": tidy(new.diagnoses),
            "opened_at": at,
            "opened_by": person.id,
        }
    )
    await make_key(id)
    await access.grant(
        carnet_id=id,
        person_id=person.id,
        profile=Profile.REPRESENTATIVE,
        granted_by=person.id,
        at=at,
        relation=one_line(new.relation, "relation", may_be_empty=True),
    )
    visit = await access.enter(person, id, Category.IDENTITY, Right.MANAGE, at=at)
    await visit.trace(Tag.CARNET_OPEN)
    return await view(visit)


async def carnets_of(person: Person, *, at: datetime) -> list[CarnetCard]:
    """Every notebook open to this person, by first name: not one that they are still sending."""
    rights = {
        h.carnet_id: h
        for h in await access.habilitations_of(person.id, at=at)
        if h.may(Category.IDENTITY, Right.READ)
    }
    rows = await queries.several(list(rights))
    return sorted(
        (CarnetCard(**_card(row, rights[row["id"]])) for row in rows),
        key=lambda c: (alphabetical(c.given_name), c.id),
    )


async def read(visit: Visit) -> CarnetView:
    await visit.trace_viewing(Tag.CARNET_READ)
    return await view(visit)


async def view(visit: Visit) -> CarnetView:
    return _view(await subject(visit.carnet_id), visit.habilitation)


async def subject(carnet_id: UUID) -> dict[str, Any]:
    """The row of the person the notebook is about: names, birth_date, sex, diagnoses, portrait, version."""
    row = await queries.get(carnet_id)
    if row is None:
        raise NotFound
    return row


async def given_names(carnet_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Of the people that many notebooks are about."""
    return {row["id"]: row["given_name"] for row in await queries.several(list(carnet_ids))}


async def change(visit: Visit, wanted: CarnetChange) -> CarnetView:
    """Raises Conflict with the state of now when somebody was faster, BornLater, and OfAgeAtOnce."""
    if wanted.birth_date is not None:
        # A birth is written on each right of the circle: its lock first, as by whoever lets in, withdraws or takes over.
        await access.hold_circle(visit.carnet_id)
    row = await queries.get(visit.carnet_id, lock=True)
    if row is None:
        raise NotFound
    if row["version"] != wanted.version:
        raise await access.overtaken(visit, Tag.CARNET_READ, _view(row, visit.habilitation))
    values: dict[str, Any] = {
        name: value
        for name, value in msgspec.structs.asdict(wanted).items()
        if name != "version" and value is not None
    }
    values |= {name: one_line(values[name], name) for name in ("given_name", "family_name") if name in values}
    if "diagnoses" in values:
        values["diagnoses"] = tidy(values["diagnoses"])
    if "birth_date" in values:
        check_birth(values["birth_date"], visit.at)
        opened, before = day_of(row["opened_at"]), row["birth_date"]
        if comes_too_soon(values["birth_date"], before=before, opened=opened, day=day_of(visit.at)):
            raise OfAgeAtOnce
        if values["birth_date"] != before:
            await queries.forget_told(visit.carnet_id)
    if values:
        row = await queries.change(visit.carnet_id, values)
        await visit.trace(Tag.CARNET_CHANGE)
    else:
        await visit.trace_viewing(Tag.CARNET_READ)
    return _view(row, visit.habilitation)


def check_birth(birth: date, at: datetime) -> None:
    """Raises BornLater."""
    if birth > day_of(at + timedelta(days=1)) or birth.year < at.year - 120:
        raise BornLater


async def set_portrait(visit: Visit, body: bytes) -> CarnetView:
    """Keeps a small copy of the picture received, without place or device; the one before is erased. Raises PortraitRefused.

    Opens its own transaction, after the picture was decoded and stored.
    """
    if not body:
        raise PortraitRefused
    with tempfile.TemporaryDirectory(dir=runtime.get().settings.work) as folder:
        source = Path(folder) / "received"
        source.write_bytes(body)
        try:
            photo = await render_photo(source, Path(folder))
        except Refused as refused:
            raise PortraitRefused from refused
        small = photo.renditions["small"].path.read_bytes()

    async def chunks() -> AsyncIterator[bytes]:
        yield small

    name = f"{visit.carnet_id}/portrait/{new_id(visit.at)}"
    await (await vault(visit.carnet_id)).put(name, chunks())
    async with transaction():
        before = await queries.get(visit.carnet_id, lock=True)
        row = await queries.set_portrait(visit.carnet_id, name)
        if before and before["portrait"]:
            await jobs.forget_portrait.defer(name=before["portrait"], at=visit.at + PORTRAIT_LINGERS)
        await visit.trace(Tag.CARNET_PORTRAIT)
    return _view(row, visit.habilitation)


async def read_portrait(visit: Visit) -> bytes:
    """WebP bytes, longest side 320 pixels. Raises NotFound when there is none.

    Opens its own transaction, over before the bytes are fetched.
    """
    async with transaction():
        row = await subject(visit.carnet_id)
        if row["portrait"] is None:
            raise NotFound
        await visit.trace_viewing(Tag.PORTRAIT_READ)
    opened = (await vault(visit.carnet_id)).open(row["portrait"])
    return b"".join([chunk async for chunk in opened])


async def home(visit: Visit, language: str) -> Home:
    """What is new since this person's last visit, in the categories open to them, by others; or the latest."""
    await visit.trace_viewing(Tag.CARNET_READ)
    habilitation = visit.habilitation
    readable = [c.value for c in Category if habilitation.may(c, Right.READ)]
    since = habilitation.visited_before(visit.at)
    month = max(habilitation.since, visit.at - timedelta(days=30))
    # That someone opened the urgent sheet is a trace like those of « Qui a vu »: representatives alone see those.
    tags = ADDITIONS if visit.is_representative else ADDITIONS - BY_CODE
    news = partial(audit.news, visit.carnet_id, visit.viewer, tags=tags, categories=readable)
    told = await news(after=since or month)
    fresh = bool(told)
    if not fresh and since is not None:
        told = await news(after=month, limit=LATEST)
    seen = 0
    if visit.is_representative:
        seen = await audit.readers_since(visit.carnet_id, visit.viewer, since=begins(day_of(visit.at)))
    return Home(
        since=since,
        fresh=fresh,
        news=[
            News(
                trace_id=t.id,
                at=t.at,
                person=TracePerson(id=t.who.person_id, name=t.who.person_name, profile=t.who.profile),
                category=t.category,
                action=t.tag.value,
                item_id=t.item_id,
                sentence=t.sentence(language),
            )
            for t in told
        ],
        seen_today=seen,
        next=await coming.of(visit),
    )


async def mark_visit(visit: Visit) -> None:
    await access.mark_visit(visit)


def _view(row: dict[str, Any], habilitation: Habilitation) -> CarnetView:
    return CarnetView(diagnoses=row["diagnoses"], **_card(row, habilitation))


def _card(row: dict[str, Any], habilitation: Habilitation) -> dict[str, Any]:
    """The values of a CarnetCard."""
    portrait = row["portrait"]
    return {
        "id": row["id"],
        "given_name": row["given_name"],
        "family_name": row["family_name"],
        "birth_date": row["birth_date"],
        "sex": row["sex"],
        "portrait": Portrait(version=portrait.rpartition("/")[2]) if portrait else None,
        "version": row["version"],
        "me": Mine(
            habilitation_id=habilitation.id,
            profile=habilitation.profile.value,
            relation=habilitation.relation,
            rights=habilitation.rights,
            until=habilitation.until,
            teams=[Structure(one.structure_id, one.name) for one in habilitation.teams],
        ),
        "last_visit": habilitation.here_at,
    }
