"""Sessions: a random token in a cookie, its digest in PostgreSQL, and what was proved, how and when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from backend.kit import runtime
from backend.kit.errors import NotFound, NotSignedIn
from backend.kit.ids import new_id
from backend.rooms.identity import devices, queries, schemas
from backend.rooms.identity.errors import FreshProofNeeded, StillEnrolling
from backend.rooms.identity.limits import ABSOLUTE, CLOCK_SKEW, ENROLLING, FRESH, IDLE, PENDING, SEEN_EVERY
from backend.rooms.identity.tokens import new_token, token_hash

Connection = ASGIConnection[Any, Any, Any, Any]
Strength = Literal["enrolling", "strong"]
Way = Literal["signup", "passkey", "code", "recovery_otp", "recovery_code", "vouch"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Someone signed in, with the strength and age of their proof. `device` in words, in their language."""

    id: UUID
    email: str
    given_name: str
    family_name: str
    locale: Literal["fr", "en"]
    session_id: UUID
    strength: Strength
    way: Way
    session_since: datetime
    proved_at: datetime | None
    device: str

    @property
    def recovers(self) -> bool:
        """Whether this session sets up new ways in while the old ones still serve."""
        return self.strength == "enrolling" and self.way != "signup"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    def fresh_until(self, at: datetime) -> datetime | None:
        """Until when the last proof is fresh; None when it is not. A proof from the future proves nothing."""
        if self.strength != "strong" or self.proved_at is None or self.proved_at > at + CLOCK_SKEW:
            return None
        until = self.proved_at + FRESH
        return until if until > at else None


@dataclass(frozen=True, kw_only=True)
class Device:
    """What is kept of a User-Agent."""

    browser: str
    system: str


def device_of(connection: Connection) -> Device:
    browser, system = devices.read(connection.headers.get("user-agent", ""))
    return Device(browser=browser, system=system)


WHOSE = "CS3-Person"
"""Request header: the number of the person for whom something is sent, by a phone where somebody else may have signed in meanwhile."""


async def identify_any(connection: Connection) -> Person:
    """The person of this connection's cookie, even one who has no way in yet. Raises NotSignedIn, for another than WHOSE says too."""
    state: dict[str, Any] = connection.scope["state"]
    known = state.get("person")
    if isinstance(known, Person):
        return known
    person = await person_of(connection.cookies.get(session_cookie_name(), ""), at=runtime.get().clock.now())
    if connection.headers.get(WHOSE, str(person.id)) != str(person.id):
        raise NotSignedIn
    state["person"] = person
    state["language"] = person.locale
    return person


