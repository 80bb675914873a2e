"""What points set on a picture come to, in degrees. Pure; y goes downwards, as pixels do. pwa/src/rooms/gait/geometry.ts says the same."""

from math import atan2, degrees, hypot

from backend.rooms.gait.schemas import Angle, Lean, Side, Spot


def between(one: Spot, vertex: Spot, other: Spot) -> float:
    """Between the two segments, 0 to 180. 0 when one of them has no length."""
    ax, ay, bx, by = one.x - vertex.x, one.y - vertex.y, other.x - vertex.x, other.y - vertex.y
    if not (hypot(ax, ay) and hypot(bx, by)):
        return 0.0
    return degrees(atan2(abs(ax * by - ay * bx), ax * bx + ay * by))


def read_angle(angle: Angle) -> float:
    inner = between(angle.one, angle.vertex, angle.other)
    match angle.convention:
        case "between":
            return inner
        case "flexion":
            return 180 - inner
        case "dorsiflexion":
            return 90 - inner


def read_lean(lean: Lean) -> tuple[float, Side | None]:
    """Degrees from the vertical, 0 to 90, and to which side of the picture its top leans."""
    top, foot = sorted((lean.one, lean.other), key=lambda spot: spot.y)
    across, up = top.x - foot.x, foot.y - top.y
    toward: Side | None = None
    if across and up:
        toward = "right" if across > 0 else "left"
    return degrees(atan2(abs(across), up)), toward
