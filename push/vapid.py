"""Who we are for a push service (RFC 8292): a P-256 key made once, and a signed header for each service.

The key's loss costs every subscription: phones were told it when they subscribed. It opens nothing of what CS3 keeps.
"""

import contextlib
import os
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import py_vapid  # pyright: ignore[reportMissingTypeStubs]
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LIFE = timedelta(hours=12)
"""Services refuse more than 24 hours; one signature serves for as long as this, less RENEWED."""
RENEWED = timedelta(hours=1)


class Vapid:
    """`subject`: a real `mailto:` or `https:` address, by which the push service reaches who runs CS3."""

    def __init__(self, private: ec.EllipticCurvePrivateKey, *, subject: str) -> None:
        self._private = private
        self._signer = cast(Any, py_vapid).Vapid02(private_key=private)
        self._subject = subject
        self._headers: dict[str, tuple[datetime, str]] = {}

    @classmethod
    def from_file(cls, path: Path, *, subject: str) -> "Vapid":
        """Reads the key; makes it (0600) when there is none. Two processes that start at once end with one.

        Raises ValueError when the file holds no such key, OSError when it cannot be read.
        """
        if not path.exists():
            _make(path)
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
            raise ValueError("not a P-256 key")
        return cls(private, subject=subject)

    @property
    def public(self) -> str:
        """The application server key, as a browser wants it: the uncompressed point, base64url without padding."""
        point = self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return urlsafe_b64encode(point).decode().rstrip("=")

    def secret(self, purpose: str) -> bytes:
        """32 bytes that only holders of the key can derive."""
        raw = self._private.private_numbers().private_value.to_bytes(32)
        return HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=f"cs3 {purpose}".encode()).derive(
            raw
        )

    def header(self, endpoint: str, *, at: datetime) -> str:
        """The `Authorization` for a service, signed once for many messages. A clock that jumped has it signed anew."""
        parts = urlsplit(endpoint)
        audience = f"{parts.scheme}://{parts.netloc}"
        signed, header = self._headers.get(audience, (None, ""))
        if signed is None or not signed <= at < signed + LIFE - RENEWED:
            claims = {"aud": audience, "sub": self._subject, "exp": int((at + LIFE).timestamp())}
            header = str(self._signer.sign(claims)["Authorization"])
            self._headers[audience] = (at, header)
        return header


def _make(path: Path) -> None:
    """Whole or not at all, and never over one that is there."""
    pem = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()
