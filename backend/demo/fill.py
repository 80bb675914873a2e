"""Fills a demonstration folder once: two notebooks, their circles, their urgent sheets; images come in the background."""

import asyncio
import json
import os
from base64 import b32encode
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.demo import dates, measurements, sheets, treatments
from backend.demo.habits import write_habits
from backend.demo.images import make_images
from backend.demo.journal import write_days
from backend.demo.letter_jobs import file_letters
from backend.demo.lines import write_lines
from backend.demo.people import CHILDREN, PASSWORD, PEOPLE, Child, Place
from backend.demo.pictures import make_picture
from backend.demo.team import make_team
from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import details
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.details_schemas import Address, DetailsChange, Note, Phone
from backend.rooms.access.matrix import BEGINNING
from backend.rooms.access.service import Visit
from backend.rooms.agenda import service as agenda
from backend.rooms.agenda.schemas import NewItem
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.carnet.schemas import NewCarnet
from backend.rooms.emergency import service as emergency
from backend.rooms.emergency.schemas import NewLine, NewLink, SheetSeen
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person
from backend.rooms.interop.service import shl_link
from backend.settings import Settings

_SHEETS = {"theo": sheets.theo, "lea": sheets.lea}
_DATES = {"theo": dates.theo, "lea": dates.lea}


CARER = {**BEGINNING[Profile.CARER], Category.JOURNAL: frozenset({Right.READ, Right.ADD})}
"""They tell the day."""


async def fill_in(settings: Settings) -> None:
    """Writes demo.json last: a start that was interrupted begins again on an empty database."""
    target = settings.data / "demo.json"
    if target.exists():
        _move(target, settings.public_url)
        return
    now = runtime.get().clock.now()
    secrets = {person.key: b32encode(os.urandom(20)).decode() for person in PEOPLE}
    async with transaction():
        people = {
            person.key: await _account(person.key, secrets[person.key], now - timedelta(days=220))
            for person in PEOPLE
        }
        carnets = [await _notebook(child, people, now) for child in CHILDREN]
        ids = {child.key: made["id"] for child, made in zip(CHILDREN, carnets, strict=True)}
        await make_team(UUID(str(ids["theo"])), people, now)
        authors = {key: person.id for key, person in people.items()}
        await file_letters(carnets=ids, authors=authors)
        await make_images(carnets=ids, authors=authors, at=now)
    portraits = [
        _portrait(child, UUID(str(made["id"])), people, now)
        for child, made in zip(CHILDREN, carnets, strict=True)
    ]
    await asyncio.gather(*portraits)
    _write(target, _document(settings, people, secrets, carnets))


async def _account(key: str, secret: str, at: datetime) -> Person:
    someone = next(person for person in PEOPLE if person.key == key)
    id = await identity.create_demo_person(
        email=someone.email,
        given_name=someone.given_name,
        family_name=someone.family_name,
        locale=someone.locale,
        password=PASSWORD,
        totp_secret=secret,
        at=at,
    )
    return Person(
        id=id,
        email=someone.email,
        given_name=someone.given_name,
        family_name=someone.family_name,
        locale="fr",
        session_id=new_id(at),
        strength="strong",
        way="code",
        session_since=at,
        proved_at=at,
        device="",
    )


async def _notebook(child: Child, people: dict[str, Person], now: datetime) -> dict[str, Any]:
    first = child.circle[0]
    opened = now - timedelta(days=first.days)
    today = day_of(now)
    made = await carnet.open_carnet(
        people[first.key],
        NewCarnet(
            given_name=child.given_name,
            family_name=child.family_name,
            birth_date=_birthday(today, child.age),
            sex=child.sex,  # pyright: ignore[reportArgumentType]
            diagnoses=child.diagnoses,
            relation=first.relation,
        ),
        at=opened,
    )
    for place in child.circle[1:]:
        await _enter_circle(made.id, place, people, now)
    for place in child.circle:
        await _details(made.id, place, people, now)
    mother = people[first.key]
    await measurements.note(mother, made.id, child.key, now)
    await write_lines(made.id, child.key, people, now)
    written = await _visit(mother, made.id, Right.MANAGE, now - timedelta(days=13, hours=2))
    for content in _SHEETS[child.key]():
        await emergency.add_line(written, NewLine(content=content), "fr")
    sheet = await emergency.read_sheet(written, "fr")
    await emergency.confirm_sheet(written, SheetSeen(version=sheet.version, seen=sheet.seen), "fr")
    noted = await access.enter(
        mother, made.id, Category.AGENDA, Right.ADD, at=now - timedelta(days=10, hours=3)
    )
    for date_ in _DATES[child.key](today):
        await agenda.add(noted, NewItem(content=date_))
    await treatments.note(mother, made.id, child.key, now)
    code = await emergency.make_link(written, NewLink(name="Carte du cartable"))
    await write_habits(made.id, child.key, people, now)
    if child.key == "theo":
        await write_days(made.id, people, now)
    for place, (days, hour) in zip(child.circle[1:], ((0, 0), (1, 16), (3, 11), (5, 7)), strict=True):
        day = (now - timedelta(days=days)).replace(hour=hour, minute=20 + 7 * days, second=0, microsecond=0)
        seen = day if days else now - timedelta(minutes=25)
        reader = await _visit(people[place.key], made.id, Right.READ, seen)
        await reader.trace_viewing(Tag.SHEET_READ)
    return {
        "id": str(made.id),
        "name": f"{child.given_name} {child.family_name}",
        "emergency_url": code.code.url,
        "shlink": code.code.shlink,
    }


