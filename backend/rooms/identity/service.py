"""What other rooms ask of identity: who is signed in, what people are called, and that they be told something."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from backend.kit import runtime
from backend.rooms.identity import demo, mailing, queries, recovery_queries, resealing, telling, undelivered
from backend.rooms.identity.addresses import key
from backend.rooms.identity.delivery import mail_mode
from backend.rooms.identity.errors import EmailWrong
from backend.rooms.identity.late_letters import Unshown, written_by
from backend.rooms.identity.letters import Letter, Link
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.queries import Row
from backend.rooms.identity.sessions import Person, identify, require_fresh_proof
from backend.rooms.identity.telling import Answer, Told, answered_by
from backend.rooms.identity.vouchers import CoRepresentative, CoRepresentatives, co_representatives_from

__all__ = [
    "Answer",
    "CoRepresentative",
    "CoRepresentatives",
    "KnownPerson",
    "Letter",
    "Link",
    "Person",
    "Texts",
    "Told",
    "Unshown",
    "answered_by",
    "co_representatives_from",
    "create_demo_person",
    "forget_carnet",
    "identify",
    "mail_mode",
    "person_at",
    "person_by_id",
    "person_names",
    "require_fresh_proof",
    "reseal",
    "sealed_by_old_keys",
    "take_back_from",
    "take_back_told",
    "tell",
    "tell_phones",
    "undelivered_to_addresses",
    "undelivered_to_people",
    "write_to",
    "written_by",
]

create_demo_person = demo.create_demo_person
reseal = resealing.reseal
sealed_by_old_keys = resealing.sealed_by_old_keys
tell_phones = telling.tell
take_back_from = telling.take_back_from
take_back_told = telling.take_back
undelivered_to_people = undelivered.to_people
undelivered_to_addresses = undelivered.to_addresses


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """Someone with an account; every address was proved by a link before the account was opened."""

    id: UUID
    email: str
    given_name: str
    family_name: str
    locale: Literal["fr", "en"]
    since: datetime
    """When the account was opened."""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"


async def forget_carnet(carnet_id: UUID) -> None:
    """What was told of a notebook that is erased, and who was asked to vouch in its name; in this transaction."""
    await telling.take_back(f"/c/{carnet_id}")
    await recovery_queries.forget_carnet(carnet_id)


async def person_by_id(person_id: UUID) -> KnownPerson | None:
    return _known(await queries.person(person_id))


async def people_by_ids(person_ids: Iterable[UUID]) -> dict[UUID, KnownPerson]:
    """An id that is no longer anybody's is absent."""
    rows = await queries.people(list(dict.fromkeys(person_ids)))
    return {known.id: known for known in map(_known, rows) if known}


async def person_at(email: str) -> KnownPerson | None:
    """The person of an address, for rooms that never tell an outsider whether there is one."""
    try:
        return _known(await queries.person_at(key(email)))
    except EmailWrong:
        return None


async def person_names(person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Names to show; an id that is no longer anybody's is absent."""
    rows = await queries.people(list(dict.fromkeys(person_ids)))
    return {row["id"]: f"{row['given_name']} {row['family_name']}" for row in rows}


async def tell(person_ids: Iterable[UUID], texts: Texts, *, at: datetime | None = None) -> None:
    """One e-mail to each person in their language, queued in this transaction."""
    await mailing.tell(person_ids, texts, at=at or runtime.get().clock.now())


async def write_to(
    email: str, texts: Texts, *, language: str, at: datetime | None = None
) -> Literal["sent", "outbox"]:
    """One e-mail to an address that may have no account, queued in this transaction."""
    return await mailing.tell_address(email, texts, language=language, at=at or runtime.get().clock.now())


def _known(row: Row | None) -> KnownPerson | None:
    if row is None:
        return None
    return KnownPerson(
        id=row["id"],
        email=row["email"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        locale=row["locale"],
        since=row["created_at"],
    )
