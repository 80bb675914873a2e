"""A report with images of films: a letter like another, that opens no film to anybody (docs/decisions/0029-reports-and-showing.md).

Whatever hides one of its films hides it too, now and later; and who may only add letters cannot, by it, show a film to somebody to whom
the family has not opened the films.
"""

import asyncio
import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5
from weakref import WeakValueDictionary

import msgspec

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.lines import one_line
from backend.kit.transaction import transaction
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import timeline
from backend.rooms.documents import service as documents
from backend.rooms.gait import queries, report_pictures
from backend.rooms.gait.measures import content_of, rate_of
from backend.rooms.gait.report_paper import FilmSaid, Paper, Picture, Printed, print_report
from backend.rooms.gait.report_readers import check_agreed, filed, films_of
from backend.rooms.gait.report_schemas import MOST_SHOTS, MadeReport, NewReport
from backend.rooms.gait.schemas import Mark
from backend.rooms.gait.steps import reckon
from backend.rooms.uploads import service as uploads

Row = dict[str, Any]
PIXELS = {"still": 1280, "pair": 960, "strip": 640}
"""On the longest side: what is printed small is kept small."""
MADE = Limit("reports made", 40, timedelta(days=1))


_making: WeakValueDictionary[UUID, asyncio.Lock] = WeakValueDictionary()
"""By the report's number. Another process of the house would work once more, and add nothing more."""


async def make(visit: Visit, new: NewReport, language: str) -> MadeReport:
    """Opens its own transactions. Sent twice at once, the second waits, and finds it made.

    Raises NotFound, NotAFilm, Invalid, OpensToOthers, TooManyAttempts.
    """
    report_id = _number(visit, new)
    async with _making.setdefault(report_id, asyncio.Lock()):
        return await _make(visit, new, report_id, language)


async def _make(visit: Visit, new: NewReport, report_id: UUID, language: str) -> MadeReport:
    shots = [shot for figure in new.figures for shot in figure.shots]
    if len(shots) > MOST_SHOTS:
        raise Invalid(
            {"figures": {"fr": f"Un rapport a au plus {MOST_SHOTS}\u202fimages\u202f: faites-en deux.", "en": f"A report has at most {MOST_SHOTS} images: make two."}}
        )  # fmt: skip
    title = one_line(new.title, "title")
    ids = [shot.film_id for shot in shots]
    async with transaction():
        films = await films_of(visit, ids)
        own = await filed(visit, new.category)
        for id, film in films.items():
            await _in_album(visit, film).trace_viewing(Tag.MEASURES_READ, id)
        if await uploads.stands(report_id):
            return MadeReport(report_id)
        await check_agreed(own, films, new.agreed)
        said = {id: await _said(id, film) for id, film in films.items()}
        printed = [_printed(figure.kind, figure.words, figure.shots, said) for figure in new.figures]
        await count_attempt(MADE, str(visit.person.id), at=visit.at)
    with uploads.work_folder(f"report-{report_id}") as (_, folder):
        pictures = await report_pictures.checked(
            [(shot.picture, PIXELS[figure.kind]) for figure in new.figures for shot in figure.shots], folder
        )
        for one, picture in zip((p for figure in printed for p in figure.pictures), pictures, strict=True):
            one.jpeg = picture
        who = own.habilitation
        paper = Paper(
            title=title,
            text=tidy(new.text),
            author=visit.person.name,
            about=", ".join(part for part in (who.profession, who.structure) if part),
            at=visit.at,
            figures=printed,
            films=list(said.values()),
        )
        path = folder / "report.pdf"
        await asyncio.to_thread(lambda: path.write_bytes(print_report(paper, language)))
        async with transaction():
            own = await _once_more(visit, new, ids)
            await masks.draw_from(own, "document", report_id, films)
        await documents.add_from_file(
            own, path, title=title, written_by=visit.person.name, written_on=day_of(visit.at), id=report_id
        )
    return MadeReport(report_id)


def _number(visit: Visit, new: NewReport) -> UUID:
    """Of this person's, so that nobody else's item can be meant; and of what it says: put right and sent again after an answer that
    was lost, it is another report."""
    said = hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(new, agreed=[]))).hexdigest()
    return uuid5(visit.carnet_id, f"report {new.id} {said} by {visit.person.id}")


async def _once_more(visit: Visit, new: NewReport, ids: list[UUID]) -> Visit:
    """Making it takes a while: a right may have been withdrawn, a film hidden or binned, somebody have joined. The door for adding."""
    now = await access.enter_by(
        visit.person,
        visit.carnet_id,
        timeline.DOORS,
        at=runtime.get().clock.now(),
        under=visit.habilitation.acting_for,
    )
    films = await films_of(now, ids)
    own = await filed(now, new.category)
    await check_agreed(own, films, new.agreed)
    return own


def _in_album(visit: Visit, film: Row) -> Visit:
    return replace(visit, category=Category(film["category"]), right=Right.READ)


async def _said(film_id: UUID, film: Row) -> FilmSaid:
    rows = [row for row in await queries.measures(film_id) if row["deleted_at"] is None]
    marks = [one for row in rows if isinstance(one := content_of(row), Mark)]
    return FilmSaid(film=film, measures={row["id"]: row for row in rows}, steps=reckon(marks, rate_of(film)))


def _printed(kind: str, words: str, shots: list[Any], said: dict[UUID, FilmSaid]) -> Printed:
    pictures: list[Picture] = []
    for shot in shots:
        film = said[shot.film_id]
        rows = [film.measures[id] for id in shot.measures if id in film.measures]
        if len(rows) != len(shot.measures):
            raise NotFound
        count = film.film["frames"]
        if count is not None and shot.frame >= count:
            raise Invalid(
                {"figures": {"fr": "Ce film n’a pas cette image.", "en": "This film has no such image."}}
            )
        pictures.append(Picture(film=film, frame=shot.frame, measures=rows))
    return Printed(kind=kind, words=tidy(words), pictures=pictures)
