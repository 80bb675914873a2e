"""What each kind of person opens when nobody chose, said a second time and apart from the code."""

import pytest

from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.matrix import BEGINNING, held, kept
from tests.family import Family

READ, ADD, MANAGE = Right.READ, Right.ADD, Right.MANAGE
DOCUMENTS = {c for c in Category if c.value.startswith("documents.")}


def may(profile: Profile, category: Category, right: Right) -> bool:
    """As a row written for that kind alone opens it."""
    return right in held(profile, kept(profile, None)).get(category, frozenset())


def test_there_are_ten_categories_of_documents_and_eleven_sheets() -> None:
    assert len(DOCUMENTS) == 10
    assert len([c for c in Category if c.value.startswith("sheets.")]) == 11


@pytest.mark.parametrize("category", Category)
def test_a_representative_may_do_everything(category: Category) -> None:
    assert all(may(Profile.REPRESENTATIVE, category, right) for right in Right)


@pytest.mark.parametrize("category", Category)
def test_a_professional_reads_all_adds_documents_images_and_habits_manages_nothing(
    category: Category,
) -> None:
    adds = DOCUMENTS | {Category.PHOTOS, Category.GAIT, Category.HABITS}
    assert may(Profile.PROFESSIONAL, category, READ)
    assert may(Profile.PROFESSIONAL, category, ADD) is (category in adds)
    assert not may(Profile.PROFESSIONAL, category, MANAGE)


@pytest.mark.parametrize("category", Category)
def test_a_carer_has_the_habits_the_urgent_sheet_and_adds_photos(category: Category) -> None:
    reads = {Category.IDENTITY, Category.EMERGENCY, Category.HABITS}
    assert may(Profile.CARER, category, READ) is (category in reads)
    assert may(Profile.CARER, category, ADD) is (category in {Category.HABITS, Category.PHOTOS})
    assert not may(Profile.CARER, category, MANAGE)


@pytest.mark.parametrize("category", Category)
def test_who_imports_a_notebook_sends_it_and_sees_nothing(category: Category) -> None:
    assert [r for r in Right if may(Profile.IMPORTER, category, r)] == (
        [ADD] if category is Category.IDENTITY else []
    )


def test_no_other_profile_has_a_right() -> None:
    assert set(BEGINNING) == {Profile.PROFESSIONAL, Profile.CARER}
    assert len(Profile) == 5


async def test_each_is_told_what_is_open_to_them(family: Family) -> None:
    for who, category, rights in (
        (family.mother, "gait", ["read", "add", "manage"]),
        (family.physio, "gait", ["read", "add"]),
        (family.granny, "gait", None),
        (family.granny, "photos", ["add"]),
        (family.granny, "sheets.habits", ["read", "add"]),
    ):
        me = (await who.client.get(f"/api/carnets/{family.carnet_id}")).json()["me"]
        assert me["rights"].get(category) == rights, (me["profile"], category)
