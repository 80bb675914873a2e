"""The young adult takes their notebook over: from then on they represent themselves, and who represented them keeps what they grant.

One transaction, behind a lock on the circle. Who is a guardian by a recorded fact stays what they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access import (
    agreement_queries,
    consents,
    deciding,
    details,
    mask_queries,
    queries,
    service,
)
from backend.rooms.access.authority import Kind, Standing
from backend.rooms.access.categories import Profile
from backend.rooms.access.decisions import objections_fall
from backend.rooms.access.effect import Recorded
from backend.rooms.access.errors import NothingToDoubt
from backend.rooms.access.majority import may_be_doubted, measure_holds
from backend.rooms.access.mask_rules import Scope
from backend.rooms.access.matrix import Matrix, kept
from backend.rooms.access.periods import Period
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity


async def held(visit: Visit) -> Visit:
    """Until the transaction ends, nobody enters or leaves the circle. The same visit with the right of now: asked twice at once, or
    from two phones, the second must not take the notebook from the first. Raises NotFound."""
    await queries.lock_circle(visit.carnet_id)
    now = await service.own_on(visit.person.id, visit.carnet_id, at=visit.at)
    if now is None:
        raise NotFound
    return replace(visit, habilitation=now)


async def doubt(visit: Visit) -> Habilitation:
    """A representative says that the account is not that of whose notebook it is: taking over is put off, once. Twice is once.

    Raises NothingToDoubt.
    """
    await queries.lock_circle(visit.carnet_id)
    people = await service.individuals(visit.carnet_id, at=visit.at)
    account = next((h for h in people if h.profile is Profile.HOLDER), None)
    if account is None:
        raise NothingToDoubt
    if account.doubted_at is not None:
        return account
    adult_on = visit.habilitation.adult_on
    if not may_be_doubted(entered=account.since, adult_on=adult_on, doubted=None, at=visit.at):
        raise NothingToDoubt
    await queries.doubt(account.id, at=visit.at)
    await visit.trace(Tag.MAJORITY_DOUBT, account.id)
    return replace(account, doubted_at=visit.at)


async def measures(carnet_id: UUID, *, at: datetime) -> list[tuple[Recorded, Habilitation]]:
    """Who is guardian or curator of the adult, by what: they stay when the notebook is taken over, unless the young adult contests it."""
    rows = await deciding.recorded(carnet_id)
    circle = await service.circle(carnet_id, at=at)
    return [
        (row, h)
        for h in circle
        for row in rows
        if h.profile is Profile.REPRESENTATIVE
        and h.person_id == row.person_id
        and measure_holds(row, adult_on=h.adult_on, at=at)
    ]


async def who_represented(carnet_id: UUID, *, at: datetime) -> list[Habilitation]:
    """Without the adult's guardians and curators."""
    stay = {h.id for _, h in await measures(carnet_id, at=at)}
    circle = await service.circle(carnet_id, at=at)
    return [h for h in circle if h.profile is Profile.REPRESENTATIVE and h.id not in stay]


async def contest(visit: Visit, decisions: Collection[UUID]) -> None:
    """By the young adult, as they take over: these measures are not so."""
    for id in decisions:
        await agreement_queries.contest(visit.carnet_id, id, by=visit.person.id)
        await visit.trace(Tag.DECISION_CONTEST, id)


async def take_over(visit: Visit, keeps: Mapping[UUID, Matrix], *, proof: str) -> dict[UUID, bool]:
    """keeps: by habilitation, of `who_represented`. Answers who is to be told, and whether they keep something: whom a recorded fact
    had left nothing is told of nothing."""
    at, carnet_id = visit.at, visit.carnet_id
    before = await who_represented(carnet_id, at=at)
    await agreement_queries.insert_fact(
        {
            "id": new_id(at), "carnet_id": carnet_id, "kind": Kind.TAKEN_OVER.value, "person_id": visit.person.id,
            "since": day_of(at), "until": None, "proof": proof, "recorded_by": visit.person.id, "recorded_at": at,
        }
    )  # fmt: skip
    await queries.represent_themself(visit.habilitation.id, model=service.HOLDER_MODEL)
    await _keep_for_oneself(visit, {one.id for one in before})
    for one in before:
        await queries.withdraw(one.id, by=visit.person.id, at=at)
        await consents.withdraw(one.id, by=visit.person, at=at)
        await details.forget(carnet_id, one.person_id)
        if one.id in keeps:
            await _grant(visit, one, keeps[one.id])
    for one in before:
        await objections_fall(visit, one.person_id)
    await visit.trace(Tag.MAJORITY_TAKE)
    return {
        one.person_id: one.id in keeps for one in before if one.id in keeps or one.standing > Standing.NOTHING
    }


async def _grant(visit: Visit, parent: Habilitation, matrix: Matrix) -> None:
    id = await service.grant(
        carnet_id=visit.carnet_id,
        person_id=parent.person_id,
        profile=Profile.CARER,
        matrix=matrix,
        model="relative",
        granted_by=visit.person.id,
        at=visit.at,
        relation=parent.relation,
    )
    names = await identity.person_names([parent.person_id])
    await consents.keep(
        "give",
        visit.person,
        at=visit.at,
        carnet_id=visit.carnet_id,
        text=None,
        about=names.get(parent.person_id, ""),
        habilitation_id=id,
        profile=Profile.CARER.value,
        model="relative",
        rights=kept(Profile.CARER, matrix),
        period=Period.OPEN.value,
        until=None,
        reason="",
    )


async def _keep_for_oneself(visit: Visit, leave: set[UUID]) -> None:
    """What was kept from the representatives is theirs to read now, and is kept from everybody else as before: but for who added it.

    leave: the rights that end. With a guardian or a curator who stays a representative, it stays kept from representatives: often
    that is a parent.
    """
    circle = await service.individuals(visit.carnet_id, at=visit.at)
    if any(
        h.profile is Profile.REPRESENTATIVE and h.id not in {*leave, visit.habilitation.id} for h in circle
    ):
        return
    for row in await mask_queries.of_carnet(visit.carnet_id):
        if row["lifted_at"] is not None or row["scope"] != Scope.REPRESENTATIVES.value:
            continue
        await mask_queries.lift(row["id"], at=visit.at, by=visit.person.id, name=visit.person.name)
        await mask_queries.add(
            id=new_id(visit.at),
            carnet_id=visit.carnet_id,
            kind=row["kind"],
            item_id=row["item_id"],
            author_id=row["author_id"],
            scope=Scope.EVERYONE.value,
            person_id=None,
            named=[],
            family=False,
            reason=row["reason"],
            at=visit.at,
            by=visit.person.id,
            name=visit.person.name,
        )
