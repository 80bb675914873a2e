"""What the routes of an export answer."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

State = Literal["preparing", "ready", "failed", "ended"]
Reason = Literal["not_prepared", "expired", "erased", "content_gone", "withdrawn", "hidden"]
"""not_prepared: after several tries. content_gone: a file in it was erased for good. withdrawn: its person left the circle.
hidden: somebody has since hidden their address, which a file in it might tell."""


class Held(Struct, kw_only=True):
    """What an export made now would hold, those in the bin too; `size`: the bytes of all files.

    `kept_from_me`: telephone numbers that somebody keeps from me.
    """

    photos: int
    films: int
    documents: int
    size: int
    kept_from_me: int


class ExportProblem(Struct):
    path: str
    problem: Literal["missing", "damaged", "differs", "withheld"]


class ExportView(Struct, kw_only=True):
    """`files` and `bytes` are those to read; `size` is the archive's, once it is ready."""

    id: UUID
    state: State
    reason: Reason | None
    asked_at: datetime
    files: int
    files_done: int
    bytes: int
    bytes_done: int
    size: int | None
    problems: list[ExportProblem]
    filename: str
    ready_at: datetime | None
    expires_at: datetime | None
    ended_at: datetime | None


class Exports(Struct, kw_only=True):
    """`mine`: newest first, those that ended too; another representative's are theirs."""

    held: Held
    mine: list[ExportView]
