"""Codes that ask for six digits too, for a consultation or a stay: what opens one, and when it closes for good."""

import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import link_queries
from backend.rooms.emergency.sealing import location_proof, unseal_passcode

DIGITS = 6
WRONG_MOST = 10
"""In the whole life of a code: one chance in a hundred thousand for who guesses. SMART Health Links asks for a total, and names none."""

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Location:
    """An address that the house gave, and that dies at `ends` (Unix seconds). `reader`: to whom, as `reader_id` numbers them."""

    ends: int
    reader: UUID
    proof: str


Key = str | Location | None
"""What is held out besides the code: the six digits, an address that was given for them, or nothing."""


@dataclass(frozen=True, kw_only=True)
class Asks:
    """The code asks for its passcode. wrong: the one that was given is not it."""

    tries_left: int
    wrong: bool


def new_passcode() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


async def opens(row: Row, given: Key, at: datetime) -> bool | Asks:
    """row: of a live code, held. False: an address that is over, or that the house never gave.

    A wrong passcode counts in the same transaction, which holds the row: fifty tried at once are ten.
    """
    key = await carnet.carnet_key(row["carnet_id"])
    if isinstance(given, Location):
        proof = location_proof(link_id=row["id"], ends=given.ends, reader=given.reader, carnet_key=key)
        return hmac.compare_digest(given.proof.encode(), proof.encode()) and at.timestamp() < given.ends
    if row["passcode"] is None:
        return True
    digits = "".join(
        str(digit) for one in given or "" if (digit := unicodedata.decimal(one, None)) is not None
    )
    if not digits:
        return Asks(tries_left=row["tries_left"], wrong=False)
    wanted = unseal_passcode(row["passcode"], link_id=row["id"], carnet_key=key)
    if hmac.compare_digest(digits.encode(), wanted.encode()):
        return True
    return Asks(tries_left=await link_queries.count_wrong(row["id"]), wrong=True)


async def address_of(link_id: UUID, carnet_id: UUID, *, reader: UUID, ends: int) -> Location:
    """What goes with an address that opens the sheet until `ends`, for who opened it just now."""
    key = await carnet.carnet_key(carnet_id)
    proof = location_proof(link_id=link_id, ends=ends, reader=reader, carnet_key=key)
    return Location(ends=ends, reader=reader, proof=proof)
