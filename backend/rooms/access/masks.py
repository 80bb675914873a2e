"""Hiding one item: who sees it, hiding it from somebody, showing it again. The rule is in mask_rules.py; every room's statements
ask it in SQL (kit/masked.py). docs/decisions/0023-masks.md says why.

What an item is, its own room says: they are handed in when the house is put together (`backend/house.py`).
"""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from backend.kit.cleaning import tidy
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.masked import Viewer
from backend.rooms.access import mask_queries as queries
from backend.rooms.access import service
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.errors import StaysThere
from backend.rooms.access.mask_rules import (
    Mask,
    Scope,
    Standing,
    family_is_named,
    is_hidden,
    may_hide,
    may_show,
)
from backend.rooms.access.mask_schemas import (
    HideAtFirst,
    KindName,
    MaskView,
    Moved,
    NewMask,
    ScopeName,
    Seer,
    WhoSees,
)
from backend.rooms.access.secrecy import OWN, Opposition, ground
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.access.standing import profession_of, standing_of
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity


@dataclass(frozen=True, kw_only=True)
class Item:
    """visit: that of its own category. refused: its file, so that nobody can read it."""

    visit: Visit
    author_id: UUID
    author_name: str
    refused: bool = False


Find = Callable[[Visit, UUID], Awaitable[Item]]
"""The item, if it is open to this person and nothing hides it from them. Raises NotFound."""
Hidden = Callable[[UUID, UUID, list[UUID]], Awaitable[None]]
"""In this notebook an item was hidden from these people: what holds it for them, or is on its way to them, is taken back, in the
caller's transaction."""

_find: dict[KindName, Find] = {}
_hidden: list[Hidden] = []


def hides(finds: dict[KindName, Find], *hidden: Hidden) -> None:
    """finds: of what each room has. hidden: who is told."""
    _find.update(finds)
    _hidden[:] = hidden


async def read(visit: Visit, kind: KindName, item_id: UUID) -> WhoSees:
    """Who sees it. For representatives and for who added it; to others it is refused (NotFound)."""
    item = await _item(visit, kind, item_id)
    await item.visit.trace_viewing(Tag.MASKS_READ, item_id)
    return await _view(item, kind, item_id)


async def hide(visit: Visit, new: NewMask, *, at_first: bool = False) -> WhoSees:
    """Twice is once. at_first: in the transaction that adds it, so that nobody has anything of it yet. Raises NotFound, Invalid,
    Conflict when somebody else hid it in that way for others than those named here."""
    item = await _item(visit, new.kind, new.item_id)
    standing = standing_of(item.visit.habilitation)
    scope = Scope(new.scope)
    if scope not in may_hide(standing, wrote_it=item.author_id == visit.person.id):
        raise await service.refuse(item.visit)
    circle = await service.circle(visit.carnet_id, at=visit.at)
    mask, on = _wanted(item, new, standing, circle), _ground(item, new, standing, at_first=at_first)
    added = await _add(item, new, mask, on)
    if not added and (there := await _otherwise(visit, new.item_id, mask)):
        if there["made_by"] != visit.person.id:
            raise await service.overtaken(
                item.visit, Tag.MASKS_READ, await _view(item, new.kind, new.item_id), new.item_id
            )
        # In one transaction, so that nobody sees it in between.
        await queries.lift(there["id"], at=visit.at, by=visit.person.id, name=visit.person.name)
        added = await _add(item, new, mask, on)
    if added:
        await item.visit.trace(Tag.MASK_ADD, new.item_id)
        if not at_first:
            await _take_back(item, new.item_id, mask, circle)
    else:
        await item.visit.trace_viewing(Tag.MASKS_READ, new.item_id)
    return await _view(item, new.kind, new.item_id)


async def _add(item: Item, new: NewMask, mask: Mask, on: str) -> bool:
    visit = item.visit
    return await queries.add(
        id=new_id(visit.at),
        carnet_id=visit.carnet_id,
        kind=new.kind,
        item_id=new.item_id,
        author_id=item.author_id,
        scope=mask.scope.value,
        person_id=mask.person_id,
        named=sorted(mask.named),
        family=mask.family,
        reason=tidy(new.reason),
        ground=on,
        at=visit.at,
        by=visit.person.id,
        name=visit.person.name,
    )


