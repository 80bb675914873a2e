"""From whom an item is hidden: the pure rule, its properties, and the SQL that every statement asks it by."""

from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.masked import Viewer, unmasked
from backend.rooms.access.mask_rules import (
    Mask,
    Scope,
    Standing,
    family_is_named,
    is_hidden,
    may_hide,
    may_show,
)
from backend.rooms.access.secrecy import Opposition, ground

PEOPLE = [UUID(int=n) for n in range(1, 6)]
ANYONE = st.sampled_from(PEOPLE)
VIEWERS = st.builds(Viewer, ANYONE, st.booleans())


@st.composite
def masks(draw: st.DrawFn, author: UUID | None = None) -> Mask:
    scope = draw(st.sampled_from(list(Scope)))
    return Mask(
        scope=scope,
        author_id=author or draw(ANYONE),
        person_id=draw(ANYONE) if scope is Scope.PERSON else None,
        named=frozenset(draw(st.sets(ANYONE, max_size=3))),
        family=draw(st.booleans()),
    )


@given(st.lists(masks(), max_size=4), masks(), VIEWERS)
def test_hiding_more_never_shows(some: list[Mask], more: Mask, viewer: Viewer) -> None:
    assert is_hidden([*some, more], viewer) >= is_hidden(some, viewer)


@given(st.lists(masks(), max_size=4), VIEWERS, st.randoms())
def test_the_order_in_which_it_was_hidden_does_not_matter(
    some: list[Mask], viewer: Viewer, random: Any
) -> None:
    again = list(some)
    random.shuffle(again)
    assert is_hidden(again, viewer) == is_hidden(some, viewer)


@given(st.data(), VIEWERS)
def test_who_added_it_always_sees_it(data: st.DataObject, viewer: Viewer) -> None:
    some = data.draw(st.lists(masks(author=viewer.person_id), max_size=4))
    assert not is_hidden(some, viewer)


@given(masks(), ANYONE)
def test_what_is_kept_from_representatives_is_kept_from_each(mask: Mask, person: UUID) -> None:
    hidden = is_hidden([mask], Viewer(person, True))
    if mask.scope is Scope.REPRESENTATIVES:
        assert hidden == (person != mask.author_id)
    if mask.scope in {Scope.PERSON, Scope.EVERYONE}:
        assert not hidden


@given(masks(), VIEWERS)
def test_naming_somebody_hides_from_nobody(mask: Mask, viewer: Viewer) -> None:
    wider = Mask(
        scope=mask.scope,
        author_id=mask.author_id,
        person_id=mask.person_id,
        named=mask.named | {PEOPLE[0]},
        family=mask.family,
    )
    assert is_hidden([wider], viewer) <= is_hidden([mask], viewer)


@pytest.mark.parametrize(
    ("profession", "intimate", "article"),
    [
        ("doctor", False, "L.1111-5"), ("midwife", False, "L.1111-5"), ("nurse", True, "L.1111-5-1"),
        ("nurse", False, "L.1110-4"), ("other", True, "L.1110-4"),
    ],
)  # fmt: skip
def test_on_what_article_it_is_kept(profession: Any, intimate: bool, article: str) -> None:
    for refused, sought in product((True, False), repeat=2):
        said = Opposition(
            profession=profession, sexual_or_reproductive=intimate, refused_by_minor=refused, sought=sought
        )
        assert ground(said) == (article if refused and sought else None)


def test_no_mask_hides_nothing() -> None:
    assert not is_hidden([], Viewer(PEOPLE[0], False))


def test_a_parent_keeps_nothing_from_the_other() -> None:
    assert Scope.REPRESENTATIVES not in may_hide(Standing.FAMILY, wrote_it=True)
    assert family_is_named(Standing.FAMILY, wanted=False)


@pytest.mark.parametrize("standing", [Standing.CARE, Standing.SECRECY, Standing.OTHER])
def test_nobody_but_the_family_decides_of_what_another_added(standing: Standing) -> None:
    assert may_hide(standing, wrote_it=False) == frozenset()


def test_only_care_and_whose_notebook_it_is_keep_their_own_from_the_representatives() -> None:
    """CSP L.1111-5, R.1111-6; of the holder, their own words and pictures (docs/decisions/0025-minors.md)."""
    may = {standing for standing in Standing if Scope.REPRESENTATIVES in may_hide(standing, wrote_it=True)}
    assert may == {Standing.CARE, Standing.HOLDER}


def test_without_secrecy_child_protection_is_not_kept_from_the_family() -> None:
    assert family_is_named(Standing.OTHER, wanted=False)
    assert not family_is_named(Standing.SECRECY, wanted=False)
    assert not family_is_named(Standing.CARE, wanted=False)


@given(masks(), st.sampled_from(list(Standing)))
def test_the_family_shows_again_only_what_it_may_see(mask: Mask, standing: Standing) -> None:
    if may_show(mask, standing=standing, made_it=False):
        assert standing is Standing.FAMILY
        assert not is_hidden([mask], Viewer(uuid4(), True))


async def test_the_sql_says_what_the_rule_says(query: Any) -> None:
    """Every shape of a mask, for every sort of viewer: added, named, meant, or none of these; representing or not."""
    author, named, meant, other = PEOPLE[:4]
    shapes = [
        Mask(scope=Scope.PERSON, author_id=author, person_id=meant),
        Mask(scope=Scope.EVERYONE, author_id=author),
        Mask(scope=Scope.REPRESENTATIVES, author_id=author),
        Mask(scope=Scope.REPRESENTATIVES, author_id=author, named=frozenset({named})),
        Mask(scope=Scope.PROTECTION, author_id=author),
        Mask(scope=Scope.PROTECTION, author_id=author, family=True),
        Mask(scope=Scope.PROTECTION, author_id=author, named=frozenset({named}), family=True),
        Mask(scope=Scope.PROTECTION, author_id=author, named=frozenset({named})),
    ]
    tried = 0
    for mask in shapes:
        item = uuid4()
        await query(
            "INSERT INTO mask (id, carnet_id, kind, item_id, author_id, scope, person_id, named, family, made_at, made_by, made_name)"
            " VALUES ($1, $1, 'capture', $2, $3, $4, $5, $6, $7, now(), $3, '')",
            uuid4(), item, mask.author_id, mask.scope.value, mask.person_id, list(mask.named), mask.family,
        )  # fmt: skip
        for person, represents in product((author, named, meant, other), (False, True)):
            viewer = Viewer(person, represents)
            found = await query(
                f"SELECT {unmasked('t.item', 1)} AS seen FROM (SELECT $3::uuid AS item) t", *viewer, item
            )
            assert found[0]["seen"] is not is_hidden([mask], viewer), (mask, viewer)
            tried += 1
        await query("UPDATE mask SET lifted_at = now() WHERE item_id = $1", item)
        assert (await query(f"SELECT {unmasked('t.item', 1)} AS seen FROM (SELECT $3::uuid AS item) t", other, True, item))[0]["seen"]  # fmt: skip
    assert tried == 64
