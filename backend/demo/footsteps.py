"""The sound of the walk: a soft thud each time a heel or toe comes down, in a quiet room."""

import wave
from pathlib import Path

import numpy as np

from backend.demo.gait import CYCLE, Moment

RATE = 48_000


def write_footsteps(target: Path, moment: Moment, seconds: float) -> None:
    noise = np.random.default_rng(20261121)
    sound = noise.normal(0, 0.0015, round(seconds * RATE))
    long = np.arange(round(0.16 * RATE)) / RATE
    for step in range(int(2 * seconds / CYCLE[moment]) + 1):
        start = round((step * CYCLE[moment] / 2 + 0.02) * RATE)
        treated = step % 2 == 0
        pitch = 70 if treated and moment == "before" else 88
        thud = 0.30 * np.sin(2 * np.pi * pitch * long) * np.exp(-long / 0.028)
        thud += noise.normal(0, 0.05, long.size) * np.exp(-long / 0.008)
        end = min(start + long.size, sound.size)
        sound[start:end] += thud[: max(0, end - start)]
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.clip(sound, -1, 1) * 32_000).astype("<i2").tobytes())
