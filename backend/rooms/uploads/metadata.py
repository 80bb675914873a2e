"""What every room reads of what a phone says, cleaned of what could harm. Pure."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.rooms.uploads import tus
from backend.rooms.uploads.schemas import LONGEST_TAG, MOST_TAGS

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LONGEST_NAME = 255


def clean_name(name: str) -> str:
    """A name to show: no folder, no control or direction mark, 255 characters at most. Never used as a path."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return kept.strip(". ")[:LONGEST_NAME]


def is_plausible(moment: datetime, at: datetime) -> bool:
    """After the first photographs of anybody alive, and not in the future (a day is left to clocks and time zones)."""
    return EARLIEST <= moment <= at + timedelta(days=1)


def clean_tags(tags: Iterable[str]) -> list[str]:
    """Ten at most, of forty characters at most, each once."""
    cleaned = (clean_name(tag.replace("/", " ").replace("\\", " "))[:LONGEST_TAG].strip() for tag in tags)
    return list(dict.fromkeys(tag for tag in cleaned if tag))[:MOST_TAGS]


def carnet_of(values: dict[str, str]) -> UUID:
    """Raises Invalid (carnet_id)."""
    return uuid_of("carnet_id", values.get("carnet_id", ""))


def item_of(values: dict[str, str]) -> UUID | None:
    """The number that the phone made, under the key that the first phones knew. Raises Invalid (capture_id)."""
    return uuid_of("capture_id", values["capture_id"]) if values.get("capture_id") else None


def taken_at(values: dict[str, str], at: datetime) -> datetime | None:
    """None for a date that is not said, or cannot be. Raises Invalid (taken_at)."""
    text = values.get("taken_at", "")
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise tus.wrong("taken_at", "Donnez une date qui existe.", "Give a date that exists.") from None
    return moment if is_plausible(moment, at) else None


def uuid_of(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise tus.wrong(name, "Cet identifiant n’en est pas un.", "This identifier is not one.") from None
