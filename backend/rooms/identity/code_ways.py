"""Setting and removing the password, the one-time codes and the recovery codes."""

from datetime import datetime

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.identity import (
    codes,
    enrolling,
    limits,
    mailing,
    notices,
    passwords,
    queries,
    recovery_codes,
    schemas,
    sealing,
    sessions,
    way_queries,
)
from backend.rooms.identity.errors import (
    CommonPasswordChosen,
    LastWayIn,
    PasswordFirst,
    WeakPasswordChosen,
    WrongCode,
)
from backend.rooms.identity.sessions import Person


async def set_password(person: Person, password: str, *, at: datetime) -> str | None:
    """Ends the sessions that the old one opened. The session's new token when this completed a way in; in a recovery the
    old password serves until then.

    Raises WeakPasswordChosen, CommonPasswordChosen, TooManyAttempts.
    """
    await limits.count_new_password(person_id=person.id, at=at)
    try:
        await passwords.check(password, about=[person.email, person.given_name, person.family_name])
        hash = await passwords.make_hash(password)
    except passwords.WeakPassword:
        raise WeakPasswordChosen from None
    except passwords.CommonPassword:
        raise CommonPasswordChosen from None
    async with transaction():
        await sessions.hold(person)
        if person.recovers:
            await queries.keep_password(person.session_id, hash=hash)
            return await enrolling.finish_with_kept_password(person, at=at)
        await way_queries.set_password(person.id, hash=hash, at=at)
        await queries.drop_pending_of(person.id)
        await queries.end_code_sessions(person.id, keep=person.session_id)
        token = await enrolling.finish_with_code(person, at=at)
        if person.strength == "strong":
            await mailing.tell([person.id], notices.of("password_set"), at=at)
    return token


async def begin_totp(person: Person, *, at: datetime) -> schemas.TotpBegun:
    """A new secret, shown now and never again. The one before serves until this one is confirmed."""
    secret, totp_id = codes.new_secret(), new_id(at)
    sealed = await sealing.seal(secret, owner=totp_id, purpose="totp", keys=runtime.get().keys)
    async with transaction():
        await sessions.hold(person)
        await way_queries.begin_totp(id=totp_id, person_id=person.id, sealed=sealed, at=at)
    uri = codes.enrolment_uri(secret=secret, account=person.email)
    return schemas.TotpBegun(secret=codes.spelled(secret), uri=uri, qr_svg=codes.qr_svg(uri))


async def confirm_totp(person: Person, code: str, *, at: datetime) -> tuple[list[str], str | None]:
    """Ten new recovery codes, and the session's new token when this completed a way in. Raises WrongCode, PasswordFirst."""
    row = await way_queries.totp(person.id, confirmed=False)
    if row is None:
        raise WrongCode
    secret = await sealing.unseal(row["sealed"], owner=row["id"], purpose="totp", keys=runtime.get().keys)
    step = codes.matching_step(secret=secret, code=code, now=at, after=row["last_step"])
    if step is None:
        raise WrongCode
    async with transaction():
        await sessions.hold(person)
        if person.recovers and await queries.kept_password(person.session_id) is None:
            raise PasswordFirst  # alone it would replace the old one, and open nothing
        if not await way_queries.confirm_totp(person.id, totp_id=row["id"], step=step, at=at):
            raise WrongCode
        new = await _new_recovery_codes(person, at=at)
        await queries.drop_pending_of(person.id)
        await queries.end_code_sessions(person.id, keep=person.session_id)
        if person.recovers:
            token = await enrolling.finish_with_kept_password(person, at=at)
        else:
            token = await enrolling.finish_with_code(person, at=at)
        if person.strength == "strong":
            await mailing.tell([person.id], notices.of("totp_set"), at=at)
    return new, token


async def remove_totp(person: Person, *, at: datetime) -> None:
    """The password goes too, since it opens nothing alone. Raises LastWayIn when there is no passkey."""
    await sessions.hold(person)
    ways = await way_queries.ways(person.id)
    if not ways["passkeys"]:
        raise LastWayIn
    await way_queries.remove_totp(person.id)
    await way_queries.remove_password(person.id)
    await queries.drop_pending_of(person.id)
    await queries.end_code_sessions(person.id, keep=person.session_id)
    if ways["password"] or ways["totp"]:
        await mailing.tell([person.id], notices.of("totp_removed"), at=at)


async def renew_recovery_codes(person: Person, *, at: datetime) -> list[str]:
    """Ten new ones; those before no longer serve."""
    await sessions.hold(person)
    new = await _new_recovery_codes(person, at=at)
    await mailing.tell([person.id], notices.of("codes_renewed"), at=at)
    return new


async def _new_recovery_codes(person: Person, *, at: datetime) -> list[str]:
    new = recovery_codes.new_codes()
    hashes = [hash for code in new if (hash := recovery_codes.code_hash(person_id=person.id, code=code))]
    await way_queries.replace_recovery_codes(person.id, hashes=hashes, at=at)
    return new
