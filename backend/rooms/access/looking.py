"""« Qui a vu »: the traces as the family reads them; to anyone else of the circle, their own."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.lines import alphabetical
from backend.kit.pages import cursor
from backend.rooms.access import queries, service, team_opening_queries
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.category_names import category_name, in_order
from backend.rooms.access.service import Visit
from backend.rooms.access.trace_schemas import (
    TraceCategory,
    TraceChoices,
    TraceDay,
    TraceDays,
    TraceGroup,
    TraceGroupLines,
    TracePage,
    TracePerson,
    TraceView,
)
from backend.rooms.access.trace_words import right_words
from backend.rooms.audit import reading
from backend.rooms.audit.phrases import whole
from backend.rooms.audit.reading import Actor, Asked, Group, Line
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import Tag

Place = tuple[datetime, UUID]


class Rights:
    """Who had which right on this notebook, those that are over too: what a person was when they acted."""

    def __init__(self, rows: list[dict[str, Any]], places: list[dict[str, Any]]) -> None:
        """places: in the teams to which it was opened; several people then act by one opening."""
        self._rows = {row["id"]: row for row in rows}
        self._places: dict[tuple[UUID, UUID], list[dict[str, Any]]] = {}
        """One after the other: a place is ended, never changed, and another profession is another place."""
        for row in sorted(places, key=lambda row: row["joined"]):
            self._places.setdefault((row["id"], row["person_id"]), []).append(row)
        self.came: dict[UUID, datetime] = {}
        """Since when each person has had access, whatever came between."""
        for row in rows:
            self.came[row["person_id"]] = min(row["since"], self.came.get(row["person_id"], row["since"]))
        for row in places:
            since = max(row["since"], row["joined"])
            self.came[row["person_id"]] = min(since, self.came.get(row["person_id"], since))

    def about(self, actor: Actor) -> str:
        row = self._rows.get(actor.habilitation_id)
        if row is None:
            return self._profession(actor)
        return str(row["profession"] or row["relation"])

    def _profession(self, actor: Actor) -> str:
        """In the team, at that moment; of who acted before any place that is known, that of the first."""
        if actor.habilitation_id is None or actor.person_id is None:
            return ""
        places = self._places.get((actor.habilitation_id, actor.person_id), [])
        then = [row for row in places if row["joined"] <= actor.at] or places[:1]
        return str(then[-1]["profession"]) if then else ""

    def structure(self, actor: Actor) -> str:
        """Of traces from before it was written in them: that of the right."""
        row = self._rows.get(actor.habilitation_id)
        return actor.structure or (str(row["structure"]) if row else "")

    def person(self, actor: Actor) -> TracePerson | None:
        if actor.person_id is None:
            return None
        return TracePerson(
            id=actor.person_id,
            name=actor.name,
            profile=actor.profile,
            about=self.about(actor),
            structure=self.structure(actor),
        )

    def whole(self, actor: Actor, what: str, language: str) -> str:
        return whole(actor.name, self.about(actor), self.structure(actor), what, language)


async def rights_of(carnet_id: UUID) -> Rights:
    return Rights(
        await queries.every_habilitation(carnet_id), await team_opening_queries.every_place(carnet_id)
    )


def sees_all(visit: Visit) -> bool:
    return visit.habilitation.may(Category.CIRCLE, Right.MANAGE)


async def page(
    visit: Visit, asked: Asked, *, before: Place | None, limit: int, language: str, own: bool = False
) -> TracePage:
    """Line by line, newest first. own: what the person reading did, whoever they are."""
    if own:
        asked = replace(asked, person=visit.person.id, nobody=False)
    await visit.trace_viewing(Tag.TRACES_OWN if own else Tag.TRACES_READ)
    found = await reading.lines(visit.carnet_id, visit.viewer, asked, before=before, limit=limit + 1)
    shown = found[:limit]
    rights = await rights_of(visit.carnet_id)
    return TracePage(
        traces=[_view(line, rights, language) for line in shown],
        next=cursor(shown[-1].at, shown[-1].id) if len(found) > limit else None,
    )


async def days(visit: Visit, asked: Asked, *, before: date | None, language: str) -> TraceDays:
    """A day's like acts of one person as one, newest day first."""
    whose: Literal["everyone", "mine"] = "everyone" if sees_all(visit) else "mine"
    if whose == "mine":
        asked = replace(asked, person=visit.person.id, nobody=False)
    await visit.trace_viewing(Tag.TRACES_READ if whose == "everyone" else Tag.TRACES_OWN)
    rights = await rights_of(visit.carnet_id)
    firsts = await reading.first_looks(visit.carnet_id, visit.viewer, rights.came)
    found = await reading.days(
        visit.carnet_id, visit.viewer, asked, before=before, now=visit.at, firsts=firsts
    )
    return TraceDays(
        whose=whose,
        days=by_day(found.groups, rights, language),
        next=found.older,
        choices=None if before else await _choices(visit, rights, whose, language),
    )


