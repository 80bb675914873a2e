"""The models by profession: every cell decided, every opened one with its reason, and none that gives the notebook away."""

import pytest

from backend.rooms.access.categories import Category, Right
from backend.rooms.access.matrix import sound
from backend.rooms.access.models import Model, models, views
from tests.conftest import browser
from tests.family import Family

MODELS = list(models().values())
CLINICAL = {c for c in Category if c.value.startswith("documents.")} | {
    Category.CLINICAL,
    Category.MEDICATION,
}


def opens(key: str) -> set[Category]:
    return set(models()[key].matrix)


def test_they_are_the_professions_of_the_notebook() -> None:
    assert set(models()) == {
        "doctor", "surgeon", "nurse", "pharmacist", "psychologist", "physiotherapist", "speech_therapist",
        "occupational_therapist", "psychomotor_therapist", "orthotist", "teacher", "school_assistant", "educator",
        "social_worker", "secretary", "relative", "childminder", "foster_carer", "home_aide", "holiday_leader",
        "holder",
    }  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.key)
def test_every_category_is_decided_and_has_its_reason_in_both_languages(model: Model) -> None:
    assert set(model.cells) == set(Category)
    for cell in model.cells.values():
        assert all(cell.reason(language).endswith(".") for language in ("fr", "en"))
        assert cell.fr != cell.en
    assert model.names["fr"]
    assert model.names["en"]


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.key)
def test_none_gives_the_notebook_away(model: Model) -> None:
    assert model.matrix[Category.IDENTITY] == {Right.READ}
    assert model.matrix.get(Category.CIRCLE, {Right.READ}) == {Right.READ}
    assert Right.MANAGE not in {right for some in model.matrix.values() for right in some}
    assert sound(model.matrix) == model.matrix


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.key)
def test_french_is_typeset(model: Model) -> None:
    for cell in model.cells.values():
        assert not any(f" {sign}" in cell.fr for sign in ":;!?»"), cell.fr
        assert "'" not in cell.fr + cell.en


def test_what_is_strictly_needed() -> None:
    assert opens("secretary") & (CLINICAL | {Category.EMERGENCY, Category.PHOTOS, Category.GAIT}) == set()
    assert {Category.EMERGENCY, Category.HABITS} <= opens("school_assistant")
    assert opens("school_assistant") & CLINICAL == set()
    assert opens("teacher") & CLINICAL == {
        Category.SCHOOL_REPORTS,
        Category.PROJECTS,
        Category.LIAISON,
    }
    assert Category.GAIT not in opens("speech_therapist")
    assert Category.GAIT in opens("physiotherapist")
    for key, model in models().items():
        reads = {c for c, some in model.matrix.items() if Right.READ in some}
        assert (Category.PSYCHOLOGY in reads) is (key in {"doctor", "psychologist"}), key
        assert (Category.SOCIAL in reads) is (key == "social_worker"), key
        # Whom the child is entrusted to reads the urgent sheet.
        assert (Category.EMERGENCY in reads) is (key not in {"secretary", "social_worker"}), key


def test_two_rules_of_secrecy_and_none() -> None:
    by = {s: {m.key for m in MODELS if m.secrecy == s} for s in ("medical", "professional", "none")}
    assert by["none"] == {"teacher", "school_assistant", "relative"}
    assert {"psychologist", "educator", "social_worker", "childminder", "foster_carer"} <= by["professional"]
    assert {"doctor", "nurse", "speech_therapist", "pharmacist"} <= by["medical"]
    for one in views("fr"):
        assert ("à confirmer" in one.secrecy_text) is not one.verified, one.key
    assert {one.key for one in views("en") if not one.verified} >= {"teacher", "orthotist", "secretary"}


async def test_whoever_is_signed_in_reads_them_in_their_language(family: Family, app: object) -> None:
    async with browser(app) as nobody:  # pyright: ignore[reportArgumentType]
        assert (await nobody.get("/api/access/models")).status_code == 401
    answer = await family.stranger.client.get("/api/access/models")
    assert answer.status_code == 200
    told = {one["key"]: one for one in answer.json()}
    assert list(told) == list(models())
    speech = told["speech_therapist"]
    assert (speech["name"], speech["profile"], speech["secrecy"]) == (
        "Orthophoniste", "professional", "medical",
    )  # fmt: skip
    assert speech["rights"]["documents.paramedical"] == ["read", "add"]
    assert "gait" not in speech["rights"]
    assert set(speech["reasons"]) == {c.value for c in Category}
    changed = await family.stranger.client.patch("/api/me", json={"locale": "en"})
    assert changed.status_code == 200, changed.text
    # A phone that speaks French is answered in French; who asks for neither of ours, as the person chose.
    for asked, said in (("fr", "Orthophoniste"), ("*", "Speech therapist"), ("de", "Speech therapist")):
        answer = await family.stranger.client.get("/api/access/models", headers={"Accept-Language": asked})
        assert next(o["name"] for o in answer.json() if o["key"] == "speech_therapist") == said
