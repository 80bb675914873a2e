"""How the drawn child walks: joint angles over a gait cycle, and from them every joint's place in metres. Pure.

The right leg walks as children do (curves after D. A. Winter, The Biomechanics and Motor Control of Human Gait, drawn by
hand); the left one is stiff before treatment (28° of knee flexion at most, on the toes, swung outwards) and less so after
(41°). A cycle begins when the heel touches the ground.
"""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Moment = Literal["before", "after"]
Side = Literal["left", "right"]
Point = NDArray[np.float64]
"""Metres: forward, up, to the child's left."""

CYCLE = {"before": 1.1, "after": 1.0}
"""Seconds of a cycle."""
PEAK = {"before": 28.0, "after": 41.0, "healthy": 58.0}
"""The knee's greatest flexion, degrees."""
_CURVES: dict[str, dict[str, list[tuple[float, float]]]] = {
    "healthy": {
        "hip": [(0, 30), (10, 28), (20, 18), (30, 8), (40, -2), (50, -9), (60, -4), (70, 14), (80, 27), (90, 33)],
        "knee": [(0, 5), (7, 12), (14, 18), (25, 12), (38, 6), (48, 10), (58, 32), (66, 50), (72, 58), (80, 46), (90, 16), (96, 4)],
        "ankle": [(0, 0), (6, -6), (12, -2), (25, 5), (40, 10), (48, 8), (56, -6), (62, -18), (70, -10), (80, -1), (90, 1)],
    },
    "before": {
        "hip": [(0, 26), (15, 20), (30, 9), (50, -3), (60, -1), (75, 19), (88, 28)],
        "knee": [(0, 14), (10, 19), (25, 13), (40, 9), (50, 11), (60, 19), (70, 28), (80, 25), (92, 15)],
        "ankle": [(0, -14), (10, -11), (25, -7), (40, -6), (50, -10), (62, -17), (75, -15), (90, -15)],
    },
    "after": {
        "hip": [(0, 28), (15, 22), (30, 8), (50, -7), (60, -3), (75, 22), (88, 31)],
        "knee": [(0, 7), (12, 16), (25, 11), (38, 7), (48, 10), (58, 23), (71, 41), (82, 31), (94, 8)],
        "ankle": [(0, -3), (8, -7), (25, 2), (40, 7), (50, 2), (62, -16), (75, -5), (90, -3)],
    },
}  # fmt: skip
_OUTWARDS = {"healthy": 0.0, "before": 0.10, "after": 0.03}
"""Metres by which the swinging foot goes around instead of under."""
THIGH, SHANK, ANKLE, HEEL, TOE = 0.34, 0.33, 0.065, 0.05, 0.15
TRUNK, UPPER_ARM, FOREARM, HIPS, SHOULDERS = 0.40, 0.23, 0.20, 0.085, 0.13


def leg_kind(moment: Moment, side: Side) -> str:
    return "healthy" if side == "right" else moment


@cache
def _curve(kind: str, joint: str) -> NDArray[np.float64]:
    """1 000 angles over a cycle: the points joined, then rounded off, with the knee's peak kept."""
    points = _CURVES[kind][joint]
    at = np.arange(1000) / 10
    line = np.interp(at, [p for p, _ in points], [v for _, v in points], period=100)
    width = np.arange(-60, 61)
    bell = np.exp(-((width / 22) ** 2))
    padded = np.concatenate([line[-60:], line, line[:60]])
    smooth: NDArray[np.float64] = np.convolve(padded, bell / bell.sum(), "valid").astype(np.float64)
    return smooth * (PEAK[kind] / smooth.max()) if joint == "knee" else smooth


def angle(kind: str, joint: str, phase: float) -> float:
    """Degrees of flexion (of the ankle: dorsiflexion). phase: 0 to 1 over the cycle."""
    place = phase % 1 * 1000
    low = int(place)
    curve = _curve(kind, joint)
    return float(curve[low] + (curve[(low + 1) % 1000] - curve[low]) * (place - low))


def phase_of(moment: Moment, side: Side, seconds: float) -> float:
    return (seconds / CYCLE[moment] + (0.5 if side == "right" else 0.0)) % 1


@dataclass(frozen=True, slots=True)
class Pose:
    """Joints by name: head, neck, pelvis, and for "left_" and "right_": hip, knee, ankle, heel, toe, shoulder, elbow, hand.
    The pelvis is above the origin of `forward`; the ground is at height 0."""

    joints: dict[str, Point]
    touching: str
    """The lowest point, on which the weight is: "left_heel", "right_toe" …"""