def _ground(item: Item, new: NewMask, standing: Standing, *, at_first: bool) -> str:
    """On what something is kept from the representatives. As it is added it may be left unsaid. Raises Invalid."""
    if new.scope != Scope.REPRESENTATIVES.value:
        return ""
    if standing is Standing.HOLDER:
        return OWN
    said = new.opposition
    if said is None and at_first:
        return ""
    on = said and ground(
        Opposition(
            profession=profession_of(item.visit.habilitation),
            sexual_or_reproductive=said.intimate,
            refused_by_minor=said.refused,
            sought=said.sought,
        )
    )
    if not on:
        raise Invalid(
            {"opposition": {"fr": "Notez que l’enfant s’y oppose, et que vous avez cherché son accord\u202f: sans cela, rien n’est caché à ses parents.",
                            "en": "Note that the child opposes it, and that you tried to bring them to agree: without that, nothing is hidden from their parents."}}
        )  # fmt: skip
    return on


async def _otherwise(visit: Visit, item_id: UUID, mask: Mask) -> dict[str, Any] | None:
    """What hides it in the same way already, but for others than those whom `mask` names."""
    for row in await queries.of_item(visit.carnet_id, item_id):
        there = _mask(row)
        if (there.scope, there.person_id) == (mask.scope, mask.person_id):
            return row if (there.named, there.family) != (mask.named, mask.family) else None
    return None


async def hide_at_first(visit: Visit, kind: KindName, item_id: UUID, how: HideAtFirst) -> None:
    """What is being added, in the transaction that adds it. Raises NotFound, Invalid."""
    await hide(visit, _at_first(kind, item_id, how), at_first=True)


async def show(visit: Visit, mask_id: UUID) -> None:
    """Its line stays, with who took it away and when. Raises NotFound."""
    row = await queries.one(visit.carnet_id, mask_id)
    if row is None:
        raise NotFound
    item = await _hidden_by(visit, row)
    standing = standing_of(item.visit.habilitation)
    if not may_show(_mask(row), standing=standing, made_it=row["made_by"] == visit.person.id):
        raise await service.refuse(item.visit)
    await queries.lift(mask_id, at=visit.at, by=visit.person.id, name=visit.person.name)
    await item.visit.trace(Tag.MASK_REMOVE, row["item_id"])


async def hide_again(visit: Visit, kind: KindName, item_id: UUID, how: HideAtFirst) -> None:
    """Whoever adds it asks once more, since the answer was lost on the way: hidden now, unless it was hidden so already, or was
    until somebody showed it. Raises NotFound, Invalid."""
    if not await queries.was_ever(visit.carnet_id, item_id, how.scope):
        await hide(visit, _at_first(kind, item_id, how))


def told(visit: Visit, author_id: UUID, scopes: Iterable[str]) -> list[ScopeName]:
    """Of what hides an item from somebody, what one who sees it may know: all, for representatives and for who added it. That it is
    kept from the parents, or of child protection, whoever sees it must know: so as not to repeat it."""
    all_of_it = visit.is_representative or author_id == visit.person.id
    kept = {Scope.REPRESENTATIVES.value, Scope.PROTECTION.value}
    return [cast(ScopeName, s) for s in scopes if all_of_it or s in kept]


async def is_hidden_from(item_id: UUID, viewer: Viewer) -> bool:
    return is_hidden([_mask(row) for row in await queries.of_items([item_id])], viewer)


async def hidden_from(item_ids: list[UUID], representatives: Iterable[UUID]) -> set[tuple[UUID, UUID]]:
    """(item, person) of what is hidden from these representatives: for what is told to them by itself."""
    masks: dict[UUID, list[Mask]] = {}
    for row in await queries.of_items(item_ids):
        masks.setdefault(row["of_item"], []).append(_mask(row))
    people = set(representatives)
    return {
        (item, person)
        for item, found in masks.items()
        for person in people
        if is_hidden(found, Viewer(person, True))
    }


async def draw_from(visit: Visit, kind: KindName, item_id: UUID, sources: Iterable[UUID]) -> None:
    """Before the item is there: from its first moment on, whoever may not see one of the sources does not see it."""
    await queries.draw_from(visit.carnet_id, item_id, kind, list(sources))


