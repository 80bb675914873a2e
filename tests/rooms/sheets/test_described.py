"""What is said of the sheets once holds everywhere: the types, the labels, the list of kinds."""

import inspect
from typing import get_args

import msgspec
import pytest

from backend.rooms.sheets.content import AnswerLine, Content, LineKind, OrderLine
from backend.rooms.sheets.described import Kind, fields_of
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet

KINDS = [kind for about in SHEETS.values() for kind in about.kinds]


def test_every_kind_stands_once_in_every_list():
    assert list(get_args(LineKind)) == [
        tag for about in (SHEETS[s] for s in _in_order()) for tag in (k.tag for k in about.kinds)
    ]
    assert {kind.type for kind in KINDS} | {AnswerLine, OrderLine} == set(get_args(Content))
    assert len(BY_TAG) == len(KINDS)
    assert list(SHEETS) == list(Sheet)


def _in_order() -> list[Sheet]:
    return [Sheet(sheet) for sheet in Sheet]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
def test_every_field_is_named_in_both_languages(kind: Kind):
    fields = fields_of(kind)
    assert [one.name for one in fields] == [one.name for one in msgspec.structs.fields(kind.type)]
    for one in fields:
        for words in (one.label, one.help, one.unit, *one.choices.values()):
            assert words is None or (len(words) == 2 and all(words)), one
        assert (one.input == "choice") == bool(one.choices), one
    titles = {one.name for one in fields}
    assert titles >= set(kind.title), kind.tag
    assert kind.title


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
def test_nothing_is_chosen_beforehand(kind: Kind):
    """What nobody said is empty, absent, or says that it is not said."""
    for one in msgspec.structs.fields(kind.type):
        default = (
            one.default_factory() if one.default is msgspec.NODEFAULT and not one.required else one.default
        )
        if one.name == "phone_seen":  # an empty number is seen by nobody
            continue
        assert one.required or default in ("", None, "not_said", []), (kind.tag, one.name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
def test_every_choice_has_its_words(kind: Kind):
    values = {name: set(_values(hint)) for name, hint in inspect.get_annotations(kind.type).items()}
    for one in fields_of(kind):
        assert set(one.choices) == values[one.name] if one.choices else not values[one.name], one


def _values(hint: object) -> list[str]:
    """Of a Literal, however deep."""
    found: list[str] = []
    for part in get_args(hint):
        found += [part] if isinstance(part, str) else _values(part)
    return found
