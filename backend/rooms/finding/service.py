"""Finding in one notebook: what each room lets this person see, matched with what they typed, narrowed by what they chose."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import NamedTuple, get_args
from uuid import UUID

from backend.kit.findable import Findable, KindName, Told
from backend.kit.words import fold
from backend.rooms.access.service import Visit
from backend.rooms.agenda import finding as agenda
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import finding as captures
from backend.rooms.documents import finding as documents
from backend.rooms.finding import queries
from backend.rooms.finding.matching import Match, Matches, matching, typed
from backend.rooms.finding.schemas import Choice, Found, Group, Hit, Search
from backend.rooms.finding.showing import beginning, first_page, pieces, sentence
from backend.rooms.sheets import finding as sheets


class _Room(NamedTuple):
    findable: Callable[[Visit, str], Awaitable[list[Findable]]]
    told: Callable[[Visit, list[UUID], str], Awaitable[list[Told]]]


KINDS: tuple[KindName, ...] = get_args(KindName)
_ROOMS: dict[KindName, _Room] = {
    "document": _Room(documents.findable, documents.told),
    "capture": _Room(captures.findable, captures.told),
    "agenda": _Room(agenda.findable, agenda.told),
    "habit": _Room(sheets.findable, sheets.told),
    "line": _Room(sheets.findable_lines, sheets.told_lines),
}
FEW = 12
"""Authors, or tags, to choose from."""
INLINE = 300_000
"""Letters of words that are matched where the request runs, in some ten milliseconds; more of them leave the others their turn."""


async def find(visit: Visit, asked: Search, language: str) -> Found:
    """Traced once a viewing: that somebody looked, and where; never for what."""
    await visit.trace_viewing(Tag.FOUND_DOCUMENTS if asked.kind == "document" else Tag.FOUND)
    items = [item for room in _ROOMS.values() for item in await room.findable(visit, language)]
    words = typed(await queries.words_of(asked.words)) if asked.words.strip() else []
    if words:
        inside = await documents.inside(visit)
        items = [
            item._replace(found=f"{item.found}|{inside[item.id]}") if item.id in inside else item
            for item in items
        ]
    if asked.words.strip() and not words:
        matches = Matches([], frozenset(), False)
    elif words:
        much = sum(len(item.found) for item in items) > INLINE
        matches = await asyncio.to_thread(matching, words, items) if much else matching(words, items)
    else:
        recent = sorted(items, key=lambda item: (item.day, item.id), reverse=True)
        matches = Matches([Match(item, 0, 0) for item in recent], frozenset(), False)
    wanted = _wanted(asked)
    left = [match.item for match in matches.found if all(holds(match.item) for holds in wanted.values())]
    # Nothing asked for: what there is to choose from, and nothing found.
    shown = left if words or wanted else []
    return Found(
        partial=matches.partial,
        count=len(shown),
        groups=[
            group
            for kind in KINDS
            if (group := await _group(visit, kind, shown, matches.words, asked.limit, language))
        ],
        kinds=_choices(matches, wanted, "kind", lambda item: (item.kind,)),
        categories=_choices(matches, wanted, "category", lambda item: (item.category,)),
        authors=_choices(matches, wanted, "author", lambda item: item.people)[:FEW],
        tags=_choices(matches, wanted, "tag", lambda item: item.tags)[:FEW],
    )


def _wanted(asked: Search) -> dict[str, Callable[[Findable], bool]]:
    """The filters that were chosen, by name."""
    wanted: dict[str, Callable[[Findable], bool]] = {}
    if asked.kind is not None:
        wanted["kind"] = lambda item: item.kind == asked.kind
    if asked.category is not None:
        wanted["category"] = lambda item: item.category == asked.category
    if asked.author is not None:
        author = _alike(asked.author)
        wanted["author"] = lambda item: author in map(_alike, item.people)
    if asked.tag is not None:
        tag = _alike(asked.tag)
        wanted["tag"] = lambda item: tag in map(_alike, item.tags)
    if asked.since is not None or asked.until is not None:
        wanted["days"] = lambda item: (
            (asked.since is None or item.day >= asked.since)
            and (asked.until is None or item.day <= asked.until)
        )
    return wanted


def _alike(name: str) -> str:
    return " ".join(fold(part) for part in name.split())


def _choices(
    matches: Matches,
    wanted: dict[str, Callable[[Findable], bool]],
    own: str,
    names: Callable[[Findable], Iterable[str]],
) -> list[Choice]:
    """The most frequent first; the same name written in two ways is one."""
    others = [holds for name, holds in wanted.items() if name != own]
    counts: Counter[str] = Counter()
    written: dict[str, str] = {}
    for match in matches.found:
        if all(holds(match.item) for holds in others):
            for name in names(match.item):
                counts[written.setdefault(_alike(name), name)] += 1
    return [Choice(name, count) for name, count in counts.most_common()]


async def _group(
    visit: Visit, kind: KindName, items: Sequence[Findable], words: frozenset[str], limit: int, language: str
) -> Group | None:
    ids = [item.id for item in items if item.kind == kind]
    if not ids:
        return None
    told = {one.id: one for one in await _ROOMS[kind].told(visit, ids[:limit], language)}
    if kind == "document" and words:
        said = await documents.said(visit, list(told))
        told = {id: one._replace(pages=said.get(id, ())) for id, one in told.items()}

    def hits() -> list[Hit]:
        return [_hit(told[id], words) for id in ids[:limit] if id in told]

    # A hundred letters of many pages are looked through for their sentence.
    return Group(kind, len(ids), await asyncio.to_thread(hits) if kind == "document" else hits())


def _hit(told: Told, words: frozenset[str]) -> Hit:
    text = sentence(told.text, words)
    page, recognised = None, False
    if not text and (written := first_page(told, words)):
        text, page, recognised = written
    return Hit(
        kind=told.kind,
        id=told.id,
        sort=told.sort,
        category=told.category,
        day=told.day,
        title=pieces(told.title, words),
        by=pieces(told.by, words),
        text=text if text or told.title else beginning(told.text),
        tags=[pieces(tag, words) for tag in told.tags],
        pictured=told.pictured,
        page=page,
        recognised=recognised,
        ready=told.ready,
    )
