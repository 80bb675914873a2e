"""The code was used: the representatives' phones say so at once, and the letter leaves too."""

from typing import Any

from tests.family import Family
from tests.push.push_service import PushService
from tests.rooms.emergency.carers import code, enter, marked
from tests.rooms.identity.pushes import service, settings, show, subscribe

__all__ = ["service", "settings"]


async def test_both_parents_phones_at_once_and_the_letters_too(family: Family, service: PushService) -> None:
    for name, member in (("anne", family.mother), ("marc", family.father), ("karim", family.physio)):
        await subscribe(member, service.phone(name))
    token = (await family.link())["code"]["url"].rpartition("/")[2]
    assert (await family.doctor.get(f"/u/{token}")).status_code == 200
    await family.mailbox.run_jobs()
    assert sorted(one.name for one in service.taken) == ["anne", "marc"]
    for taken in service.taken:
        assert taken.json["title"] == "Carnet\u202f: un code d’urgence vient de servir"
        assert taken.json["path"] == f"/c/{family.carnet_id}/cercle/vu"
        assert taken.json["actions"] == []
        assert "Théo" not in taken.text
        assert await show(family.mother, taken) == 204
    letters = await family.mailbox.new()
    assert sorted(str(one["To"]) for one in letters) == ["anne@example.org", "marc@example.org"]
    # A reload within the half hour is the same opening.
    assert (await family.doctor.get(f"/u/{token}")).status_code == 200
    await family.mailbox.run_jobs()
    assert len(service.taken) == 2
    assert await family.mailbox.new() == []


async def test_what_a_carer_asks_for_is_told_on_the_phone_too(
    family: Family, service: PushService, run_jobs: Any
) -> None:
    await marked(family, run_jobs)
    _, path = await code(family)
    await subscribe(family.mother, service.phone("anne"))
    assert (await enter(family, path)).status_code == 303
    assert (await family.doctor.post(f"{path}/documents", data={"text": "Vu"})).status_code == 303
    await family.mailbox.run_jobs()
    titles = ["Carnet\u202f: des documents ont été demandés", "Carnet\u202f: quelqu’un vous a laissé un mot"]
    assert sorted(taken.json["title"] for taken in service.taken) == titles
    for taken in service.taken:
        assert taken.json["path"] == f"/c/{family.carnet_id}/urgence/soignants"
        assert "Théo" not in taken.text
        assert "Martin" not in taken.text


async def test_a_service_that_is_away_does_not_keep_the_letter(family: Family, service: PushService) -> None:
    await subscribe(family.mother, service.phone("anne"))
    service.answers["anne"] = (503, {})
    token = (await family.link())["code"]["url"].rpartition("/")[2]
    assert (await family.doctor.get(f"/u/{token}")).status_code == 200
    await family.mailbox.run_jobs()
    assert len(await family.mailbox.new()) == 2
