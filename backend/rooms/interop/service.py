"""The urgent sheet for systems: the manifest behind a SMART Health Link, and its one file."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from backend import __version__
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.emergency import service as emergency
from backend.rooms.emergency.opening import Device, Opened
from backend.rooms.interop import shl
from backend.rooms.interop.ips import patient_summary
from backend.rooms.interop.schemas import Manifest, ManifestFile

POLLS = Limit("manifests of a link", 120, timedelta(minutes=10))
LOCATION_LIVES = timedelta(minutes=50)
"""Under the hour that the standard allows."""
EMBEDDED = 100_000
"""Characters that are given at once when the reader names no limit."""
FHIR = "4.0.1"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """public_url: of this house. at: now."""

    token: str
    device: Device
    at: datetime
    public_url: str


def shl_link(public_url: str, token: str) -> str:
    """`shlink:/…` for a code; empty when the house's own address is too long for the standard."""
    try:
        return shl.link(_address(public_url, token), token, flag="L")
    except ValueError:
        return ""


async def manifest(asked: Asked, *, embedded_most: int | None) -> Manifest:
    """Raises NotFound (unknown, revoked, replaced, expired, closed: none told apart), TooManyAttempts."""
    file = await _file(asked)
    told = ManifestFile(
        contentType=shl.FHIR_JSON, lastUpdated=asked.at, status="can-change", fhirVersion=FHIR
    )
    if len(file) <= (EMBEDDED if embedded_most is None else embedded_most):
        told.embedded = file
    else:
        ends = int((asked.at + LOCATION_LIVES).timestamp())
        told.location = f"{_address(asked.public_url, asked.token)}/{ends:x}.{_ticket(asked.token, ends)}"
    return Manifest(files=[told])


async def located(asked: Asked, ticket: str) -> str:
    """The file at a location that the manifest named. Raises NotFound when it is over, TooManyAttempts."""
    ends, _, mac = ticket.partition(".")
    try:
        until = datetime.fromtimestamp(int(ends, 16), UTC)
    except (ValueError, OverflowError, OSError):
        raise NotFound from None
    if not hmac.compare_digest(mac, _ticket(asked.token, int(ends, 16))) or asked.at >= until:
        raise NotFound
    return await _file(asked)


async def _file(asked: Asked) -> str:
    await count_attempt(POLLS, asked.token, at=asked.at)
    found = await emergency.open_with_code(asked.token, reader=None, device=asked.device, at=asked.at)
    if not isinstance(found, Opened):
        raise NotFound
    bundle = patient_summary(found.sheet, id=new_id(asked.at), at=asked.at, version=__version__)
    return shl.sealed(msgspec.json.encode(bundle), shl.key_of(asked.token))


def _address(public_url: str, token: str) -> str:
    return f"{public_url}/shl/{token}"


def _ticket(token: str, ends: int) -> str:
    """Whoever knows the token may ask for the file anyway: this only makes an address die."""
    return hmac.digest(shl.key_of(token), f"location {ends}".encode(), hashlib.sha256).hex()[:32]