async def _enter_circle(carnet_id: UUID, place: Place, people: dict[str, Person], now: datetime) -> None:
    await access.grant(
        carnet_id=carnet_id,
        person_id=people[place.key].id,
        profile=place.profile,
        matrix=CARER if place.profile is Profile.CARER else None,
        granted_by=None,
        at=now - timedelta(days=place.days),
        profession=place.profession,
        structure=place.structure,
        relation=place.relation,
    )


async def _details(carnet_id: UUID, place: Place, people: dict[str, Person], now: datetime) -> None:
    if not place.address:
        return
    person = replace(people[place.key], proved_at=now)
    visit = await access.enter(person, carnet_id, Category.CIRCLE, Right.READ, at=now - timedelta(days=99))
    await details.change(
        visit,
        DetailsChange(
            version=0,
            address=Address(text=place.address, seen_by=["representatives"]),
            phone=Phone(text=place.phone, seen_by=["representatives"]),
            note=Note(),
        ),
    )


async def _visit(person: Person, carnet_id: UUID, right: Right, at: datetime) -> Visit:
    return await access.enter(person, carnet_id, Category.EMERGENCY, right, at=at)


async def _portrait(child: Child, carnet_id: UUID, people: dict[str, Person], now: datetime) -> None:
    person = people[child.circle[0].key]
    visit = await access.enter(
        person, carnet_id, Category.IDENTITY, Right.MANAGE, at=now - timedelta(days=100)
    )
    file = runtime.get().settings.work / f"{child.key}.jpg"
    await asyncio.to_thread(make_picture, child.portrait, file)
    await carnet.set_portrait(visit, file.read_bytes())
    file.unlink()


def _birthday(today: date, age: int) -> date:
    """A child of that age whose birthday was a month ago."""
    birthday = today - timedelta(days=27)
    return birthday.replace(year=birthday.year - age, day=min(birthday.day, 28))


def _document(
    settings: Settings, people: dict[str, Person], secrets: dict[str, str], carnets: list[dict[str, Any]]
) -> dict[str, Any]:
    ids = {child.key: made["id"] for child, made in zip(CHILDREN, carnets, strict=True)}
    places = {
        someone.key: [
            (child, place) for child in CHILDREN for place in child.circle if place.key == someone.key
        ]
        for someone in PEOPLE
    }
    return {
        "base_url": settings.public_url,
        "people": [
            {
                "email": people[key].email,
                "password": PASSWORD,
                "totp_secret": secrets[key],
                "name": people[key].name,
                "role": found[0][1].profile.value if found else "professional",
                "carnets": [ids[child.key] for child, _ in found] or [ids["theo"]],
            }
            for key, found in places.items()
        ],
        "carnets": carnets,
    }


def _move(target: Path, base_url: str) -> None:
    """Started again at another address, its file says that one."""
    document = json.loads(target.read_text())
    former = document["base_url"]
    if former == base_url:
        return
    for one in document["carnets"]:
        one["emergency_url"] = base_url + one["emergency_url"].removeprefix(former)
        one["shlink"] = shl_link(base_url, one["emergency_url"].rpartition("/")[2], False)
    _write(target, document | {"base_url": base_url})


def _write(target: Path, document: dict[str, Any]) -> None:
    beside = target.with_suffix(".new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(document, file, ensure_ascii=False, indent=1)
    beside.replace(target)
