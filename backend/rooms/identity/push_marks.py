"""The token inside a notification: says which phone showed which, and can be made by nobody who has not opened it.

notification (16 B) | phone (16 B) | HMAC-SHA256 of both (first 16 B), base64url.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from push.vapid import Vapid

_MAC = 16


def secret_of(vapid: Vapid) -> bytes:
    return vapid.secret("notification marks")


def make(notification_id: UUID, device_id: UUID, *, secret: bytes) -> str:
    said = notification_id.bytes + device_id.bytes
    return urlsafe_b64encode(said + _mac(said, secret)).decode()


def read(mark: str, *, secret: bytes) -> tuple[UUID, UUID] | None:
    """(notification, phone), or None for what was not made here."""
    try:
        raw = urlsafe_b64decode(mark)
    except ValueError:
        return None
    said, mac = raw[:32], raw[32:]
    if len(raw) != 32 + _MAC or not hmac.compare_digest(mac, _mac(said, secret)):
        return None
    return UUID(bytes=said[:16]), UUID(bytes=said[16:])


def _mac(said: bytes, secret: bytes) -> bytes:
    return hmac.new(secret, said, hashlib.sha256).digest()[:_MAC]
