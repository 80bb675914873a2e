"""Getting back in: an e-mail link, and a one-time code, a recovery code, or someone who vouches and 72 hours."""

from datetime import datetime
from typing import Literal

from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.identity import (
    addresses,
    limits,
    mailing,
    messages,
    notices,
    queries,
    recovery_queries,
    schemas,
    screens,
    second_factor,
    sessions,
    vouchers,
    vouching,
    way_queries,
)
from backend.rooms.identity.errors import LinkGone, VouchingNotReady
from backend.rooms.identity.queries import Row
from backend.rooms.identity.sessions import Device, Way
from backend.rooms.identity.signup import has_way_in
from backend.rooms.identity.tokens import new_token, token_hash


async def begin(*, email: str, language: str, address: str, at: datetime) -> schemas.Mail:
    """A link to a known address; to another one, a word that it has no account. The same statements run in both cases.

    Raises EmailWrong, TooManyAttempts.
    """
    clean, key = addresses.clean(email), addresses.key(email)
    await limits.count_mail(email_key=key, address=address, at=at)
    token = new_token()
    async with transaction():
        row = await queries.person_at(key)
        known = has_way_in(await way_queries.ways(row["id"] if row else new_id(at)))
        person_id = row["id"] if row and known else None
        await recovery_queries.drop_links(key, purpose="recovery")
        await recovery_queries.add_link(
            token_hash=token_hash(token) or b"",
            purpose="recovery" if person_id else "signup",
            email=clean,
            email_key=key,
            locale=language,
            person_id=person_id,
            expires_at=at + limits.RECOVERY_LINK if person_id else at,
        )
        if row and person_id:
            texts = messages.recovery(address=screens.address(screens.RECOVERY, token))
            return await mailing.tell_address(
                row["email"], texts, language=row["locale"], at=at, kept=limits.RECOVERY_LINK
            )
        texts = messages.no_account(sign_up_address=screens.address(screens.SIGN_UP))
        return await mailing.tell_address(clean, texts, language=language, at=at)


async def open_link(token: str, *, address: str, at: datetime) -> schemas.RecoveryOpened:
    """What the holder of the link may use next. Raises LinkGone, TooManyAttempts."""
    await limits.count_link(address=address, at=at)
    async with transaction():
        link = await _link(token, at=at)
        ways = await way_queries.ways(link["person_id"])
        shown = await vouching.shown(link["person_id"], at=at)
        can: list[Literal["otp", "recovery_code", "vouch"]] = []
        if ways["totp"]:
            can.append("otp")
        if ways["recovery_codes_left"]:
            can.append("recovery_code")
        free = shown is None or shown.state == "stopped"
        if free and await vouchers.may_be_asked(link["person_id"], at=at):
            can.append("vouch")
        later = await vouchers.first_from(link["person_id"], at=at)
    return schemas.RecoveryOpened(can=can, vouching=shown, vouch_from=later)


async def ask_vouch(token: str, *, address: str, at: datetime) -> schemas.VouchAsked:
    """Raises LinkGone, TooManyAttempts."""
    await limits.count_link(address=address, at=at)
    async with transaction():
        link = await _link(token, at=at)
        await queries.lock_person(link["person_id"])
        person = await queries.person(link["person_id"])
        assert person is not None
        return schemas.VouchAsked(ready_at=await vouching.ask(person, at=at))


async def complete(
    data: schemas.RecoveryCompleted, *, device: Device, replaces: str, address: str, at: datetime
) -> str:
    """A session that can only set up new ways in; the old ones serve until then. Its token.

    Raises LinkGone, WrongCode, VouchingNotReady, TooManyAttempts.
    """
    await limits.count_link(address=address, at=at)
    link = await _link(data.token, at=at)
    person_id = link["person_id"]
    right = None
    if data.otp is not None or data.recovery_code is not None:
        await limits.count_second(person_id=person_id, address=address, at=at)
    if data.otp is not None:
        right = await second_factor.check_otp(person_id, data.otp, at=at)
    async with transaction():
        if await recovery_queries.take_link(link["token_hash"], purpose="recovery", at=at) is None:
            raise LinkGone
        way: Way
        if right is not None:
            await second_factor.spend_otp(right)
            way = "recovery_otp"
        elif data.recovery_code is not None:
            await second_factor.spend_recovery_code(person_id, data.recovery_code, at=at)
            way = "recovery_code"
        elif await vouching.use(person_id, at=at):
            way = "vouch"
        else:
            raise VouchingNotReady
        if way != "vouch":
            await vouching.stop_own(person_id, at=at)
        await recovery_queries.drop_recovery_links(person_id)
        await mailing.tell([person_id], notices.of("recovery_begun"), at=at)
        token = await sessions.begin(
            person_id, strength="enrolling", way=way, device=device, replaces=replaces, at=at
        )
    if way != "vouch":
        await limits.forget_second(person_id=person_id)
    return token


async def stop(token: str, *, address: str, at: datetime) -> None:
    """Raises LinkGone, TooManyAttempts."""
    await limits.count_link(address=address, at=at)
    async with transaction():
        if not await vouching.stop_by_link(token, at=at):
            raise LinkGone


async def _link(token: str, *, at: datetime) -> Row:
    digest = token_hash(token)
    link = await recovery_queries.link(digest, purpose="recovery", at=at) if digest else None
    if link is None:
        raise LinkGone
    return link
