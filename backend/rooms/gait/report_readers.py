"""Who would see a report of some films, filed somewhere; and who may decide that they do."""

from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.gait.errors import NotAFilm, OpensToOthers
from backend.rooms.gait.measures import enter
from backend.rooms.gait.report_schemas import Reader, Readers, ReportPlace
from backend.rooms.identity import service as identity

Row = dict[str, Any]


async def readers(visit: Visit, place: ReportPlace) -> Readers:
    """Before it is made: who will see it. Raises NotFound, NotAFilm."""
    films = await films_of(visit, place.films)
    own = await filed(visit, place.category)
    for id in films:
        await own.trace_viewing(Tag.MASKS_READ, id)
    able, others = await _readers(own, films)
    may = _may_open(own, films)
    if not _sees_circle(own):
        return Readers(readers=[], others=[], told=False, opens=bool(others), may=may)
    names = await identity.person_names([h.person_id for h in able])
    told = [Reader(h.person_id, names.get(h.person_id, "")) for h in able]
    outside = {h.person_id for h in others}
    return Readers(
        readers=told,
        others=[one for one in told if one.person_id in outside],
        told=True,
        opens=bool(others),
        may=may,
    )


async def films_of(visit: Visit, ids: list[UUID]) -> dict[UUID, Row]:
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


async def filed(visit: Visit, category: str) -> Visit:
    return await access.enter(
        visit.person,
        visit.carnet_id,
        Category(category),
        Right.ADD,
        at=visit.at,
        under=visit.habilitation.acting_for,
    )


async def check_agreed(own: Visit, films: dict[UUID, Row], agreed: list[UUID]) -> None:
    """Raises OpensToOthers unless who may decide it has seen the name of everybody to whom it would show a film."""
    _, others = await _readers(own, films)
    if {h.person_id for h in others} - set(agreed) or (others and not _may_open(own, films)):
        raise OpensToOthers


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
    """Who decides to whom the films are open decides it of their images, once they have seen their names."""
    manages = all(own.habilitation.may(Category(film["category"]), Right.MANAGE) for film in films.values())
    return manages and own.decides and _sees_circle(own)


def _sees_circle(own: Visit) -> bool:
    return own.habilitation.may(Category.CIRCLE, Right.READ)
