"""The sealed format: AES-GCM-HKDF streaming, byte for byte as Google's Tink publishes it.

It is an instance of STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", CRYPTO 2015) with a fresh key for each object:

    object  = header (40 B) | segment 0 | segment 1 | … | last segment
    header  = 40 (1 B) | salt (32 B) | nonce prefix (7 B)
    key     = HKDF-SHA-256(carnet key, salt, info = context, 32 B)
    segment = AES-256-GCM(key, nonce = prefix | index (4 B, big-endian) | 1 if last else 0 (1 B)), tag 16 B

Segment i takes the bytes 65 536 i to 65 536 (i + 1) of the sealed object, the header counted into segment 0.
Nothing here reads or writes: values in, values out.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from media.storage.errors import Damaged

KEY = 32
SALT = 32
PREFIX = 7
TAG = 16
SEGMENT = 64 * 1024
PLAIN = SEGMENT - TAG
HEADER = 1 + SALT + PREFIX
MOST_SEGMENTS = 2**32


def new_header(*, salt: bytes, prefix: bytes) -> bytes:
    """`salt` (32 B) and `prefix` (7 B) are random, for one object only."""
    if len(salt) != SALT or len(prefix) != PREFIX:
        raise ValueError("a salt of 32 bytes and a prefix of 7")
    return bytes([HEADER]) + salt + prefix


class StreamCipher:
    """Seals or opens the segments of one object."""

    def __init__(self, *, key: bytes, header: bytes, context: bytes):
        """`context` names the object; another gives another key. Raises Damaged when `header` is not ours."""
        if len(key) != KEY:
            raise ValueError("a key of 32 bytes")
        if len(header) != HEADER or header[0] != HEADER:
            raise Damaged("the object does not begin as a sealed one does")
        own = HKDF(SHA256(), KEY, salt=header[1 : 1 + SALT], info=context).derive(key)
        self._aead = AESGCM(own)
        self._prefix = header[1 + SALT :]

    def seal(self, index: int, plain: bytes | bytearray | memoryview, *, last: bool) -> bytes:
        return self._aead.encrypt(self._nonce(index, last), plain, None)

    def unseal(self, index: int, sealed: bytes | memoryview, *, last: bool) -> bytes:
        """Raise Damaged unless it is segment `index` of this object, unaltered, and its last if so said."""
        try:
            return self._aead.decrypt(self._nonce(index, last), sealed, None)
        except InvalidTag:
            raise Damaged(f"segment {index} is not what was sealed") from None

    def _nonce(self, index: int, last: bool) -> bytes:
        if not 0 <= index < MOST_SEGMENTS:
            raise ValueError("too many segments")
        return self._prefix + index.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def plain_start(index: int) -> int:
    """Where segment `index` begins in the plaintext."""
    return max(0, index * PLAIN - HEADER)


def segment_of(offset: int) -> int:
    """The segment that holds byte `offset` of the plaintext."""
    return (offset + HEADER) // PLAIN


def room_in(index: int) -> int:
    """Plaintext bytes that segment `index` holds when full."""
    return PLAIN - HEADER if index == 0 else PLAIN


def sealed_size(plain: int) -> int:
    return HEADER + plain + TAG * max(1, -(-(plain + HEADER) // PLAIN))


def plain_size(sealed: int) -> int:
    """Raise Damaged for a size that no sealed object has."""
    segments = -(-sealed // SEGMENT)
    plain = sealed - HEADER - TAG * segments
    if plain < 0 or sealed_size(plain) != sealed:
        raise Damaged("the object was cut")
    return plain
