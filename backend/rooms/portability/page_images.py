"""Photos and films on the readable page, by month, newest first; shown where a browser can, reached by a link in any case."""

from itertools import groupby

from backend.kit.days import day_of
from backend.rooms.captures.portable import PortableImage
from backend.rooms.portability.page_bits import empty, href, link, safe, section, text
from backend.rooms.portability.page_texts import PROBLEMS, Words, size

_SHOWN = {"image/jpeg", "image/png", "image/webp", "image/avif"}


def images_html(images: list[PortableImage], unread: dict[str, str], w: Words) -> str:
    there = [image for image in images if image.deleted_at is None and image.file]
    body = pictures(there, unread, w) if there else empty(w.of("Aucune image.", "No image."))
    return section("images", w.of("Photos et films", "Photos and films"), body)


def pictures(images: list[PortableImage], unread: dict[str, str], w: Words) -> str:
    newest = sorted(images, key=lambda image: (image.taken_at, image.id), reverse=True)
    months: list[str] = []
    for (year, month), some in groupby(
        newest, key=lambda i: (day_of(i.taken_at).year, day_of(i.taken_at).month)
    ):
        items = "".join(f"<li>{_picture(image, unread, w)}</li>" for image in some)
        months.append(f"<h3 class='month'>{w.month(year, month)}</h3><ul class='pics'>{items}</ul>")
    return "".join(months)


def _picture(image: PortableImage, unread: dict[str, str], w: Words) -> str:
    assert image.file is not None
    day = w.day(day_of(image.taken_at))
    kind = w.of("Film", "Film") if image.kind == "video" else w.of("Photo", "Photo")
    name = image.note.strip().partition("\n")[0] or ", ".join(image.tags)
    label = f"{kind}, {day}{f', {name}' if name else ''}"
    problem = unread.get(image.file)
    shown = _shown(image, label, w) if problem in (None, "differs") else ""
    words = f"<b>{day}</b>{text(image.note)}"
    if image.tags:
        words += f"<p>{' '.join(f'<span class=pill>{safe(tag)}</span>' for tag in image.tags)}</p>"
    added = w.of("ajouté par ", "added by ") + safe(image.added_by.name)
    words += f"<p><small>{added} · {size(image.size, w.language)}</small></p>"
    if problem:
        words += f"<p><span class='pill amber'>{w.of('Ce fichier ', 'This file ')}{w.pick(PROBLEMS[problem])}</span></p>"
    get = link(image.file, w.of("Ouvrir l’original", "Open the original"), label=label) if shown else ""
    return f"{shown}<div class='say'>{words}</div>{get}"


def _shown(image: PortableImage, label: str, w: Words) -> str:
    assert image.file is not None
    place, name = href(image.file), safe(label)
    if image.kind == "video":
        return f'<video controls preload="none" src="{place}" aria-label="{name}"></video>'
    if image.media_type in _SHOWN:
        measures = f' width="{image.width}" height="{image.height}"' if image.width and image.height else ""
        return f'<img loading="lazy" src="{place}" alt="{name}"{measures}>'
    words = w.of(
        "Cette photo s’ouvre avec l’application de photos de l’ordinateur ou du téléphone.",
        "This photo opens in the computer’s or phone’s own photo application.",
    )
    return f"<div class='open'>{words}</div>"
