"""What may be set on a film's image, and kept. Pure."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec

from backend.kit.cleaning import clean
from backend.rooms.gait import errors
from backend.rooms.gait.schemas import Angle, Content, Drawn, TreatmentSaid

BACK, AHEAD = timedelta(days=120 * 366), timedelta(days=3 * 366)


def checked(written: Content, film: dict[str, Any]) -> Content:
    """film: its row; its width, height and frames are None while it is arriving. Raises Invalid."""
    if film["frames"] is not None and written.frame >= film["frames"]:
        raise errors.no_such_frame()
    if isinstance(written, Drawn):
        size = (film["width"], film["height"])
        if None not in size and size != (written.width, written.height):
            raise errors.another_picture()
        check_points(written)
    return msgspec.structs.replace(written, note=clean(written.note))


def check_points(written: Drawn) -> None:
    """Inside the picture, and apart from one another. Raises Invalid."""
    spots = [written.one, written.other]  # pyright: ignore[reportAttributeAccessIssue]
    if isinstance(written, Angle):
        spots.insert(1, written.vertex)
    if any(spot.x > written.width or spot.y > written.height for spot in spots):
        raise errors.another_picture()
    if any((a.x, a.y) == (b.x, b.y) for a, b in pairwise(spots)):
        raise errors.no_length()


def tidied(said: TreatmentSaid) -> TreatmentSaid:
    return msgspec.structs.replace(
        said,
        name=clean(said.name),
        site=clean(said.site, lines=True),
        dose=clean(said.dose, lines=True),
        note=clean(said.note, lines=True),
    )


def checked_treatment(said: TreatmentSaid, *, today: date) -> TreatmentSaid:
    """Raises Invalid, which names the field."""
    if not today - BACK <= said.day <= today + AHEAD:
        raise errors.impossible_day()
    said = tidied(said)
    if said.kind == "other" and not said.name:
        raise errors.needs_a_name()
    return said
