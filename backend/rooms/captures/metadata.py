"""What a phone says of what it sends, cleaned of what could harm. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kit.errors import TooLarge
from backend.rooms.access.categories import Category
from backend.rooms.captures import tus
from backend.rooms.captures.errors import NoDocumentsYet
from backend.rooms.captures.schemas import LONGEST_NOTE, LONGEST_TAG, MOST_TAGS
from media.limits import PHOTO_BYTES, VIDEO_BYTES

LIMITS = {"photo": (PHOTO_BYTES, "50 Mo"), "video": (VIDEO_BYTES, "2 Go")}
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LONGEST_NAME = 255


@dataclass(frozen=True, kw_only=True)
class Said:
    """`filename` is only ever shown. `capture_id` is None when the phone leaves it to us, `taken_at` when it does not say."""

    carnet_id: UUID
    capture_id: UUID | None
    kind: str
    category: Category
    filename: str
    note: str
    tags: list[str]
    taken_at: datetime | None


def read(values: dict[str, str], length: int, at: datetime) -> Said:
    """Raises Invalid (the key's name), NoDocumentsYet, TooLarge. A date that cannot be is left out."""
    kind = values.get("kind", "")
    if kind == "document":
        raise NoDocumentsYet
    if kind not in LIMITS:
        raise tus.wrong("kind", "Dites photo ou video.", "Say photo or video.")
    category = values.get("category") or "photos"
    if category not in ("photos", "gait"):
        raise tus.wrong("category", "Dites photos ou gait.", "Say photos or gait.")
    limit, said = LIMITS[kind]
    if length > limit:
        raise TooLarge(limit=said)
    return Said(
        carnet_id=_uuid("carnet_id", values.get("carnet_id", "")),
        capture_id=_uuid("capture_id", values["capture_id"]) if values.get("capture_id") else None,
        kind=kind,
        category=Category(category),
        filename=clean_name(values.get("filename", "")),
        note=clean_text(values.get("note", ""))[:LONGEST_NOTE],
        tags=clean_tags(values.get("tags", "").split(",")),
        taken_at=_moment(values.get("taken_at", ""), at),
    )


def clean_name(name: str) -> str:
    """A name to show: no folder, no control or direction mark, 255 characters at most. Never used as a path."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return kept.strip(". ")[:LONGEST_NAME]


def clean_text(text: str) -> str:
    """What a person wrote, without the characters that no keyboard types and no database keeps."""
    kept = (c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def clean_tags(tags: list[str]) -> list[str]:
    """Ten at most, of forty characters at most, each once."""
    cleaned = (clean_name(tag.replace("/", " ").replace("\\", " "))[:LONGEST_TAG].strip() for tag in tags)
    return list(dict.fromkeys(tag for tag in cleaned if tag))[:MOST_TAGS]


def is_plausible(moment: datetime, at: datetime) -> bool:
    """After the first photographs of anybody alive, and not in the future (a day is left to clocks and time zones)."""
    return EARLIEST <= moment <= at + timedelta(days=1)


def _uuid(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise tus.wrong(name, "Cet identifiant n’en est pas un.", "This identifier is not one.") from None


def _moment(text: str, at: datetime) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise tus.wrong("taken_at", "Donnez une date qui existe.", "Give a date that exists.") from None
    return moment if is_plausible(moment, at) else None
