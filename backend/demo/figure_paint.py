"""Draws the walking child: rounded limbs between projected joints, twice as large as they are shown, then halved."""

from collections.abc import Callable

import numpy as np
from PIL import ImageDraw

from backend.demo import palette
from backend.demo.gait import Point, Pose

Place = tuple[float, float, float]
"""Across and down in pixels, and how many pixels a metre has there."""
Project = Callable[[Point], Place]


class Painter:
    def __init__(self, draw: ImageDraw.ImageDraw, pose: Pose, project: Project) -> None:
        self.draw = draw
        self.at = {name: project(point) for name, point in pose.joints.items()}
        self.pose, self.project = pose, project

    def limb(self, start: str, end: str, first: float, last: float, colour: str) -> None:
        """A rounded, tapering piece; first and last: its half widths in metres."""
        self.piece(self.at[start], self.at[end], first, last, colour)

    def piece(self, a: Place, b: Place, first: float, last: float, colour: str) -> None:
        ra, rb = first * a[2], last * b[2]
        for (x, y, _), r in ((a, ra), (b, rb)):
            self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = max(float(np.hypot(dx, dy)), 1e-6)
        nx, ny = -dy / length, dx / length
        self.draw.polygon(
            [
                (a[0] + nx * ra, a[1] + ny * ra),
                (b[0] + nx * rb, b[1] + ny * rb),
                (b[0] - nx * rb, b[1] - ny * rb),
                (a[0] - nx * ra, a[1] - ny * ra),
            ],
            fill=colour,
        )

    def band(self, start: str, end: str, first: float, last: float, half: float, colour: str) -> None:
        """A flat strap across a limb, from one share of its length to another."""
        a, b = self.between(start, end, first), self.between(start, end, last)
        dx, dy = b[0] - a[0], b[1] - a[1]
        length = max(float(np.hypot(dx, dy)), 1e-6)
        nx, ny = -dy / length * half * a[2], dx / length * half * a[2]
        corners = [
            (a[0] + nx, a[1] + ny),
            (b[0] + nx, b[1] + ny),
            (b[0] - nx, b[1] - ny),
            (a[0] - nx, a[1] - ny),
        ]
        self.draw.polygon(corners, fill=colour)

    def between(self, start: str, end: str, share: float) -> Place:
        a, b = self.at[start], self.at[end]
        across, down, scale = (p + (q - p) * share for p, q in zip(a, b, strict=True))
        return across, down, scale

    def dot(self, place: Place, radius: float, colour: str, rim: str | None = None) -> None:
        x, y, scale = place
        r = radius * scale
        self.draw.ellipse(
            (x - r, y - r, x + r, y + r), fill=colour, outline=rim, width=max(1, round(0.006 * scale))
        )


def _leg(paint: Painter, side: str, *, braced: bool, shade: bool) -> None:
    skin = palette.SKIN_SHADE if shade else palette.SKIN
    hip, knee, ankle, heel, toe = (f"{side}_{part}" for part in ("hip", "knee", "ankle", "heel", "toe"))
    paint.limb(hip, knee, 0.072, 0.052, skin)
    paint.limb(knee, ankle, 0.050, 0.033, skin)
    if braced:
        _brace(paint, knee, ankle, heel, toe, shade=shade)
    else:
        _foot(paint, ankle, heel, toe, skin)
    paint.piece(
        paint.at[hip], paint.between(hip, knee, 0.52), 0.082, 0.078, "#463580" if shade else palette.VIOLET
    )
    if not shade:
        for joint in (knee, ankle):
            paint.dot(paint.at[joint], 0.019, palette.CARD, palette.TEAL)
        paint.dot(paint.between(hip, knee, 0.02), 0.019, palette.CARD, palette.TEAL)


def _foot(paint: Painter, ankle: str, heel: str, toe: str, colour: str, more: float = 0.0) -> None:
    """Flat below, high at the ankle; more: metres that a shoe adds all around."""
    back, front = paint.between(heel, toe, 0.12), paint.between(heel, toe, 0.88)
    back, front = ((x, y - (0.026 + more) * s, s) for x, y, s in (back, front))
    top = paint.at[ankle]
    paint.draw.polygon([place[:2] for place in (top, back, front)], fill=colour)
    paint.piece(top, back, 0.034 + more, 0.028 + more, colour)
    paint.piece(top, front, 0.033 + more, 0.022 + more, colour)
    paint.piece(back, front, 0.027 + more, 0.022 + more, colour)


def _brace(paint: Painter, knee: str, ankle: str, heel: str, toe: str, *, shade: bool) -> None:
    """An ankle-foot orthosis: a light shell from under the knee to the toes, with two straps, in a shoe."""
    shell, shoe = ("#d6dfdc", "#8a5f2a") if shade else ("#f4f8f7", "#c98a3d")
    paint.piece(paint.between(knee, ankle, 0.20), paint.between(knee, ankle, 0.96), 0.056, 0.043, "#c3d6d2")
    paint.piece(paint.between(knee, ankle, 0.20), paint.between(knee, ankle, 0.96), 0.051, 0.038, shell)
    _foot(paint, ankle, heel, toe, shoe, 0.006)
    for share, half in ((0.32, 0.056), (0.74, 0.047)):
        paint.band(knee, ankle, share, share + 0.11, half, palette.TEAL)


