"""A report with images of films: a letter like another, that opens no film to anybody (docs/decisions/0029-reports-and-showing.md).

Whatever hides one of its films hides it too, now and later; and who may only add letters cannot, by it, show a film to somebody to whom
the family has not opened the films.
"""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.lines import one_line
from backend.kit.transaction import transaction
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import service as documents
from backend.rooms.gait import queries, report_pictures
from backend.rooms.gait.errors import NotAFilm, OpensToOthers
from backend.rooms.gait.measures import content_of, enter, rate_of
from backend.rooms.gait.report_paper import FilmSaid, Paper, Picture, Printed, print_report
from backend.rooms.gait.report_schemas import MOST_SHOTS, MadeReport, NewReport, Reader, Readers, ReportPlace
from backend.rooms.gait.schemas import Mark
from backend.rooms.gait.steps import reckon
from backend.rooms.identity import service as identity
from backend.rooms.uploads import service as uploads

Row = dict[str, Any]
PIXELS = {"still": 1280, "pair": 960, "strip": 640}
"""On the longest side: what is printed small is kept small."""
MADE = Limit("reports made", 40, timedelta(days=1))


async def readers(visit: Visit, place: ReportPlace) -> Readers:
    """Before it is made: who will see it. Raises NotFound, NotAFilm."""
    films = await _films(visit, place.films)
    own = await _filed(visit, place.category)
    await own.trace_viewing(Tag.MASKS_READ, place.films[0])
    all_of_them, others = await _readers(own, films)
    names: dict[UUID, str] = {}
    if own.habilitation.may(Category.CIRCLE, Right.READ):
        names = await identity.person_names([h.person_id for h in all_of_them])
    told = [Reader(h.person_id, names.get(h.person_id, "")) for h in all_of_them]
    outside = {h.person_id for h in others}
    return Readers(
        readers=told,
        others=[one for one in told if one.person_id in outside],
        may=_may_open(own, films),
    )


async def make(visit: Visit, new: NewReport, language: str) -> MadeReport:
    """Opens its own transactions. Raises NotFound, NotAFilm, Invalid, OpensToOthers, TooManyAttempts."""
    shots = [shot for figure in new.figures for shot in figure.shots]
    if len(shots) > MOST_SHOTS:
        raise Invalid(
            {"figures": {"fr": f"Un rapport a au plus {MOST_SHOTS}\u202fimages\u202f: faites-en deux.", "en": f"A report has at most {MOST_SHOTS} images: make two."}}
        )  # fmt: skip
    title = one_line(new.title, "title")
    report_id = uuid5(
        visit.carnet_id, f"report {new.id} by {visit.person.id}"
    )  # nobody else's item can be meant
    async with transaction():
        films = await _films(visit, [shot.film_id for shot in shots])
        own = await _filed(visit, new.category)
        _, others = await _readers(own, films)
        if {h.person_id for h in others} - set(new.agreed) or (others and not _may_open(own, films)):
            raise OpensToOthers
        said = {id: await _said(id, film) for id, film in films.items()}
        printed = [_printed(figure.kind, figure.words, figure.shots, said) for figure in new.figures]
        await count_attempt(MADE, str(visit.person.id), at=visit.at)
        await masks.draw_from(own, "document", report_id, films)
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
        path.write_bytes(await asyncio.to_thread(print_report, paper, language))
        id = await documents.add_from_file(
            own, path, title=title, written_by=visit.person.name, written_on=day_of(visit.at), id=report_id
        )
    return MadeReport(id)


async def _films(visit: Visit, ids: list[UUID]) -> dict[UUID, Row]:
    """Each by its own door."""
    films: dict[UUID, Row] = {}
    for id in dict.fromkeys(ids):
        _, film = await enter(visit, id)
        if film["kind"] != "video":
            raise NotAFilm
        if film["deleted_at"] is not None:
            raise NotFound
        films[id] = film
    return films


async def _filed(visit: Visit, category: str) -> Visit:
    return await access.enter(visit.person, visit.carnet_id, Category(category), Right.ADD, at=visit.at)


async def _readers(own: Visit, films: dict[UUID, Row]) -> tuple[list[Habilitation], list[Habilitation]]:
    """Who would read it, and those of them to whom a film in it is not open."""
    circle = await access.circle(own.carnet_id, at=own.at)
    able = [h for h in circle if h.may(own.category, Right.READ) and h.person_id != own.person.id]
    hidden = await masks.left_out(list(films), able)
    able = [h for h in able if h.person_id not in hidden]
    return able, [h for h in able if not all(_sees(h, film) for film in films.values())]


def _sees(habilitation: Habilitation, film: Row) -> bool:
    category = Category(film["category"])
    own = film["author_id"] == habilitation.person_id and habilitation.may(category, Right.ADD)
    return own or habilitation.may(category, Right.READ)


def _may_open(own: Visit, films: dict[UUID, Row]) -> bool:
    """Who decides to whom the films are open decides it of their images."""
    manages = all(own.habilitation.may(Category(film["category"]), Right.MANAGE) for film in films.values())
    return manages and own.decides


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
