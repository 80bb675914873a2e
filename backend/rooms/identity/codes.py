"""One-time codes (TOTP, RFC 6238: SHA-1, six digits, 30 seconds, as every authenticator app reads), through pyotp."""

import hmac
import io
import secrets
from base64 import b32encode
from datetime import datetime

import segno
from pyotp.hotp import HOTP
from pyotp.totp import TOTP

STEP_SECONDS = 30
DRIFT_STEPS = 1
SECRET_BYTES = 20  # RFC 4226, section 4: 160 bits, the length of the hash


class Spent(Exception):
    """The code is right, and its step or a later one was accepted before."""


def new_secret() -> bytes:
    return secrets.token_bytes(SECRET_BYTES)


def spelled(secret: bytes) -> str:
    """The secret as a person types it into an app: base32, 32 characters."""
    return b32encode(secret).decode()


def enrolment_uri(*, secret: bytes, account: str, issuer: str = "CS3") -> str:
    """The `otpauth://` address that an authenticator app reads. `account` is shown beside the code."""
    return TOTP(spelled(secret)).provisioning_uri(name=account, issuer_name=issuer)


def qr_svg(uri: str) -> str:
    """A QR code as one `<svg>` element with a white ground, readable in a dark page too. No script, no style."""
    out = io.BytesIO()
    segno.make(uri, error="m", micro=False).save(
        out,
        kind="svg",
        xmldecl=False,
        svgns=True,
        border=4,
        scale=4,
        dark="#000",
        light="#fff",
        omitsize=True,
    )
    return out.getvalue().decode().strip()


def step_at(moment: datetime) -> int:
    """The number of whole 30-second steps since 1970."""
    return int(moment.timestamp()) // STEP_SECONDS


def matching_step(*, secret: bytes, code: str, now: datetime, after: int) -> int | None:
    """The step whose code this is, or None. Only steps later than `after` (the last one accepted) are looked at. Raises Spent
    for a code of the others, while the next one is near (not after a clock was set back, where no code will do for long).

    The caller must still store the step with a compare-and-set, since two requests may carry the same code at once.
    """
    digits = "".join(code.split())
    if len(digits) != 6 or not (digits.isascii() and digits.isdigit()):
        return None
    generator = HOTP(spelled(secret))
    current = step_at(now)
    found: int | None = None
    spent = False
    for step in range(current - DRIFT_STEPS, current + DRIFT_STEPS + 1):
        same = hmac.compare_digest(generator.at(step), digits)
        if same and step > after and found is None:
            found = step
        spent = spent or same
    if spent and found is None and after <= current + DRIFT_STEPS:
        raise Spent
    return found
