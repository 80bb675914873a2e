"""Thousands of damaged files of each kind that is taken, through the way that every received file goes.

Each ends in what is shown, or in its reason; nothing else reaches who asked, and no decoder stays behind. A slice in
`./just test`; 5 000 of each kind in `./just soak` (`-k mp4`: one kind), the same for the same CS3_SOAK_SEED.
"""

import asyncio
import io
import os
import shutil
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageDraw

from backend.rooms.documents.making import make
from media import asking, pdfs, video_run
from media.limits import Ended, run_child
from media.pdfs import render_pdf
from media.photos import clean_photo, render_photo
from media.refused import Refused
from media.videos import clean_video, render_video
from tests.media import pdf_files, test_kinds
from tests.media.films import film
from tests.media.mutations import damaged
from tests.media.photographs import named_profile, telltale_exif
from tests.media.pooled import Pool
from tests.soak.counts import SEED, dice, times

Work = Callable[[Path, Path], Awaitable[Any]]
AT_ONCE = times(1, os.cpu_count() or 1)


def _photo(form: str) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        image = Image.new("RGB", (96, 64), "white")
        ImageDraw.Draw(image).ellipse((10, 5, 80, 60), fill="teal", outline="black")
        held = io.BytesIO()
        told: dict[str, Any] = {"exif": telltale_exif(6), "icc_profile": named_profile()}
        if form == "HEIF":
            pillow_heif.from_pillow(image).save(held, quality=60, exif=told["exif"].tobytes())
        elif form == "progressive":
            image.save(held, "JPEG", progressive=True, **told)
        else:
            image.save(held, form, **({} if form == "GIF" else told))
        return held.getvalue()

    return made


def _film(ending: str, codec: str, sound: str) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        source = folder / f"whole.{ending}"
        film(source, size="64x48", rate=10, seconds=0.8, codec=codec, sound=sound)
        return source.read_bytes()

    return made


async def _filed(source: Path, folder: Path) -> None:
    """As the library does, for what is neither a photo of the album nor a PDF."""

    async def progress(done: float) -> None:
        pass

    await make(source, folder, name="emploi.csv", progress=progress)


def _sound(ending: str) -> Callable[[Path], bytes]:
    return lambda folder: test_kinds.sound(folder, f"whole.{ending}")


KINDS: dict[str, tuple[Callable[[Path], bytes], Work, Work | None]] = {
    "jpeg": (_photo("JPEG"), render_photo, clean_photo),
    "progressive": (_photo("progressive"), render_photo, clean_photo),
    "png": (_photo("PNG"), render_photo, clean_photo),
    "webp": (_photo("WEBP"), render_photo, clean_photo),
    "avif": (_photo("AVIF"), render_photo, clean_photo),
    "heic": (_photo("HEIF"), render_photo, clean_photo),
    "mp4": (_film("mp4", "libx264", "aac"), render_video, clean_video),
    "mov": (_film("mov", "libx265", "aac"), render_video, clean_video),
    "webm": (_film("webm", "libvpx-vp9", "libopus"), render_video, clean_video),
    "mkv": (_film("mkv", "libx264", "libopus"), render_video, clean_video),
    "pdf": (lambda _: pdf_files.filled_form(), render_pdf, None),
    "wav": (lambda _: test_kinds.wav(), _filed, None),
    "mp3": (_sound("mp3"), _filed, None),
    "m4a": (_sound("m4a"), _filed, None),
    "ogg": (_sound("ogg"), _filed, None),
    "flac": (_sound("flac"), _filed, None),
    "docx": (lambda _: test_kinds.DOCX, _filed, None),
    "odt": (lambda _: test_kinds.ODT, _filed, None),
    "csv": (lambda _: "nom;âge\nThéo;10\n".encode() * 20, _filed, None),
}
SLICE = {kind: 3 if work in (render_photo, render_pdf) else 1 for kind, (_, work, _) in KINDS.items()}


ALONE = 100
"""One in so many goes the whole way, in a child of its own; the others share theirs (`tests/media/pooled.py`)."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(KINDS))
async def test_damaged_files_harm_nothing(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, show, give = KINDS[kind]
    whole = make(tmp_path)
    if times(
        0, 1
    ):  # undamaged, it is shown: the tests of each kind say so too, and a slice need not say it again
        first = tmp_path / "whole"
        await show(_laid(first, whole), first / "made")
    pools = [Pool(tmp_path / f"work-{n}") for n in range(AT_ONCE)]
    pool: ContextVar[Pool | None] = ContextVar("pool", default=None)

    async def run(*given: Any, **more: Any) -> Ended:
        mine = pool.get()
        return await (mine.run if mine else run_child)(*given, **more)

    for module in (asking, pdfs, video_run):
        monkeypatch.setattr(module, "run_child", run)
    ended: Counter[str] = Counter()
    waiting = iter(range(times(SLICE[kind], 5000)))

    async def work(mine: Pool) -> None:
        for number in waiting:
            pool.set(None if number % ALONE == 0 else mine)
            source = _laid(mine.folder / "one", damaged(whole, dice(f"{kind} {number}")))
            asked = give if give and number % 5 == 4 else show  # to be given away, one in five
            try:
                await asked(source, source.parent / "made")
                ended["shown" if asked is show else "given"] += 1
            except Refused as refused:
                ended[refused.reason] += 1
            except Exception as problem:
                pytest.fail(f"{kind} {number}, CS3_SOAK_SEED={SEED}: {type(problem).__name__}: {problem}")

    try:
        async with asyncio.TaskGroup() as together:
            for mine in pools:
                together.create_task(work(mine))
    finally:
        for mine in pools:
            await mine.close()
    died = sum(mine.died for mine in pools)
    print(
        f"{kind}: {ended.total()} damaged, {died} children died, {dict(ended.most_common())}", file=sys.stderr
    )
    assert ended.total() == times(SLICE[kind], 5000)


def _laid(folder: Path, data: bytes) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "made").mkdir(parents=True)
    source = folder / "received"
    source.write_bytes(data)
    return source
