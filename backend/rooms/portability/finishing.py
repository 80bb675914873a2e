"""The manifest, the schemas and the pages to be read; then every byte of the archive has its place."""

import asyncio
from collections import deque
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec

from backend import __version__
from backend.kit import runtime
from backend.kit.portable import Named
from backend.kit.transaction import transaction
from backend.rooms.audit.portable import PortableTrace
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import portable as documents
from backend.rooms.identity import service as identity
from backend.rooms.portability import pages, queries, written
from backend.rooms.portability.format import (
    FORMAT,
    LISTS,
    MANIFEST,
    PARTS,
    VERSION,
    File,
    Manifest,
    Part,
    PartName,
    Problem,
    schema_files,
)
from backend.rooms.portability.gathering import records
from backend.rooms.portability.naming import kind_of
from backend.rooms.portability.queries import Row
from backend.rooms.portability.readable import Readable
from backend.rooms.sheets.portable_lines import numbers_kept
from backend.rooms.uploads import service as uploads
from media.archives import Entry, Plan

LASTS = timedelta(days=7)
SHOWN_TRACES = 500


async def finish(export_id: UUID) -> None:
    row = await queries.anyone(export_id)
    if row is None or row["state"] != "preparing" or row["at"] is None:
        return
    entries = await queries.entries(export_id)
    readable = await _readable(row, entries)
    content = {
        "LISEZ-MOI.txt": ("text/plain", pages.read_me(readable)),
        "index.html": ("text/html", pages.page(readable, "fr")),
        "index.en.html": ("text/html", pages.page(readable, "en")),
        MANIFEST: ("application/json", msgspec.json.format(msgspec.json.encode(readable.manifest), indent=2)),
        **{path: ("application/json", text) for path, text in schema_files().items()},
    }
    made: list[Row] = []
    for place, (path, (media_type, text)) in enumerate(content.items()):
        entry = await written.write(row["carnet_id"], export_id, path, text, at=row["at"])
        made.append(entry | {"position": place, "media_type": media_type})
    whole = [*made, *entries]
    plan = await asyncio.to_thread(Plan, planned(whole))
    at = runtime.get().clock.now()
    async with transaction():
        now = await queries.anyone(export_id, lock=True)
        if now is None or now["state"] != "preparing":
            await uploads.forget(entry["object"] for entry in made)
            return
        await queries.add_entries(export_id, made)
        told = {"state": "ready", "size": plan.length, "ready_at": at, "expires_at": at + LASTS}
        await queries.settle(export_id, told | {"problems": sum(e["problem"] is not None for e in entries)})


def planned(entries: list[Row]) -> list[Entry]:
    """What stands in the archive; what is missing or damaged does not."""
    return [
        Entry(name=entry["path"], size=entry["size"], crc32=entry["crc32"], mtime=entry["at"])
        for entry in standing(entries)
    ]


def standing(entries: list[Row]) -> list[Row]:
    return [entry for entry in entries if entry["crc32"] is not None]


async def _readable(row: Row, entries: list[Row]) -> Readable:
    by_path = {entry["path"]: entry for entry in entries}
    parts: dict[PartName, Any] = {}
    for name, kind in PARTS.items():
        object = by_path[kind.path]["object"]
        if name not in LISTS:
            text = await written.read_back(row["carnet_id"], object)
            parts[name] = msgspec.json.decode(text, type=kind.type)
    counts: dict[PartName, int] = {name: records(name, part) for name, part in parts.items()}
    told = {name: by_path[PARTS[name].path]["object"] for name in LISTS}
    counts["earlier_traces"], _ = await _last_traces(row["carnet_id"], told["earlier_traces"])
    counts["traces"], traces = await _last_traces(row["carnet_id"], told["traces"])
    names = await identity.person_names([row["person_id"]])
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        made_at=row["at"],
        made_by=Named(row["person_id"], names.get(row["person_id"], "")),
        made_with=f"CS3 {__version__}",
        carnet_id=row["carnet_id"],
        subject=f"{parts['carnet'].given_name} {parts['carnet'].family_name}",
        parts=[_part(name, by_path[kind.path], counts[name]) for name, kind in PARTS.items()],
        files=[_file(entry) for entry in standing(entries) if not _is_part(entry)],
        problems=[
            Problem(item_id=entry["item_id"], of=_kind(entry), path=entry["path"], problem=entry["problem"])
            for entry in entries
            if entry["problem"]
        ]
        + _arriving(parts),
        kept_from_me=numbers_kept(parts["sheets"]),
    )
    return Readable(manifest=manifest, parts=parts, traces=traces, how_many_traces=counts["traces"])


async def _last_traces(carnet_id: UUID, object: str) -> tuple[int, list[PortableTrace]]:
    """How many there are, and the last ones, newest first: the list is never held whole."""
    vault = await carnet.vault(carnet_id)
    last: deque[bytes] = deque(maxlen=SHOWN_TRACES)
    count, held = 0, b""
    async for chunk in vault.open(object):
        *lines, held = (held + chunk).split(b"\n")
        traces = [line.rstrip(b",") for line in lines if line.startswith(b"{")]
        count += len(traces)
        last.extend(traces)
    return count, [msgspec.json.decode(line, type=PortableTrace) for line in reversed(last)]


def _is_part(entry: Row) -> bool:
    return entry["path"] in {kind.path for kind in PARTS.values()}


def _part(name: PartName, entry: Row, count: int) -> Part:
    return Part(
        name=name,
        path=entry["path"],
        schema=PARTS[name].schema,
        size=entry["size"],
        sha256=entry["sha256"].hex(),
        records=count,
    )


def _kind(entry: Row) -> Any:
    return "portrait" if entry["item_id"] is None else kind_of(entry["path"])


def _file(entry: Row) -> File:
    return File(
        path=entry["path"],
        item_id=entry["item_id"],
        of=_kind(entry),
        media_type=entry["media_type"],
        size=entry["size"],
        sha256=entry["sha256"].hex(),
        cleaned=entry["cleaned"],
    )


def _arriving(parts: dict[PartName, Any]) -> list[Problem]:
    images = [("image", image) for image in parts["images"].images]
    letters = [("document", file) for file in documents.files_of(parts["documents"])]
    return [
        Problem(item_id=item.id, of=of, path=None, problem="arriving")  # pyright: ignore[reportArgumentType]
        for of, item in [*images, *letters]
        if item.state == "receiving"
    ]
