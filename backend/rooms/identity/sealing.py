"""What the database holds but must not tell: one-time code secrets and messages waiting to leave.

A random key for each, wrapped by the server's key; AES-256-GCM bound to the row it belongs to, so that one row's
secret does not open in another's place.
"""

import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from media.storage.errors import Damaged, KeysUnusable
from media.storage.keys import KeyService


class Unreadable(Exception):
    """The bytes are not what was sealed for this row, or the server's key is not the one."""


async def seal(plain: bytes, *, owner: UUID, purpose: str, keys: KeyService) -> bytes:
    key = AESGCM.generate_key(256)
    wrapped = await keys.wrap(owner, key)
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(key).encrypt(nonce, plain, _bound(owner, purpose))
    return len(wrapped).to_bytes(2) + wrapped + nonce + sealed


async def unseal(data: bytes, *, owner: UUID, purpose: str, keys: KeyService) -> bytes:
    """Raises Unreadable."""
    split = 2 + int.from_bytes(data[:2])
    wrapped, nonce, sealed = data[2:split], data[split : split + 12], data[split + 12 :]
    try:
        key = await keys.unwrap(owner, wrapped)
        return AESGCM(key).decrypt(nonce, sealed, _bound(owner, purpose))
    except (InvalidTag, ValueError, Damaged, KeysUnusable) as cause:
        raise Unreadable from cause


def wrapped_key(data: bytes) -> bytes:
    """The wrapped key in front of what `seal` made."""
    return data[2 : 2 + int.from_bytes(data[:2])]


def _bound(owner: UUID, purpose: str) -> bytes:
    return owner.bytes + purpose.encode()
