"""« Poids / taille »: who may not, then what is kept exactly, questioned, corrected, and brought back."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kit.transaction import transaction
from backend.rooms.measurements import queries, service

WEIGHT = {"kind": "weight", "value": "31.4", "on": "2026-11-20"}


def base(family: Any) -> str:
    return f"/api/carnets/{family.carnet_id}/measurements"


async def post(family: Any, who: Any, id: str | None = None, **content: Any) -> Any:
    return await who.client.post(base(family), json={"id": id or str(uuid4()), "content": WEIGHT | content})


async def added(family: Any, who: Any, id: str | None = None, **content: Any) -> Any:
    answer = await post(family, who, id, **content)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def read(family: Any, who: Any) -> Any:
    answer = await who.client.get(base(family))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_nobody_outside_the_circle(family):
    one, url = str(uuid4()), base(family)
    calls = [
        ("GET", url, None),
        ("POST", url, {"id": one, "content": WEIGHT}),
        ("GET", f"{url}/table", None),
        ("PATCH", f"{url}/{one}", {"version": 1, "content": WEIGHT}),
        ("DELETE", f"{url}/{one}", None),
        ("POST", f"{url}/{one}/restore", None),
        ("GET", f"{url}/{one}/history", None),
    ]
    for method, where, body in calls:
        assert (await family.doctor.request(method, where, json=body)).status_code == 401, (method, where)
        assert (await family.stranger.client.request(method, where, json=body)).status_code == 404, method


async def test_a_value_is_kept_as_it_was_read(family):
    whole = {"time": "08:15", "how": "pèse-personne du SESSAD, avec l’attelle", "by": "Karim"}
    one = await added(family, family.mother, value="31.40", **whole)
    assert (one["content"]["value"], one["author"]["name"]) == ("31.40", "Anne Moreau")
    assert {name: one["content"][name] for name in whole} == whole
    (there,) = (await read(family, family.father))["values"]
    assert (there["id"], there["content"], there["may_change"]) == (one["id"], one["content"], True)


async def test_the_same_sent_twice_is_kept_once(family):
    number = str(uuid4())
    assert await added(family, family.mother, number) == await added(family, family.mother, number)
    assert len((await read(family, family.mother))["values"]) == 1
    for who, more in ((family.mother, {"value": "31.5"}), (family.father, {})):
        refused = await post(family, who, number, **more)
        assert (refused.status_code, refused.json()["code"]) == (409, "measurement_id_taken")
    changed = {"version": 1, "content": WEIGHT | {"value": "31.8"}}
    assert (await family.father.client.patch(f"{base(family)}/{number}", json=changed)).status_code == 200
    assert (await added(family, family.mother, number))["content"]["value"] == "31.8"
    assert (await post(family, family.mother, number, value="31.8")).status_code == 409


@pytest.mark.parametrize(
    ("field", "content"),
    [
        ("value", {"value": "31,4"}),
        ("value", {"value": "17500"}),
        ("value", {"kind": "height", "value": "1.42"}),
        ("on", {"on": "2026-11-22"}),
        ("on", {"on": "2016-10-24"}),
        ("name", {"kind": "other", "value": "24", "unit": "cm"}),
        ("unit", {"kind": "other", "value": "24", "name": "Tour de mollet"}),
        ("name", {"name": "Poids du matin"}),
        ("posture", {"posture": "lying"}),
        ("time", {"time": "25:00"}),
    ],
)
async def test_what_cannot_be_names_its_field(family, field, content):
    refused = await post(family, family.mother, **content)
    assert refused.status_code in {400, 422}, refused.text
    assert field in str(refused.json().get("fields") or refused.json())
    assert (await read(family, family.mother))["values"] == []


async def test_a_value_far_from_the_last_is_kept_once_confirmed(family):
    await added(family, family.mother, value="30.9", on="2026-08-01")
    odd = await post(family, family.mother, value="314")
    assert (odd.status_code, odd.json()["code"]) == (409, "measure_doubtful")
    assert odd.json()["current"] == {
        "doubt": "slip", "before": {"value": "30.9", "unit": "kg", "on": "2026-08-01"}
    }  # fmt: skip
    assert "30" not in odd.json()["detail"]
    kept = await added(family, family.mother, value="24.1", checked=True)
    assert kept["content"]["checked"] is True
    plain = await added(family, family.mother, value="24.2", checked=True)
    assert plain["content"]["checked"] is False, "nobody had anything to check"


async def test_what_a_family_names_is_compared_with_itself_alone(family):
    calf = {"kind": "other", "name": "Tour de mollet", "unit": "cm"}
    await added(family, family.mother, value="24", **calf)
    await added(family, family.mother, value="240", **(calf | {"name": "Tasse du matin", "unit": "ml"}))
    odd = await post(family, family.father, value="240", **(calf | {"name": "tour de mollet"}))
    assert odd.json()["code"] == "measure_doubtful"


async def test_it_is_corrected_by_its_author_and_every_version_stays(family, clock):
    one = await added(family, family.mother)
    url = f"{base(family)}/{one['id']}"
    clock.advance(minutes=5)
    changed = await family.father.client.patch(
        url, json={"version": 1, "content": WEIGHT | {"value": "31.8"}}
    )
    assert (changed.status_code, changed.json()["version"]) == (200, 2), changed.text
    late = await family.mother.client.patch(url, json={"version": 1, "content": WEIGHT | {"value": "32"}})
    assert (late.status_code, late.json()["current"]["content"]["value"]) == (409, "31.8")
    past = (await family.physio.client.get(f"{url}/history")).json()["versions"]
    assert [(v["action"], v["by"]["name"], v["content"]["value"]) for v in past] == [
        ("change", "Marc Moreau", "31.8"), ("add", "Anne Moreau", "31.4")
    ]  # fmt: skip
    # a professional who reads changes nothing of somebody else's
    assert (await family.physio.client.delete(url)).status_code == 404


async def test_it_is_taken_away_and_brought_back(family, clock):
    one = await added(family, family.mother)
    url = f"{base(family)}/{one['id']}"
    for _ in range(2):
        assert (await family.mother.client.delete(url)).status_code == 204
    gone = await read(family, family.mother)
    assert (gone["values"], [b["id"] for b in gone["binned"]]) == ([], [one["id"]])
    back = await family.mother.client.post(f"{url}/restore")
    assert back.json()["deleted_at"] is None
    past = (await family.mother.client.get(f"{url}/history")).json()["versions"]
    assert [v["action"] for v in past] == ["restore", "remove", "add"]
    assert (await family.physio.client.get(f"{url}/history")).status_code == 200
    assert (await family.mother.client.delete(url)).status_code == 204
    assert (await family.father.client.get(f"{url}/history")).status_code == 200
    assert (await family.physio.client.get(f"{url}/history")).status_code == 404
    clock.advance(days=31)
    async with transaction():
        await service.empty_bins(at=clock.now())
        assert await service.taken(UUID(family.carnet_id), "weight") == []
        assert await queries.every(UUID(family.carnet_id)) == []


async def test_a_weight_of_long_ago_has_to_be_taken_again(family):
    await added(family, family.mother, on="2026-05-20")
    (stale,) = (await read(family, family.mother))["to_confirm"]
    assert (stale["kind"], stale["sentence"]) == ("weight", "pesé le 20 mai 2026")
    await added(family, family.mother, on="2026-06-20")
    assert (await read(family, family.mother))["to_confirm"] == []


async def test_a_table_for_a_spreadsheet(family):
    one = await added(family, family.mother, value="3.845", on="2016-10-26", by="=1+1")
    await added(family, family.mother, kind="height", value="142", on="2026-11-01", posture="standing")
    whole = await family.mother.client.get(f"{base(family)}/table")
    assert whole.text.splitlines()[1].startswith("Poids;2016-10-26;;3,845;kg;;;'=1+1;Anne")
    assert len(whole.text.splitlines()) == 3
    one_only = await family.mother.client.get(f"{base(family)}/table", params={"of": one["id"]})
    assert len(one_only.text.splitlines()) == 2
    missing = await family.mother.client.get(f"{base(family)}/table", params={"of": str(uuid4())})
    assert missing.status_code == 404