def _turn(vector: tuple[float, float], degrees: float) -> tuple[float, float]:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return float(vector[0] * cosine - vector[1] * sine), float(vector[0] * sine + vector[1] * cosine)


def pose(moment: Moment, seconds: float) -> Pose:
    """The child at a time of the film, with the pelvis' middle at forward 0."""
    joints: dict[str, Point] = {}
    sides: tuple[tuple[Side, float], ...] = (("left", 1.0), ("right", -1.0))
    for side, left in sides:
        _leg(joints, moment, side, left, seconds)
    touching = min(
        (f"{s}_{p}" for s in ("left", "right") for p in ("heel", "toe")), key=lambda n: joints[n][1]
    )
    lift = -joints[touching][1]
    sway = 0.018 * np.sin(2 * np.pi * (seconds / CYCLE[moment] + 0.1))
    for point in joints.values():
        point[1] += lift
        point[2] += sway
    _trunk(joints, moment, seconds, lift, sway)
    return Pose(joints, touching)


def _leg(joints: dict[str, Point], moment: Moment, side: Side, left: float, seconds: float) -> None:
    kind, phase = leg_kind(moment, side), phase_of(moment, side, seconds)
    hip, knee, ankle = (angle(kind, joint, phase) for joint in ("hip", "knee", "ankle"))
    swing = np.clip((phase - 0.6) / 0.4, 0, 1)
    outwards = _OUTWARDS[kind] * np.sin(np.pi * swing) ** 2
    places = [(0.0, 0.0)]
    for length, turned in ((THIGH, hip), (SHANK, hip - knee)):
        step = _turn((0.0, -length), turned)
        places.append((places[-1][0] + step[0], places[-1][1] + step[1]))
    foot = places[-1]
    for way in (-HEEL, TOE):
        step = _turn((way, -ANKLE), hip - knee + ankle)
        places.append((foot[0] + step[0], foot[1] + step[1]))
    spread = (0.0, 0.5, 1.0, 1.0, 1.0)
    for name, (forward, up), share in zip(
        ("hip", "knee", "ankle", "heel", "toe"), places, spread, strict=True
    ):
        joints[f"{side}_{name}"] = np.array([forward, up, left * (HIPS - 0.012 * share + outwards * share)])


def _trunk(joints: dict[str, Point], moment: Moment, seconds: float, lift: float, sway: float) -> None:
    lean = 7.0 if moment == "before" else 3.5
    nod = 1.2 * np.sin(4 * np.pi * seconds / CYCLE[moment])
    forward, up = _turn((0.0, TRUNK), -lean)
    joints["pelvis"] = np.array([0.0, lift, sway])
    joints["neck"] = np.array([forward, lift + up, sway * 0.4])
    ahead, above = _turn((0.02, 0.155), -lean * 0.4 + nod)
    joints["head"] = joints["neck"] + np.array([ahead, above, 0.0])
    for side, left in (("left", 1.0), ("right", -1.0)):
        other = angle("healthy", "hip", phase_of(moment, "left" if side == "right" else "right", seconds))
        stiff = side == "left"
        swing = (other - 12) * (0.25 if stiff else 0.75) + (12 if stiff else 0)
        bend = {"before": 78.0, "after": 48.0}[moment] if stiff else 18 + max(0.0, other) * 0.5
        shoulder = joints["neck"] + np.array([0.0, -0.045, left * SHOULDERS])
        elbow = shoulder + np.array([*_turn((0.0, -UPPER_ARM), swing), left * 0.03])
        hand = elbow + np.array([*_turn((0.0, -FOREARM), swing + bend), -left * 0.02])
        joints |= {f"{side}_shoulder": shoulder, f"{side}_elbow": elbow, f"{side}_hand": hand}


@cache
def walk(moment: Moment, images: int, rate: int) -> tuple[tuple[Pose, ...], tuple[float, ...]]:
    """Each image's pose, and how far the pelvis has come, in metres: the foot that bears the weight does not slide."""
    poses = tuple(pose(moment, image / rate) for image in range(images))
    come, step = [0.0], 0.0
    for before, now in pairwise(poses):
        if before.touching == now.touching:
            step = float(before.joints[now.touching][0] - now.joints[now.touching][0])
        come.append(come[-1] + max(0.0, step))
    return poses, tuple(come)
