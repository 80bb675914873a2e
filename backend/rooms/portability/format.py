"""The archive's format: what it holds, under which names. docs/decisions/0016-portability.md says why.

manifest.json                 what is in it, with every file's SHA-256; what could not be read
donnees/*.json                everything written, a part for each room (PARTS)
schema/*.schema.json          what those may hold (JSON Schema 2020-12)
images/ documents/ corbeille/ every file as it was received; portrait.webp
index.html index.en.html      the same, to be read without a server
LISEZ-MOI.txt
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from backend.kit.portable import FilePath, Moment, Named, Portable, Sha256
from backend.rooms.access.portable import PortableCircle
from backend.rooms.agenda.portable import PortableAgenda
from backend.rooms.audit.portable import PortableTrace
from backend.rooms.captures.portable import PortableImages
from backend.rooms.carnet.portable import PortableCarnet
from backend.rooms.documents.portable import PortableDocuments
from backend.rooms.emergency.portable import PortableSheet
from backend.rooms.gait.portable import PortableGait
from backend.rooms.journal.portable import PortableJournal
from backend.rooms.measurements.portable import PortableMeasurements
from backend.rooms.portability.origins import PortableOrigins
from backend.rooms.sheets.portable import PortableHabits
from backend.rooms.sheets.portable_lines import PortableSheets

FORMAT = "cs3-carnet"
VERSION = 5
"""4: the sheets made of lines (`sheets`), what is measured (`measurements`), the daily sheet (`journal`); a document may have several files, each with its versions, a structure and tags; an image may say of which other one it is a blurred copy. 3: treatments and measures (`gait`); a film may say how it was filmed, at how many images a second, and who confirmed it. 2: a file may be `cleaned` or
`withheld`; each right has its matrix, model, reason and period. Those of version 1 to 3 are read as well."""
MANIFEST = "manifest.json"

PartName = Literal[
    "carnet",
    "circle",
    "urgent_sheet",
    "habits",
    "sheets",
    "measurements",
    "journal",
    "images",
    "documents",
    "gait",
    "agenda",
    "traces",
    "origins",
    "earlier_traces",
]


@dataclass(frozen=True)
class PartKind:
    """path, schema: inside the archive. type: what its JSON decodes to."""

    path: str
    schema: str
    type: Any


PARTS: dict[PartName, PartKind] = {
    "carnet": PartKind("donnees/carnet.json", "schema/carnet.schema.json", PortableCarnet),
    "circle": PartKind("donnees/cercle.json", "schema/cercle.schema.json", PortableCircle),
    "urgent_sheet": PartKind("donnees/fiche-urgente.json", "schema/fiche-urgente.schema.json", PortableSheet),
    "habits": PartKind("donnees/habitudes.json", "schema/habitudes.schema.json", PortableHabits),
    "sheets": PartKind("donnees/fiches.json", "schema/fiches.schema.json", PortableSheets),
    "measurements": PartKind("donnees/mesures.json", "schema/mesures.schema.json", PortableMeasurements),
    "journal": PartKind(
        "donnees/feuille-du-jour.json", "schema/feuille-du-jour.schema.json", PortableJournal
    ),
    "images": PartKind("donnees/images.json", "schema/images.schema.json", PortableImages),
    "documents": PartKind("donnees/documents.json", "schema/documents.schema.json", PortableDocuments),
    "gait": PartKind("donnees/marche.json", "schema/marche.schema.json", PortableGait),
    "agenda": PartKind("donnees/agenda.json", "schema/agenda.schema.json", PortableAgenda),
    # A list, one trace a line: it is written and can be read without holding all of it.
    "traces": PartKind("donnees/traces.json", "schema/traces.schema.json", list[PortableTrace]),
    # Of a notebook that came from elsewhere: what was told then, never among this house's own.
    "origins": PartKind("donnees/provenance.json", "schema/provenance.schema.json", PortableOrigins),
    "earlier_traces": PartKind(
        "donnees/traces-anterieures.json", "schema/traces.schema.json", list[PortableTrace]
    ),
}


SINCE: dict[PartName, int] = {"gait": 3, "sheets": 5, "measurements": 5, "journal": 5}
"""Parts that earlier versions do not have."""

LISTS: tuple[PartName, ...] = ("traces", "earlier_traces")
"""Those that may be too long to be held."""


class Opening(Struct):
    """What any version of the manifest says: looked at before the rest."""

    format: str
    version: int


class Part(Portable):
    name: PartName
    path: FilePath
    schema: FilePath
    size: int
    sha256: Sha256
    records: int


class File(Portable):
    """`item_id`: of the image or document; None for the portrait."""

    path: FilePath
    item_id: UUID | None
    of: Literal["portrait", "image", "document"]
    media_type: str
    size: int
    sha256: Sha256
    cleaned: bool = False
    """Not as it arrived: without place, device and names, since somebody keeps their address from who exports. A letter: its pages."""


class Problem(Portable):
    """missing: its bytes are not there any more. damaged: they are not those that were sealed. Neither is in the archive.
    differs: they are in it, and are not those that arrived. arriving: not wholly sent yet. withheld: it may tell an address that
    somebody keeps from who exports, and could not be cleaned: not in it."""

    item_id: UUID | None
    of: Literal["portrait", "image", "document"]
    path: FilePath | None
    problem: Literal["missing", "damaged", "differs", "arriving", "withheld"]


class Manifest(Portable):
    format: Literal["cs3-carnet"]
    version: Annotated[int, Meta(ge=1, le=VERSION)]
    made_at: Moment
    """What is written is that of this moment."""

    made_by: Named
    made_with: str
    carnet_id: UUID
    subject: str
    parts: list[Part]
    files: list[File]
    problems: list[Problem]
    kept_from_me: int
    """Numbers that somebody keeps from the person who exported: they are not in it."""


def schema_files() -> dict[str, bytes]:
    """Every schema by its path, made from the types themselves."""
    types = {part.schema: part.type for part in PARTS.values()} | {"schema/manifest.schema.json": Manifest}
    return {path: _schema(path, type) for path, type in sorted(types.items())}


def _schema(path: str, type: Any) -> bytes:
    made = msgspec.json.schema(type)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": path}
    return msgspec.json.format(msgspec.json.encode(dialect | made), indent=2)
