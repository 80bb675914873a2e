"""When a photo was taken and which way up it is: the only two things that are kept of what a phone writes into it.

Exif 2.32 (CIPA DC-008): tags 0x0112, 0x9003, 0x9011, and 0x8825's 7 and 29.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from PIL import Image

ORIENTATION, EXIF, GPS = 0x0112, 0x8769, 0x8825
TAKEN, OFFSET = 0x9003, 0x9011
GPS_TIME, GPS_DATE = 7, 29
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Shot:
    """orientation: 1 to 8, as in Exif. local: the camera's wall clock, without a zone. offset: that clock's distance
    from UTC, where the camera or its satellite fix says it."""

    orientation: int = 1
    local: datetime | None = None
    offset: timedelta | None = None

    @property
    def at(self) -> datetime | None:
        """The moment, when the offset is known."""
        if self.local is None or self.offset is None:
            return None
        return self.local.replace(tzinfo=timezone(self.offset))


def read_shot(image: Image.Image) -> Shot:
    """What is damaged counts as not written."""
    with suppress(
        Exception
    ):  # a damaged block raises anything: struct.error, KeyError, SyntaxError, OverflowError …
        exif = image.getexif()
        inner: dict[int, Any] = exif.get_ifd(EXIF)
        local = _moment(inner.get(TAKEN))
        offset = _offset(inner.get(OFFSET))
        if offset is None and local is not None:
            with suppress(Exception):
                offset = _offset_by_satellite(local, exif.get_ifd(GPS))
        turned = exif.get(ORIENTATION, 1)
        return Shot(turned if turned in range(1, 9) else 1, local, offset)
    return Shot()


def write_shot(shot: Shot) -> bytes:
    """A TIFF block with these facts and nothing else; empty when there is nothing to say."""
    exif = Image.Exif()
    if shot.orientation != 1:
        exif[ORIENTATION] = shot.orientation
    if shot.local is not None:
        inner = exif.get_ifd(EXIF)
        inner[TAKEN] = shot.local.strftime("%Y:%m:%d %H:%M:%S")
        if shot.offset is not None:
            minutes = round(shot.offset.total_seconds() / 60)
            inner[OFFSET] = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    return exif.tobytes().removeprefix(b"Exif\0\0") if len(exif) or shot.local else b""


def _text(value: Any) -> str:
    return value.decode("ascii") if isinstance(value, bytes) else str(value)


def _moment(value: Any) -> datetime | None:
    try:
        found = datetime.strptime(_text(value)[:19], "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    return found if found.year > 1970 else None


def _offset(value: Any) -> timedelta | None:
    text = _text(value).strip("\0 ") if value else ""
    try:
        return datetime.strptime(text, "%z").utcoffset()
    except ValueError:
        return None


def _offset_by_satellite(local: datetime, gps: dict[int, Any]) -> timedelta | None:
    """A satellite fix gives UTC; zones are whole quarters of an hour. A fix minutes old still rounds to the right one."""
    if GPS_TIME not in gps or GPS_DATE not in gps:
        return None
    day = datetime.strptime(_text(gps[GPS_DATE])[:10], "%Y:%m:%d").replace(tzinfo=UTC)
    hours, minutes, seconds = (float(part) for part in gps[GPS_TIME])
    at = day + timedelta(hours=hours, minutes=minutes, seconds=seconds)
    away = local.replace(tzinfo=UTC) - at
    offset = round(away / _QUARTER) * _QUARTER
    return (
        offset if abs(away - offset) < timedelta(minutes=5) and abs(offset) <= timedelta(hours=14) else None
    )
