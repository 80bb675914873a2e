"""How long things live; and how many attempts, and by whom: always by account and by network address, always before anything is verified.

The account's limits keep one person's secret from being guessed from many places; the address's keep one place from
trying many accounts. A whole hospital may share one address, so the address's limits are wide.
"""

import ipaddress
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt, forget_attempts, take_back_attempt

# A phone used once a fortnight stays signed in; one touch of a passkey renews it. See docs/decisions/0007-ways-in.md.
IDLE = timedelta(days=14)
ABSOLUTE = timedelta(days=90)
ENROLLING = timedelta(hours=1)
PENDING = timedelta(minutes=5)
FRESH = timedelta(minutes=5)
# Several servers' clocks differ a little: a proof from this far ahead is still one.
CLOCK_SKEW = timedelta(seconds=30)
SEEN_EVERY = timedelta(minutes=1)
CHALLENGE = timedelta(minutes=5)

SIGN_UP_LINK = timedelta(hours=24)
RECOVERY_LINK = timedelta(minutes=30)
READY_LINK = timedelta(hours=24)
VOUCHING_WAIT = timedelta(hours=72)
# Represented the same notebook together, before one may vouch for the other: vouchers.py says why.
VOUCHING_TOGETHER = timedelta(days=30)
VOUCHING_ASKED_FOR = timedelta(days=14)
VOUCHING_READY_FOR = timedelta(days=7)

_QUARTER = timedelta(minutes=15)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

PASSWORD = Limit("identity.password.account", 10, _QUARTER)
PASSWORD_FROM = Limit("identity.password.address", 300, _QUARTER)
# With 3 of 10^6 codes good at any moment, 40 tries a day find one in 23 years on average, knowing the password.
# Each costs an estimate and a hash; nobody needs as many to find a password that is accepted.
NEW_PASSWORD = Limit("identity.password.new", 20, _QUARTER)
SECOND = Limit("identity.second.account", 10, _QUARTER)
SECOND_DAY = Limit("identity.second.account.day", 40, _DAY)
SECOND_FROM = Limit("identity.second.address", 300, _QUARTER)
PASSKEY_FROM = Limit("identity.passkey.address", 300, _QUARTER)
MAIL = Limit("identity.mail.account", 5, _HOUR)
MAIL_FROM = Limit("identity.mail.address", 60, _HOUR)
# Each tells everyone concerned: asked, stopped and asked again without end, it would wear them down.
VOUCHINGS = Limit("identity.vouching.account", 3, _DAY)
LINK_FROM = Limit("identity.link.address", 300, _QUARTER)


def place(address: str) -> str:
    """An IPv4 address as it is; an IPv6 one as its /64, which is what one subscriber has."""
    try:
        parsed = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


async def count_password(*, email_key: str, address: str, at: datetime) -> None:
    """Raises TooManyAttempts, the same for addresses with and without an account."""
    await count_attempt(PASSWORD_FROM, place(address), at=at)
    await count_attempt(PASSWORD, email_key, at=at)


async def forget_password(*, email_key: str) -> None:
    await forget_attempts(PASSWORD, email_key)


async def count_second(*, person_id: UUID, address: str, at: datetime) -> None:
    """One-time and recovery codes share their count, at sign-in, for a proof and in recovery. Raises TooManyAttempts."""
    await count_attempt(SECOND_FROM, place(address), at=at)
    await count_attempt(SECOND, str(person_id), at=at)
    # Only what the quarter of an hour let through: fifty tries at once do not close a whole day.
    await count_attempt(SECOND_DAY, str(person_id), at=at)


async def forget_second(*, person_id: UUID) -> None:
    """After a right code. The day keeps its wrong ones: who holds a stolen password must not get forty more each time
    its owner signs in."""
    await forget_attempts(SECOND, str(person_id))
    await take_back_attempt(SECOND_DAY, str(person_id))


async def count_mail(*, email_key: str, address: str, at: datetime) -> None:
    """Messages that anybody can have sent to an address. Raises TooManyAttempts."""
    await count_attempt(MAIL_FROM, place(address), at=at)
    await count_attempt(MAIL, email_key, at=at)


async def count_passkey(*, address: str, at: datetime) -> None:
    await count_attempt(PASSKEY_FROM, place(address), at=at)


async def count_new_password(*, person_id: UUID, at: datetime) -> None:
    await count_attempt(NEW_PASSWORD, str(person_id), at=at)


async def count_vouching(*, person_id: UUID, at: datetime) -> None:
    await count_attempt(VOUCHINGS, str(person_id), at=at)


async def count_link(*, address: str, at: datetime) -> None:
    await count_attempt(LINK_FROM, place(address), at=at)


PUSH_PATIENCE = timedelta(minutes=10)
"""How long a phone has to say that it showed a notification; then an e-mail leaves."""
