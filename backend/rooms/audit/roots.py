"""Signed roots (Ed25519): what the whole trace was at one moment, and which root came before."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from backend.rooms.audit.sealed_lines import packed, written

FIRST = bytes(32)
"""What stands for the root before the first one."""


class Root(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Hashes and signature in hexadecimal.

    number: from 1, one more each. size, hash: of the server's tree. previous: digest of the root before; of the first one, and of the
    first one after a key was lost, FIRST: it goes on from no other. ended_before: lines sealed
    before that moment may have ended, by the length for which traces are kept; None: none has. key: the public key that signed.
    renewals: how many keys there were before it.
    """

    number: int
    at: str
    size: int
    hash: str
    previous: str
    ended_before: str | None
    key: str
    renewals: int
    signature: str


class Handover(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """One public key took the place of another: both signed it, so that who trusts either may trust the other.

    lost: when the other was said to be lost. It signed nothing then, `signature` is empty: the new one says alone that the seal began
    again, and who trusts the other has only that word.
    """

    key: str
    by: str
    signature: str
    accepted: str
    lost: str | None = None


def root_body(
    *,
    number: int,
    at: datetime,
    size: int,
    hash: bytes,
    previous: bytes,
    ended_before: datetime | None,
    key: str,
    renewals: int,
) -> bytes:
    ended = written(ended_before) if ended_before else None
    return _packed(number, written(at), size, hash.hex(), previous.hex(), ended, key, renewals)


def body_of(root: Root) -> bytes:
    return _packed(
        root.number, root.at, root.size, root.hash, root.previous, root.ended_before, root.key, root.renewals
    )  # fmt: skip


def _packed(*values: str | int | None) -> bytes:
    return packed("cs3 root 1", *(None if value is None else str(value) for value in values))


def digest(body: bytes) -> bytes:
    """What the next root says of this one."""
    return sha256(body).digest()


def handover_body(key: str, by: str, lost: str | None = None) -> bytes:
    return packed("cs3 seal key 1", key, by) if lost is None else packed("cs3 seal lost 1", key, by, lost)


def is_handed_over(one: Handover) -> bool:
    body = handover_body(one.key, one.by, one.lost)
    vouched = one.signature == "" if one.lost is not None else is_signed(body, one.by, one.signature)
    return vouched and is_signed(body, one.key, one.accepted)


def is_signed(body: bytes, key: str, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(exact(key)).verify(exact(signature), body)
    except (InvalidSignature, ValueError):
        return False
    return True


def exact(text: str) -> bytes:
    """Of hexadecimal in its one way of being written. Raises ValueError."""
    data = bytes.fromhex(text)
    if data.hex() != text:
        raise ValueError
    return data


def trusted(key: str, handovers: Sequence[Handover]) -> set[str] | None:
    """`key`, those before it, whose place it took, and those after it to which it was handed on: not further than one that was lost.
    None when that is not one line, signed, with `key` in it."""
    if not handovers:
        return {key}
    line = [handovers[0].by]
    for one in handovers:
        if one.by != line[-1] or not is_handed_over(one):
            return None
        line.append(one.key)
    if key not in line:
        return None
    lost = (n for n, one in enumerate(handovers) if one.lost is not None and n >= line.index(key))
    return set(line[: next(lost, len(handovers)) + 1])
