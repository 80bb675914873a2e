"""What ends on a sheet is a date in the agenda: which one a line keeps there, and keeping it (docs/decisions/0046-deadlines-of-lines.md)."""

from datetime import datetime

from backend.kit.arriving import Arrival, Wrong
from backend.rooms.agenda import following
from backend.rooms.agenda.deadlines import Sort
from backend.rooms.agenda.following import Ends, Source, Writer
from backend.rooms.sheets import queries
from backend.rooms.sheets.content import Content, decode
from backend.rooms.sheets.described import SHORT
from backend.rooms.sheets.eleven import SHEETS, Sheet, kind_of
from backend.rooms.sheets.kinds.administrative import CardLine, EntitlementLine, InsuranceLine
from backend.rooms.sheets.kinds.schooling import ArrangementLine
from backend.rooms.sheets.queries import Place, Row
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.saying import title_of

KEEPING = (Sheet.ADMINISTRATIVE, Sheet.SCHOOLING)
EARLY = ("P6M", "P3M", "P1M")
"""Of a right that is not the MDPH's: whoever decided it wants months too."""


def ends_of(content: Content, place: str) -> Ends | None:
    """Its title is what the sheet calls the line, in French: it is one text for the whole circle. Pure."""
    if not isinstance(content, EntitlementLine | CardLine | InsuranceLine | ArrangementLine):
        return None
    if content.until is None:
        return None
    title = title_of(content, place, "fr")[:SHORT]
    if isinstance(content, CardLine) and content.mention != "other":
        return Ends(sort=Sort.DISABILITY_CARD, title=title, on=content.until)
    if isinstance(content, EntitlementLine):
        if not content.by or "mdph" in content.by.lower():
            return Ends(sort=Sort.MDPH_RIGHT, title=title, on=content.until)
        return Ends(sort=Sort.OTHER, title=title, on=content.until, leads=EARLY)
    return Ends(sort=Sort.OTHER, title=title or kind_of(content).one[0], on=content.until)


def first_end(heads: list[Row], place: str) -> Ends | None:
    """Of two texts that stand beside each other, the one that ends first: nobody is told too late. Pure."""
    ends = [ends_of(decode(fields), place) for row in heads if (fields := fields_of(row)) is not None]
    return min((one for one in ends if one is not None), key=lambda one: one.on, default=None)


async def keep_date(place: Place, *, by: Writer, at: datetime) -> None:
    """As the line stands now; its place is locked by the caller."""
    if place.sheet in KEEPING:
        ends = first_end(await queries.heads_of(place), place.name)
        await following.follow(place.carnet_id, _source(place), ends, by=by, at=at)


async def keep_dates(arrival: Arrival) -> None:
    """Of an archive, its agenda taken in: what no date was there for gets one, and rings nobody for what is past. Raises Wrong for a date
    of no line."""
    heads: dict[Place, list[Row]] = {}
    for row in await queries.heads(arrival.carnet_id, list(KEEPING)):
        heads.setdefault(Place(arrival.carnet_id, row["sheet"], row["place"]), []).append(row)
    kept: set[Source] = set()
    for place, rows in heads.items():
        ends = first_end(rows, place.name)
        by = Writer(id=rows[0]["author_id"], name=rows[0]["author_name"])
        await following.follow(arrival.carnet_id, _source(place), ends, by=by, at=arrival.at, rings=False)
        if ends is not None:
            kept.add(_source(place))
    if not kept.issuperset(await following.sources(arrival.carnet_id)):
        raise Wrong("$.items")


def _source(place: Place) -> Source:
    return Source(SHEETS[Sheet(place.sheet)].category.value, place.sheet, place.name)
