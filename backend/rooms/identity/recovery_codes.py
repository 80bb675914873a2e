"""Ten recovery codes of 80 random bits, shown once, kept as hashes, each good once.

Written in four groups of four, without letters that look like digits (Crockford's base 32): `7K3M-Q2XD-0HVT-9BNC`.
A fast hash is enough because nobody can go through 2^80 codes; it is keyed by the person's id so that one search
does not serve for everybody (docs/decisions/0007-ways-in.md).
"""

import hashlib
import secrets
from uuid import UUID

COUNT = 10
LENGTH = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_DASHES = "-\u2010\u2011\u2013\u2014"
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_codes() -> list[str]:
    """Ten different codes, to be shown to the person and then forgotten."""
    codes: set[str] = set()
    while len(codes) < COUNT:
        letters = "".join(secrets.choice(_ALPHABET) for _ in range(LENGTH))
        codes.add("-".join(letters[i : i + 4] for i in range(0, LENGTH, 4)))
    return sorted(codes)


def plain(code: str) -> str | None:
    """The sixteen characters meant, however they were typed; None when it cannot be a code."""
    letters = "".join(c for c in code.upper() if not c.isspace() and c not in _DASHES).translate(_READ_AS)
    if len(letters) != LENGTH or any(c not in _ALPHABET for c in letters):
        return None
    return letters


def code_hash(*, person_id: UUID, code: str) -> bytes | None:
    """What is stored and looked for: BLAKE2b-256 keyed by the person's id; None when it cannot be a code."""
    letters = plain(code)
    if letters is None:
        return None
    return hashlib.blake2b(
        letters.encode(), key=person_id.bytes, digest_size=32, person=b"cs3-recovery"
    ).digest()
