"""The pure rules of a matrix, whatever is stored, and in whatever order it was said."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.matrix import (
    ALL,
    BEGINNING,
    KEPT,
    Matrix,
    held,
    kept,
    known,
    sound,
    within,
    written,
)
from tests.drawing import LETTERS

rights = st.frozensets(st.sampled_from(Right))
matrices = st.dictionaries(st.sampled_from(Category), rights)
kinds = st.sampled_from([Profile.PROFESSIONAL, Profile.CARER])
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(LETTERS, max_size=12)
    | st.sampled_from([*Category, *Right]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS, max_size=12), inner, max_size=4)
    ),
    max_leaves=12,
)


def cells(matrix: Matrix) -> set[tuple[Category, Right]]:
    return {(category, right) for category, some in matrix.items() for right in some}


@given(matrices)
def test_what_is_kept_is_what_is_held(matrix: Matrix) -> None:
    good = sound(matrix)
    assert cells(held(Profile.CARER, kept(Profile.CARER, good))) == cells(good)


@given(matrices, st.sampled_from(Category), st.sampled_from(Right))
def test_withdrawing_a_right_never_widens_another(matrix: Matrix, category: Category, right: Right) -> None:
    less = {c: some - {right} if c is category else some for c, some in matrix.items()}
    assert cells(sound(less)) <= cells(sound(matrix)) - {(category, right)}


@given(matrices, st.randoms())
def test_the_order_in_which_rights_are_given_changes_nothing(matrix: Matrix, random: Any) -> None:
    given_ = list(matrix.items())
    random.shuffle(given_)
    shuffled = {category: random.sample(sorted(some), len(some)) for category, some in given_}
    assert sound(known(json.loads(json.dumps(shuffled)))) == sound(matrix)


@given(anything, kinds)
def test_what_is_not_understood_opens_nothing(stored: object, kind: Profile) -> None:
    found = held(kind, json.dumps(stored))
    said = stored if isinstance(stored, dict) else {}
    for category, right in cells(found):
        assert right.value in said[category.value]


@given(matrices)
def test_nobody_but_a_representative_manages_the_circle_the_identity_or_the_urgent_sheet(
    matrix: Matrix,
) -> None:
    opened = cells(sound(matrix))
    assert not {(c, r) for c in KEPT for r in (Right.ADD, Right.MANAGE)} & opened
    assert {Category.IDENTITY, Category.CIRCLE, Category.EMERGENCY} == KEPT
    assert all((c, Right.READ) in opened for c, right in opened if right is Right.MANAGE)


@given(matrices, matrices)
def test_a_matrix_is_within_another_when_each_of_its_cells_is(one: Matrix, other: Matrix) -> None:
    assert within(one, other) is (cells(one) <= cells(other))
    assert within(one, ALL)


@given(st.none() | matrices.map(lambda m: json.dumps(written(m))))
def test_a_representative_has_all_of_it_whatever_the_row_says(stored: str | None) -> None:
    assert cells(held(Profile.REPRESENTATIVE, stored)) == cells(ALL)
    assert cells(held(Profile.IMPORTER, stored)) == {(Category.IDENTITY, Right.ADD)}


@pytest.mark.parametrize("text", ["", "null", "[]", '"photos"', "{", '{"photos": "read"}', '{"photos": {"read": true}}'])  # fmt: skip
def test_a_row_that_cannot_be_read_is_a_closed_door(text: str) -> None:
    assert held(Profile.PROFESSIONAL, text) == {}
    assert held(Profile.CARER, None) == {}


def test_the_words_of_tomorrow_are_passed_over_and_those_of_today_stand() -> None:
    stored = json.dumps({"photos": ["read", "erase"], "dreams": ["read"], "gait": [["read"], 7]})
    assert cells(held(Profile.PROFESSIONAL, stored)) == {(Category.PHOTOS, Right.READ)}


@pytest.mark.parametrize("profile", [Profile.PROFESSIONAL, Profile.CARER])
def test_what_was_given_at_the_beginning_is_sound(profile: Profile) -> None:
    assert sound(BEGINNING[profile]) == BEGINNING[profile]
