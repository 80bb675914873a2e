"""The daily sheet as it leaves in an export: every note with its versions, what is tracked, the alerts."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.portable import Moment, Name, Named, Portable
from backend.rooms.journal import alert_queries, queries
from backend.rooms.journal.content import EntryContent, EntryKind, decode
from backend.rooms.journal.schemas import Rule, Scale
from backend.rooms.sheets.described import Short


class PortableNoteVersion(Portable):
    """`noted_at`: when it was typed, by the phone's clock; `written_at`: when it reached the notebook."""

    id: UUID
    content: EntryContent
    happened_at: Moment
    ended_at: Moment | None
    noted_at: Moment | None
    written_at: Moment


class PortableNote(Portable):
    """`versions`: the oldest first; the last holds. `to_check`: a dose near another one, which nobody was asked about yet. `removed_at`: taken away."""

    id: UUID
    author: Named
    versions: list[PortableNoteVersion]
    removed_at: Moment | None
    removed_by: Name
    to_check: bool = False


class PortableTracking(Portable):
    kinds: Annotated[list[EntryKind], Meta(max_length=14)]
    signs: Annotated[list[Short], Meta(max_length=12)]
    scales: Annotated[list[Scale], Meta(max_length=2)]
    dess_base: bool
    changed_by: Named
    changed_at: Moment


class PortableAlert(Portable):
    rule: Rule
    threshold: Annotated[int, Meta(ge=1, le=96)]
    set_by: Named
    set_at: Moment


class PortableJournal(Portable):
    notes: list[PortableNote]
    tracking: PortableTracking | None
    alerts: list[PortableAlert]


async def portable(carnet_id: UUID) -> PortableJournal:
    """By when it happened, what was taken away too."""
    versions: dict[UUID, list[PortableNoteVersion]] = {}
    for row in await queries.every_version(carnet_id):
        same = {name: row[name] for name in ("id", "happened_at", "ended_at", "noted_at", "written_at")}
        versions.setdefault(row["entry_id"], []).append(
            PortableNoteVersion(**same, content=decode(row["content"]))
        )
    tracked = await queries.tracking(carnet_id)
    return PortableJournal(
        notes=[
            PortableNote(
                id=row["id"],
                author=Named(row["author_id"], row["author_name"]),
                versions=versions[row["id"]],
                to_check=row["to_check"],
                removed_at=row["removed_at"],
                removed_by=row["removed_by"],
            )
            for row in await queries.every(carnet_id)
        ],
        tracking=PortableTracking(
            **{name: tracked[name] for name in ("kinds", "signs", "scales", "dess_base", "changed_at")},
            changed_by=Named(tracked["changed_id"], tracked["changed_name"]),
        )
        if tracked
        else None,
        alerts=[
            PortableAlert(
                rule=row["rule"],
                threshold=row["threshold"],
                set_by=Named(row["set_id"], row["set_name"]),
                set_at=row["set_at"],
            )
            for row in await alert_queries.alerts(carnet_id)
        ],
    )
