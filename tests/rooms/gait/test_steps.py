"""What marks and points come to: known answers, and what no way of looking changes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.gait.geometry import between, read_angle, read_lean
from backend.rooms.gait.schemas import Angle, Lean, Mark, Spot
from backend.rooms.gait.steps import Rate, reckon

NO_RATE = Rate(file=30.0, true=None)


def mark(event: str, side: str, frame: int, file_us: int | None = None) -> Mark:
    return Mark(event=event, side=side, frame=frame, file_us=file_us)  # pyright: ignore[reportArgumentType]


# Two cycles of a limping walk: 60 % of stance on the left, 70 % on the right, steps of 12 and 18 images.
WALK = [
    mark("contact", "left", 0), mark("contact", "right", 18), mark("contact", "left", 30), mark("contact", "right", 48),
    mark("contact", "left", 60), mark("off", "left", 18), mark("off", "left", 48), mark("off", "right", 39),
]  # fmt: skip


def test_a_walk_marked_by_images() -> None:
    steps = reckon(WALK, NO_RATE)
    assert (steps.left.cycles, steps.left.stance, steps.left.swing) == (2, 60.0, 40.0)
    assert steps.right.cycles == 1
    assert steps.right.stance == pytest.approx(70.0)
    assert (steps.left.step_images, steps.right.step_images) == (12.0, 18.0)
    # No second before somebody says how many images a second were taken.
    assert (steps.left.step_s, steps.right.step_s, steps.cadence, steps.by_time) == (None, None, None, False)


def test_the_true_rate_gives_seconds_and_cadence() -> None:
    """30 images a second: four steps in two seconds. Filmed at 120 and played at 30, in half a second."""
    steps = reckon(WALK, Rate(file=30.0, true=30.0))
    assert steps.cadence == pytest.approx(120)
    assert (steps.left.step_s, steps.right.step_s) == (pytest.approx(0.4), pytest.approx(0.6))
    slowed = [mark(m.event, m.side, m.frame, m.frame * 1_000_000 // 30) for m in WALK]
    told = reckon(slowed, Rate(file=30.0, true=120.0))
    assert told.by_time
    assert told.cadence == pytest.approx(480, rel=1e-4)
    assert told.left.stance == pytest.approx(60, abs=0.01)
    assert told.left.step_images == pytest.approx(12, abs=0.01)


def test_a_forgotten_mark_counts_for_nothing() -> None:
    """Without the right contact between, no step; with a contact of the left forgotten, two toe offs in one cycle: none."""
    steps = reckon([m for m in WALK if (m.event, m.side) != ("contact", "right")], NO_RATE)
    assert (steps.left.steps, steps.right.steps, steps.left.cycles) == (0, 0, 2)
    steps = reckon([m for m in WALK if (m.side, m.frame) != ("left", 30)], NO_RATE)
    assert steps.left.cycles == 0
    assert reckon([], NO_RATE).left.stance is None


coordinate = st.floats(min_value=0, max_value=2000)
spot = st.builds(Spot, x=coordinate, y=coordinate)


@given(st.floats(min_value=0, max_value=180), st.floats(min_value=0, max_value=360), st.booleans())
def test_a_known_angle_is_read_however_it_lies(angle: float, turn: float, mirrored: bool) -> None:
    def at(degrees: float, length: float) -> Spot:
        x = length * math.cos(math.radians(degrees))
        return Spot(1000 + (-x if mirrored else x), 1000 + length * math.sin(math.radians(degrees)))

    one, other, vertex = at(turn, 300), at(turn + angle, 170), Spot(1000, 1000)
    assert between(one, vertex, other) == pytest.approx(angle, abs=1e-6)
    size = {"frame": 0, "width": 2000, "height": 2000}
    for convention, value in (("between", angle), ("flexion", 180 - angle), ("dorsiflexion", 90 - angle)):
        drawn = Angle(one=one, vertex=vertex, other=other, convention=convention, **size)  # pyright: ignore[reportArgumentType]
        assert read_angle(drawn) == pytest.approx(value, abs=1e-6)


@given(spot, spot)
def test_a_line_leans_the_same_whichever_end_comes_first(one: Spot, other: Spot) -> None:
    size = {"frame": 0, "width": 2000, "height": 2000}
    degrees, toward = read_lean(Lean(one=one, other=other, **size))  # pyright: ignore[reportArgumentType]
    assert (degrees, toward) == read_lean(Lean(one=other, other=one, **size)) or one.y == other.y  # pyright: ignore[reportArgumentType]
    assert 0 <= degrees <= 90


def test_a_line_against_the_vertical() -> None:
    size = {"frame": 0, "width": 2000, "height": 2000}
    lean = Lean(one=Spot(100, 500), other=Spot(100 + 500 * math.tan(math.radians(12)), 0), **size)  # pyright: ignore[reportArgumentType]
    degrees, toward = read_lean(lean)
    assert (round(degrees, 6), toward) == (12.0, "right")
    assert read_lean(Lean(one=Spot(7, 9), other=Spot(7, 90), **size)) == (0.0, None)  # pyright: ignore[reportArgumentType]
