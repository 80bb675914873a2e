"""What needs the other representatives: asking, answering, and doing it once everybody has agreed."""

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from backend.rooms.access import agreements, decisions
from backend.rooms.access import service as access
from backend.rooms.access.agreements import Act, Agreement
from backend.rooms.access.authority import ARTICLES, Kind, Standing
from backend.rooms.access.categories import Profile
from backend.rooms.access.effect import WAITS
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import closing, service
from backend.rooms.carnet.agreement_schemas import (
    ActName,
    AgreementView,
    Answered,
    ArticleView,
    DeciderView,
    DecisionKind,
    DecisionPerson,
    DecisionView,
    NewDecision,
    StandingName,
)
from backend.rooms.carnet.closing_schemas import ClosingView
from backend.rooms.identity import service as identity


async def close(visit: Visit) -> ClosingView | AgreementView:
    """Closed when nobody else need agree, or all have; else asked of them. Raises TooManyAttempts."""
    row = await service.subject(visit.carnet_id)
    wanted = await agreements.want(visit, Act.CLOSE, born=row["birth_date"], child=row["given_name"])
    if wanted.waits_for:
        await agreements.trace_waiting(visit, wanted)
        return await _view(visit, wanted)
    await agreements.note_done(visit, wanted)
    return await closing.close(visit)


async def ask_removal(visit: Visit, habilitation_id: UUID) -> Answered:
    """Raises NotFound, TooManyAttempts."""
    await agreements.target(visit, habilitation_id)
    row = await service.subject(visit.carnet_id)
    wanted = await agreements.want(
        visit, Act.REMOVE, born=row["birth_date"], child=row["given_name"], habilitation_id=habilitation_id
    )
    return await _go_on(visit, wanted)


async def answer(visit: Visit, id: UUID, *, agree: bool) -> Answered:
    """Raises NotFound, FreshProofNeeded (to agree)."""
    row = await service.subject(visit.carnet_id)
    if not agree:
        await agreements.refuse(visit, id, born=row["birth_date"], child=row["given_name"])
        return Answered(state="refused", agreement=None)
    return await _go_on(visit, await agreements.agree(visit, id, born=row["birth_date"]))


async def _go_on(visit: Visit, wanted: Agreement) -> Answered:
    if wanted.waits_for:
        await agreements.trace_waiting(visit, wanted)
        return Answered(state="waiting", agreement=await _view(visit, wanted))
    if wanted.act is Act.CLOSE:
        await agreements.note_done(visit, wanted)
        await closing.close(visit)
    else:
        await agreements.remove(visit, wanted)
    return Answered(state="done", agreement=None)


async def open_ones(visit: Visit) -> list[AgreementView]:
    row = await service.subject(visit.carnet_id)
    return await _views(visit, await agreements.open_ones(visit, born=row["birth_date"]))


async def _view(visit: Visit, one: Agreement) -> AgreementView:
    return (await _views(visit, [one]))[0]


async def _views(visit: Visit, several: list[Agreement]) -> list[AgreementView]:
    circle = {h.id: h.person_id for h in await access.individuals(visit.carnet_id, at=visit.at)}
    about = [circle.get(one.habilitation_id) if one.habilitation_id else None for one in several]
    people = {*(person for one in several for person in one.waits_for), *about}
    names = await identity.person_names(person for person in people if person)
    return [_shown(visit, one, whose, names) for one, whose in zip(several, about, strict=True)]


def _shown(visit: Visit, one: Agreement, about: UUID | None, names: Mapping[UUID, str]) -> AgreementView:
    assert one.id is not None  # it waits for somebody
    return AgreementView(
        id=one.id,
        act=cast(ActName, one.act.value),
        about=names.get(about, "") if about else None,
        asked_by=one.asked_name,
        mine=one.asked_by == visit.person.id,
        asks_me=visit.person.id in one.waits_for,
        waits_for=[names.get(person, "") for person in sorted(one.waits_for)],
        asked_at=one.asked_at,
        ends_at=one.ends_at,
    )


async def record(visit: Visit, new: NewDecision) -> list[DecisionView]:
    """Of a representative who has the child at home by their profession, the end of that access is asked at once.

    Raises Invalid, NobodyLeft, TooManyAttempts.
    """
    row = await service.subject(visit.carnet_id)
    await decisions.record(visit, _new(new), born=row["birth_date"], child=row["given_name"])
    if new.kind == Kind.FOSTER.value and new.person_id != visit.person.id:
        for member in await access.circle(visit.carnet_id, at=visit.at):
            if (member.person_id, member.profile) == (new.person_id, Profile.REPRESENTATIVE):
                await ask_removal(visit, member.id)
    return await recorded(visit)


async def deciders(visit: Visit) -> list[DeciderView]:
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return await _deciders(visit, await decisions.deciders(visit))


async def tried(visit: Visit, new: NewDecision) -> list[DeciderView]:
    """Raises Invalid, NobodyLeft."""
    row = await service.subject(visit.carnet_id)
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return await _deciders(visit, await decisions.tried(visit, _new(new), born=row["birth_date"]))


async def _deciders(visit: Visit, found: list[decisions.Decider]) -> list[DeciderView]:
    names = await identity.person_names([one.person_id for one in found])
    return [
        DeciderView(
            person=DecisionPerson(one.person_id, names.get(one.person_id, "")),
            relation=one.relation,
            me=one.person_id == visit.person.id,
            standing=_named(one.standing),
            then=_named(one.then) if one.then is not None else None,
            on=one.on,
        )
        for one in found
    ]


def _named(standing: Standing) -> StandingName:
    return cast(StandingName, standing.name.lower())


def _new(new: NewDecision) -> decisions.New:
    return decisions.New(
        kind=Kind(new.kind),
        person_id=new.person_id,
        since=new.since,
        until=new.until,
        proof=new.proof,
        document_id=new.document_id,
    )


async def drop(visit: Visit, id: UUID) -> None:
    child = (await service.subject(visit.carnet_id))["given_name"]
    await decisions.drop(visit, id, child=child)


async def contest(visit: Visit, id: UUID, *, contests: bool) -> None:
    child = (await service.subject(visit.carnet_id))["given_name"]
    await decisions.contest(visit, id, contests=contests, child=child)


async def listed(visit: Visit) -> list[DecisionView]:
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return await recorded(visit)


async def recorded(visit: Visit) -> list[DecisionView]:
    rows = await decisions.recorded(visit)
    names = await identity.person_names({row[of] for row in rows for of in ("person_id", "recorded_by")})
    return [
        DecisionView(
            **{name: row[name] for name in ("id", "since", "until", "proof", "document_id", "recorded_at")},
            kind=cast(DecisionKind, row["kind"]),
            person=DecisionPerson(row["person_id"], names.get(row["person_id"], "")),
            recorded_by=names.get(row["recorded_by"], ""),
            mine=row["recorded_by"] == visit.person.id,
            contested=bool(row["contested_by"]),
            contested_by_me=visit.person.id in row["contested_by"],
            counts_from=row["recorded_at"] + WAITS,
            articles=[ArticleView(one.text, one.read) for one in ARTICLES[Kind(row["kind"])]],
        )
        for row in rows
    ]
