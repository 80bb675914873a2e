"""What a link's row holds of its token and passcode, so that both can be shown again; and who reads, as a number.

sealed = nonce (12 B) | AES-256-GCM(k, nonce, token, associated data: the link's id), tag 16 B
passcode = the same, associated data: the link's id, then "passcode"
k = HKDF-SHA256(the notebook's key, info "cs3 emergency link"): it dies with the notebook's key.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12


class Unreadable(Exception):
    """The bytes are not what was sealed for this link under this notebook's key."""


def seal_token(token: str, *, link_id: UUID, carnet_key: bytes) -> bytes:
    return _seal(token, link_id.bytes, carnet_key)


def unseal_token(sealed: bytes, *, link_id: UUID, carnet_key: bytes) -> str:
    """Raises Unreadable."""
    return _unseal(sealed, link_id.bytes, carnet_key)


def seal_passcode(passcode: str, *, link_id: UUID, carnet_key: bytes) -> bytes:
    return _seal(passcode, link_id.bytes + b"passcode", carnet_key)


def unseal_passcode(sealed: bytes, *, link_id: UUID, carnet_key: bytes) -> str:
    """Raises Unreadable."""
    return _unseal(sealed, link_id.bytes + b"passcode", carnet_key)


def location_proof(*, link_id: UUID, ends: int, reader: UUID, carnet_key: bytes) -> str:
    """That this house gave `reader` an address that dies at `ends` (Unix seconds): whoever holds the code alone cannot write it."""
    key = _derive(carnet_key, b"cs3 emergency location")
    return hmac.digest(key, link_id.bytes + reader.bytes + str(ends).encode(), hashlib.sha256).hex()[:32]


def carer_secret(*, carer_id: UUID, carnet_key: bytes) -> str:
    """What the browser of who asked for the documents holds: 43 characters. The same asking sent twice gives the same."""
    key = _derive(carnet_key, b"cs3 emergency carer")
    return urlsafe_b64encode(hmac.digest(key, carer_id.bytes, hashlib.sha256)).decode().rstrip("=")


def _seal(text: str, bound_to: bytes, carnet_key: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_derive(carnet_key, b"cs3 emergency link")).encrypt(nonce, text.encode(), bound_to)


def _unseal(sealed: bytes, bound_to: bytes, carnet_key: bytes) -> str:
    key = _derive(carnet_key, b"cs3 emergency link")
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound_to).decode()
    except (InvalidTag, ValueError) as cause:
        raise Unreadable from cause


def reader_id(*, address: str, user_agent: str, carnet_key: bytes) -> UUID:
    """The same device on the same network gives the same number; nobody without the key gets back from it to either."""
    key = _derive(carnet_key, b"cs3 emergency reader")
    told = hmac.digest(key, f"{address}\0{user_agent}".encode(), hashlib.sha256)
    return UUID(bytes=told[:16])


def _derive(key: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)
