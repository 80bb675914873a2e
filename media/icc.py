"""Colour profiles without what they tell of a machine: a calibrated screen's profile may carry its owner's name.

ICC.1:2022 § 7: a header of 128 bytes, then a table of (signature, place, length).
"""

from collections.abc import Iterator

_HEADER_BLANKS = ((4, 8), (24, 36), (48, 56), (80, 100))
"""Preferred module, date, maker and model of the device, creator and identity."""
_TELLTALES = {b"desc", b"cprt", b"dmnd", b"dmdd", b"vued", b"targ", b"meta", b"psid", b"dscm", b"mmod"}
_LARGEST = 4_000_000


def nameless(profile: bytes) -> bytes:
    """The same colours, no words. Empty when the profile is not one."""
    if not 132 <= len(profile) <= _LARGEST or profile[36:40] != b"acsp":
        return b""
    clean = bytearray(profile)
    for start, end in _HEADER_BLANKS:
        clean[start:end] = bytes(end - start)
    for tag, start, end in _table(profile):
        if tag in _TELLTALES:
            # the type's signature stays, with nothing said: no record ("mluc"), no letter ("desc", "text")
            clean[start + 8 : end] = bytes(max(end - start - 8, 0))
            if profile[start : start + 4] == b"mluc" and end - start >= 16:
                clean[start + 12 : start + 16] = (12).to_bytes(4)
    return bytes(clean)


def is_srgb(profile: bytes) -> bool:
    """Whether the profile calls itself sRGB, which is what a picture without one is taken for."""
    for tag, start, end in _table(profile):
        if tag == b"desc":
            return b"sRGB" in profile[start:end] or "sRGB".encode("utf-16-be") in profile[start:end]
    return False


def _table(profile: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Each tag with where its data begin and end."""
    count = int.from_bytes(profile[128:132])
    for at in range(132, min(132 + 12 * count, len(profile) - 11), 12):
        start = int.from_bytes(profile[at + 4 : at + 8])
        yield (
            profile[at : at + 4],
            start,
            min(start + int.from_bytes(profile[at + 8 : at + 12]), len(profile)),
        )
