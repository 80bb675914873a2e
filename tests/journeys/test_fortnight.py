"""Two weeks at a holiday camp: its leader comes in on the first day, is out after the last, and the family knows each day of it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from backend.kit.days import day_of
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.journeys.conftest import Phones
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

DOSE = {"kind": "treatment", "name": "Valproate", "amount": 2.5, "unit": "ml", "times": ["20:00"]}


async def _arrives(family: Family, phone: Phones, clock: MovingClock) -> Member:
    """For these two weeks, as a holiday leader: the model says what that opens, the mother changes nothing of it."""
    client = await phone()
    await people.sign_up(client, family.mailbox, "sam@example.org", given="Sam")
    leader = Member(client, Authenticator(), "sam@example.org")
    assert (await people.add_passkey(client, leader.key)).status_code == 201
    await family.mother.prove()
    invited = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/invitations",
        json={
            "email": leader.email,
            "name": "Sam",
            "model": "holiday_leader",
            "period": "stay",
            "until": str(day_of(clock.now()) + timedelta(days=13)),
        },
    )
    assert invited.status_code == 201, invited.text
    token = invited.json()["url"].partition("#")[2]
    assert (await client.post("/api/invitations/accept", json={"token": token})).status_code == 200
    return leader


async def test_a_fortnight_at_camp(family: Family, phone: Phones, clock: MovingClock) -> None:
    carnet, line = f"/api/carnets/{family.carnet_id}", str(uuid4())
    await family.show({"section": "allergies", "substance": "Arachide", "reaction": "œdème"})
    written = {"id": str(uuid4()), "content": DOSE, "bases": []}
    assert (
        await family.mother.client.put(f"{carnet}/sheets/medication/{line}", json=written)
    ).status_code == 200
    leader = await _arrives(family, phone, clock)
    link = await family.link("Sac de la colonie")
    code = link["code"]["url"].partition("#")[0]

    # The first evening: one page says what to avoid and what to give.
    clock.advance(hours=9)
    relay = (await leader.client.get(f"{carnet}/relay")).json()
    assert [one["name"] for one in relay["allergies"]["lines"]] == ["Arachide"]
    assert ("Valproate", "2,5 ml") in [(one["name"], one["dose"]) for one in relay["doses"]]
    assert relay["may_share"] is False
    # What the camp has no use for stays closed.
    for closed in ("circle", "emergency/links", "traces", "documents/none"):
        assert (await leader.client.get(f"{carnet}/{closed}")).status_code in (403, 404), closed

    # Fourteen evenings. The third day has no network: what was noted then arrives on the sixth, on its own day.
    late: list[dict[str, Any]] = []
    for evening in range(14):
        dose = {"kind": "treatment", "name": "Valproate", "outcome": "given", "line": line, "due": "20:00"}
        at = clock.now().isoformat()
        body = {"id": str(uuid4()), "content": dose, "happened_at": at, "noted_at": at}
        if evening in (2, 3, 4):
            late.append(body)
        else:
            for one in [*late, body]:
                noted = await leader.client.put(f"{carnet}/journal/entries/{uuid4()}", json=one)
                assert noted.status_code == 200, noted.text
            late.clear()
        # Somebody of the camp changed the dose on paper only: the sheet is not theirs to write.
        if evening == 7:
            mine = {"id": str(uuid4()), "content": DOSE | {"amount": 5}, "bases": [written["id"]]}
            refused = await leader.client.put(f"{carnet}/sheets/medication/{line}", json=mine)
            assert refused.status_code in (403, 404), refused.text
        if evening < 13:
            clock.advance(days=1)
    first, last = day_of(clock.now()) - timedelta(days=13), day_of(clock.now())
    read = {"first": str(first), "last": str(last)}
    mine = (await family.mother.client.get(f"{carnet}/journal", params=read)).json()["entries"]
    assert sorted(one["day"] for one in mine) == [str(first + timedelta(days=n)) for n in range(14)]
    assert {one["author"]["name"].split()[0] for one in mine} == {"Sam"}
    late_ones = [one for one in mine if one["day"] == str(first + timedelta(days=2))]
    assert late_ones[0]["written_at"][:10] == str(first + timedelta(days=5)), (
        "when it was written is told too"
    )

    # On the thirteenth day, far from everything, the infirmary scans the bag.
    doctor = await phone()
    assert "Arachide" in (await doctor.get(code)).text

    # The stay ends by itself that night: nothing is open any more, what was noted stays, signed.
    assert (await leader.client.get(f"{carnet}/relay")).status_code == 200
    clock.advance(days=1)
    for closed in ("relay", "journal?first=2026-11-01&last=2026-11-02", "emergency", "home"):
        assert (await leader.client.get(f"{carnet}/{closed}")).status_code == 404, closed
    body = {"id": str(uuid4()), "content": {"kind": "good", "text": "Encore"}, "happened_at": at}
    refused = await leader.client.put(f"{carnet}/journal/entries/{uuid4()}", json=body)
    assert refused.status_code == 404
    assert len((await family.mother.client.get(f"{carnet}/journal", params=read)).json()["entries"]) == 14

    # The bag's code is revoked alone; who read, and when, is in the trace.
    await family.mother.prove()
    gone = await family.mother.client.delete(f"{family.sheet}/links/{link['link']['id']}")
    assert gone.status_code == 204, gone.text
    assert (await (await phone()).get(code)).status_code == 404
    told = [one["sentence"] for one in (await family.mother.client.get(f"{carnet}/traces")).json()["traces"]]
    assert any(one.startswith("Sam") for one in told), told
    assert "Quelqu’un, sans compte, a ouvert la fiche urgente avec le code." in told
