"""Names that a hostile form would send: nothing of them reaches a screen, a letter or the database."""

import pytest

from tests.rooms.identity import people

NAMES = ["", "   ", "x" * 300, "Clai\u202ere", "Clai\x00re", "Clai\u200bre", "\u2066Claire", "Clai\x1b[31mre"]


@pytest.mark.parametrize("field", ["given_name", "family_name"])
@pytest.mark.parametrize("name", NAMES)
async def test_a_name_that_cannot_be_shown_is_refused(client, mailbox, query, field: str, name: str):
    answer = await client.post("/api/auth/signup", json={"email": "claire@example.org", "locale": "fr"})
    assert answer.status_code == 202
    token = await mailbox.link_to("claire@example.org", "bienvenue")
    body = {"token": token, "given_name": "Claire", "family_name": "Moreau", "locale": "fr"}
    answer = await client.post("/api/auth/signup/complete", json={**body, field: name})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [f["name"] for f in answer.json()["fields"]] == [field]
    assert await query("SELECT 1 FROM person") == []
    # The link was not spent by it.
    assert (await client.post("/api/auth/signup/complete", json=body)).status_code == 201


@pytest.mark.parametrize("name", ["Zoé", "Nguyễn Thị Ánh", "O’Brien", "عائشة", "李小龍", "Jean-Noël"])
async def test_the_names_people_have_are_kept_as_they_write_them(client, mailbox, name: str):
    me = await people.sign_up(client, mailbox, "claire@example.org", given=name)
    assert me["given_name"] == name