async def person_of(token: str, *, at: datetime) -> Person:
    """Raises NotSignedIn when the token opens no living session."""
    digest = token_hash(token)
    row = await queries.session(digest, at=at, idle=IDLE) if digest else None
    if row is None:
        raise NotSignedIn
    if row["last_seen_at"] <= at - SEEN_EVERY:
        await queries.touch_session(row["session_id"], at=at, every=SEEN_EVERY)
    return Person(
        id=row["id"],
        email=row["email"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        locale=row["locale"],
        session_id=row["session_id"],
        strength=row["strength"],
        way=row["way"],
        session_since=row["session_created_at"],
        proved_at=row["proved_at"],
        device=devices.label(browser=row["browser"], system=row["system"], locale=row["locale"]),
    )


async def identify(connection: Connection) -> Person:
    """The person of this connection, strongly signed in. Raises NotSignedIn, or StillEnrolling."""
    person = await identify_any(connection)
    if person.strength != "strong":
        raise StillEnrolling
    return person


def require_fresh_proof(person: Person) -> None:
    """A passkey or a code within the last five minutes. Raises FreshProofNeeded."""
    if person.fresh_until(runtime.get().clock.now()) is None:
        raise FreshProofNeeded


def require_proof_for_ways(person: Person) -> None:
    """Adding a way in: fresh proof, or a session that exists for nothing else. Raises FreshProofNeeded."""
    if person.strength == "strong":
        require_fresh_proof(person)


async def hold(person: Person) -> None:
    """One change of a person's ways in at a time, in this transaction, and only while the session that asks stands as it
    was: a password takes time to hash, and may have been signed out meanwhile. Raises NotSignedIn."""
    await queries.lock_person(person.id)
    if not await queries.session_stands(person.session_id, strength=person.strength):
        raise NotSignedIn


async def begin(
    person_id: UUID,
    *,
    strength: Strength,
    way: Way,
    device: Device,
    replaces: str,
    at: datetime,
    passkey_id: UUID | None = None,
) -> str:
    """A new session's token. `replaces`: the cookie that came with the request, whose session ends here."""
    id, old = new_id(at), token_hash(replaces)
    if old:
        await queries.hand_on_push(old, person_id=person_id, session_id=id)
        await queries.end_session_of_token(old)
    token, digest = _fresh_token()
    await queries.add_session(
        id=id,
        token_hash=digest,
        person_id=person_id,
        strength=strength,
        way=way,
        passkey_id=passkey_id,
        browser=device.browser,
        system=device.system,
        at=at,
        proved_at=at if strength == "strong" else None,
        expires_at=at + (ABSOLUTE if strength == "strong" else ENROLLING),
    )
    return token


async def strengthen(person: Person, *, way: Way, passkey_id: UUID | None, at: datetime) -> str:
    """The enrolling session becomes a strong one, under a new token."""
    token, digest = _fresh_token()
    await queries.renew_session(
        person.session_id, token_hash=digest, way=way, passkey_id=passkey_id, at=at, expires_at=at + ABSOLUTE
    )
    return token


async def sign_out(token: str) -> None:
    digest = token_hash(token)
    if digest:
        await queries.end_session_of_token(digest)


async def list_of(person: Person, *, at: datetime, language: str) -> list[schemas.Session]:
    return [
        schemas.Session(
            id=row["id"],
            label=devices.label(browser=row["browser"], system=row["system"], locale=language),
            created_at=row["created_at"],
            last_seen_at=row["last_seen_at"],
            current=row["id"] == person.session_id,
        )
        for row in await queries.sessions(person.id, at=at, idle=IDLE)
    ]


async def end(person: Person, session_id: UUID) -> None:
    """Raises NotFound for one that is not this person's."""
    if not await queries.end_session(session_id, person_id=person.id):
        raise NotFound


async def end_others(person: Person) -> None:
    await queries.end_other_sessions(person.id, keep=person.session_id)
    await queries.drop_pending_of(person.id)


def session_cookie_name() -> str:
    """`__Host-` makes the browser refuse it without Secure, with a Domain, or from a sub-domain; it needs TLS."""
    return "__Host-cs3_session" if runtime.get().settings.https else "cs3_session"


def pending_cookie_name() -> str:
    return "__Host-cs3_pending" if runtime.get().settings.https else "cs3_pending"


def session_cookie(token: str) -> Cookie:
    return _cookie(session_cookie_name(), token, int(ABSOLUTE.total_seconds()))


def pending_cookie(token: str) -> Cookie:
    return _cookie(pending_cookie_name(), token, int(PENDING.total_seconds()))


def no_session_cookie() -> Cookie:
    return _cookie(session_cookie_name(), "", 0)


def no_pending_cookie() -> Cookie:
    return _cookie(pending_cookie_name(), "", 0)


def _cookie(name: str, value: str, seconds: int) -> Cookie:
    # Lax: a link in an e-mail or a message opens a screen or a document as the person signed in, and a GET changes
    # nothing; changes are refused without our own Origin.
    secure = runtime.get().settings.https
    return Cookie(
        key=name, value=value, path="/", httponly=True, samesite="lax", secure=secure, max_age=seconds
    )


def _fresh_token() -> tuple[str, bytes]:
    token = new_token()
    digest = token_hash(token)
    assert digest is not None
    return token, digest