async def move_drawn(visit: Visit, item_id: UUID) -> None:
    """Before an item stands in another category. What was drawn from others stays where it was agreed that it stands: elsewhere it would
    show them to other people, which is for who decides to whom they are open. Raises StaysThere."""
    if not visit.decides and await queries.is_drawn(item_id):
        raise StaysThere


async def left_out(item_ids: list[UUID], people: Iterable[Habilitation]) -> set[UUID]:
    """Of these people, those from whom one of the items is hidden."""
    masks = [_mask(row) for row in await queries.of_items(item_ids)]
    return {h.person_id for h in people if is_hidden(masks, _viewer(h))}


async def hiding_from(carnet_id: UUID, viewer: Viewer) -> list[UUID]:
    """The masks that now hide something of this notebook from one person."""
    rows = await queries.of_carnet(carnet_id)
    return [row["id"] for row in rows if row["lifted_at"] is None and is_hidden([_mask(row)], viewer)]


def _at_first(kind: KindName, item_id: UUID, how: HideAtFirst) -> NewMask:
    return NewMask(kind=kind, item_id=item_id, scope=how.scope, family=False, reason=how.reason)


async def found(visit: Visit, kind: KindName, item_id: UUID) -> Item:
    """Something of this notebook that this person sees. Raises NotFound."""
    return await _find[kind](visit, item_id)


async def _item(visit: Visit, kind: KindName, item_id: UUID) -> Item:
    item = await _find[kind](visit, item_id)
    if not visit.is_representative and item.author_id != visit.person.id:
        raise await service.refuse(item.visit)
    return item


async def _hidden_by(visit: Visit, row: dict[str, Any]) -> Item:
    """What this mask was set on; once that is erased, what was drawn from it and still stands. Raises NotFound."""
    try:
        return await _item(visit, row["kind"], row["item_id"])
    except NotFound:
        for one in await queries.drawn_from_it(row["item_id"]):
            with suppress(NotFound):
                return await _item(visit, one["kind"], one["item_id"])
        raise


def _wanted(item: Item, new: NewMask, standing: Standing, circle: list[Habilitation]) -> Mask:
    """What is asked, made whole. Raises Invalid."""
    scope, people = Scope(new.scope), {h.person_id: h for h in circle}
    represents = {id for id, h in people.items() if h.profile is Profile.REPRESENTATIVE}
    person = new.person_id if scope is Scope.PERSON else None
    if scope is Scope.PERSON and (person not in people or person in represents or person == item.author_id):
        raise Invalid(
            {"person_id": {"fr": "Choisissez une personne du cercle qui ne représente pas l’enfant et n’a pas ajouté ceci.",
                           "en": "Choose someone of the circle who does not represent the child and did not add this."}}
        )  # fmt: skip
    if scope is Scope.REPRESENTATIVES and standing is not Standing.HOLDER and not tidy(new.reason):
        raise Invalid(
            {"reason": {"fr": "Écrivez l’opposition de l’enfant\u202f: elle se note au moment où l’on garde le secret.",
                        "en": "Write down the child’s opposition: it is noted when the secret is kept."}}
        )  # fmt: skip
    named = frozenset(new.named) if scope in {Scope.REPRESENTATIVES, Scope.PROTECTION} else frozenset[UUID]()
    wrong = named - set(people) or (named & represents if scope is Scope.REPRESENTATIVES else set[UUID]())
    if wrong:
        raise Invalid(
            {"named": {"fr": "Nommez des personnes du cercle à qui ceci n’est pas caché.",
                       "en": "Name people of the circle from whom this is not hidden."}}
        )  # fmt: skip
    if scope is Scope.PROTECTION:
        named |= {item.visit.person.id}
    return Mask(
        scope=scope,
        author_id=item.author_id,
        person_id=person,
        named=named,
        family=scope is Scope.PROTECTION and family_is_named(standing, wanted=new.family),
    )


async def _take_back(item: Item, item_id: UUID, mask: Mask, circle: list[Habilitation]) -> None:
    people = [h.person_id for h in circle if is_hidden([mask], _viewer(h))]
    if not people:
        return
    for one in (item_id, *[row["item_id"] for row in await queries.drawn_from_it(item_id)]):
        for tell in _hidden:
            await tell(item.visit.carnet_id, one, people)


