"""Photos and films of an archive, taken in as if a phone had just sent them: what they are is looked at by the same job."""

from typing import Any
from uuid import UUID

from backend.kit.arriving import Arrival, Wrong, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.errors import Invalid
from backend.rooms.captures import jobs, metadata, queries
from backend.rooms.captures.portable import PortableImage, PortableImages
from backend.rooms.captures.schemas import Worn
from backend.rooms.uploads import arriving as uploads
from backend.rooms.uploads.arriving import Kept
from backend.rooms.uploads.metadata import clean_name

LIMITS = {kind: limit for kind, (limit, _) in metadata.LIMITS.items()}


async def take_in(arrival: Arrival, part: PortableImages, kept: dict[str, Kept]) -> None:
    """kept: the files that stand, by their paths. What has no file in the archive is left out, and named by no copy. Raises Wrong."""
    arrival.number((image.id for image in part.images), "$.images")
    here = [(number, image) for number, image in enumerate(part.images) if image.file]
    # In the order in which they came: the one that was there first is not called the double of the other.
    there = {image.id for _, image in here}
    for number, image in sorted(here, key=lambda pair: (pair[1].added_at, pair[1].id)):
        copy_of = image.copy_of if image.copy_of in there else None
        await _take_in_image(arrival, image, kept, f"$.images[{number}]", copy_of=copy_of)


async def _take_in_image(
    arrival: Arrival, image: PortableImage, kept: dict[str, Kept], at: str, *, copy_of: UUID | None
) -> None:
    id = arrival.id(image.id, f"{at}.id")
    file = kept.get(image.file or "")
    if file is None or file.size > LIMITS[image.kind]:
        raise Wrong(f"{at}.file")
    if not 1 <= image.version < 2**31:
        raise Wrong(f"{at}.version")
    added_at = arrival.moment(image.added_at, f"{at}.added_at")
    author = arrival.someone(image.added_by.id)
    await uploads.take_in(
        id, carnet_id=arrival.carnet_id, author_id=author, kind=image.kind, category=image.category,
        added_at=added_at, file=file,
    )  # fmt: skip
    await queries.insert(
        {
            "id": id,
            "carnet_id": arrival.carnet_id,
            "author_id": author,
            "author_name": known_elsewhere(image.added_by.name),
            "kind": image.kind,
            "category": image.category,
            "state": "preparing",
            "progress": 0.0,
            "settled_at": arrival.at,
            "filename": clean_name(image.filename),
            "note": tidy(image.note),
            "tags": metadata.clean_tags(image.tags),
            "said_at": arrival.moment(image.said_at, f"{at}.said_at"),
            "taken_at": arrival.moment(image.taken_at, f"{at}.taken_at"),
            "added_at": added_at,
            "size": file.size,
            "version": image.version,
            "deleted_at": arrival.moment_or_none(image.deleted_at, f"{at}.deleted_at"),
            "deleted_by": _binner(arrival, image.deleted_by),
            **_rate(arrival, image, f"{at}.confirmed_rate"),
            "seen_from": image.seen_from,
            "worn": _worn(image.worn, f"{at}.worn"),
            "worn_words": tidy(image.worn_words),
            "copy_of": arrival.numbers.get(copy_of) if copy_of else None,
        }
    )
    await jobs.prepare.defer(lock=str(id), behind=True, capture_id=str(id))


def _worn(worn: list[Worn], at: str) -> list[str]:
    try:
        return metadata.clean_worn(worn)
    except Invalid:
        raise Wrong(at) from None


def _binner(arrival: Arrival, by: UUID | None) -> UUID | None:
    return arrival.someone(by) if by else None


def _rate(arrival: Arrival, image: PortableImage, at: str) -> dict[str, Any]:
    rate = image.confirmed_rate
    if rate is None:
        return {}
    if image.kind != "video":
        raise Wrong(at)
    return {
        "true_fps": rate.fps,
        "true_fps_by": arrival.someone(rate.by.id),
        "true_fps_by_name": known_elsewhere(rate.by.name),
        "true_fps_at": arrival.moment(rate.at, f"{at}.at"),
    }
