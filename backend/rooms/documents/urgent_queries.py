"""The SQL of the documents marked for emergencies. What a carer is given asks as the code does: see `CODE` in urgent.py."""

from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked

Row = dict[str, Any]

_SAID = "d.id, d.category, d.title, d.written_by, d.structure, d.written_on"
_READY = "EXISTS (SELECT FROM document_file f WHERE f.document_id = d.id AND f.state = 'ready' AND f.taken_back_at IS NULL)"
"""Something of it can be shown now."""


_NOT_PROTECTED = "NOT EXISTS (SELECT FROM mask m WHERE m.item_id = d.id AND m.scope = 'protection' AND m.lifted_at IS NULL)"
"""What is hidden to protect the child is for those who are named, whoever hid it: never for whoever holds a code."""


async def mark(document_id: UUID, *, marked: bool) -> None:
    await fetch("UPDATE document SET emergency = $2 WHERE id = $1", document_id, marked)


async def how_many(carnet_id: UUID) -> int:
    # sees all: a bound on how many there are, which tells nothing of any
    row = await fetch_one(
        "SELECT count(*) AS n FROM document d WHERE d.carnet_id = $1 AND d.emergency AND d.deleted_at IS NULL",
        carnet_id,
    )
    assert row is not None
    return int(row["n"])


async def any_shown(carnet_id: UUID, viewer: Viewer) -> bool:
    row = await fetch_one(
        "SELECT 1 FROM document d WHERE d.carnet_id = $1 AND d.emergency AND d.deleted_at IS NULL"  # noqa: S608 - constants
        f" AND {unmasked('d.id', 2)} AND {_READY} AND {_NOT_PROTECTED} LIMIT 1",
        carnet_id, *viewer,
    )  # fmt: skip
    return row is not None


async def shown(carnet_id: UUID, viewer: Viewer, document_id: UUID | None = None) -> list[Row]:
    """Newest first by the day they bear; only the one that is named."""
    return await fetch(
        f"SELECT {_SAID} FROM document d WHERE d.carnet_id = $1 AND d.emergency AND d.deleted_at IS NULL"  # noqa: S608 - constants
        f" AND {unmasked('d.id', 2)} AND {_READY} AND {_NOT_PROTECTED} AND ($4::uuid IS NULL OR d.id = $4)"
        " ORDER BY d.written_on DESC, d.id DESC",
        carnet_id, *viewer, document_id,
    )  # fmt: skip


async def marked(carnet_id: UUID, viewer: Viewer, categories: list[str]) -> list[Row]:
    """Of the circle, in categories open to this person; `ready`: whether a carer can be shown it now."""
    return await fetch(
        f"SELECT {_SAID}, {_READY} AS ready FROM document d WHERE d.carnet_id = $1 AND d.emergency AND d.deleted_at IS NULL"  # noqa: S608 - constants
        f" AND {unmasked('d.id', 2)} AND d.category = ANY($4) ORDER BY d.written_on DESC, d.id DESC",
        carnet_id, *viewer, categories,
    )  # fmt: skip
