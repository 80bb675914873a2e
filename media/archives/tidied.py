"""What a computer adds to a folder that was opened and zipped again, set aside. Pure."""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}


def tidied(members: Mapping[str, T], mark: str) -> dict[str, T]:
    """By name, without macOS's and Windows's own files, and without the one folder that holds everything when `mark`
    stands in it rather than at the top."""
    ours = {name: member for name, member in members.items() if not _is_litter(name)}
    tops = {name.split("/", 1)[0] for name in ours}
    if mark in ours or len(tops) != 1 or f"{(top := tops.pop())}/{mark}" not in ours:
        return ours
    return {name.removeprefix(f"{top}/"): member for name, member in ours.items()}


def _is_litter(name: str) -> bool:
    parts = name.split("/")
    return parts[0] == "__MACOSX" or parts[-1].lower() in _LITTER or parts[-1].startswith("._")
