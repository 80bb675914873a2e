"""One code, two readers: what a system gets behind the link, when it gets nothing, and who is told."""

import asyncio
import base64
import json
from typing import Any

import pytest
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from tests.rooms.interop.ips_rules import check

READER = {"recipient": "CHU de Grenoble, urgences pédiatriques"}


def payload(code: Any) -> dict[str, str]:
    text = code["shlink"].removeprefix("shlink:/")
    return json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def opened(jwe: str, key: str) -> dict[str, Any]:
    read = JWE()
    read.deserialize(jwe, JWK(kty="oct", k=key))
    return json.loads(read.payload)


async def link(family: Any, **more: Any) -> tuple[Any, str, str]:
    """What was made, the manifest's path, the key."""
    made = await family.link(**more)
    told = payload(made["code"])
    assert len(told["url"]) <= 128
    return made, "/" + told["url"].split("/", 3)[3], told["key"]


async def test_a_system_reads_what_a_camera_opens(family):
    await family.add({"section": "allergies", "substance": "Pénicilline", "certainty": "confirmed"})
    await family.answer("treatments", "none_known")
    made, path, key = await link(family)
    assert (await family.doctor.get(made["code"]["url"])).status_code == 200
    # From another site, without a cookie, without an account.
    ask = await family.doctor.options(path, headers={"Origin": "https://viewer.example"})
    assert (ask.status_code, ask.headers["access-control-allow-headers"]) == (204, "content-type")
    answer = await family.doctor.post(path, json=READER, headers={"Origin": "https://viewer.example"})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "*")
    assert answer.headers["cache-control"] == "no-store"
    (file,) = answer.json()["files"]
    assert (file["contentType"], file["fhirVersion"], "location" in file) == (
        "application/fhir+json",
        "4.0.1",
        False,
    )
    bundle = opened(file["embedded"], key)
    check(bundle)
    assert "Pénicilline" in json.dumps(bundle, ensure_ascii=False)


async def test_who_reads_is_in_the_trace_and_the_family_is_told(family, query):
    _, path, _ = await link(family)
    await family.mailbox.new()
    for _ in range(2):
        assert (await family.doctor.post(path, json=READER)).status_code == 200
    rows = await query("SELECT structure, right_used, person_id FROM trace WHERE tag = 'emergency:code:open'")
    assert [dict(row) for row in rows] == [
        {"structure": READER["recipient"], "right_used": "emergency:code", "person_id": None}
    ]
    told = [letter for letter in await family.mailbox.new() if family.mother.email in letter["To"]]
    assert len(told) == 1


async def test_what_is_longer_than_the_reader_takes_is_at_an_address_that_dies(family, clock, query):
    _, path, key = await link(family)
    await family.mailbox.new()
    answer = await family.doctor.post(path, json=READER | {"embeddedLengthMax": 10})
    (file,) = answer.json()["files"]
    assert "embedded" not in file
    where = "/" + file["location"].split("/", 3)[3]
    found = await family.doctor.get(where)
    assert (found.status_code, found.headers["content-type"].partition(";")[0]) == (200, "application/jose")
    check(opened(found.text, key))
    # One reading, of whom the manifest was given to.
    rows = await query("SELECT structure FROM trace WHERE tag = 'emergency:code:open'")
    assert [row["structure"] for row in rows] == [READER["recipient"]]
    assert len([letter for letter in await family.mailbox.new() if family.mother.email in letter["To"]]) == 1
    assert (await family.doctor.get(where[:-1] + ("0" if where[-1] != "0" else "1"))).status_code == 404
    clock.advance(minutes=51)
    assert (await family.doctor.get(where)).status_code == 404


async def test_a_code_that_is_over_is_not_there(family, clock):
    made, path, _ = await link(family)
    location = (await family.doctor.post(path, json=READER | {"embeddedLengthMax": 0})).json()["files"][0]
    gone = await family.mother.client.delete(f"{family.sheet}/links/{made['link']['id']}")
    assert gone.status_code in {200, 204}
    assert (await family.doctor.post(path, json=READER)).status_code == 404
    where = "/" + location["location"].split("/", 3)[3]
    answer = await family.doctor.get(where)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (404, "*")
    unknown = await family.doctor.post("/shl/" + "A" * 43, json=READER)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")


async def test_too_many_polls_are_asked_to_wait(family):
    _, path, _ = await link(family)
    answers = await asyncio.gather(*(family.doctor.post(path, json=READER) for _ in range(130)))
    late = [one for one in answers if one.status_code == 429]
    assert len(late) == 10
    assert int(late[0].headers["retry-after"]) > 0


@pytest.mark.parametrize("body", [{}, {"recipient": ""}, {"recipient": "x", "embeddedLengthMax": -1}])
async def test_a_request_that_says_too_little_is_told_so(family, body):
    _, path, _ = await link(family)
    assert (await family.doctor.post(path, json=body)).status_code in {400, 422}
