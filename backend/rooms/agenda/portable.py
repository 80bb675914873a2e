"""The agenda as it leaves in an export: appointments, deadlines, their reminders."""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.masked import Viewer
from backend.kit.portable import Moment, Name, Named, Portable
from backend.rooms.agenda import queries, reminder_queries, service
from backend.rooms.agenda.schemas import Content


class PortableReminder(Portable):
    """`lead` before the item, at `due_at`. `told_at`: when it was said, or was already past."""

    lead: Annotated[str, Meta(max_length=12)]
    due_at: Moment
    told_at: Moment | None


class PortableAnswer(Portable):
    """What the person who exports answered to a reminder: « fait » (at), or « plus tard » (again_at)."""

    at: Moment | None
    again_at: Moment | None
    told_at: Moment | None


class PortableSource(Portable):
    """The line of a sheet that keeps the date."""

    category: Annotated[str, Meta(max_length=40)]
    sheet: Annotated[str, Meta(max_length=40)]
    place: Annotated[str, Meta(max_length=60)]


class PortableItem(Portable):
    id: UUID
    content: Content
    starts_at: Moment
    over_at: Moment
    author: Named
    added_at: Moment
    changed_at: Moment | None
    changed_by: Name
    done_at: Moment | None
    done_by: Name
    deleted_at: Moment | None
    version: int
    reminders: list[PortableReminder]
    my_answers: list[PortableAnswer]
    source: PortableSource | None = None


class PortableAgenda(Portable):
    items: list[PortableItem]


async def portable(carnet_id: UUID, viewer: Viewer) -> PortableAgenda:
    """By date, what is in the bin too."""
    reminders: dict[UUID, list[PortableReminder]] = {}
    for row in await queries.moments(carnet_id, viewer):
        one = PortableReminder(lead=row["lead"], due_at=row["due_at"], told_at=row["told_at"])
        reminders.setdefault(row["item_id"], []).append(one)
    answers: dict[UUID, list[PortableAnswer]] = {}
    for row in await reminder_queries.answers(carnet_id, viewer):
        said = PortableAnswer(at=row["at"], again_at=row["again_at"], told_at=row["told_at"])
        answers.setdefault(row["item_id"], []).append(said)
    same = ("id", "starts_at", "over_at", "added_at", "changed_at", "done_at", "deleted_at", "version")
    return PortableAgenda(
        items=[
            PortableItem(
                **{name: row[name] for name in same},
                content=service.content_of(row),
                author=Named(row["author_id"], row["author_name"]),
                changed_by=row["changed_name"],
                done_by=row["done_name"],
                reminders=reminders.get(row["id"], []),
                my_answers=answers.get(row["id"], []),
                source=PortableSource(category=row["category"], sheet=row["sheet"], place=row["place"])
                if row["sheet"]
                else None,
            )
            for row in await queries.every(carnet_id, viewer)
        ]
    )
