"""Names inside an archive: which are safe, which are the same. Pure."""

import re
import unicodedata

LONGEST = 1024
"""Bytes of a name in UTF-8."""

_DRIVE = re.compile(r"^[A-Za-z]:")
_HIDING = re.compile(
    "[\x00-\x1f\x7f-\x9f\\\\"  # controls, and the backslash that is a separator elsewhere
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffd"  # bidi marks, and what has no width
    "\ud800-\udfff]"
)


def is_safe(name: str) -> bool:
    """A relative path, with `/` between parts, that stays under the folder it is opened in, and shows all of itself."""
    parts = name.removesuffix("/").split("/")
    return (
        not _HIDING.search(name)
        and not _DRIVE.match(name)
        and all(part.strip() not in ("", ".", "..") for part in parts)
        and len(name.encode()) <= LONGEST
    )


def same(name: str) -> str:
    """What two names have in common that a phone or a PC would take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name.removesuffix("/")).casefold())


def shown(name: str, *, most: int = 120) -> str:
    """For a sentence: without what hides, and short. most: letters."""
    return _HIDING.sub("?", name)[:most]
