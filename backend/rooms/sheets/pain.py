"""The pain passport: how this child shows that it hurts, in words and in two films; and whether carers with a code read it
(docs/decisions/0045-pain-passport.md)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, forbidden
from backend.rooms.audit.tags import SHEET_READ, Tag
from backend.rooms.sheets import choice_queries
from backend.rooms.sheets.content import Content
from backend.rooms.sheets.eleven import SHEETS, Sheet
from backend.rooms.sheets.errors import FilmShown
from backend.rooms.sheets.kinds.pain import SIGNS, PainFilmLine, PainSignLine, PainWordsLine
from backend.rooms.sheets.line_reading import Looking, Standing, stale_of, standings
from backend.rooms.sheets.urgent import DrawnText, may_choose, texts_of

SHEET = Sheet.PAIN_PASSPORT
PASSPORT = (SHEET.value, "passport")
"""The sheet and the place under which the choice is kept."""
PLACES = tuple(place for kind in SHEETS[SHEET].kinds for place in kind.slots)


@dataclass(frozen=True, kw_only=True)
class PassportPart:
    """`texts`: several when people wrote at once. taken_back: somebody took away what another wrote at the same time."""

    place: str
    texts: list[DrawnText]
    stale: bool
    taken_back: bool = False

    @property
    def settled(self) -> bool:
        return len(self.texts) == 1 and not self.taken_back

    @property
    def words(self) -> list[str]:
        return [
            one.content.text for one in self.texts if isinstance(one.content, PainSignLine | PainWordsLine)
        ]

    @property
    def films(self) -> list[UUID]:
        """Of a film that somebody took away, none: what is not settled is shown to no stranger."""
        if self.taken_back:
            return []
        return [one.content.film for one in self.texts if isinstance(one.content, PainFilmLine)]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Who decided, the last time that somebody did."""

    shown: bool
    by: UUID | None = None
    name: str = ""
    at: datetime | None = None


async def parts(carnet_id: UUID, *, birth: date, at: datetime, language: str) -> list[PassportPart]:
    """What is written, in the order of the passport."""
    look = Looking(person=carnet_id, at=at, birth=birth, language=language)
    standing = {one.name: one for one in (await standings(carnet_id, [SHEET]))[SHEET]}
    return [_part(one, look) for one in (standing.get(place) for place in PLACES) if one and not one.gone]


def _part(one: Standing, look: Looking) -> PassportPart:
    texts = texts_of(one)
    return PassportPart(
        place=one.name,
        texts=texts,
        stale=bool(stale_of(one, SHEETS[SHEET], look)),
        taken_back=len(texts) < len(one.heads),
    )


async def any_written(carnet_id: UUID) -> bool:
    return any(not one.gone for one in (await standings(carnet_id, [SHEET]))[SHEET])


async def was_read(carnet_id: UUID, seen: list[UUID]) -> bool:
    """Whether every text that stands now is among those: nobody shows a film or words that they have not had on their screen."""
    places = (await standings(carnet_id, [SHEET]))[SHEET]
    return {text.version for one in places for text in texts_of(one)} <= set(seen)


async def signs(visit: Visit) -> list[str]:
    """Of the child's own, in their order, for who reads the passport: nothing for anybody else."""
    if not visit.habilitation.may(SHEETS[SHEET].category, Right.READ):
        return []
    there = {one.name: one for one in (await standings(visit.carnet_id, [SHEET]))[SHEET]}
    said = [there[place] for place in SIGNS if place in there]
    return [
        one.content.text for part in said for one in texts_of(part) if isinstance(one.content, PainSignLine)
    ]


async def choice(carnet_id: UUID) -> Choice:
    """Not shown until somebody says so."""
    rows = await choice_queries.every_choice(carnet_id)
    row = next((row for row in rows if (row["sheet"], row["place"]) == PASSPORT), None)
    if row is None:
        return Choice(shown=False)
    return Choice(shown=row["shown"], by=row["chosen_by"], name=row["chosen_name"], at=row["chosen_at"])


async def is_shown(carnet_id: UUID) -> bool:
    return (await choice_queries.choices(carnet_id)).get(PASSPORT, False)


async def choose(visit: Visit, shown: bool) -> None:
    """visit: of who manages the urgent sheet and reads the passport. Traced; twice chooses once."""
    person = visit.person
    changed = await choice_queries.choose(
        visit.carnet_id, *PASSPORT, shown=shown, by=person.id, name=person.name, at=visit.at
    )
    if changed:
        choosing = replace(visit, category=Category.EMERGENCY, right=Right.MANAGE)
        await choosing.trace(Tag.PASSPORT_SHOW if shown else Tag.PASSPORT_HIDE)
    else:
        await visit.through(SHEETS[SHEET].category).trace_viewing(SHEET_READ[SHEET])


async def check_film(visit: Visit, sheet: Sheet, content: Content | None) -> None:
    """What a stranger may see is the choice of who keeps up the urgent sheet, a film of the passport too. Raises FilmShown."""
    if not isinstance(content, PainFilmLine) or not await is_shown(visit.carnet_id):
        return
    if not may_choose(visit, sheet):
        raise await forbidden(visit, FilmShown())