async def alike(visit: Visit, trace_id: UUID, *, language: str) -> TraceGroupLines:
    """The lines that « Qui a vu » tells as one with this one. Raises NotFound: none such, or somebody else's."""
    found = await reading.whose(visit.carnet_id, visit.viewer, trace_id)
    if found is None:
        raise NotFound
    at, person_id = found
    if not sees_all(visit) and person_id != visit.person.id:
        raise await service.refuse(visit)
    await visit.trace_viewing(Tag.TRACES_READ if sees_all(visit) else Tag.TRACES_OWN)
    rights = await rights_of(visit.carnet_id)
    firsts = await reading.first_looks(visit.carnet_id, visit.viewer, rights.came)
    lines = await reading.alike(visit.carnet_id, visit.viewer, trace_id, at, firsts=firsts)
    return TraceGroupLines(traces=[_view(line, rights, language) for line in lines])


async def _choices(
    visit: Visit, rights: Rights, whose: Literal["everyone", "mine"], language: str
) -> TraceChoices:
    own = visit.person.id if whose == "mine" else None
    actors = [] if own else await reading.people(visit.carnet_id, visit.viewer)
    people = [rights.person(actor) or TracePerson(id=None, name="", profile="") for actor in actors]
    people.sort(key=lambda one: (one.id is None, alphabetical(one.name)))
    keys = in_order(await reading.categories(visit.carnet_id, visit.viewer, own))
    return TraceChoices(
        people=people,
        categories=[TraceCategory(key=key, name=category_name(key, language)) for key in keys],
    )


def by_day(groups: Iterable[Group], rights: Rights, language: str) -> list[TraceDay]:
    return [
        TraceDay(day=day, groups=[_group(one, rights, language) for one in of_day])
        for day, of_day in groupby(groups, key=lambda one: one.day)
    ]


def _group(group: Group, rights: Rights, language: str) -> TraceGroup:
    what = group.deed(language)
    if group.tag is Tag.REFUSED:  # that something was refused is not yet what
        what = f"{what} ({category_name(group.category, language)})"
    return TraceGroup(
        id=group.id,
        person=rights.person(group.actor),
        category=group.category,
        action=group.tag.value,
        kind=group.kind,
        count=group.lines,
        newest=group.newest,
        oldest=group.oldest,
        deed=what,
        sentence=rights.whole(group.actor, what, language),
        unusual=group.unusual,
    )


def _view(line: Line, rights: Rights, language: str) -> TraceView:
    return TraceView(
        id=line.id,
        at=line.at,
        person=rights.person(line.actor),
        category=line.category,
        action=line.tag.value,
        kind=line.kind,
        item_id=line.item_id,
        sentence=sentence(line.tag, line.actor.name, language),
        right=line.right,
        under=right_words(line.right, language),
        device=line.device,
        unusual=line.unusual,
    )
