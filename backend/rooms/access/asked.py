"""Being asked for an access, as a representative meets it: who asks, by whose word; refused in silence, or given as any access is.

Giving is an invitation to the address that the asker’s account proved (invitations.py): they agree to its text as anybody invited does.
"""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.rooms.access import asking_queries as queries
from backend.rooms.access.asking_schemas import AskingRefused, KeptOutAsker, ReceivedAsking
from backend.rooms.access.errors import AskingCodeGone
from backend.rooms.access.schemas import MemberPerson
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import key
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash

WAITS = timedelta(days=30)
SHOWN = 50
"""Of those that wait, the newest: more than that is no list that somebody reads."""
_LOOKS = Limit("asking codes looked at", 60, timedelta(hours=1))


async def received(person: Person, *, at: datetime) -> list[ReceivedAsking]:
    rows = await queries.received(person.id, key(person.email), at, limit=SHOWN)
    askers = await identity.people_by_ids(row["asker_id"] for row in rows)
    referents = await identity.person_names([row["referent_id"] for row in rows if row["referent_id"]])
    return [
        ReceivedAsking(
            id=row["id"],
            person=MemberPerson(asker.id, asker.name),
            email=asker.email,
            account_since=asker.since,
            model=row["model"],
            profession=row["profession"],
            structure=row["team"] or row["structure"],
            team_said_by=referents.get(row["referent_id"], "") if row["team"] else "",
            child=row["child"],
            reason=row["reason"],
            by_code=row["to_email"] == "",
            asked_at=row["asked_at"],
            expires_at=row["expires_at"],
        )
        for row in rows
        if (asker := askers.get(row["asker_id"])) is not None
    ]


async def take_code(person: Person, token: str, *, at: datetime) -> ReceivedAsking:
    """Of whoever shows it: from now on it waits for this person alone. Raises AskingCodeGone, TooManyAttempts."""
    await count_attempt(_LOOKS, str(person.id), at=at)
    digest = token_hash(token)
    taken = await queries.take(digest, person.id, at, until=at + WAITS) if digest else None
    found = [one for one in await received(person, at=at) if taken and one.id == taken["id"]]
    if not found:
        raise AskingCodeGone
    return found[0]


async def refuse(person: Person, asking_id: UUID, said: AskingRefused, *, at: datetime) -> None:
    """The asker reads, when its thirty days are over, that no access was given: as of an address that is nobody's. Raises NotFound."""
    row = await waiting(person, asking_id, at=at)
    await queries.refuse(row["id"], at)
    if said.never_again:
        await queries.keep_out(person.id, row["asker_id"], at)
        await queries.refuse_all(person.id, key(person.email), row["asker_id"], at)


async def waiting(person: Person, asking_id: UUID, *, at: datetime) -> queries.Row:
    """One that waits for them, held until the transaction ends. Raises NotFound."""
    row = await queries.asked(asking_id, person.id, key(person.email), at)
    if row is None:
        raise NotFound
    return row


async def kept_out(person: Person) -> list[KeptOutAsker]:
    rows = await queries.kept_out(person.id)
    names = await identity.person_names([row["asker_id"] for row in rows])
    return [
        KeptOutAsker(person=MemberPerson(row["asker_id"], names.get(row["asker_id"], "")), since=row["since"])
        for row in rows
    ]


async def let_ask(person: Person, asker_id: UUID) -> None:
    """Raises NotFound."""
    if not await queries.let_ask(person.id, asker_id):
        raise NotFound
