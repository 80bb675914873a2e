"""What a phone says of a photo or a film, cleaned of what could harm. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

from backend.kit.cleaning import tidy
from backend.kit.errors import Invalid, TooLarge
from backend.rooms.access.categories import Category
from backend.rooms.captures.schemas import LONGEST_NOTE, LONGEST_WORN, SeenFrom, Worn
from backend.rooms.uploads import metadata, tus
from backend.rooms.uploads.metadata import clean_name, clean_tags
from backend.rooms.uploads.takers import Said
from media.limits import PHOTO_BYTES, VIDEO_BYTES

LIMITS = {"photo": (PHOTO_BYTES, "50 Mo"), "video": (VIDEO_BYTES, "2 Go")}


@dataclass(frozen=True, kw_only=True)
class Cut:
    """Which images of which film, from 0, both in it. rate: what somebody confirmed of it, as its row has it."""

    film_id: UUID
    first: int
    last: int
    rate: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class More:
    """`filename` is only ever shown. `taken_at` is None when the phone does not say it. `cut`: its bytes do not come from a phone."""

    filename: str
    note: str
    tags: list[str]
    taken_at: datetime | None
    seen_from: str | None = None
    worn: tuple[str, ...] = ()
    worn_words: str = ""
    copy_of: UUID | None = None
    cut: Cut | None = None


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
            seen_from=_seen_from(values.get("seen_from", "")),
            worn=_worn(values.get("worn", "")),
            worn_words=tidy(values.get("worn_words", ""))[:LONGEST_WORN],
            copy_of=metadata.uuid_of("copy_of", values["copy_of"]) if values.get("copy_of") else None,
        ),
    )


def clean_worn(worn: Sequence[str]) -> list[str]:
    """In one order, each once. Raises Invalid (worn) for bare feet in shoes."""
    said = [one for one in get_args(Worn) if one in worn]
    if "barefoot" in said and {"shoes", "orthoses"} & set(said):
        fr, en = "Pieds nus, ou avec chaussures ou orthèses ?", "Barefoot, or with shoes or orthoses?"
        raise Invalid({"worn": {"fr": fr, "en": en}})
    return said


def _seen_from(text: str) -> str | None:
    if text and text not in get_args(SeenFrom):
        raise tus.wrong("seen_from", "Dites left, right, front ou back.", "Say left, right, front or back.")
    return text or None


def _worn(text: str) -> tuple[str, ...]:
    said = [one.strip() for one in text.split(",") if one.strip()]
    if not set(said) <= set(get_args(Worn)):
        raise tus.wrong(
            "worn", "Dites barefoot, shoes, orthoses ou aid.", "Say barefoot, shoes, orthoses or aid."
        )
    return tuple(clean_worn(said))
