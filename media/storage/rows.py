"""Small secrets of a notebook that stand in rows: sealed with AES-256-GCM (NIST SP 800-38D) under a key of their own, made from the notebook's."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from media.storage.errors import Damaged

_NONCE = 12


class RowCipher:
    """`context` names the place; what was sealed for one does not open in another."""

    def __init__(self, key: bytes):
        """`key`: the carnet's, 32 bytes."""
        self._aead = AESGCM(HKDF(SHA256(), 32, salt=None, info=b"cs3 rows 1").derive(key))

    def seal(self, context: bytes, plain: bytes) -> bytes:
        """28 bytes longer. Nonces are random: fine for the 2**32 writings that a notebook never has."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._aead.encrypt(nonce, plain, context)

    def unseal(self, context: bytes, sealed: bytes) -> bytes:
        """Raises Damaged unless it is what was sealed for this place."""
        try:
            return self._aead.decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
        except (InvalidTag, ValueError):
            raise Damaged("a row is not what was sealed") from None
