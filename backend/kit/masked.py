"""What is hidden of a notebook's items, as every query on them asks it: one condition, on one index (docs/decisions/0023-masks.md).

The same rule as a pure function, and who may hide what, are in rooms/access/mask_rules.py; tests hold the two together.
"""

from typing import NamedTuple
from uuid import UUID


class Viewer(NamedTuple):
    """Who looks. Its values are two parameters of a statement, in this order."""

    person_id: UUID
    represents: bool


CODE = Viewer(UUID(int=0), represents=True)
"""Who holds a code of the urgent sheet sees what a representative sees whom nobody names: for one of them may hold it."""


def unprotected(item: str) -> str:
    """SQL: nothing hides the item in the column `item` to protect the child. That is for those who are named, whoever hid it: never for
    whoever holds a code."""
    return f"""NOT EXISTS (SELECT FROM mask WHERE mask.item_id = {item} AND mask.scope = 'protection' AND mask.lifted_at IS NULL)
        AND NOT EXISTS (SELECT FROM drawn_from JOIN mask ON mask.item_id = drawn_from.source_id
            WHERE drawn_from.item_id = {item} AND mask.scope = 'protection' AND mask.lifted_at IS NULL)"""  # noqa: S608 - our names


def unmasked(item: str, first: int) -> str:
    """SQL: nothing hides the item whose number is in the column `item` from the viewer, whose values are ${first} and ${first + 1}:
    neither the item itself, nor anything that its pictures were drawn from.

    Who added an item sees it, whatever hides it; but not by it what is hidden from them. What is not understood hides from everybody else.
    """
    person, represents = f"${first}::uuid", f"${first + 1}::boolean"
    hides = f"""mask.lifted_at IS NULL AND mask.author_id <> {person}
        AND CASE mask.scope
            WHEN 'person' THEN mask.person_id = {person} AND NOT {represents}
            WHEN 'everyone' THEN NOT {represents}
            WHEN 'representatives' THEN {represents} OR {person} <> ALL(mask.named)
            WHEN 'protection' THEN {person} <> ALL(mask.named) AND NOT ({represents} AND mask.family)
            ELSE true END"""
    return f"""NOT EXISTS (SELECT FROM mask WHERE mask.item_id = {item} AND {hides})
        AND NOT EXISTS (SELECT FROM drawn_from JOIN mask ON mask.item_id = drawn_from.source_id
            WHERE drawn_from.item_id = {item} AND {hides})"""  # noqa: S608 - our names


def scopes(item: str) -> str:
    """SQL: the scopes of what hides this item from somebody, for who may know (access.masks.told)."""
    return f"""ARRAY(SELECT DISTINCT scope FROM mask WHERE mask.lifted_at IS NULL
        AND (mask.item_id = {item} OR mask.item_id IN (SELECT source_id FROM drawn_from WHERE drawn_from.item_id = {item}))
        ORDER BY 1)"""  # noqa: S608 - our names