async def _view(item: Item, kind: KindName, item_id: UUID) -> WhoSees:
    visit = item.visit
    rows = [row for row in await queries.of_items([item_id]) if _may_know(row, item_id, visit)]
    rows.sort(key=lambda row: (row["made_at"], row["id"]))
    standing = standing_of(visit.habilitation)
    allowed = may_hide(standing, wrote_it=item.author_id == visit.person.id)
    return WhoSees(
        kind=kind,
        item_id=item_id,
        author=item.author_name,
        masks=[_told(row, item_id, visit, standing) for row in rows],
        people=await _people(item, item_id) if visit.habilitation.may(Category.CIRCLE, Right.READ) else [],
        may_hide=[cast(ScopeName, scope.value) for scope in Scope if scope in allowed],
    )


def _may_know(row: dict[str, Any], item_id: UUID, visit: Visit) -> bool:
    """Of what hides that from which it was drawn: whoever decides for the child, and who added that."""
    return row["item_id"] == item_id or visit.is_representative or row["author_id"] == visit.person.id


async def seers(item: Item, item_id: UUID) -> list[Habilitation]:
    """Everybody who sees it now, who asks too."""
    masks = [_mask(row) for row in await queries.of_items([item_id])]
    return [h for h in await _able(item) if not is_hidden(masks, _viewer(h))]


async def _able(item: Item, category: Category | None = None) -> list[Habilitation]:
    """Those to whom that category is open; its own when none is said."""
    category = category or item.visit.category
    circle = await service.circle(item.visit.carnet_id, at=item.visit.at)
    return [h for h in circle if h.may(category, Right.READ) or _is_author(h, item, category)]


async def when_moved(visit: Visit, kind: KindName, item_id: UUID, category: Category | None) -> Moved:
    """Who would begin, and who would cease, to see it if it stood in that category. For representatives and for who added it; nobody
    is named to who does not see the circle."""
    item = await _item(visit, kind, item_id)
    await item.visit.trace_viewing(Tag.MASKS_READ, item_id)
    if not item.visit.habilitation.may(Category.CIRCLE, Right.READ):
        return Moved([], [], told=False)
    now, then = [
        {one.person_id: one.name for one in await _people(item, item_id, where) if one.sees}
        for where in (item.visit.category, category)
    ]
    return Moved(
        [name for id, name in then.items() if id not in now],
        [name for id, name in now.items() if id not in then],
        told=True,
    )


async def _people(item: Item, item_id: UUID, category: Category | None = None) -> list[Seer]:
    """What hides it by what it was drawn from counts here too."""
    masks = [_mask(row) for row in await queries.of_items([item_id])]
    able = await _able(item, category)
    names = await identity.person_names([h.person_id for h in able])
    return [
        Seer(
            person_id=h.person_id,
            name=names.get(h.person_id, ""),
            profile=cast(Any, h.profile.value),
            profession=h.profession,
            relation=h.relation,
            me=h.person_id == item.visit.person.id,
            author=h.person_id == item.author_id,
            sees=not is_hidden(masks, _viewer(h)),
        )
        for h in able
    ]


def _is_author(habilitation: Habilitation, item: Item, category: Category) -> bool:
    return habilitation.person_id == item.author_id and habilitation.may(category, Right.ADD)


def _viewer(habilitation: Habilitation) -> Viewer:
    return Viewer(habilitation.person_id, habilitation.profile is Profile.REPRESENTATIVE)


def _told(row: dict[str, Any], item_id: UUID, visit: Visit, standing: Standing) -> MaskView:
    mask = _mask(row)
    mine = row["made_by"] == visit.person.id
    return MaskView(
        id=row["id"],
        scope=row["scope"],
        person_id=row["person_id"],
        named=list(row["named"]),
        family=row["family"],
        reason=row["reason"],
        made_at=row["made_at"],
        made_by=row["made_name"],
        ground=row["ground"],
        mine=mine,
        drawn=row["item_id"] != item_id,
        may_show=may_show(mask, standing=standing, made_it=mine),
    )


def _mask(row: dict[str, Any]) -> Mask:
    return Mask(
        scope=Scope(row["scope"]),
        author_id=row["author_id"],
        person_id=row["person_id"],
        named=frozenset(row["named"]),
        family=row["family"],
    )
