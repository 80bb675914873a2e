"""Telling that somebody comes of age: twelve, six and one month before, and on the day, once each."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.days import day_of, months_before
from backend.kit.transaction import transaction
from backend.rooms.access import majority
from backend.rooms.access import service as access
from backend.rooms.access.authority import comes_of_age
from backend.rooms.access.service import Habilitation
from backend.rooms.carnet import majority_letters as letters
from backend.rooms.carnet import queries
from backend.rooms.identity import service as identity

logger = logging.getLogger("cs3.majority")


def path(carnet_id: UUID) -> str:
    return f"/c/{carnet_id}/majorite"


def theirs(people: list[Habilitation]) -> Habilitation | None:
    """Their account: that of the child, or of the adult who has taken over."""
    return next((h for h in people if access.is_theirs(h)), None)


def state(row: Mapping[str, Any], account: Habilitation | None, at: datetime) -> majority.State:
    return majority.state(
        row["birth_date"],
        opened=day_of(row["opened_at"]),
        day=day_of(at),
        taken_over=account is not None and access.represents_themself(account),
    )


async def announce(at: datetime) -> None:
    """Each notebook in a transaction of its own: one that cannot be told of does not keep the others."""
    day = day_of(at)
    async with transaction():
        rows = await queries.coming_of_age(months_before(day, 12 * 17))
    for row in rows:
        months = majority.to_announce(row["birth_date"], day=day, told=row["told"])
        if months is None:
            continue
        try:
            await _announce(row["id"], months, at)
        except Exception as problem:
            logger.error("a majority is not announced yet", extra={"reason": type(problem).__name__})


async def _announce(carnet_id: UUID, months: int, at: datetime) -> None:
    async with transaction():
        row = await queries.get(carnet_id)
        if row is None:
            return  # erased meanwhile
        people = await access.circle(carnet_id, at=at)
        account = theirs(people)
        if not await queries.note_told(carnet_id, months, at=at) or state(row, account, at) == "own":
            return
        child, on = row["given_name"], comes_of_age(row["birth_date"])
        address = runtime.get().settings.public_url + path(carnet_id)
        said = {"child": child, "on": on, "months": months, "address": address}
        parents = await access.representatives(carnet_id, at=at)
        await identity.tell(parents, letters.announced(**said), at=at)
        if account:
            await identity.tell([account.person_id], letters.announced_to_holder(**said), at=at)
        told = [
            identity.Told(
                id=uuid5(carnet_id, f"majority {months} {person}"),
                person_id=person,
                kind="majority",
                path=path(carnet_id),
                letter=None,
            )
            for person in {*parents, *([account.person_id] if account else [])}
        ]
        await identity.tell_phones(told, at=at)
