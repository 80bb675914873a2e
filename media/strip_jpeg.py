"""A JPEG's own pixels, bit for bit, and nothing of what phones put around them.

ITU-T T.81 annex B. Phones also hide things after the picture's end (the film of a "live" photo with its sound, a second
picture, a depth map): all of that is cut.
"""

import re

from media.icc import nameless
from media.refused import Reason, Refused

_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_START, _END, _SCAN, _JFIF, _EXIF, _ICC, _ADOBE = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xE2, 0xEE
_PICTURE = (set(range(0xC0, 0xD0)) - {0xC8}) | {_SCAN, 0xDB, 0xDC, 0xDD}
"""Frames, tables, scans, number of lines, restarts: nothing else is needed to show the picture."""
_ICC_NAME = b"ICC_PROFILE\0"


def strip_jpeg(data: bytes, exif: bytes) -> bytes:
    """exif: the TIFF block to put in. Raises Refused(TRUNCATED, UNREADABLE)."""
    jfif = b""
    kept: list[bytes] = []
    profile: dict[int, bytes] = {}
    at = 2
    while True:
        found = _MARKER.search(data, at)
        if found is None:
            raise Refused(Reason.TRUNCATED)
        kind, body = found[1][0], found.end()
        if kind == _END:
            break
        if kind in (_START, 0x01):
            raise Refused(Reason.UNREADABLE)
        after = body + int.from_bytes(data[body : body + 2])
        segment = data[body + 2 : after]
        if kind == _ICC and segment.startswith(_ICC_NAME) and len(segment) > 14:
            profile[segment[12]] = segment[14:]
        elif kind == _JFIF and segment.startswith(b"JFIF\0"):
            jfif = _segment(kind, segment[:12] + b"\0\0")  # without its small picture
        elif kind == _ADOBE and segment.startswith(b"Adobe"):
            kept.append(_segment(kind, segment[:12]))  # how the colours are coded
        elif kind in _PICTURE:
            kept.append(_segment(kind, segment))
        at = after
        if kind == _SCAN:
            at = _scan_end(data, after)
            kept.append(data[after:at])
    return b"".join([b"\xff\xd8", jfif, *_exif(exif), *_icc(profile), *kept, b"\xff\xd9"])


def _segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(body) + 2).to_bytes(2) + body


def _scan_end(data: bytes, start: int) -> int:
    found = _MARKER.search(data, start)
    if found is None:
        raise Refused(Reason.TRUNCATED)
    return found.start()


def _exif(exif: bytes) -> list[bytes]:
    return [_segment(_EXIF, b"Exif\0\0" + exif)] if exif else []


def _icc(pieces: dict[int, bytes]) -> list[bytes]:
    profile = nameless(b"".join(pieces[key] for key in sorted(pieces)))
    parts = [profile[at : at + 65_000] for at in range(0, len(profile), 65_000)]
    return [
        _segment(_ICC, _ICC_NAME + bytes((number, len(parts))) + part)
        for number, part in enumerate(parts, start=1)
    ]
