"""What a link's row holds of its token, so that the code can be shown again; and who reads, as a number.

sealed = nonce (12 B) | AES-256-GCM(k, nonce, token, associated data: the link's id), tag 16 B
k = HKDF-SHA256(the notebook's key, info "cs3 emergency link"): it dies with the notebook's key.
"""

import hashlib
import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Unreadable(Exception):
    """The bytes are not what was sealed for this link under this notebook's key."""


def seal_token(token: str, *, link_id: UUID, carnet_key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_derive(carnet_key, b"cs3 emergency link")).encrypt(
        nonce, token.encode(), link_id.bytes
    )


def unseal_token(sealed: bytes, *, link_id: UUID, carnet_key: bytes) -> str:
    """Raises Unreadable."""
    key = _derive(carnet_key, b"cs3 emergency link")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], link_id.bytes).decode()
    except (InvalidTag, ValueError) as cause:
        raise Unreadable from cause


def reader_id(*, address: str, user_agent: str, carnet_key: bytes) -> UUID:
    """The same device on the same network gives the same number; nobody without the key gets back from it to either."""
    key = _derive(carnet_key, b"cs3 emergency reader")
    told = hmac.digest(key, f"{address}\0{user_agent}".encode(), hashlib.sha256)
    return UUID(bytes=told[:16])


def _derive(key: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)
