"""What is hashed, byte by byte: a line of the trace, the head of a notebook's tree, a root. Pure, and never changed for what is sealed.

Packed: the name of the form, a line feed, then for each value 0 (nothing), or 1, its length in four bytes (big-endian) and its UTF-8.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

import msgspec

from backend.rooms.audit.merkle import leaf_hash

LINE_FORM = 1
"""Of the lines that are sealed now. A column more is another form; lines keep the one in which they were sealed."""


class Line(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """Every column of the trace. `at`: UTC, to the microsecond. `session`: its SHA-256, so that a file that leaves tells no session."""

    id: str
    at: str
    carnet_id: str
    tag: str
    category: str
    item_id: str | None
    person_id: str | None
    person_name: str
    profile: str
    habilitation_id: str | None
    session: str | None
    device: str
    structure: str
    right_used: str


def line_of(row: Mapping[str, object]) -> Line:
    """From a row of the table `trace`."""
    at, session = row["at"], row["session_id"]
    assert isinstance(at, datetime)
    return Line(
        id=str(row["id"]),
        at=written(at),
        carnet_id=str(row["carnet_id"]),
        tag=str(row["tag"]),
        category=str(row["category"]),
        item_id=_id(row["item_id"]),
        person_id=_id(row["person_id"]),
        person_name=str(row["person_name"]),
        profile=str(row["profile"]),
        habilitation_id=_id(row["habilitation_id"]),
        session=sha256(b"cs3 session\n" + session.bytes).hexdigest() if isinstance(session, UUID) else None,
        device=str(row["device"]),
        structure=str(row["structure"]),
        right_used=str(row["right_used"]),
    )


def line_leaf(line: Line) -> bytes:
    return leaf_hash(packed("cs3 line 1", *(getattr(line, name) for name in Line.__struct_fields__)))


def head_leaf(carnet_id: str, size: int, root: bytes) -> bytes:
    """A notebook's tree at that size, as a leaf of the server's. Nobody guesses whose it is: the notebook's id is random."""
    return leaf_hash(packed("cs3 head 1", carnet_id, str(size), root.hex()))


def packed(form: str, *values: str | None) -> bytes:
    parts = [form.encode() + b"\n"]
    for value in values:
        if value is None:
            parts.append(b"\x00")
        else:
            data = value.encode()
            parts += (b"\x01", len(data).to_bytes(4), data)
    return b"".join(parts)


def written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def moment(text: str) -> datetime:
    """Raises ValueError for what `written` does not write."""
    at = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    if written(at) != text:
        raise ValueError(text)
    return at


def _id(value: object) -> str | None:
    return None if value is None else str(value)
