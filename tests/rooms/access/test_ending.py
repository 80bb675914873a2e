"""How an access ends: on its last day, withdrawn, or by leaving; never so that a child is left alone."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.access.test_who_may import habilitation_of
from tests.rooms.identity import people


def _base(family: Family) -> str:
    return f"/api/carnets/{family.carnet_id}"


async def _end(family: Family, by: Member, name: str) -> httpx.Response:
    return await by.client.delete(f"{_base(family)}/habilitations/{await habilitation_of(family, name)}")


async def _until(family: Family, name: str, day: str | None) -> httpx.Response:
    now = await family.access(name)
    url = f"{_base(family)}/habilitations/{now['habilitation_id']}"
    return await family.mother.client.patch(url, json={"version": now["version"], "until": day})


async def test_one_parent_neither_withdraws_nor_limits_the_other(family: Family) -> None:
    answer = await _end(family, family.mother, "Marc")
    assert (answer.status_code, answer.json()["code"]) == (403, "other_representative")
    answer = await _until(family, "Marc", "2030-01-01")
    assert (answer.status_code, answer.json()["code"]) == (403, "other_representative")
    assert (await family.father.client.get(_base(family))).status_code == 200


async def test_the_last_representative_does_not_leave_the_child_alone(family: Family) -> None:
    assert (await _end(family, family.father, "Marc")).status_code == 204
    answer = await _end(family, family.mother, "Anne")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_representative")
    assert (await family.mother.client.get(_base(family))).status_code == 200
    assert (await family.father.client.get(_base(family))).status_code == 404


async def test_two_leaving_at_once_leave_one(family: Family) -> None:
    anne, marc = await habilitation_of(family, "Anne"), await habilitation_of(family, "Marc")
    answers = await asyncio.gather(
        family.mother.client.delete(f"{_base(family)}/habilitations/{anne}"),
        family.father.client.delete(f"{_base(family)}/habilitations/{marc}"),
    )
    assert sorted(a.status_code for a in answers) == [204, 409]


async def test_a_professional_who_tries_to_withdraw_another_is_refused_and_the_family_knows(
    family: Family,
) -> None:
    assert (await _end(family, family.physio, "Odile")).status_code == 404
    assert (await family.granny.client.get(_base(family))).status_code == 200
    told = (await family.mother.client.get(f"{_base(family)}/traces")).json()["traces"]
    assert ("access:door:refuse", "Karim Moreau") in [(t["action"], t["person"]["name"]) for t in told]


async def test_what_is_withdrawn_stops_at_the_next_request(family: Family) -> None:
    assert (await family.physio.client.get(_base(family))).status_code == 200
    assert (await _end(family, family.mother, "Karim")).status_code == 204
    for path in ("", "/home", "/circle", "/captures", "/emergency"):
        assert (await family.physio.client.get(_base(family) + path)).status_code == 404, path
    assert (await family.physio.client.get("/api/carnets")).json() == []
    told = (await family.mother.client.get(f"{_base(family)}/traces")).json()["traces"]
    assert "Anne Moreau a retiré un accès." in [t["sentence"] for t in told]
    mails = await family.mailbox.new()
    assert [m["To"] for m in mails] == [family.father.email]
    assert "Théo" not in people.text(mails[0])


async def test_who_leaves_is_gone_and_the_representatives_know(family: Family) -> None:
    assert (await _end(family, family.granny, "Odile")).status_code == 204
    assert (await family.granny.client.get(_base(family))).status_code == 404
    told = (await family.mother.client.get(f"{_base(family)}/traces")).json()["traces"]
    assert "Odile Moreau a quitté le cercle." in [t["sentence"] for t in told]
    told = {m["To"]: people.text(m) for m in await family.mailbox.new()}
    assert sorted(told) == [family.mother.email, family.father.email, family.granny.email]
    assert "Si ce n’est pas vous" in told[family.granny.email], "it may have been done in her name"
    assert "Théo" not in "".join(told.values())


async def test_who_was_withdrawn_may_be_invited_again(family: Family, query: Any) -> None:
    assert (await _end(family, family.mother, "Odile")).status_code == 204
    made = await family.mother.client.post(
        f"{_base(family)}/invitations",
        json={"email": family.granny.email, "name": "Odile", "profile": "professional"},
    )
    token = made.json()["url"].partition("#")[2]
    answer = await family.granny.client.post("/api/invitations/accept", json={"token": token})
    assert answer.json()["me"]["profile"] == "professional"
    rows = await query("SELECT withdrawn_at IS NULL AS live FROM habilitation")
    assert [row["live"] for row in rows].count(False) == 1


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (datetime(2026, 11, 21, 9, tzinfo=UTC), datetime(2026, 11, 21, 23, tzinfo=UTC)),
        (
            datetime(2027, 3, 28, 0, 30, tzinfo=UTC),
            datetime(2027, 3, 28, 22, tzinfo=UTC),
        ),  # a day of 23 hours
        (datetime(2027, 10, 31, 0, 30, tzinfo=UTC), datetime(2027, 10, 31, 23, tzinfo=UTC)),  # of 25
    ],
)
async def test_an_access_lasts_its_last_day_in_france_and_no_longer(
    family: Family, clock: MovingClock, now: datetime, over: datetime
) -> None:
    clock.at = now
    for member in (family.mother, family.physio):  # months later, nobody is still signed in
        assert (await people.sign_in_with(member.client, member.key)).status_code == 200
    assert (await _until(family, "Karim", str(now.date()))).status_code == 204
    clock.at = over - timedelta(seconds=1)
    assert (await family.physio.client.get(_base(family))).status_code == 200
    clock.at = over
    assert (await family.physio.client.get(_base(family))).status_code == 404
    assert (await family.physio.client.get("/api/carnets")).json() == []
    names = {
        m["person"]["name"]
        for m in (await family.mother.client.get(f"{_base(family)}/circle")).json()["members"]
    }
    assert "Karim Moreau" not in names


async def test_a_last_day_is_moved_and_taken_away(family: Family, clock: MovingClock) -> None:
    today = clock.now().date()
    assert (await _until(family, "Karim", str(today))).status_code == 204
    assert (await _until(family, "Karim", str(today + timedelta(days=10)))).status_code == 204
    clock.advance(days=9)
    assert (await family.physio.client.get(_base(family))).status_code == 200
    await family.mother.prove()
    assert (await _until(family, "Karim", None)).status_code == 204
    clock.advance(days=10)
    assert (await family.physio.client.get(_base(family))).status_code == 200


@pytest.mark.parametrize(
    "day", ["2026-11-20", "2026-02-30", "2026-13-01", "0000-00-00", "tomorrow", 20261121]
)
async def test_a_day_that_is_over_or_was_never_is_refused(family: Family, day: Any) -> None:
    answer = await _until(family, "Karim", day)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert [f["name"] for f in answer.json()["fields"]] == ["until"]
    made = await family.mother.client.post(
        f"{_base(family)}/invitations",
        json={"email": "rose@example.org", "name": "Rose", "profile": "carer", "until": day},
    )
    assert (made.status_code, [f["name"] for f in made.json()["fields"]]) == (422, ["until"])


async def test_who_ran_out_may_be_invited_again(family: Family, clock: MovingClock) -> None:
    assert (await _until(family, "Karim", str(clock.now().date()))).status_code == 204
    clock.advance(days=1)
    await family.mother.prove()
    made = await family.mother.client.post(
        f"{_base(family)}/invitations",
        json={"email": family.physio.email, "name": "Karim", "profile": "professional"},
    )
    token = made.json()["url"].partition("#")[2]
    answer = await family.physio.client.post("/api/invitations/accept", json={"token": token})
    assert (answer.status_code, answer.json()["me"]["until"]) == (200, None)


async def test_after_midnight_in_france_yesterday_is_over(family: Family, clock: MovingClock) -> None:
    clock.at = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    await family.mother.prove()
    assert (await _until(family, "Karim", "2026-11-21")).status_code == 422
    assert (await _until(family, "Karim", "2026-11-22")).status_code == 204
    made = await family.mother.client.post(
        f"{_base(family)}/invitations",
        json={"email": "rose@example.org", "name": "Rose", "profile": "carer", "until": "2026-11-21"},
    )
    assert (made.status_code, [f["name"] for f in made.json()["fields"]]) == (422, ["until"])
