"""What is open to one person: a matrix of rights, as pure values. Nothing here knows a clock or a database."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

import msgspec

from backend.rooms.access.categories import Category, Profile, Right

Matrix = Mapping[Category, frozenset[Right]]

NOTHING: Matrix = MappingProxyType({})
ALL: Matrix = MappingProxyType(dict.fromkeys(Category, frozenset(Right)))
"""A representative's, by rule: it is written nowhere, so that no row can narrow it."""

INFORMED: Matrix = MappingProxyType(
    {
        c: frozenset({Right.READ, Right.ADD})
        if c in {Category.PHOTOS, Category.GAIT, Category.HABITS, Category.JOURNAL, Category.MESSAGES}
        or c.value.startswith("documents.")
        else frozenset({Right.READ})
        for c in Category
    }
)
"""Of a representative who decides nothing here, by a recorded fact: reads all of it, and adds what a carer may."""

WAITING: Matrix = MappingProxyType(
    {
        **INFORMED,
        Category.EMERGENCY: frozenset(Right),
        # What the urgent sheet is drawn from.
        **dict.fromkeys(
            (
                Category.ALLERGIES,
                Category.CLINICAL,
                Category.MEDICATION,
                Category.EQUIPMENT,
                Category.CONTACTS_SHEET,
                Category.GROWTH,
                Category.AGENDA,
            ),
            frozenset({Right.READ, Right.ADD}),
        ),
    }
)
"""Of one who decides nothing because the child is of age and nobody represents them yet: keeps up what lives hang on, too."""

IMPORTING: Matrix = MappingProxyType({Category.IDENTITY: frozenset({Right.ADD})})

KEPT = frozenset({Category.IDENTITY, Category.CIRCLE, Category.EMERGENCY})
"""Managed by representatives alone: closing, exporting, giving access, the codes of the urgent sheet."""

ITEMS = frozenset(
    {Category.PHOTOS, Category.GAIT, *(c for c in Category if c.value.startswith("documents."))}
)
"""Made of items that have an author: one may add there and see nothing but what one added."""

_READ = frozenset({Right.READ})
_READ_ADD = frozenset({Right.READ, Right.ADD})
_DOCUMENTS = frozenset(c for c in Category if c.value.startswith("documents."))

BEGINNING: Mapping[Profile, Matrix] = MappingProxyType(
    {
        Profile.PROFESSIONAL: MappingProxyType(
            {
                c: _READ_ADD if c in _DOCUMENTS | {Category.PHOTOS, Category.GAIT, Category.HABITS} else _READ
                for c in Category
            }
        ),
        Profile.CARER: MappingProxyType(
            {
                Category.IDENTITY: _READ,
                Category.EMERGENCY: _READ,
                Category.HABITS: _READ_ADD,
                Category.PHOTOS: frozenset({Right.ADD}),
            }
        ),
    }
)
"""What each kind of person had before habilitations had a matrix: still given to who is invited by kind alone."""


def held(profile: Profile, stored: str | None) -> Matrix:
    """What a row opens. stored: JSON, {category: [rights]}; a representative's says nothing, whatever it holds: only what is recorded
    of who may decide narrows theirs (effect.py)."""
    if profile is Profile.REPRESENTATIVE:
        return ALL
    if profile is Profile.IMPORTER:
        return IMPORTING
    return _stored(stored) if stored else NOTHING


def kept(profile: Profile, matrix: Matrix | None) -> str | None:
    """How a row holds it; None when it follows from the profile by rule. matrix: None for that of the beginning."""
    if profile in {Profile.REPRESENTATIVE, Profile.IMPORTER}:
        return None
    return msgspec.json.encode(
        written(BEGINNING.get(profile, NOTHING) if matrix is None else matrix)
    ).decode()


@lru_cache(maxsize=4096)
def _stored(text: str) -> Matrix:
    try:
        found: object = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return NOTHING
    return MappingProxyType(sound(known(found)))


def known(said: object) -> dict[Category, frozenset[Right]]:
    """What is understood of what was said. Anything else opens nothing."""
    if not isinstance(said, dict):
        return {}
    opened: dict[Category, frozenset[Right]] = {}
    for name, rights in cast(dict[Any, Any], said).items():
        if name not in _CATEGORIES or not isinstance(rights, list):
            continue
        some = frozenset(
            Right(right) for right in cast(list[Any], rights) if isinstance(right, str) and right in _RIGHTS
        )
        if some:
            opened[Category(name)] = some
    return opened


_CATEGORIES = frozenset(c.value for c in Category)
_RIGHTS = frozenset(r.value for r in Right)


def sound(matrix: Matrix) -> dict[Category, frozenset[Right]]:
    """Without what would show more than it says: managing wants reading and adding; adding wants reading, but among items; and
    what only representatives manage is managed by nobody else."""
    return {category: rights for category, all_ in matrix.items() if (rights := _sound(category, all_))}


def _sound(category: Category, rights: frozenset[Right]) -> frozenset[Right]:
    if category in KEPT:
        return rights & _READ
    if not rights >= _READ_ADD:
        rights -= {Right.MANAGE}
    if Right.READ not in rights and category not in ITEMS:
        rights -= {Right.ADD}
    return rights


def both(matrix: Matrix, other: Matrix) -> Matrix:
    """What each of the two opens."""
    return MappingProxyType(
        {c: some for c, rights in matrix.items() if (some := rights & other.get(c, frozenset()))}
    )


def within(matrix: Matrix, other: Matrix) -> bool:
    """Whether `other` opens all of it."""
    return all(rights <= other.get(category, frozenset()) for category, rights in matrix.items())


def written(matrix: Matrix) -> dict[str, list[str]]:
    """For a screen and for a row: {"photos": ["read", "add"], …}, in the order of the categories."""
    return {c.value: in_order(matrix[c]) for c in Category if matrix.get(c)}


def in_order(rights: Iterable[Right]) -> list[str]:
    some = frozenset(rights)
    return [right.value for right in Right if right in some]
