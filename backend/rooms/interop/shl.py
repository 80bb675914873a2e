"""SMART Health Links: the link a code holds, and its files. Pure but for the random bytes of each file.

HL7 SMART Health Cards and Links, STU 1: https://hl7.org/fhir/uv/smart-health-cards-and-links/links-specification.html
"""

import base64
import json
import secrets
import zlib

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FHIR_JSON = "application/fhir+json"
IV = 12
LONGEST_URL = 128


def key_of(token: str) -> bytes:
    """32 bytes, from the token that the code holds: whoever reads the code has both, and nothing more has to be kept."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"cs3 smart health link").derive(
        token.encode()
    )


def link(url: str, token: str, *, flag: str) -> str:
    """`shlink:/…`. url: of the manifest. flag: `L`, or `LP` when it asks for a passcode. Raises ValueError for a url that is too long."""
    if len(url) > LONGEST_URL:
        raise ValueError(f"a manifest's address has at most {LONGEST_URL} characters")
    payload = json.dumps({"url": url, "key": _b64(key_of(token)), "flag": flag}, separators=(",", ":"))
    return f"shlink:/{_b64(payload.encode())}"


def sealed(content: bytes, key: bytes, *, content_type: str = FHIR_JSON) -> str:
    """A compact JWE (RFC 7516): `dir`, `A256GCM`, raw DEFLATE, and an IV that is never used again."""
    header = {"alg": "dir", "enc": "A256GCM", "zip": "DEF", "cty": content_type}
    protected = _b64(json.dumps(header, separators=(",", ":")).encode())
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    iv = secrets.token_bytes(IV)
    both = AESGCM(key).encrypt(iv, packed, protected.encode())
    return f"{protected}..{_b64(iv)}.{_b64(both[:-16])}.{_b64(both[-16:])}"


def _b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
