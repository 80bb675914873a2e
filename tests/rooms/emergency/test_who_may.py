"""Who may not, operation by operation, before anything that works."""

from uuid import uuid4

import pytest

LINE, LINK = uuid4(), uuid4()
CALMS = {"section": "calms", "text": "Sa chanson"}
READS = [("GET", ""), ("GET", "/preview")]
MANAGES = [
    ("POST", "/lines", {"content": CALMS}),
    ("PATCH", f"/lines/{LINE}", {"version": 1, "content": CALMS}),
    ("DELETE", f"/lines/{LINE}?version=1", None),
    ("POST", f"/lines/{LINE}/restore", None),
    ("POST", f"/lines/{LINE}/confirm", {"version": 1}),
    ("PUT", "/order", {"section": "calms", "line_ids": []}),
    ("PUT", "/sections/directives", {"answer": "none_known"}),
    ("POST", "/confirm", {"version": 0}),
    ("PUT", "/weight", {"shown": True}),
    ("PUT", "/card-limit", {"months": 3}),
    ("DELETE", "/confirm?version=0", None),
    ("GET", "/history", None),
    ("GET", "/links", None),
    ("GET", f"/links/{LINK}/code", None),
    ("GET", f"/links/{LINK}/card", None),
]
PROVES = [
    ("POST", "/links", {"name": "Carte"}),
    ("DELETE", f"/links/{LINK}", None),
    ("POST", f"/links/{LINK}/renew", None),
]


async def ask(client, method, path, body):
    return await client.request(method, path, json=body)


async def test_nobody_signed_in_opens_anything(family):
    for method, path, *body in [*READS, *MANAGES, *PROVES]:
        answer = await ask(family.doctor, method, family.sheet + path, body[0] if body else None)
        assert answer.status_code == 401, (method, path)


async def test_for_a_stranger_the_notebook_does_not_exist(family):
    nowhere = f"/api/carnets/{uuid4()}/emergency"
    for method, path, *body in [*READS, *MANAGES, *PROVES]:
        answers = [
            await ask(family.stranger.client, method, base + path, body[0] if body else None)
            for base in (family.sheet, nowhere)
        ]
        assert [a.status_code for a in answers] == [404, 404], (method, path)
        assert answers[0].json()["code"] == answers[1].json()["code"] == "not_found"


@pytest.mark.parametrize("who", ["physio", "granny"])
async def test_who_reads_does_not_write(family, who):
    client = getattr(family, who).client
    for method, path in READS:
        assert (await ask(client, method, family.sheet + path, None)).status_code == 200, path
    for method, path, body in [*MANAGES, *PROVES]:
        assert (await ask(client, method, family.sheet + path, body)).status_code == 404, (method, path)


async def test_codes_are_made_renewed_and_revoked_only_with_a_fresh_proof(family, clock):
    link = (await family.link())["link"]["id"]
    clock.advance(minutes=6)
    for method, path, body in [
        ("POST", "/links", {"name": "Carte"}),
        ("DELETE", f"/links/{link}", None),
        ("POST", f"/links/{link}/renew", None),
    ]:
        answer = await ask(family.mother.client, method, family.sheet + path, body)
        assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed")
    await family.mother.prove()
    assert (await family.mother.client.delete(f"{family.sheet}/links/{link}")).status_code == 204


async def test_a_line_or_a_code_of_another_notebook_does_not_exist(family):
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
    )
    other = f"/api/carnets/{opened.json()['id']}/emergency"
    line = await family.add(CALMS)
    link = (await family.link())["link"]["id"]
    client = family.stranger.client
    await family.stranger.prove()
    body = {"version": 1, "content": CALMS}
    assert (await client.patch(f"{other}/lines/{line['id']}", json=body)).status_code == 404
    assert (await client.delete(f"{other}/lines/{line['id']}?version=1")).status_code == 404
    assert (await client.post(f"{other}/lines/{line['id']}/confirm", json={"version": 1})).status_code == 404
    for method, path in [("GET", "/code"), ("GET", "/card"), ("POST", "/renew"), ("DELETE", "")]:
        assert (await client.request(method, f"{other}/links/{link}{path}")).status_code == 404, path
    taken = await client.post(f"{other}/lines", json={"id": line["id"], "content": CALMS})
    assert taken.status_code == 422
    assert (await family.read())["version"] == 1
