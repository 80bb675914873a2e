"""What the routes of an import receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.portability.origins import Origin

ImportState = Literal["awaiting", "reading", "refused", "opened"]


class NewImport(Struct, forbid_unknown_fields=True, kw_only=True):
    """`relation`: of who imports, to the child."""

    relation: Annotated[str, Meta(max_length=60)] = ""


class ImportUpload(Struct, kw_only=True):
    """What has arrived of the archive; the rest goes to /api/uploads/<id>."""

    id: UUID
    filename: str
    offset: int
    length: int
    expires_at: datetime | None


class ImportView(Struct, kw_only=True):
    """`id` is the notebook's, once it opens. `file`, `field`: where in the archive the fault lies. `limit`: bytes of an archive."""

    id: UUID
    state: ImportState
    upload: ImportUpload | None
    fault: str | None
    fault_sentence: str | None
    file: str
    field: str
    files: int
    files_done: int
    bytes: int
    bytes_done: int
    begun_at: datetime
    opened_at: datetime | None
    forgotten_at: datetime | None
    limit: int


class Provenance(Struct, kw_only=True):
    """The houses that it came from, the latest first; none for a notebook that was opened here."""

    origins: list[Origin]


class EarlierTrace(Struct, kw_only=True):
    id: UUID
    at: datetime
    person: str
    profile: str
    category: str
    action: str
    sentence: str


class EarlierTraces(Struct, kw_only=True):
    traces: list[EarlierTrace]
    next: str | None
