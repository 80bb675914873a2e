"""A picture as a document of one page: seen upright, without place, device and names."""

from pathlib import Path

from media.asking import ask
from media.limits import MIB, Limits
from media.pdfs import Page
from media.photos import render_photo

PAGE_LIMITS = Limits(cpu_s=40, wall_s=120, memory=1024 * MIB, output=50 * MIB)
_LONGEST = 842
"""Points of A4's longest side: a picture is printed no larger than that."""


async def render_picture(source: Path, folder: Path) -> Page:
    """Writes its page in `folder`, which is private to this call. Raises Refused; then what was written there is worth nothing."""
    photo = await render_photo(source, folder)
    largest = max(photo.renditions.values(), key=lambda one: one.width)
    shown, target = largest.path.absolute(), folder.absolute() / "page-001"
    told = await ask("media.page_child", shown, target, limits=PAGE_LIMITS, folder=folder, source=shown)
    media_type, width, height, grey = told["page"]
    scale = _LONGEST / max(width, height)
    return Page(target, media_type, width, height, width * scale, height * scale, grey)
