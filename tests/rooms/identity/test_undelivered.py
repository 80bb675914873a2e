"""A message that fails for good is said on screen: to the person, and to the representatives of their circle."""

from dataclasses import replace
from datetime import timedelta

import pytest

from backend.app import open_runtime
from backend.kit.transaction import transaction
from backend.rooms.identity import service
from backend.rooms.identity.jobs import drop_dead
from backend.rooms.identity.letters import Letter
from tests.family import Family
from tests.push.smtp_server import mail_server


def texts(language: str) -> Letter:
    return Letter(subject="La fiche urgente a été ouverte", paragraphs=("Bonjour,",))


async def undelivered(member) -> dict | None:
    return (await member.client.get("/api/me")).json()["undelivered"]


async def told_of(family: Family, who, name: str) -> str | None:
    circle = (await who.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    return next(m["undelivered_at"] for m in circle["members"] if m["person"]["name"].startswith(name))


async def write(address: str) -> None:
    async with transaction():
        await service.write_to(address, texts, language="fr")


@pytest.fixture
async def refusing(settings, clock, run_jobs):
    """A mail server that knows nobody; runs the jobs that wait with it."""

    async def run(reply: str = "550 5.1.1 unknown") -> None:
        async with mail_server(replies={"RCPT": reply}) as server:
            smtp = f"smtp://127.0.0.1:{server.port}?tls=none"
            open_runtime(replace(settings, smtp_url=smtp, mail_from="CS3 <c@example.org>"), clock=clock)
            await run_jobs()
        open_runtime(settings, clock=clock)

    return run


async def test_a_refused_message_is_said_to_the_person_and_to_the_other_parent(
    family: Family, refusing, query, clock
):
    assert await undelivered(family.mother) is None
    await write(family.mother.email)
    await write(family.mother.email.upper())
    at = clock.at.isoformat().replace("+00:00", "Z")
    await refusing()
    assert await undelivered(family.mother) == {"count": 2, "last_at": at}
    assert await undelivered(family.father) is None
    assert await told_of(family, family.father, "Anne") == at
    assert await told_of(family, family.father, "Karim") is None
    assert await told_of(family, family.physio, "Anne") is None  # not a professional's business
    kept = str(await query("SELECT * FROM undelivered"))
    assert "anne" not in kept.lower()
    assert await query("SELECT 1 FROM mail") == []
    # she has read it
    assert (await family.mother.client.delete("/api/me/undelivered")).status_code == 204
    assert await undelivered(family.mother) is None
    assert await told_of(family, family.father, "Anne") is None


async def test_an_opening_told_to_nobody_is_seen_by_the_parents(family: Family, refusing):
    url = (await family.link())["code"]["url"]
    await refusing()
    assert (await family.doctor.get(url)).status_code == 200
    await refusing()  # telling is a job, and each e-mail another
    await refusing()
    assert (await undelivered(family.mother))["count"] == 1
    assert (await undelivered(family.father))["count"] == 1


async def test_what_no_server_took_in_time_did_not_arrive_either(family: Family, refusing, clock, query):
    await write(family.mother.email)
    await refusing("450 busy")
    assert await undelivered(family.mother) is None  # it waits, and will be tried again
    clock.advance(days=3)
    async with transaction():
        await drop_dead.run(timestamp=0)
    assert (await undelivered(family.mother))["count"] == 1
    assert await query("SELECT 1 FROM mail") == []


async def test_a_lost_invitation_is_shown_with_the_invitation(family: Family, refusing, clock):
    base = f"/api/carnets/{family.carnet_id}"
    rose = {"email": "Rose@example.org", "name": "Rose", "profile": "carer"}

    async def shown() -> list[bool]:
        circle = (await family.mother.client.get(f"{base}/circle")).json()
        return [i["undelivered"] for i in circle["invitations"]]

    assert (await family.mother.client.post(f"{base}/invitations", json=rose)).status_code == 201
    assert await shown() == [False]
    await refusing()
    assert await shown() == [True]
    clock.advance(minutes=1)  # invited again: nothing is known yet of the new message
    assert (await family.mother.client.post(f"{base}/invitations", json=rose)).status_code == 201
    assert await shown() == [False]


async def test_it_is_forgotten_after_a_month(family: Family, refusing, clock, query):
    await write(family.mother.email)
    await refusing()
    for days, left in ((29, 1), (1, 0)):
        clock.at += timedelta(days=days)
        async with transaction():
            await drop_dead.run(timestamp=0)
        assert len(await query("SELECT 1 FROM undelivered")) == left


async def test_one_sealed_under_a_lost_key_stops_nothing(family: Family, query, clock):
    await write(family.mother.email)
    await query("UPDATE mail SET sealed = decode('0000', 'hex')")
    clock.advance(days=3)
    async with transaction():
        await drop_dead.run(timestamp=0)
    assert await query("SELECT 1 FROM mail") == []
