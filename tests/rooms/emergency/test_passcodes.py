"""A code that asks for six digits: for who holds them alone, and closed for good by who guesses."""

import asyncio
from typing import Any

from tests.rooms.interop.test_links import READER, check, opened, payload


async def coded(family: Any) -> tuple[Any, str]:
    """What was made, and the path of its page."""
    made = await family.link("Consultation", passcode=True)
    return made, "/" + made["code"]["url"].split("/", 3)[3]


def wrong(passcode: str) -> str:
    return f"{(int(passcode) + 1) % 1_000_000:06}"


async def test_the_page_shows_nothing_until_the_digits_are_given(family, query):
    made, path = await coded(family)
    passcode = made["code"]["passcode"]
    assert len(passcode) == 6
    assert passcode.isdecimal()
    asked = await family.doctor.get(path)
    assert (asked.status_code, "Théo" in asked.text) == (200, False)
    assert "form-action 'self'" in asked.headers["content-security-policy"]
    assert "<script" not in asked.text
    for empty in ({}, {"passcode": " "}):
        assert (await family.doctor.post(path, data=empty)).status_code == 200
    refused = await family.doctor.post(path, data={"passcode": wrong(passcode)})
    assert (refused.status_code, "Théo" in refused.text) == (401, False)
    assert "Essais qui restent\u202f: 9" in refused.text
    assert wrong(passcode) not in refused.text
    # Written as it was said, three by three; from a page that tells no origin.
    spoken = f"{passcode[:3]} {passcode[3:]}"
    arabic = passcode.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    assert "Théo" in (await family.doctor.post(path, data={"passcode": arabic})).text
    shown = await family.doctor.post(path, data={"passcode": spoken}, headers={"Origin": "null"})
    assert shown.status_code == 200
    assert "Théo" in shown.text
    tags = [
        row["tag"]
        for row in await query("SELECT tag FROM trace WHERE tag LIKE 'emergency:code:%' ORDER BY at, id")
    ]
    assert tags == ["emergency:code:show"] * tags.count("emergency:code:show") + [
        "emergency:code:wrong",
        "emergency:code:open",
    ]


async def test_fifty_guesses_at_once_are_ten_and_the_family_is_told_once(family, query):
    made, path = await coded(family)
    passcode = made["code"]["passcode"]
    manifest = "/" + payload(made["code"])["url"].split("/", 3)[3]
    await family.mailbox.new()

    async def guess(n: int) -> int:
        body = {"passcode": f"{(int(passcode) + 1 + n) % 1_000_000:06}"}
        if n % 2:
            return (await family.doctor.post(path, data=body)).status_code
        return (await family.doctor.post(manifest, json=READER | body)).status_code

    statuses = await asyncio.gather(*(guess(n) for n in range(50)))
    assert statuses.count(401) == 9
    assert set(statuses) <= {401, 404, 410}
    # The right ones come too late.
    late = await family.doctor.post(path, data={"passcode": passcode})
    assert (late.status_code, "Théo" in late.text) == (410, False)
    assert (await family.doctor.post(manifest, json=READER | {"passcode": passcode})).status_code == 404
    (tries,) = await query("SELECT tries_left FROM emergency_link WHERE passcode IS NOT NULL")
    assert tries["tries_left"] == 0
    told = [letter for letter in await family.mailbox.new() if family.mother.email in letter["To"]]
    assert len(told) == 1
    assert passcode not in str(told[0])
    (link,) = (await family.mother.client.get(f"{family.sheet}/links")).json()
    assert link["state"] == "locked"
    # Replaced in one tap, under another passcode or the same by chance, and with all its tries.
    new = await family.mother.client.post(f"{family.sheet}/links/{link['id']}/renew")
    assert new.status_code == 201
    assert new.json()["link"]["tries_left"] == 10


async def test_a_system_gives_the_passcode_and_an_address_cannot_be_made_from_the_code_alone(family):
    made, _ = await coded(family)
    passcode, told = made["code"]["passcode"], payload(made["code"])
    assert told["flag"] == "LP"
    manifest = "/" + told["url"].split("/", 3)[3]
    for nothing in ({}, {"passcode": ""}):
        without = await family.doctor.post(manifest, json=READER | nothing)
        assert (without.status_code, without.json()) == (401, {"remainingAttempts": 10})
    assert without.headers["access-control-allow-origin"] == "*"
    refused = await family.doctor.post(manifest, json=READER | {"passcode": wrong(passcode)})
    assert (refused.status_code, refused.json()) == (401, {"remainingAttempts": 9})
    given = READER | {"passcode": passcode, "embeddedLengthMax": 0}
    (file,) = (await family.doctor.post(manifest, json=given)).json()["files"]
    where = "/" + file["location"].split("/", 3)[3]
    check(opened((await family.doctor.get(where)).text, told["key"]))
    ends, reader, proof = where.rpartition("/")[2].split(".")
    later = f"{manifest}/{int(ends, 16) + 60:x}.{reader}.{proof}"
    assert (await family.doctor.get(later)).status_code == 404


async def test_the_passcode_is_shown_again_and_stands_nowhere_in_clear(family, query):
    made, _ = await coded(family)
    passcode = made["code"]["passcode"]
    path = f"{family.sheet}/links/{made['link']['id']}"
    assert (await family.father.client.get(f"{path}/code")).json() == made["code"]
    assert passcode not in made["code"]["svg"]
    (row,) = await query("SELECT * FROM emergency_link")
    assert passcode.encode() not in row["passcode"]
    plain = await family.link("Cartable")
    assert (plain["code"]["passcode"], plain["link"]["tries_left"]) == ("", None)
