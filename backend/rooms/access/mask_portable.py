"""What hides items from somebody, as it leaves in an export and comes back from one."""

from typing import Any
from uuid import UUID

from backend.kit.arriving import Arrival, known_elsewhere
from backend.kit.cleaning import tidy
from backend.kit.ids import new_id
from backend.kit.masked import Viewer
from backend.kit.portable import Line, Moment, Named, Portable
from backend.rooms.access import mask_queries as queries
from backend.rooms.access.mask_rules import Scope
from backend.rooms.access.mask_schemas import KindName
from backend.rooms.access.masks import hiding_from
from backend.rooms.identity import service as identity

EXPORTED = (Scope.PERSON, Scope.EVERYONE, Scope.PROTECTION)
"""Only representatives export: what was kept from them, even once, is not in it, nor why."""


class PortableMask(Portable):
    """`author`: who added the item. `person`: from whom it is hidden. `named`, `family`: who sees what is of child protection;
    it is never sent toward the DMP, wherever this archive goes."""

    kind: KindName
    item_id: UUID
    author: UUID
    scope: Scope
    person: Named | None
    named: list[Named]
    family: bool
    reason: Line
    made_at: Moment
    made_by: Named
    lifted_at: Moment | None
    lifted_by: Named | None


async def portable(carnet_id: UUID, viewer: Viewer) -> list[PortableMask]:
    """Oldest first, what was taken away too; nothing of an item that is hidden from this person."""
    # What was drawn from something leaves as hidden as that is: elsewhere nothing says any more what it was drawn from.
    drawn = await queries.of_drawn(carnet_id)
    every = await queries.of_carnet(carnet_id)
    every += [{**row, "item_id": row["of_item"], "kind": row["of_kind"]} for row in drawn]
    hiding = set(await hiding_from(carnet_id, viewer))
    unseen = {row["item_id"] for row in every if row["id"] in hiding}
    rows = [
        row
        for row in every
        if row["item_id"] not in unseen and row["scope"] in EXPORTED and _may_read(row, viewer)
    ]
    people = {id for row in rows for id in (row["person_id"], *row["named"])}
    names = await identity.person_names(person for person in people if person)
    return [
        PortableMask(
            **{name: row[name] for name in ("kind", "item_id", "family", "reason", "made_at", "lifted_at")},
            author=row["author_id"],
            scope=Scope(row["scope"]),
            person=Named(row["person_id"], names.get(row["person_id"], "")) if row["person_id"] else None,
            named=[Named(id, names.get(id, "")) for id in row["named"]],
            made_by=Named(row["made_by"], row["made_name"]),
            lifted_by=Named(row["lifted_by"], row["lifted_name"]) if row["lifted_by"] else None,
        )
        for row in rows
    ]


def _may_read(row: dict[str, Any], viewer: Viewer) -> bool:
    """What was once kept from this person says why it was, even after it is shown again."""
    return (
        row["scope"] != Scope.PROTECTION.value
        or row["family"]
        or viewer.person_id in {row["made_by"], row["author_id"], *row["named"]}
    )


async def take_in(arrival: Arrival, masks: list[PortableMask]) -> None:
    """What hides from everyone, and child protection, still do; the people whom it names are nobody here. Raises Wrong."""
    for number, mask in enumerate(masks):
        at = f"$.masks[{number}]"
        # Of an item that was erased since, or that did not leave with the archive: it hides nothing any more.
        item_id = arrival.numbers.get(mask.item_id)
        made_at = arrival.moment(mask.made_at, f"{at}.made_at")
        if (
            item_id is None
            or mask.lifted_at is not None
            or mask.scope not in {Scope.EVERYONE, Scope.PROTECTION}
        ):
            continue
        await queries.add(
            id=new_id(arrival.at),
            carnet_id=arrival.carnet_id,
            kind=mask.kind,
            item_id=item_id,
            author_id=arrival.someone(mask.author),
            scope=mask.scope.value,
            person_id=None,
            named=[],
            family=mask.scope is Scope.PROTECTION,
            reason=tidy(mask.reason),
            at=made_at,
            by=arrival.someone(mask.made_by.id),
            name=known_elsewhere(mask.made_by.name),
        )