def _arm(paint: Painter, side: str, *, shade: bool) -> None:
    skin = palette.SKIN_SHADE if shade else palette.SKIN
    sleeve = "#085454" if shade else "#0f7f7d"
    shoulder, elbow, hand = (f"{side}_{part}" for part in ("shoulder", "elbow", "hand"))
    paint.limb(shoulder, elbow, 0.040, 0.033, skin)
    paint.limb(elbow, hand, 0.032, 0.026, skin)
    paint.dot(paint.at[hand], 0.036, skin)
    paint.piece(paint.at[shoulder], paint.between(shoulder, elbow, 0.55), 0.047, 0.045, sleeve)


def _trunk(paint: Painter, *, wide: bool) -> None:
    throat = paint.between("neck", "head", 0.0)
    paint.piece(throat, paint.between("neck", "head", 0.4), 0.038, 0.036, palette.SKIN_SHADE)
    if wide:
        paint.limb("left_hip", "right_hip", 0.088, 0.088, palette.VIOLET)
        for side in ("left", "right"):
            paint.piece(paint.at[f"{side}_shoulder"], paint.at[f"{side}_hip"], 0.052, 0.078, palette.TEAL)
        paint.limb("left_shoulder", "right_shoulder", 0.050, 0.050, palette.TEAL)
        paint.piece(
            paint.between("neck", "pelvis", 0.25),
            paint.between("neck", "pelvis", 0.92),
            0.11,
            0.12,
            palette.TEAL,
        )
        paint.dot((throat[0], throat[1] + 0.006 * throat[2], throat[2]), 0.044, palette.SKIN_SHADE)
    else:
        paint.piece(paint.at["pelvis"], paint.between("pelvis", "neck", 0.08), 0.098, 0.098, palette.VIOLET)
        paint.piece(
            paint.between("pelvis", "neck", 0.16),
            paint.between("pelvis", "neck", 0.84),
            0.102,
            0.094,
            palette.TEAL,
        )


def _head_in_profile(paint: Painter, facing: float) -> None:
    x, y, s = paint.at["head"]
    paint.dot((x, y, s), 0.112, palette.SKIN)
    paint.dot((x + facing * 0.108 * s, y + 0.022 * s, s), 0.019, palette.SKIN)
    hair = [-0.116, -0.120, 0.116, 0.106]
    box = (x + hair[0] * s, y + hair[1] * s, x + hair[2] * s, y + hair[3] * s)
    start, end = (120, 322) if facing > 0 else (218, 420)
    paint.draw.pieslice(box, start, end, fill=palette.HAIR)
    paint.piece(
        (x - facing * 0.06 * s, y - 0.075 * s, s),
        (x + facing * 0.075 * s, y - 0.080 * s, s),
        0.034,
        0.022,
        palette.HAIR,
    )
    paint.dot((x - facing * 0.022 * s, y + 0.012 * s, s), 0.026, palette.SKIN_SHADE)
    paint.dot((x + facing * 0.066 * s, y - 0.006 * s, s), 0.0115, palette.INK)
    paint.dot((x + facing * 0.052 * s, y + 0.040 * s, s), 0.017, palette.CHEEK)


def _head_in_front(paint: Painter) -> None:
    x, y, s = paint.at["head"]
    for way in (-1, 1):
        paint.dot((x + way * 0.100 * s, y + 0.014 * s, s), 0.024, palette.SKIN_SHADE)
    paint.dot((x, y, s), 0.112, palette.SKIN)
    paint.draw.pieslice(
        (x - 0.117 * s, y - 0.124 * s, x + 0.117 * s, y + 0.088 * s), 178, 362, fill=palette.HAIR
    )
    paint.piece(
        (x - 0.055 * s, y - 0.030 * s, s), (x + 0.075 * s, y - 0.036 * s, s), 0.026, 0.018, palette.HAIR
    )
    for way in (-1, 1):
        paint.dot((x + way * 0.038 * s, y + 0.008 * s, s), 0.0120, palette.INK)
        paint.dot((x + way * 0.060 * s, y + 0.042 * s, s), 0.018, palette.CHEEK)
    paint.draw.arc(
        (x - 0.030 * s, y + 0.020 * s, x + 0.030 * s, y + 0.062 * s),
        25,
        155,
        fill=palette.SKIN_LINE,
        width=max(1, round(0.011 * s)),
    )


def paint_side(paint: Painter, *, facing: float, braced: bool) -> None:
    """The left side is nearest."""
    _arm(paint, "right", shade=True)
    _leg(paint, "right", braced=False, shade=True)
    _trunk(paint, wide=False)
    _leg(paint, "left", braced=braced, shade=False)
    _head_in_profile(paint, facing)
    _arm(paint, "left", shade=False)


def paint_front(paint: Painter, *, braced: bool) -> None:
    """The leg that is further forward is painted last."""
    sides = sorted(("left", "right"), key=lambda side: paint.pose.joints[f"{side}_ankle"][0])
    for side in sides:
        worn = braced and side == "left"
        _leg(paint, side, braced=worn, shade=False)
        x, y, s = paint.at[f"{side}_toe"]
        paint.dot((x, y - 0.030 * s, s), 0.046 if worn else 0.040, "#c98a3d" if worn else palette.SKIN)
    _trunk(paint, wide=True)
    for side in reversed(sides):
        _arm(paint, side, shade=False)
    _head_in_front(paint)
