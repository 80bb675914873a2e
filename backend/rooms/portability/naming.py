"""What files are called in the archive: readable, on every system, none twice. Pure."""

import re
from collections.abc import Iterator
from typing import Literal

from backend.kit.cleaning import clean
from backend.kit.portable import PortableFile
from media.archives import names
from media.kinds import SUFFIXES
from media.sniff import FileType

_BIN = "corbeille/"
LONGEST = 80
"""Letters of what stands before the point; and not more than twice as many bytes."""
_REFUSED = re.compile(r'[<>:"/\\|?*\ufffd]+')
_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")
_SUFFIXES = {kind.value: kind.suffix for kind in FileType} | SUFFIXES | {"application/pdf": ".pdf"}
_ONLY_SHOWN = {
    *_SUFFIXES.values(), ".3gp", ".arw", ".avi", ".bmp", ".cr2", ".cr3", ".dng", ".docx", ".gif", ".heif", ".jpeg", ".jxl",
    ".m4v", ".mpg", ".nef", ".odt", ".tif", ".tiff", ".txt",
}  # fmt: skip
"""What a computer opens to show it. A page, a script or a program would run there as the family's own."""


def lay_out(files: list[PortableFile], taken: set[str]) -> Iterator[tuple[str, PortableFile]]:
    """Each file with its path, in their order. taken: names that are used already; those given are added."""
    for file in files:
        folder = _BIN + file.folder if file.binned else file.folder
        stem = f"{folder}/{file.day.isoformat()} {readable(file.title)}".rstrip()
        path, again = stem + suffix(file), 2
        while names.same(path) in taken:
            path, again = f"{stem} ({again}){suffix(file)}", again + 1
        taken.add(names.same(path))
        yield path, file


def kind_of(path: str) -> Literal["image", "document"]:
    """What the file at this path is of."""
    return "document" if path.removeprefix(_BIN).startswith("documents/") else "image"


def readable(title: str) -> str:
    """A part of a file's name that Windows, macOS and Linux take (the day stands before it: no reserved word can be)."""
    kept = " ".join(_REFUSED.sub(" ", clean(title)).split())
    kept = kept[:LONGEST].encode()[: LONGEST * 2].decode(errors="ignore")
    return kept.rstrip(" .")


def suffix(file: PortableFile) -> str:
    """By what the file is; where CS3 could not tell, as it was called on the phone, if a double click does no harm with that."""
    known = _SUFFIXES.get(file.media_type)
    if known:
        return known
    said = _ENDING.search(file.received_name)
    ending = f".{said.group(1).lower()}" if said else ""
    return ending if ending in _ONLY_SHOWN else ".bin"


def archive_name(given_name: str, day: str) -> str:
    """« carnet de Théo 2026-11-21.zip »."""
    return f"carnet de {readable(given_name) or 'CS3'} {day}.zip"
