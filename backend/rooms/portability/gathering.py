"""Everything of a notebook at one moment, as one person may take it away; and where each thing will stand in the archive."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.kit.masked import Viewer
from backend.kit.portable import PortableFile
from backend.kit.transaction import transaction
from backend.rooms.access import details
from backend.rooms.access import portable as access
from backend.rooms.agenda import portable as agenda
from backend.rooms.captures import portable as captures
from backend.rooms.carnet import portable as carnet
from backend.rooms.documents import portable as documents
from backend.rooms.emergency import portable as emergency
from backend.rooms.gait import portable as gait
from backend.rooms.journal import portable as journal
from backend.rooms.measurements import portable as measurements
from backend.rooms.portability import provenance, queries
from backend.rooms.portability.format import PartName
from backend.rooms.portability.naming import lay_out
from backend.rooms.sheets import portable as sheets
from backend.rooms.sheets import portable_lines as sheet_lines
from backend.rooms.uploads import service as uploads

PORTRAIT = "portrait.webp"


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """parts: all but the traces. files: by path. portrait: the object that holds it.

    apart: somebody keeps their address from the reader. Then `cleaned`, what others added, leaves without what a camera wrote in it.
    """

    parts: dict[PartName, Any]
    files: dict[str, PortableFile] = field(default_factory=dict[str, PortableFile])
    portrait: str | None
    apart: bool = False
    cleaned: frozenset[UUID] = frozenset()


async def gather(carnet_id: UUID, *, reader: UUID) -> Gathered:
    """One snapshot of the database, in a transaction of its own that nothing is waited for in."""
    async with transaction():
        await queries.as_of_one_moment()
        viewer = Viewer(reader, True)
        about, portrait = await carnet.portable(carnet_id)
        circle = await access.portable(carnet_id, reader=reader)
        sheet = await emergency.portable(carnet_id, reader=reader)
        habits = await sheets.portable(carnet_id)
        lines = await sheet_lines.portable(carnet_id, reader=reader)
        sizes = await measurements.portable(carnet_id)
        days = await journal.portable(carnet_id)
        images, image_files = await captures.portable(carnet_id, viewer)
        letters, letter_files = await documents.portable(carnet_id, viewer)
        measured = await gait.portable(carnet_id, viewer)
        dates = await agenda.portable(carnet_id, viewer)
        origins = await provenance.portable(carnet_id)
        apart = await details.address_is_kept(carnet_id, reader)
        new = {
            item.id
            for item in (*images.images, *documents.files_of(letters))
            if item.state in {"receiving", "preparing"}
        }
        withheld = await uploads.withheld(carnet_id, new)
    about.portrait = PORTRAIT if portrait else None
    leaving = [file for file in (*image_files, *letter_files) if file.item_id not in withheld]
    files = dict(lay_out(leaving, set()))
    paths = {file.item_id: path for path, file in files.items()}
    cleaned = frozenset(f.item_id for f in files.values() if apart and f.author_id != reader)
    for item in (*images.images, *documents.files_of(letters)):
        item.file = paths.get(item.id)
        if item.id in cleaned:
            item.sha256 = None  # of bytes that are not in it
    for measure in measured.measures:
        if measure.film in cleaned:
            measure.film_sha256 = None
    return Gathered(
        parts={
            "carnet": about,
            "circle": circle,
            "urgent_sheet": sheet,
            "habits": habits,
            "sheets": lines,
            "measurements": sizes,
            "journal": days,
            "images": images,
            "documents": letters,
            "gait": measured,
            "agenda": dates,
            "origins": origins,
        },
        files=files,
        portrait=portrait,
        apart=apart,
        cleaned=cleaned,
    )


def records(name: PartName, part: Any) -> int:
    """How many things a part holds, for the manifest and for who compares."""
    match name:
        case "circle":
            return len(part.members)
        case "urgent_sheet":
            return len(part.lines)
        case "habits":
            return sum(len(heading.versions) for heading in part.headings)
        case "sheets":
            return sum(len(line.versions) for sheet in part.sheets for line in sheet.lines)
        case "measurements":
            return len(part.values)
        case "journal":
            return sum(len(note.versions) for note in part.notes)
        case "images":
            return len(part.images)
        case "documents":
            return len(part.documents)
        case "gait":
            return len(part.treatments) + len(part.measures)
        case "agenda":
            return len(part.items)
        case "origins":
            return len(part.origins)
        case _:
            return 1
