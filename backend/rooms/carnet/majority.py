"""Coming of age: told twelve, six and one month before, and on the day; then a waiting state, until the young adult takes over.

The rules are in access/majority.py; docs/decisions/0025-minors.md says why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.errors import Invalid
from backend.kit.say import say_time
from backend.rooms.access import giving, invitations, majority, taking_over
from backend.rooms.access import service as access
from backend.rooms.access.authority import Kind, comes_of_age
from backend.rooms.access.categories import Profile
from backend.rooms.access.matrix import ALL, Matrix
from backend.rooms.access.schemas import MadeInvitation, NewInvitation
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import majority_letters as letters
from backend.rooms.carnet import service
from backend.rooms.carnet.errors import AccountTooNew, NotOfAgeYet
from backend.rooms.carnet.majority_schemas import (
    HolderInvited,
    Keeps,
    MajorityView,
    Measure,
    Parent,
    TakingOver,
)
from backend.rooms.carnet.majority_telling import path, state, theirs
from backend.rooms.identity import service as identity


async def read(visit: Visit) -> MajorityView:
    """For representatives and for whose notebook it is; others are refused (NotFound)."""
    await _concerned(visit)
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return await _view(visit)


async def _concerned(visit: Visit) -> None:
    if visit.habilitation.profile not in {Profile.REPRESENTATIVE, Profile.HOLDER}:
        raise await access.refuse(visit)


async def _view(visit: Visit) -> MajorityView:
    row = await service.subject(visit.carnet_id)
    people = await access.circle(visit.carnet_id, at=visit.at)
    account = theirs(people)
    parents = await taking_over.who_represented(visit.carnet_id, at=visit.at)
    parents = [h for h in parents if h is not account and not access.represents_themself(h)]
    measures = await taking_over.measures(visit.carnet_id, at=visit.at)
    named = [*parents, *(h for _, h in measures), *([account] if account else [])]
    names = await identity.person_names([h.person_id for h in named])
    waiting = await invitations.waiting(visit.carnet_id, at=visit.at)
    now = state(row, account, visit.at)
    return MajorityView(
        state=now,
        of_age_on=comes_of_age(row["birth_date"]),
        holder=names.get(account.person_id, "") if account else None,
        invited=any(one.profile == Profile.HOLDER.value for one in waiting),
        takes_over_on=_from(row, account) if account and now != "own" else None,
        mine=account is not None and account.person_id == visit.person.id,
        may_doubt=account is not None
        and now == "waiting"
        and visit.is_representative
        and majority.may_be_doubted(
            entered=account.since,
            adult_on=visit.habilitation.adult_on,
            doubted=account.doubted_at,
            at=visit.at,
        ),
        doubted=account is not None and now == "waiting" and account.doubted_at is not None,
        representatives=[
            Parent(habilitation_id=h.id, name=names.get(h.person_id, ""), relation=h.relation)
            for h in parents
        ],
        measures=[
            Measure(
                decision_id=fact.id,
                kind="guardian" if fact.kind is Kind.GUARDIAN else "curator",
                name=names.get(h.person_id, ""),
                relation=h.relation,
            )
            for fact, h in measures
        ],
    )


def _from(row: Mapping[str, Any], account: Habilitation) -> date:
    return majority.may_take_over_from(row["birth_date"], entered=account.since, doubted=account.doubted_at)


async def take_over(visit: Visit, wanted: TakingOver) -> MajorityView:
    """By whose notebook it is, of age, with a fresh proof. Raises NotFound, FreshProofNeeded, NotOfAgeYet, AccountTooNew, Invalid."""
    if visit.habilitation.profile is not Profile.HOLDER:
        raise await access.refuse(visit)
    identity.require_fresh_proof(visit.person)
    visit = await taking_over.held(visit)
    row = await service.subject(visit.carnet_id)
    if state(row, visit.habilitation, visit.at) != "waiting":
        raise NotOfAgeYet
    if day_of(visit.at) < _from(row, visit.habilitation):
        raise AccountTooNew
    known = {fact.id for fact, _ in await taking_over.measures(visit.carnet_id, at=visit.at)}
    if not known.issuperset(wanted.contests):
        raise Invalid({"contests": _MEASURES})
    await taking_over.contest(visit, set(wanted.contests))
    parents = {h.id for h in await taking_over.who_represented(visit.carnet_id, at=visit.at)}
    proof = f"{visit.person.name}, {say_time(visit.at, 'fr')}"
    kept = await taking_over.take_over(visit, _kept(wanted.keeps, parents), proof=proof)
    await _tell_taken(visit, row["given_name"], kept)
    entered = await access.habilitation_on(visit.person.id, visit.carnet_id, at=visit.at)
    assert entered is not None  # it has just been made
    return await _view(Visit(person=visit.person, habilitation=entered, category=visit.category,
                             right=visit.right, at=visit.at))  # fmt: skip


async def doubt(visit: Visit) -> MajorityView:
    """By a representative, of an account that came after the birthday. Nobody ends it but its person; everybody is told.

    Raises NotFound, NothingToDoubt.
    """
    if not visit.is_representative or not majority.of_age(visit.habilitation.adult_on, visit.at):
        raise await access.refuse(visit)
    account = await taking_over.doubt(visit)
    if account.doubted_at == visit.at:
        await _tell_doubted(visit, account)
    return await _view(visit)


async def _tell_doubted(visit: Visit, account: Habilitation) -> None:
    row = await service.subject(visit.carnet_id)
    address = runtime.get().settings.public_url + path(visit.carnet_id)
    said = {
        "child": row["given_name"],
        "who": visit.person.name,
        "on": _from(row, account),
        "address": address,
    }
    others = [p for p in await access.representatives(visit.carnet_id, at=visit.at) if p != visit.person.id]
    await identity.tell([account.person_id], letters.doubted_to_holder(**said), at=visit.at)
    await identity.tell(others, letters.doubted(**said), at=visit.at)
    told = [
        identity.Told(
            id=uuid5(account.id, f"doubted {person}"), person_id=person, kind="majority", path=path(visit.carnet_id), letter=None
        )
        for person in (account.person_id, *others)
    ]  # fmt: skip
    await identity.tell_phones(told, at=visit.at)


_MEASURES = {
    "fr": "Choisissez parmi ce qui est noté ici de qui décide avec vous.",
    "en": "Choose among what is recorded here of who decides with you.",
}


def _kept(keeps: list[Keeps], parents: set[UUID]) -> dict[UUID, Matrix]:
    found: dict[UUID, Matrix] = {}
    for one in keeps:
        if one.habilitation_id not in parents:
            raise Invalid(
                {"keeps": {"fr": "Choisissez parmi les personnes qui vous représentaient.",
                           "en": "Choose among the people who represented you."}}
            )  # fmt: skip
        found[one.habilitation_id] = giving.chosen(one.rights, ALL)
    return found


async def _tell_taken(visit: Visit, child: str, kept: dict[UUID, bool]) -> None:
    """By e-mail and on their phones, at once."""
    url = runtime.get().settings.public_url
    for person, keeps in kept.items():
        where = f"/c/{visit.carnet_id}" if keeps else "/"
        letter = letters.taken_over(child=child, keeps=keeps, address=url + where)
        await identity.tell([person], letter, at=visit.at)
        told = identity.Told(
            id=uuid5(visit.habilitation.id, f"taken over {person}"), person_id=person, kind="majority", path=where, letter=None
        )  # fmt: skip
        await identity.tell_phones([told], at=visit.at)


async def invite(visit: Visit, wanted: HolderInvited) -> MadeInvitation:
    """The child, by a representative who decides; the young adult in the waiting state, by whoever represented them.

    Raises NotFound, FreshProofNeeded, HolderIsThere, AlreadyInCircle, Invalid, TooManyAttempts.
    """
    if not invitations.may_let_in(visit.habilitation, Profile.HOLDER, at=visit.at):
        raise await access.refuse(visit)
    identity.require_fresh_proof(visit.person)
    child = (await service.subject(visit.carnet_id))["given_name"]
    new = NewInvitation(email=wanted.email, name=child, model=access.HOLDER_MODEL, consent=wanted.consent)
    return await invitations.invite(visit, new, child=child)
