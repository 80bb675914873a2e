"""The urgent sheet for systems: the manifest behind a SMART Health Link, and its one file."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from backend import __version__
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.emergency import service as emergency
from backend.rooms.emergency.opening import Device, Opened, Over
from backend.rooms.emergency.passcodes import Asks, Key, Location
from backend.rooms.interop import shl
from backend.rooms.interop.ips import patient_summary
from backend.rooms.interop.schemas import Manifest, ManifestFile

POLLS = Limit("manifests of a link", 120, timedelta(minutes=10))
LOCATION_LIVES = timedelta(minutes=50)
"""Under the hour that the standard allows."""
EMBEDDED = 100_000
"""Characters that are given at once when the reader names no limit."""
FHIR = "4.0.1"


class PasscodeAsked(Exception):
    """The standard's own answer: 401, and how many wrong passcodes the link still stands."""

    def __init__(self, tries_left: int) -> None:
        super().__init__(tries_left)
        self.tries_left = tries_left


@dataclass(frozen=True, kw_only=True)
class Asked:
    """public_url: of this house. at: now."""

    token: str
    device: Device
    at: datetime
    public_url: str


def shl_link(public_url: str, token: str, asks: bool) -> str:
    """`shlink:/…` for a code, which may ask for a passcode; empty when the house's own address is too long for the standard."""
    try:
        return shl.link(_address(public_url, token), token, flag="LP" if asks else "L")
    except ValueError:
        return ""


async def manifest(asked: Asked, *, passcode: str | None, embedded_most: int | None) -> Manifest:
    """Raises NotFound (unknown, revoked, replaced, expired, locked, closed: none told apart), PasscodeAsked, TooManyAttempts."""
    found = await _opened(asked, passcode)
    file = _file(asked, found)
    told = ManifestFile(
        contentType=shl.FHIR_JSON, lastUpdated=asked.at, status="can-change", fhirVersion=FHIR
    )
    if len(file) <= (EMBEDDED if embedded_most is None else embedded_most):
        told.embedded = file
    else:
        ends = int((asked.at + LOCATION_LIVES).timestamp())
        assert found.reader is not None
        given = await emergency.address_of(found.link_id, found.carnet_id, reader=found.reader, ends=ends)
        ticket = f"{ends:x}.{given.reader.hex}.{given.proof}"
        told.location = f"{_address(asked.public_url, asked.token)}/{ticket}"
    return Manifest(files=[told])


async def located(asked: Asked, ticket: str) -> str:
    """The file at a location that the manifest named. Raises NotFound when it is over, TooManyAttempts."""
    try:
        ends, reader, proof = ticket.split(".")
        location = Location(ends=int(ends[:16], 16), reader=UUID(hex=reader), proof=proof)
    except ValueError:
        raise NotFound from None
    return _file(asked, await _opened(asked, location))


async def _opened(asked: Asked, key: Key) -> Opened:
    found = await emergency.open_with_code(
        asked.token, reader=None, device=asked.device, at=asked.at, key=key
    )
    if not isinstance(found, Over):  # those of an unknown code are counted by address
        await count_attempt(POLLS, asked.token, at=asked.at)
    if isinstance(found, Asks):
        raise PasscodeAsked(found.tries_left)
    if not isinstance(found, Opened):
        raise NotFound
    return found


def _file(asked: Asked, found: Opened) -> str:
    bundle = patient_summary(found.sheet, id=new_id(asked.at), at=asked.at, version=__version__)
    return shl.sealed(msgspec.json.encode(bundle), shl.key_of(asked.token))


def _address(public_url: str, token: str) -> str:
    return f"{public_url}/shl/{token}"
