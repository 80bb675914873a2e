"""A PNG's own pixels, bit for bit, without text, place, date of change or what follows its end (W3C PNG, § 11)."""

import zlib

from media.icc import nameless
from media.refused import Reason, Refused

_KEPT = set(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT cICP bKGD pHYs acTL fcTL fdAT".split()  # the last three: animation
)
_LONGEST = {
    **{b"IHDR": 13, b"PLTE": 768, b"IEND": 0, b"tRNS": 256, b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"sBIT": 4},
    **{b"cICP": 4, b"bKGD": 6, b"pHYs": 9, b"acTL": 8, b"fcTL": 26},
}
"""Bytes that each may have: a longer one carries something else, and is left out."""
_LARGEST_PROFILE = 4_000_000


def strip_png(data: bytes, exif: bytes) -> bytes:
    """exif: the TIFF block to put in. Raises Refused(TRUNCATED)."""
    kept = [data[:8]]
    at = 8
    while True:
        length, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        after = at + 12 + length
        if after > len(data):
            raise Refused(Reason.TRUNCATED)
        if kind == b"iCCP":
            kept += _profile(data[at + 8 : after - 4])
        elif kind in _KEPT and length <= _LONGEST.get(kind, length):
            kept.append(data[at:after])
        if kind == b"IHDR" and exif:
            kept.append(_chunk(b"eXIf", exif))
        if kind == b"IEND":
            return b"".join(kept)
        at = after


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def _profile(body: bytes) -> list[bytes]:
    name, _, packed = body.partition(b"\0")
    try:
        profile = nameless(zlib.decompressobj().decompress(packed[1:], _LARGEST_PROFILE))
    except zlib.error:
        return []
    return [_chunk(b"iCCP", b"icc\0\0" + zlib.compress(profile))] if profile and name else []
