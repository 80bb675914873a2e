"""Opening an account: an e-mail link, a name, then ways in. Nobody learns from it whether an address has one."""

import secrets
from datetime import datetime

from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.kit.transaction import transaction
from backend.rooms.identity import (
    addresses,
    limits,
    mailing,
    messages,
    queries,
    recovery_queries,
    screens,
    sessions,
    way_queries,
)
from backend.rooms.identity.errors import LinkGone
from backend.rooms.identity.queries import Row
from backend.rooms.identity.schemas import CompleteSignUp, Mail
from backend.rooms.identity.sessions import Device
from backend.rooms.identity.tokens import new_token, token_hash


def has_way_in(ways: Row) -> bool:
    return ways["passkeys"] > 0 or (ways["password"] and ways["totp"])


async def begin(*, email: str, locale: str, address: str, at: datetime) -> Mail:
    """A link to a new address; to a known one, a word that it is known. The same statements run in both cases.

    Raises EmailWrong, TooManyAttempts.
    """
    clean, key = addresses.clean(email), addresses.key(email)
    await limits.count_mail(email_key=key, address=address, at=at)
    token = new_token()
    async with transaction():
        row = await queries.person_at(key)
        known = has_way_in(await way_queries.ways(row["id"] if row else new_id(at)))
        await recovery_queries.drop_links(key, purpose="signup")
        await recovery_queries.add_link(
            token_hash=token_hash(token) or b"",
            purpose="signup",
            email=clean,
            email_key=key,
            locale=locale,
            expires_at=at if known else at + limits.SIGN_UP_LINK,
        )
        if row and known:
            texts = messages.already_here(
                sign_in=screens.address(screens.SIGN_IN), recover=screens.address(screens.ASK_RECOVERY)
            )
            return await mailing.tell_address(row["email"], texts, language=row["locale"], at=at)
        texts = messages.sign_up(address=screens.address(screens.WELCOME, token))
        return await mailing.tell_address(clean, texts, language=locale, at=at, kept=limits.SIGN_UP_LINK)


async def complete(data: CompleteSignUp, *, device: Device, replaces: str, address: str, at: datetime) -> str:
    """The address is proved: the person exists, with a session that can only set up ways in. Its token.

    Raises LinkGone, Invalid, TooManyAttempts.
    """
    await limits.count_link(address=address, at=at)
    given, family = one_line(data.given_name, "given_name"), one_line(data.family_name, "family_name")
    async with transaction():
        digest = token_hash(data.token)
        link = await recovery_queries.take_link(digest, purpose="signup", at=at) if digest else None
        if link is None:
            raise LinkGone
        person = await queries.add_person(
            id=new_id(at),
            handle=secrets.token_bytes(32),
            email=link["email"],
            email_key=link["email_key"],
            given_name=given,
            family_name=family,
            locale=data.locale,
            at=at,
        )
        if person is None:
            person = await _begun_before(link["email_key"])
            await queries.prove_address_again(person["id"], email=link["email"], at=at)
            await queries.change_person(
                person["id"], given_name=given, family_name=family, locale=data.locale
            )
        return await sessions.begin(
            person["id"], strength="enrolling", way="signup", device=device, replaces=replaces, at=at
        )


async def _begun_before(email_key: str) -> Row:
    """Someone who proved the address once and left before choosing a way in: what they half set up goes."""
    person = await queries.person_at(email_key)
    assert person is not None
    await queries.lock_person(person["id"])
    if has_way_in(await way_queries.ways(person["id"])):
        raise LinkGone
    await way_queries.remove_password(person["id"])
    await way_queries.remove_totp(person["id"])
    await way_queries.remove_recovery_codes(person["id"])
    await queries.end_other_sessions(person["id"], keep=None)
    return person
