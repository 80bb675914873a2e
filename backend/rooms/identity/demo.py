"""People for a demonstration: the only accounts made without a link, and only where CS3 was started with --demo."""

import secrets
from base64 import b32decode
from datetime import datetime
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.rooms.identity import addresses, codes, passwords, queries, sealing, way_queries


async def create_demo_person(
    *,
    email: str,
    given_name: str,
    family_name: str,
    locale: str,
    password: str,
    totp_secret: str,
    at: datetime,
) -> UUID:
    """In the caller's transaction; the person's id, also when they exist already. `totp_secret` in base32.

    Raises RuntimeError outside a demonstration.
    """
    if not runtime.get().settings.demo:
        raise RuntimeError("demonstration people exist only where CS3 was started with --demo")
    known = await queries.person_at(addresses.key(email))
    if known is not None:
        return known["id"]
    person_id, totp_id = new_id(at), new_id(at)
    await queries.add_person(
        id=person_id,
        handle=secrets.token_bytes(32),
        email=addresses.clean(email),
        email_key=addresses.key(email),
        given_name=given_name,
        family_name=family_name,
        locale=locale,
        at=at,
    )
    await way_queries.set_password(person_id, hash=await passwords.make_hash(password), at=at)
    sealed = await sealing.seal(
        b32decode(totp_secret), owner=totp_id, purpose="totp", keys=runtime.get().keys
    )
    await way_queries.begin_totp(id=totp_id, person_id=person_id, sealed=sealed, at=at)
    # As if confirmed a minute ago, so that the codes of now and of the step before are still good.
    await way_queries.confirm_totp(person_id, totp_id=totp_id, step=codes.step_at(at) - 2, at=at)
    return person_id
