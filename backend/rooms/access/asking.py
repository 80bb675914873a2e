"""Asking for an access, as who asks meets it: of an address, or by a code that a parent aims at.

Nothing here looks whether the address is somebody's, in any answer or at any pace: a job does, later, and tells whom it is
(docs/decisions/0019-habilitations.md).
"""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import clean
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import accepting, giving, jobs, team_queries
from backend.rooms.access import asking_queries as queries
from backend.rooms.access.asked import WAITS
from backend.rooms.access.asking_schemas import AskingView, MadeAsking, NewAsking
from backend.rooms.access.errors import AlreadyAsked, InvitationGone
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import key
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import new_token, token_hash

CODE_WAITS = timedelta(days=1)
"""For a parent to aim at it; then it waits as any."""
OF_NOBODY = frozenset({"relative", "holder"})
"""These are let in by the family, and do not ask."""
_ASKED = Limit("accesses asked for", 10, timedelta(days=1))
_SAME = Limit("accesses asked of one address", 3, timedelta(days=90))
Row = dict[str, Any]


async def ask(person: Person, new: NewAsking, *, at: datetime) -> MadeAsking:
    """Raises Invalid, EmailWrong, AlreadyAsked, TooManyAttempts: each by what this account did itself."""
    await count_attempt(_ASKED, str(person.id), at=at)
    token = "" if new.email else new_token()
    row = await keep(person, new, at=at, digest=token_hash(token) if token else None)
    if row["to_email"]:
        await jobs.tell_asked.defer(asking_id=str(row["id"]))
    url = f"{runtime.get().settings.public_url}/demande#{token}" if token else ""
    return MadeAsking(asking=_view(row | _NOTHING_YET, {}, at), url=url)


async def keep(person: Person, new: NewAsking, *, at: datetime, digest: bytes | None = None) -> Row:
    """Telling nobody. digest: of the token of a code. Raises Invalid, EmailWrong, AlreadyAsked, TooManyAttempts."""
    row: Row = {**await _row(person, new, at), "digest": digest}
    if row["to_email"]:
        await count_attempt(_SAME, f"{person.id} {row['to_email']}", at=at)
        if await queries.waits_at(person.id, row["to_email"], at):
            raise AlreadyAsked
    await queries.insert(row)
    return row


async def _row(person: Person, new: NewAsking, at: datetime) -> Row:
    proposed = giving.model_named(new.model)
    if proposed is None or new.model in OF_NOBODY:
        raise Invalid({"model": _PROFESSION})
    email = key(new.email) if new.email else ""
    if email == key(person.email):
        raise Invalid({"email": _OWN})
    child = one_line(new.child, "child", may_be_empty=not email)
    structure = one_line(new.structure, "structure", may_be_empty=True)
    if new.structure_id is not None:
        team = await team_queries.structure_of(new.structure_id, person.id)
        if team is None:
            raise Invalid({"structure_id": _TEAM})
        structure = team["name"]
    name = proposed.names["fr"]
    return {
        "id": new_id(at),
        "asker_id": person.id,
        "to_email": email,
        "model": new.model,
        "profession": one_line(new.profession, "profession", may_be_empty=True)
        or (name if name.isupper() else name[0].lower() + name[1:]),
        "structure_id": new.structure_id,
        "structure": structure,
        "child": child,
        "reason": clean(new.reason, lines=True),
        "asked_at": at,
        "expires_at": at + (WAITS if email else CODE_WAITS),
    }


async def mine(person: Person, *, at: datetime) -> list[AskingView]:
    rows = await queries.of_asker(person.id)
    names = await identity.person_names([row["invited_by"] for row in rows if row["invited_by"]])
    return [_view(row, names, at) for row in rows]


async def cancel(person: Person, asking_id: UUID, *, at: datetime) -> None:
    """Nobody reads it any more. Of what was offered, it is a refusal. Raises NotFound."""
    row = await _own(person, asking_id)
    if row["invitation_id"] is not None:
        # What was accepted, or is over, has nothing left to refuse.
        with suppress(InvitationGone):
            await accepting.refuse(person, row["invitation_id"], at=at)
    await queries.drop(row["id"])


async def invitation_of(person: Person, asking_id: UUID) -> UUID:
    """What was offered to them. Raises NotFound."""
    row = await _own(person, asking_id)
    if row["invitation_id"] is None:
        raise NotFound
    return row["invitation_id"]


async def _own(person: Person, asking_id: UUID) -> Row:
    row = await queries.own(asking_id, person.id)
    if row is None:
        raise NotFound
    return row


_NOTHING_YET: Row = {"invitation_id": None, "invited_by": None}


def _view(row: Row, names: dict[UUID, str], at: datetime) -> AskingView:
    state = "waiting" if row["expires_at"] > at else "ended"
    if row["invitation_id"] is not None:
        state = "ended"
        if row["invited_by"] and row["accepted_at"]:
            state = "given"
        elif row["invited_by"] and not row["ended"] and row["invited_until"] > at:
            state = "opened"
    return AskingView(
        id=row["id"],
        email=row["to_email"],
        model=row["model"],
        profession=row["profession"],
        structure=row["structure"],
        child=row["child"],
        reason=row["reason"],
        asked_at=row["asked_at"],
        expires_at=row["expires_at"],
        state=state,
        opened_by=names.get(row["invited_by"], "") if state in {"opened", "given"} else "",
    )


_PROFESSION = {
    "fr": "Choisissez votre métier dans la liste. Un proche est invité par la famille.",
    "en": "Choose your profession from the list. A relative is invited by the family.",
}
_OWN = {
    "fr": "C’est votre propre adresse\u202f: écrivez celle d’un parent ou d’un représentant.",
    "en": "This is your own address: write that of a parent or representative.",
}
_TEAM = {"fr": "Vous n’êtes pas dans cette équipe.", "en": "You are not in this team."}
