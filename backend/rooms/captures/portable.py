"""Photos and films as they leave in an export. What CS3 made of them (sizes, copies for reading) is made anew elsewhere."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.days import day_of
from backend.kit.masked import Viewer
from backend.kit.portable import FilePath, Line, Moment, Named, Portable, PortableFile, Sha256, Text, Weight
from backend.rooms.captures import queries
from backend.rooms.captures.queries import Row
from backend.rooms.captures.schemas import LEAST_RATE, MOST_RATE, CategoryName, Kind, SeenFrom, State, Worn


class PortableRate(Portable):
    """At how many images a second the film was taken, as a person confirmed it."""

    fps: Annotated[float, Meta(ge=LEAST_RATE, le=MOST_RATE)]
    by: Named
    at: Moment


class PortableImage(Portable):
    """`copy_of`: the image of which something was blurred in this one. `file`: None while it was still arriving. Where its bytes could not be read, the manifest says so.

    `seen_from`, `worn`: how a film was filmed. `said_at`: when the phone said it was taken; `taken_at`: what is held to be true. Pixels as seen; seconds; images a second.
    """

    id: UUID
    file: FilePath | None
    kind: Kind
    category: CategoryName
    state: State
    reason: str | None
    filename: Line
    note: Text
    tags: list[Line]
    said_at: Moment
    taken_at: Moment
    added_at: Moment
    added_by: Named
    media_type: str | None
    size: int
    sha256: Sha256 | None
    width: int | None
    height: int | None
    duration_s: float | None
    fps: float | None
    frames: int | None
    duplicate_of: UUID | None
    version: int
    deleted_at: Moment | None
    deleted_by: UUID | None
    confirmed_rate: PortableRate | None = None
    seen_from: SeenFrom | None = None
    worn: list[Worn] = []
    worn_words: Line = ""
    copy_of: UUID | None = None


class PortableImages(Portable):
    images: list[PortableImage]


_SAME = ("id", "kind", "category", "state", "reason", "filename", "note", "tags", "said_at", "taken_at", "added_at",
         "media_type", "size", "width", "height", "duration_s", "fps", "frames", "version",
         "deleted_at", "deleted_by", "seen_from", "worn", "worn_words")  # fmt: skip


async def portable(carnet_id: UUID, viewer: Viewer) -> tuple[PortableImages, list[PortableFile]]:
    """By date, what is in the bin too; and the files of those that have wholly arrived. `file` is not said yet."""
    rows = await queries.every(carnet_id, viewer)
    images = [
        PortableImage(
            **{name: row[name] for name in _SAME},
            file=None,
            duplicate_of=row["duplicate_of"] if row["duplicate_in"] else None,
            copy_of=row["copy_of"] if row["copy_in"] else None,
            added_by=Named(row["author_id"], row["author_name"]),
            sha256=row["sha256"].hex() if row["sha256"] else None,
            confirmed_rate=_rate(row),
        )
        for row in rows
    ]
    return PortableImages(images=images), [_file(row) for row in rows if row["state"] != "receiving"]


def _rate(row: Row) -> PortableRate | None:
    if row["true_fps"] is None:
        return None
    by = Named(row["true_fps_by"], row["true_fps_by_name"])
    return PortableRate(fps=row["true_fps"], by=by, at=row["true_fps_at"])


async def weigh(carnet_id: UUID, viewer: Viewer) -> list[Weight]:
    rows = await queries.totals(carnet_id, viewer)
    return [Weight(kind=r["kind"], count=r["count"], size=r["size"]) for r in rows]


def _file(row: Row) -> PortableFile:
    said = row["note"].strip().partition("\n")[0] or ", ".join(row["tags"])
    return PortableFile(
        item_id=row["id"],
        folder="images",
        day=day_of(row["taken_at"]),
        title=said or ("film" if row["kind"] == "video" else "photo"),
        received_name=row["filename"],
        media_type=row["media_type"] or "",
        size=row["size"],
        sha256=row["sha256"],
        at=row["taken_at"],
        binned=row["deleted_at"] is not None,
        author_id=row["author_id"],
    )
