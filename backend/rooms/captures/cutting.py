"""Some seconds of a film, kept as a film of their own beside it: whoever may not see the one does not see the other.

What is asked is written at once, and seen as a film that is being prepared; the same job cuts it, then prepares it (clips.py).
"""

from datetime import timedelta
from uuid import UUID, uuid5

from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid
from backend.kit.say import say_day
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, metadata, queries, timeline
from backend.rooms.captures.errors import NotReady
from backend.rooms.captures.schemas import LONGEST_NOTE, NewClip
from backend.rooms.uploads import service as uploads
from media.cuts import LONGEST_S

Row = dict[str, object]
CUT = Limit("films cut", 60, timedelta(days=1))


async def cut(visit: Visit, capture_id: UUID, new: NewClip, language: str) -> UUID:
    """The number of the clip. The same seconds asked twice under one number are cut once. Raises NotFound, NotReady, Invalid, TooManyAttempts."""
    asked = f"clip {capture_id} {new.first} {new.last} {new.id} by {visit.person.id}"
    clip_id = uuid5(visit.carnet_id, asked)  # nobody else's item can be meant
    row = await timeline.enter(visit, capture_id, Right.READ)
    own = await access.enter(
        visit.person,
        visit.carnet_id,
        Category(row["category"]),
        Right.ADD,
        at=visit.at,
        under=visit.habilitation.acting_for,
    )
    copy = await queries.rendition(capture_id, "play") if row["kind"] == "video" else None
    if copy is None or row["deleted_at"] is not None:
        raise NotReady
    _check(new, row["frames"] or 0, row["fps"] or 0)
    more = metadata.More(
        filename="clip.mp4",
        note=_note(new, row, language),
        tags=list(row["tags"]),
        taken_at=row["taken_at"],
        seen_from=row["seen_from"],
        worn=tuple(row["worn"]),
        worn_words=row["worn_words"],
        cut=metadata.Cut(
            film_id=capture_id,
            first=new.first,
            last=new.last,
            # The same camera took it: what somebody confirmed of the film's rate is true of its part.
            rate={name: row[name] for name in ("true_fps", "true_fps_by", "true_fps_by_name", "true_fps_at")},
        ),
    )
    said = uploads.Said(
        carnet_id=visit.carnet_id, item_id=clip_id, kind="video", category=own.category, more=more
    )
    await masks.draw_from(own, "capture", clip_id, [capture_id])
    if not await uploads.expect(own, said):
        await own.trace_viewing(Tag.CAPTURES_LIST)
        return clip_id
    await count_attempt(CUT, str(visit.person.id), at=visit.at)
    await own.trace(Tag.VIDEO_ADD, clip_id)
    await jobs.prepare.defer(lock=str(clip_id), capture_id=str(clip_id))
    return clip_id


def _check(new: NewClip, frames: int, fps: float) -> None:
    if not new.first < new.last < frames:
        raise Invalid(
            {"last": {"fr": "Choisissez un début et une fin dans ce film.", "en": "Choose a start and an end in this film."}}
        )  # fmt: skip
    if fps and (new.last - new.first + 1) / fps > LONGEST_S:
        raise Invalid(
            {"last": {"fr": f"Un extrait dure au plus {LONGEST_S}\u202fsecondes.", "en": f"A clip lasts at most {LONGEST_S} seconds."}}
        )  # fmt: skip


def _note(new: NewClip, row: Row, language: str) -> str:
    day = say_day(day_of(row["taken_at"]), language)  # pyright: ignore[reportArgumentType]
    of = {
        "fr": f"Extrait du film du {day}, images {new.first + 1} à {new.last + 1}.",
        "en": f"Clip of the film of {day}, images {new.first + 1} to {new.last + 1}.",
    }[language]
    return "\n".join(part for part in (tidy(new.note), of) if part)[-LONGEST_NOTE:]
