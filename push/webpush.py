"""Web Push (RFC 8030, 8188, 8291, 8292): one message to one phone, encrypted for it. The one place that knows pywebpush.

Its encoder is used with our own client, because its own waits in a thread, signs each message anew, follows redirects, and
resolves a name once to check it and once to call it. An outcome is returned; no table is known here.
"""

import asyncio
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from push.endpoints import Host, NotAPushService, allowed
from push.services import Service, Silent
from push.vapid import Vapid

# aiohttp and pywebpush are loaded by the first message that is sent: a quarter of a second of processor, which no start need pay.
if TYPE_CHECKING:
    import aiohttp

LARGEST = 3000
"""Bytes of a message before it is encrypted; services take 4 096 after."""
SECONDS = 15
LONGEST_WAIT = 3600
_BASE64 = re.compile(r"^[A-Za-z0-9_-]+={0,2}$")


class BadSubscription(ValueError):
    """The keys are not those of a phone. Nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """What a browser hands out: where to send, and the keys that only it can open with (base64url)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Sent:
    """The service has taken it. Whether a phone showed it, only the phone can say."""


@dataclass(frozen=True)
class Gone:
    """This phone is no longer reached by this address (404, 410): forget it."""


@dataclass(frozen=True)
class Later:
    """Not now; `seconds` is what the service asked for, or None."""

    reason: str
    seconds: int | None = None


@dataclass(frozen=True)
class Never:
    """Refused for good: this message, or us."""

    reason: str


Outcome = Sent | Gone | Later | Never
Turn = Callable[[], Awaitable[None]]


def check(subscription: Subscription, among: Sequence[Host]) -> None:
    """Raises NotAPushService, BadSubscription."""
    allowed(subscription.endpoint, among)
    point, secret = _bytes(subscription.p256dh), _bytes(subscription.auth)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    except ValueError:
        raise BadSubscription("p256dh is no point of the curve") from None
    if len(point) != 65 or len(secret) != 16:
        raise BadSubscription("keys of another length")


def topic_of(id: UUID) -> str:
    """At most 32 characters of base64url (RFC 8030 § 5.4): a later message of the same topic takes an earlier one's place."""
    return urlsafe_b64encode(id.bytes).decode().rstrip("=")


class Sender:
    """Connections are kept while it is open: `async with sender(vapid, among=hosts(…)) as send: …`."""

    def __init__(
        self, session: "aiohttp.ClientSession", vapid: Vapid, among: Sequence[Host], let_by: Turn
    ) -> None:
        self._session, self._vapid, self._among, self._let_by = session, vapid, among, let_by
        self._encrypting = asyncio.Lock()
        self._services: dict[str, Service] = defaultdict(Service)

    async def __call__(
        self,
        subscription: Subscription,
        message: bytes,
        *,
        topic: str,
        ttl: int,
        at: datetime,
        urgency: Literal["normal", "high"] = "high",
    ) -> Outcome:
        """`ttl`: seconds during which the service keeps it for a phone that is away; then it is dropped."""
        try:
            allowed(subscription.endpoint, self._among)
            if len(message) > LARGEST:
                return Never("too_large")
            service = self._services[urlsplit(subscription.endpoint).netloc]
            async with service.place():
                body = await self._encrypted(subscription, message)
                headers = self._headers(subscription, topic=topic, ttl=ttl, urgency=urgency, at=at)
                return await self._sent(service, subscription, body, headers, at)
        except NotAPushService:
            return Never("not_a_push_service")
        except BadSubscription:
            return Gone()
        except Silent:
            return Later("silent")

    def _headers(
        self, subscription: Subscription, *, topic: str, ttl: int, urgency: str, at: datetime
    ) -> dict[str, str]:
        return {
            "Authorization": self._vapid.header(subscription.endpoint, at=at),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(ttl),
            "Urgency": urgency,
            "Topic": topic,
        }

    async def _sent(
        self,
        service: Service,
        subscription: Subscription,
        body: bytes,
        headers: dict[str, str],
        at: datetime,
    ) -> Outcome:
        import aiohttp

        try:
            async with self._session.post(
                subscription.endpoint,
                data=body,
                headers=headers,
                allow_redirects=False,
                timeout=aiohttp.ClientTimeout(total=SECONDS),
            ) as answer:
                service.answered()
                return _outcome(answer.status, answer.headers.get("Retry-After", ""), at)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            # ValueError: a name that the resolver cannot spell.
            if not isinstance(error, TimeoutError):
                service.answered()
            return Later(type(error).__name__)

    async def _encrypted(self, subscription: Subscription, message: bytes) -> bytes:
        """One after the other, with a turn for everybody else in between: hundreds are sent at once, and people read meanwhile."""
        async with self._encrypting:
            await self._let_by()
            return _encrypted(subscription, message)


async def _turn() -> None:
    await asyncio.sleep(0)


@asynccontextmanager
async def sender(vapid: Vapid, *, among: Sequence[Host], let_by: Turn = _turn) -> AsyncGenerator[Sender]:
    """`let_by`: waited for before each message, for whoever else has something to do in this process."""
    import aiohttp

    from push.resolving import PublicOnly

    connector = aiohttp.TCPConnector(resolver=PublicOnly(among), limit=0, ttl_dns_cache=60)
    # How many connections there are, `Service` says for each. No cookies, no proxy from the environment, no body read beyond the headers.
    async with aiohttp.ClientSession(
        connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
    ) as session:
        yield Sender(session, vapid, among, let_by)


def _encrypted(subscription: Subscription, message: bytes) -> bytes:
    """The keys were looked at when the phone said them: here they only fail. Raises BadSubscription."""
    import pywebpush  # pyright: ignore[reportMissingTypeStubs]

    keys = {"p256dh": subscription.p256dh, "auth": subscription.auth}
    try:
        pusher = cast(Any, pywebpush).WebPusher({"endpoint": subscription.endpoint, "keys": keys})
        return bytes(pusher.encode(message)["body"])
    except Exception as cause:  # three libraries, each with errors of its own
        raise BadSubscription("keys that nothing can be encrypted for") from cause


def _outcome(status: int, retry_after: str, at: datetime) -> Outcome:
    if status in {200, 201, 202, 204}:
        return Sent()
    if status in {404, 410}:
        return Gone()
    if status == 429 or status >= 500:
        return Later(f"push_{status}", _wait(retry_after, at))
    return Never(f"push_{status}")


def _wait(retry_after: str, at: datetime) -> int | None:
    """Seconds, from either form (RFC 9110 § 10.2.3); an hour at most, whatever is asked."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:6]), LONGEST_WAIT)
    try:
        seconds = (parsedate_to_datetime(text) - at).total_seconds()
    except (TypeError, ValueError):
        return None
    return int(min(max(seconds, 0), LONGEST_WAIT))


def _bytes(text: str) -> bytes:
    if len(text) > 120 or not _BASE64.match(text):
        raise BadSubscription("not base64url")
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except ValueError:
        raise BadSubscription("not base64url") from None
