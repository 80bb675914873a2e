"""Pictures that a phone sends for a report: opened in the confined child that photos have, and written anew, so that nothing else of
them is in the paper."""

import asyncio
import io
from pathlib import Path

from PIL import Image

from backend.kit.errors import Invalid
from media.limits import Refused
from media.photos import render_photo

QUALITY = 82


async def checked(pictures: list[tuple[bytes, int]], folder: Path) -> list[bytes]:
    """Each with the most pixels that it may have on a side, 1280 or fewer; as JPEGs. Raises Invalid (figures) for what is no picture."""
    made: list[bytes] = []
    for number, (picture, most) in enumerate(pictures):
        work = folder / str(number)
        work.mkdir()
        source = work / "received"
        await asyncio.to_thread(source.write_bytes, picture)
        try:
            photo = await render_photo(source, work)
        except Refused:
            raise Invalid(
                {"figures": {"fr": f"L’image {number + 1} ne se lit pas\u202f: reprenez-la.", "en": f"Image {number + 1} cannot be read: take it again."}}
            ) from None  # fmt: skip
        made.append(await asyncio.to_thread(_jpeg, photo.renditions["medium"].path, most))
    return made


def _jpeg(path: Path, most: int) -> bytes:
    """path: of a copy that we made."""
    out = io.BytesIO()
    with Image.open(path) as picture:
        picture.thumbnail((most, most))
        picture.convert("RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
