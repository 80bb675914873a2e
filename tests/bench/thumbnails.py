"""Three sizes of a 12-megapixel photo against one made by npm sharp with one thread.

Ours is what a photo costs on the server, the confined child process's start included; sharp's is one call in a node that is
already running. Two readings are printed: against sharp's largest, which needs the same pixels, and against its smallest,
which sharp decodes at an eighth and for which no decoder that must also give 2560 pixels can be a match.
"""

import asyncio
import resource
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from backend.demo.pictures import make_picture
from media.photos import render_photo
from tests.bench.node_peers import peer
from tests.bench.rounds import compare
from tests.bench.rows import Row

TARGET = 1.3


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        photo = _photo(folder)
        with subprocess.Popen(
            peer("thumbnail.mjs"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as sharp:
            try:
                return [_row(sharp, photo, folder, side) for side in (2560, 320)]
            finally:
                assert sharp.stdin
                sharp.stdin.close()


def _row(sharp: subprocess.Popen[str], photo: Path, folder: Path, side: int) -> Row:
    ours, theirs, ratio = compare(lambda: _ours(photo, folder), lambda: _theirs(sharp, photo, side))
    what = f"three sizes of a 12 MP photo (ms of processor), against sharp's one of {side} px"
    return Row(what, round(ours), round(theirs), round(ratio, 2), f"≤ {TARGET} ×", ratio <= TARGET)


def _photo(folder: Path) -> Path:
    """A drawn scene with a lens's grain, since a drawing alone is easier to pack than any photo."""
    photo = folder / "photo.jpg"
    make_picture("swing", photo)
    pixels = np.asarray(Image.open(photo)).astype(np.int16)
    grain = np.random.default_rng(7).normal(0, 7, (*pixels.shape[:2], 1))
    Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8)).save(photo, quality=88)
    return photo


def _ours(photo: Path, folder: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(render_photo(photo, folder))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _theirs(sharp: subprocess.Popen[str], photo: Path, side: int) -> float:
    assert sharp.stdin
    assert sharp.stdout
    sharp.stdin.write(f"{side} {photo}\n")
    sharp.stdin.flush()
    return float(sharp.stdout.readline())


if __name__ == "__main__":
    for row in measure():
        print(row)
