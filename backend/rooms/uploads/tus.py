"""tus 1.0.0 (https://tus.io/protocols/resumable-upload): its headers, read and written. Pure."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, ClassVar

from backend.kit.errors import BadRequest, Invalid

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
ALGORITHMS = ("sha256", "sha1", "md5")
PIECE = "application/offset+octet-stream"
_KEY = re.compile(r"^[A-Za-z0-9_.-]{1,40}$")
MOST_COUNT = 10**15 - 1
"""Bytes: of what is said to be longer, it need not be known how much."""
MOST_METADATA = 20_000
"""Characters of the header: the longest note (2 000), twenty tags of 40 and a name of 255, all of four bytes each, are
16 400 in base 64; the rest is for the other keys."""


@dataclass(frozen=True)
class State:
    """Bytes that stand and bytes in all; until when the rest is awaited, and what was said of it, while it is."""

    offset: int
    length: int
    expires_at: datetime | None = None
    metadata: str = ""

    def headers(self) -> dict[str, str]:
        told = {"Upload-Offset": str(self.offset), "Upload-Length": str(self.length)}
        if self.expires_at:
            told["Upload-Expires"] = expires(self.expires_at)
        if self.metadata:
            told["Upload-Metadata"] = self.metadata
        return told


class UnknownChecksum(BadRequest):
    code = "unknown_checksum"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Somme de contrôle inconnue : sha256, sha1 ou md5.",
        "en": "Unknown checksum: sha256, sha1 or md5.",
    }


def wrong(name: str, french: str, english: str) -> Invalid:
    return Invalid({name: {"fr": french, "en": english}})


def read_metadata(header: str) -> dict[str, str]:
    """Upload-Metadata: `key base64, key base64`. Raises Invalid (Upload-Metadata)."""
    problem = wrong(
        "Upload-Metadata", "Ces renseignements ne se lisent pas.", "This information cannot be read."
    )
    if len(header) > MOST_METADATA:
        raise problem
    values: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, encoded = pair.partition(" ")
        if not _KEY.match(key) or key in values:
            raise problem
        try:
            values[key] = base64.b64decode(encoded.strip(), validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            raise problem from None
    return values


def read_count(name: str, text: str) -> int:
    """A whole number of bytes. Raises Invalid."""
    if not re.fullmatch(r"[0-9]{1,15}", text):  # `MOST_COUNT`
        raise wrong(name, "Donnez un nombre d’octets.", "Give a number of bytes.")
    return int(text)


@dataclass(frozen=True)
class Checksum:
    algorithm: str
    digest: bytes

    def start(self) -> Any:
        return hashlib.new(self.algorithm, usedforsecurity=False)


def read_checksum(header: str) -> Checksum | None:
    """Upload-Checksum: `algorithm base64`; None when absent. Raises UnknownChecksum."""
    if not header:
        return None
    algorithm, _, encoded = header.strip().partition(" ")
    try:
        digest = base64.b64decode(encoded.strip(), validate=True)
    except binascii.Error:
        digest = b""
    if (
        algorithm not in ALGORITHMS
        or len(digest) != hashlib.new(algorithm, usedforsecurity=False).digest_size
    ):
        raise UnknownChecksum
    return Checksum(algorithm, digest)


def expires(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
