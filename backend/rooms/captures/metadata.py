"""What a phone says of a photo or a film, cleaned of what could harm. Pure."""

from dataclasses import dataclass
from datetime import datetime

from backend.kit.cleaning import tidy
from backend.kit.errors import TooLarge
from backend.rooms.access.categories import Category
from backend.rooms.captures.schemas import LONGEST_NOTE, LONGEST_TAG, MOST_TAGS
from backend.rooms.uploads import metadata, tus
from backend.rooms.uploads.metadata import clean_name
from backend.rooms.uploads.takers import Said
from media.limits import PHOTO_BYTES, VIDEO_BYTES

LIMITS = {"photo": (PHOTO_BYTES, "50 Mo"), "video": (VIDEO_BYTES, "2 Go")}


@dataclass(frozen=True, kw_only=True)
class More:
    """`filename` is only ever shown. `taken_at` is None when the phone does not say it."""

    filename: str
    note: str
    tags: list[str]
    taken_at: datetime | None


def read(values: dict[str, str], length: int, at: datetime) -> Said:
    """Raises Invalid (the key's name), TooLarge. A date that cannot be is left out."""
    kind = values["kind"]
    category = values.get("category") or "photos"
    if category not in ("photos", "gait"):
        raise tus.wrong("category", "Dites photos ou gait.", "Say photos or gait.")
    limit, said = LIMITS[kind]
    if length > limit:
        raise TooLarge(limit=said)
    return Said(
        carnet_id=metadata.carnet_of(values),
        item_id=metadata.item_of(values),
        kind=kind,
        category=Category(category),
        more=More(
            filename=clean_name(values.get("filename", "")),
            note=tidy(values.get("note", ""))[:LONGEST_NOTE],
            tags=clean_tags(values.get("tags", "").split(",")),
            taken_at=metadata.taken_at(values, at),
        ),
    )


def clean_tags(tags: list[str]) -> list[str]:
    """Ten at most, of forty characters at most, each once."""
    cleaned = (clean_name(tag.replace("/", " ").replace("\\", " "))[:LONGEST_TAG].strip() for tag in tags)
    return list(dict.fromkeys(tag for tag in cleaned if tag))[:MOST_TAGS]
