"""The notebook's identity: what is refused, and what its reading leaves behind."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from backend.kit.pages import cursor
from tests.conftest import BEGINNING, MovingClock
from tests.family import Family

NEW = {"given_name": "Léa", "family_name": "Petit", "birth_date": "2023-01-01"}


@pytest.mark.parametrize("field", ["given_name", "family_name"])
@pytest.mark.parametrize("name", ["   ", "\u200b", "Lé\u202ea", "Lé\x00a"])
async def test_a_name_that_cannot_be_read_is_refused(family: Family, field: str, name: str) -> None:
    answer = await family.stranger.client.post("/api/carnets", json={**NEW, field: name})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [f["name"] for f in answer.json()["fields"]] == [field]
    base = f"/api/carnets/{family.carnet_id}"
    answer = await family.mother.client.patch(base, json={"version": 1, field: name})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_name_is_one_line(family: Family) -> None:
    answer = await family.stranger.client.post("/api/carnets", json={**NEW, "given_name": "Léa \n Rose "})
    assert answer.json()["given_name"] == "Léa Rose"


async def test_the_diagnoses_are_kept_without_what_cannot_be_seen(family: Family) -> None:
    typed = " Surdité\x00\r\nprofonde\u202e 🩷\x1b "
    answer = await family.stranger.client.post("/api/carnets", json={**NEW, "diagnoses": typed})
    assert (answer.status_code, answer.json()["diagnoses"]) == (201, "Surdité\nprofonde 🩷")
    base = f"/api/carnets/{family.carnet_id}"
    answer = await family.mother.client.patch(base, json={"version": 1, "diagnoses": typed})
    assert (answer.status_code, answer.json()["diagnoses"]) == (200, "Surdité\nprofonde 🩷")


async def _traces(family: Family, name: str) -> list[dict[str, Any]]:
    page = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()
    return [t for t in page["traces"] if t["person"] and t["person"]["name"].startswith(name)]


async def test_opening_the_home_screen_is_traced_once_a_visit(family: Family) -> None:
    for _ in range(3):
        assert (await family.physio.client.get(f"/api/carnets/{family.carnet_id}/home")).status_code == 200
    assert [t["action"] for t in await _traces(family, "Karim")].count("carnet:notebook:read") == 1


async def test_the_list_of_ones_notebooks_says_nothing_of_health(family: Family) -> None:
    """It is not traced: so it holds names, and nothing that a trace should say was read."""
    listed = (await family.physio.client.get("/api/carnets")).json()
    assert listed[0]["given_name"] == "Théo"
    assert "diagnoses" not in listed[0]
    assert "Hémiplégie" not in str(listed)


async def test_reading_the_diagnoses_is_traced(family: Family) -> None:
    read = await family.granny.client.get(f"/api/carnets/{family.carnet_id}")
    assert read.json()["diagnoses"] == "Hémiplégie gauche"
    assert "carnet:notebook:read" in [t["action"] for t in await _traces(family, "Odile")]


def _picture() -> bytes:
    picture = BytesIO()
    Image.new("RGB", (40, 40), "#0b6e6e").save(picture, "PNG")
    return picture.getvalue()


async def test_a_new_portrait_is_no_conflict_for_who_corrects_a_name(family: Family) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    assert (await family.father.client.put(f"{base}/portrait", content=_picture())).status_code == 200
    changed = await family.mother.client.patch(base, json={"version": 1, "given_name": "Theo"})
    assert changed.status_code == 200, changed.text
    late = await family.father.client.patch(base, json={"version": 1, "given_name": "Tho"})
    assert (late.status_code, late.json()["current"]["given_name"]) == (409, "Theo")


async def test_looking_at_the_portrait_is_traced(family: Family) -> None:
    base = f"/api/carnets/{family.carnet_id}/portrait"
    assert (await family.mother.client.put(base, content=_picture())).status_code == 200
    for _ in range(2):
        assert (await family.granny.client.get(base)).status_code == 200
    assert [t["action"] for t in await _traces(family, "Odile")].count("carnet:portrait:read") == 1


async def test_who_looked_at_the_traces_is_traced_wherever_the_page_begins(family: Family) -> None:
    """A made-up cursor from the future shows the newest page: it is no way around."""
    url = (
        f"/api/carnets/{family.carnet_id}/traces?before={cursor(BEGINNING + timedelta(days=9), UUID(int=0))}"
    )
    assert (await family.father.client.get(url)).json()["traces"]
    assert "access:traces:read" in [t["action"] for t in await _traces(family, "Marc")]


async def test_that_someone_opened_the_urgent_sheet_is_news_to_the_family_alone(
    family: Family, clock: MovingClock
) -> None:
    clock.advance(minutes=1)
    link = await family.link()
    assert (await family.doctor.get(f"/u/{link['code']['url'].rpartition('/')[2]}")).status_code == 200
    for who, told in ((family.father, True), (family.physio, False), (family.granny, False)):
        home = (await who.client.get(f"/api/carnets/{family.carnet_id}/home")).json()
        assert ("emergency:code:open" in [n["action"] for n in home["news"]]) is told


async def test_nobody_opens_notebooks_without_end(family: Family, query: Any) -> None:
    answers = [(await family.stranger.client.post("/api/carnets", json=NEW)).status_code for _ in range(21)]
    assert answers == [201] * 20 + [429]
    assert len(await query("SELECT 1 FROM carnet WHERE given_name = 'Léa'")) == 20
