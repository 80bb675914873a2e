"""The traces as they leave in an export: what the family reads in « Qui a vu ». No session, no device."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from backend.kit.masked import Viewer
from backend.kit.portable import Moment, Named, Portable
from backend.rooms.audit import queries
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import Tag

PAGE = 1000
Word = Annotated[str, Meta(max_length=60)]


class PortableTrace(Portable):
    """`tag`: source:subject:action. `person` None: someone without an account. `sentence`: the same in French, to be read."""

    id: UUID
    at: Moment
    tag: Word
    category: Word
    item_id: UUID | None
    person: Named | None
    profile: Word
    sentence: Annotated[str, Meta(max_length=3000)]


async def portable(carnet_id: UUID, viewer: Viewer, *, until: datetime) -> AsyncIterator[PortableTrace]:
    """Oldest first, a thousand read at once: a notebook of twenty years has tens of thousands."""
    after: tuple[datetime, UUID] | None = None
    while rows := await queries.oldest_first(carnet_id, viewer, after=after, until=until, limit=PAGE):
        for row in rows:
            named = row["person_id"] or row["person_name"]
            yield PortableTrace(
                **{name: row[name] for name in ("id", "at", "tag", "category", "item_id", "profile")},
                person=Named(row["person_id"], row["person_name"]) if named else None,
                sentence=sentence(Tag(row["tag"]), row["person_name"], "fr"),
            )
        after = rows[-1]["at"], rows[-1]["id"]
