"""Coming of age: told twelve, six and one month before, and on the day; then a waiting state, until the young adult takes over.

The rules are in access/majority.py; docs/decisions/0025-minors.md says why.
"""

from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.errors import Invalid
from backend.kit.say import say_time
from backend.rooms.access import giving, invitations, majority, taking_over
from backend.rooms.access import service as access
from backend.rooms.access.authority import comes_of_age
from backend.rooms.access.categories import Profile
from backend.rooms.access.matrix import ALL, Matrix
from backend.rooms.access.schemas import MadeInvitation, NewInvitation
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import majority_letters as letters
from backend.rooms.carnet import service
from backend.rooms.carnet.errors import AccountTooNew, NotOfAgeYet
from backend.rooms.carnet.majority_schemas import HolderInvited, Keeps, MajorityView, Parent, TakingOver
from backend.rooms.carnet.majority_telling import state, theirs
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
    names = await identity.person_names([h.person_id for h in [*parents, *([account] if account else [])]])
    waiting = await invitations.waiting(visit.carnet_id, at=visit.at)
    now = state(row, account, visit.at)
    return MajorityView(
        state=now,
        of_age_on=comes_of_age(row["birth_date"]),
        holder=names.get(account.person_id, "") if account else None,
        invited=any(one.profile == Profile.HOLDER.value for one in waiting),
        takes_over_on=majority.may_take_over_from(row["birth_date"], entered=account.since)
        if account and now != "own"
        else None,
        mine=account is not None and account.person_id == visit.person.id,
        representatives=[
            Parent(habilitation_id=h.id, name=names.get(h.person_id, ""), relation=h.relation)
            for h in parents
        ],
    )


async def take_over(visit: Visit, wanted: TakingOver) -> MajorityView:
    """By whose notebook it is, of age, with a fresh proof. Raises NotFound, FreshProofNeeded, NotOfAgeYet, AccountTooNew, Invalid."""
    if visit.habilitation.profile is not Profile.HOLDER:
        raise await access.refuse(visit)
    identity.require_fresh_proof(visit.person)
    visit = await taking_over.held(visit)
    row = await service.subject(visit.carnet_id)
    if state(row, visit.habilitation, visit.at) != "waiting":
        raise NotOfAgeYet
    first = majority.may_take_over_from(row["birth_date"], entered=visit.habilitation.since)
    if day_of(visit.at) < first:
        raise AccountTooNew
    parents = {h.id for h in await taking_over.who_represented(visit.carnet_id, at=visit.at)}
    proof = f"{visit.person.name}, {say_time(visit.at, 'fr')}"
    kept = await taking_over.take_over(visit, _kept(wanted.keeps, parents), proof=proof)
    await _tell_taken(visit, row["given_name"], kept)
    entered = await access.habilitation_on(visit.person.id, visit.carnet_id, at=visit.at)
    assert entered is not None  # it has just been made
    return await _view(Visit(person=visit.person, habilitation=entered, category=visit.category,
                             right=visit.right, at=visit.at))  # fmt: skip


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
