"""Opening a notebook and correcting it: who may not, what is refused, and two who correct at once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from tests.conftest import MovingClock, browser
from tests.family import Family
from tests.rooms.identity import people

NEW = {"given_name": "Léa", "family_name": "Petit", "birth_date": "2023-01-01"}


async def test_nobody_without_an_account_or_a_way_in_opens_one(app: Any, family: Family, query: Any) -> None:
    assert (await family.doctor.post("/api/carnets", json=NEW)).status_code == 401
    assert (await family.doctor.get("/api/carnets")).status_code == 401
    async with browser(app) as half:
        await people.sign_up(half, family.mailbox, "rose@example.org", given="Rose")
        answer = await half.post("/api/carnets", json=NEW)
        assert (answer.status_code, answer.json()["code"]) == (403, "enrolling")
    assert len(await query("SELECT 1 FROM carnet")) == 1


@pytest.mark.parametrize(
    "birth",
    ["2026-02-30", "2026-11-23", "1905-12-31", "0000-00-00", "9999-12-31", "hier", "", None, 20230101],
)
async def test_a_date_of_birth_that_cannot_be(family: Family, birth: Any) -> None:
    answer = await family.stranger.client.post("/api/carnets", json={**NEW, "birth_date": birth})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [f["name"] for f in answer.json()["fields"]] == ["birth_date"]
    answer = await family.mother.client.patch(
        f"/api/carnets/{family.carnet_id}", json={"version": 1, "birth_date": birth}
    )
    # On a change, null says « as it was ».
    assert answer.status_code == (200 if birth is None else 422)
    kept = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}")).json()
    assert kept["birth_date"] == "2016-10-25"


@pytest.mark.parametrize(
    "wrong",
    [
        {"given_name": "L" * 101},
        {"given_name": ""},
        {"diagnoses": "x" * 4001},
        {"sex": "other"},
        {"opened_by": "me"},
        {"relation": "x" * 61},
    ],
)
async def test_what_does_not_fit_is_refused(family: Family, wrong: dict[str, str]) -> None:
    answer = await family.stranger.client.post("/api/carnets", json={**NEW, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert (await family.stranger.client.get("/api/carnets")).json() == []


async def test_who_opens_it_represents_the_child(family: Family, clock: MovingClock, query: Any) -> None:
    born = str((clock.now() + timedelta(days=1)).date())  # it is tomorrow already, east of here
    opened = await family.stranger.client.post("/api/carnets", json={**NEW, "birth_date": born})
    assert opened.status_code == 201, opened.text
    carnet = opened.json()
    assert (carnet["me"]["profile"], carnet["version"], carnet["me"]["until"]) == ("representative", 1, None)
    assert (await family.mother.client.get(f"/api/carnets/{carnet['id']}")).status_code == 404
    keys = await query("SELECT wrapped FROM carnet_key WHERE carnet_id = $1", carnet["id"])
    assert len(keys) == 1


async def test_ones_notebooks_are_listed_as_people_sort_names(family: Family) -> None:
    for name in ("Zoé", "Émile", "adam", "Eva"):
        await family.stranger.client.post("/api/carnets", json={**NEW, "given_name": name})
    listed = (await family.stranger.client.get("/api/carnets")).json()
    assert [c["given_name"] for c in listed] == ["adam", "Émile", "Eva", "Zoé"]


@pytest.mark.parametrize("who", ["physio", "granny", "stranger"])
async def test_only_representatives_correct_it(family: Family, who: str) -> None:
    url = f"/api/carnets/{family.carnet_id}"
    client = getattr(family, who).client
    assert (await client.patch(url, json={"version": 1, "given_name": "Léo"})).status_code == 404
    assert (await client.put(f"{url}/portrait", content=b"x")).status_code == 404
    assert (await family.doctor.patch(url, json={"version": 1})).status_code == 401
    assert (await family.mother.client.get(url)).json()["given_name"] == "Théo"


async def test_of_many_who_correct_at_once_one_is_kept_and_the_others_are_shown_it(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}"
    answers = await asyncio.gather(
        *(
            who.client.patch(url, json={"version": 1, "diagnoses": f"{n}"})
            for n, who in enumerate([family.mother, family.father] * 4)
        )
    )
    kept = [a for a in answers if a.status_code == 200]
    late = [a for a in answers if a.status_code == 409]
    assert (len(kept), len(late)) == (1, 7)
    assert {a.json()["code"] for a in late} == {"changed_meanwhile"}
    assert {a.json()["current"]["diagnoses"] for a in late} == {kept[0].json()["diagnoses"]}
    assert {a.json()["current"]["version"] for a in late} == {2}


async def test_a_change_of_nothing_is_no_change(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}"
    answer = await family.mother.client.patch(url, json={"version": 1})
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
