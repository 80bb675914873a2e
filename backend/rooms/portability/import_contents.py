"""What an archive says it holds, checked before anything of it is kept: its manifest, its parts, its files."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from backend.rooms.captures.arriving import LIMITS as IMAGE_BYTES
from backend.rooms.documents import portable as documents
from backend.rooms.portability.format import (
    FORMAT,
    LISTS,
    MANIFEST,
    PARTS,
    SINCE,
    VERSION,
    File,
    Manifest,
    Opening,
    PartName,
)
from backend.rooms.portability.import_faults import Refused, of_zip
from media.archives import Archive, Member, NotTaken
from media.archives.reading import Limits
from media.archives.tidied import tidied

PART_BYTES = 64_000_000
TRACES_BYTES = 2_000_000_000
MANIFEST_BYTES = 64_000_000
TOTAL_BYTES = 60_000_000_000
ROOM_BYTES, GROWTH = 1_000_000_000, 4
"""An archive that was zipped again grows by the little that photos, films and letters can be pressed, and by what is written."""
_WHERE = re.compile(r" - at `(?:key in )?([^`]*)`")


@dataclass(frozen=True, kw_only=True)
class Contents:
    """members: of the archive, by path. parts: decoded, but the traces, which are read line by line."""

    archive: Archive
    members: dict[str, Member]
    manifest: Manifest
    parts: dict[PartName, Any] = field(default_factory=dict[PartName, Any])

    @property
    def size(self) -> int:
        return sum(file.size for file in self.manifest.files)


def limits(size: int) -> Limits:
    """size: bytes of the archive as it was sent. A few of those must not fill a disk once opened."""
    return Limits(total=min(TOTAL_BYTES, ROOM_BYTES + GROWTH * size))


async def read_contents(archive: Archive) -> Contents:
    """Raises Refused."""
    members = tidied(archive.members, MANIFEST)
    if MANIFEST not in members:
        raise Refused("not_a_carnet")
    manifest = _manifest(await whole(archive, members[MANIFEST], MANIFEST_BYTES))
    contents = Contents(archive=archive, members=members, manifest=manifest)
    _check_parts(contents)
    _check_files(contents)
    for part in manifest.parts:
        if part.name not in LISTS:
            contents.parts[part.name] = await _part(contents, part.path, part.sha256, PARTS[part.name].type)
    _check_items(contents)
    return contents


async def whole(archive: Archive, member: Member, most: int) -> bytes:
    try:
        return await archive.whole(member, most)
    except NotTaken as fault:
        raise of_zip(fault) from None


def decode(raw: bytes, type: Any, file: str) -> Any:
    """Raises Refused, which names the field and nothing of what it holds."""
    try:
        return msgspec.json.decode(raw, type=type)
    except (msgspec.DecodeError, RecursionError) as wrong:
        found = _WHERE.search(str(wrong))
        raise Refused("not_understood", file, found.group(1) if found else "") from None


def _manifest(raw: bytes) -> Manifest:
    try:
        opening = msgspec.json.decode(raw, type=Opening)
    except (msgspec.DecodeError, RecursionError):
        raise Refused("not_a_carnet") from None
    if opening.format != FORMAT:
        raise Refused("not_a_carnet")
    if opening.version > VERSION:
        raise Refused("newer")
    return decode(raw, Manifest, MANIFEST)


def _check_parts(contents: Contents) -> None:
    parts, version = contents.manifest.parts, contents.manifest.version
    if sorted(part.name for part in parts) != sorted(n for n in PARTS if SINCE.get(n, 1) <= version):
        raise Refused("not_understood", MANIFEST, "$.parts")
    for part in parts:
        if part.path != PARTS[part.name].path:
            raise Refused("not_understood", MANIFEST, "$.parts")
        _check_member(contents, part.path, part.size)


def _check_files(contents: Contents) -> None:
    paths: set[str] = set()
    for number, file in enumerate(contents.manifest.files):
        if file.path in paths or file.path == MANIFEST or file.path.startswith("donnees/"):
            raise Refused("impossible", MANIFEST, f"$.files[{number}].path")
        paths.add(file.path)
        _check_member(contents, file.path, file.size)


def _check_member(contents: Contents, path: str, size: int) -> None:
    member = contents.members.get(path)
    if member is None:
        raise Refused("missing_file", path)
    if member.size != size:
        raise Refused("wrong_file", path)


async def _part(contents: Contents, path: str, sha256: str, type: Any) -> Any:
    raw = await whole(contents.archive, contents.members[path], PART_BYTES)
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise Refused("wrong_file", path)
    return decode(raw, type, path)


def _with_files(contents: Contents) -> Iterator[tuple[str, PartName, str, Any, int]]:
    """What a file may be of: what it is, its part, where its file is named in there, itself, and its most bytes."""
    for number, image in enumerate(contents.parts["images"].images):
        yield "image", "images", f"$.images[{number}].file", image, IMAGE_BYTES[image.kind]
    for number, letter in enumerate(contents.parts["documents"].documents):
        at = f"$.documents[{number}]"
        yield "document", "documents", f"{at}.file", letter, documents.most_bytes(letter)
        for place, file in enumerate(letter.more):
            yield "document", "documents", f"{at}.more[{place}].file", file, documents.most_bytes(file)


def _check_items(contents: Contents) -> None:
    """Each file belongs to one item, each item to its own file, and all of it to one notebook."""
    if contents.parts["carnet"].id != contents.manifest.carnet_id:
        raise Refused("impossible", MANIFEST, "$.carnet_id")
    files = {file.path: file for file in contents.manifest.files}
    wanted: dict[str, tuple[str, Any]] = {}
    about = contents.parts["carnet"]
    if about.portrait:
        wanted[about.portrait] = ("portrait", None)
    for of, part, where, item, most in _with_files(contents):
        if item.file and item.file in wanted:
            raise Refused("impossible", PARTS[part].path, where)
        if item.file:
            wanted[item.file] = (of, item.id)
        # Known before anything is kept of it; the room that takes it in looks again.
        if item.file in files and files[item.file].size > most:
            raise Refused("impossible", PARTS[part].path, where)
    for path, (of, id) in wanted.items():
        file: File | None = files.get(path)
        if file is None or (file.of, file.item_id) != (of, id):
            raise Refused("impossible", MANIFEST, "$.files")
    if files.keys() - wanted.keys():
        raise Refused("impossible", MANIFEST, "$.files")
