"""Closing a notebook: who may, what is said before, what exists meanwhile, and everything back with one tap."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from backend.kit import runtime
from backend.kit.queue import JOBS
from backend.kit.transaction import transaction
from backend.rooms.agenda import reminding
from backend.rooms.captures import files as captures
from backend.rooms.documents import reading as documents
from backend.rooms.identity import pushing
from backend.rooms.uploads import files
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.media.pdf_files import letter
from tests.push.push_service import PushService
from tests.rooms.agenda.test_agenda import EYES, added
from tests.rooms.captures.conftest import add, begin, jpeg, send
from tests.rooms.carnet.full import fill
from tests.rooms.identity.people import sign_in_with, text
from tests.rooms.identity.pushes import service, settings, show, subscribe

__all__ = ["service", "settings"]

ALL = timedelta(days=30)


def url(family: Family) -> str:
    return f"/api/carnets/{family.carnet_id}/closing"


async def close(family: Family, who: Member | None = None) -> dict[str, Any]:
    """By both parents: the other asks first, so that it is done when this one does."""
    who = who or family.mother
    other = family.father if who is family.mother else family.mother
    await other.prove()
    assert (await other.client.post(url(family))).status_code == 202
    await who.prove()
    answer = await who.client.post(url(family))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def closings(who: Member) -> list[dict[str, Any]]:
    answer = await who.client.get("/api/closings")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def reopen(who: Member, id: str) -> httpx.Response:
    return await who.client.post(f"/api/closings/{id}/reopen")


async def again(*people: Member) -> None:
    """Signed in once more: sessions do not last for weeks of absence."""
    for who in people:
        assert (await sign_in_with(who.client, who.key)).status_code == 200


async def exists(family: Family, who: Member) -> bool:
    listed = family.carnet_id in [c["id"] for c in (await who.client.get("/api/carnets")).json()]
    answer = await who.client.get(f"/api/carnets/{family.carnet_id}")
    assert (answer.status_code == 200) is listed
    return listed


async def test_who_may_not(family: Family, client: Any, clock: MovingClock) -> None:
    for who, status in (
        (client, 401),
        (family.stranger.client, 404),
        (family.granny.client, 404),
        (family.physio.client, 404),
    ):
        assert (await who.get(url(family))).status_code == status
        assert (await who.post(url(family))).status_code == status
    clock.advance(minutes=6)
    stale = await family.mother.client.post(url(family))
    assert (stale.status_code, stale.json()["code"]) == (403, "fresh_proof_needed")
    assert await exists(family, family.mother)
    assert (await client.get("/api/closings")).status_code == 401
    closed = await close(family)
    assert (await reopen(family.granny, closed["id"])).status_code == 404
    assert (await reopen(family.stranger, closed["id"])).status_code == 404
    for who in (family.granny, family.physio, family.stranger):
        assert await closings(who) == []


async def test_what_goes_is_said_before_with_counts_and_days(family: Family, clock: MovingClock) -> None:
    await fill(family)
    clock.advance(minutes=1)
    plan = (await family.mother.client.get(url(family))).json()
    goes = plan["goes"]
    assert goes.pop("bytes") > 1000
    assert goes == {
        "photos": 2, "films": 0, "documents": 1, "habits": 1, "sheet_lines": 1, "journal_entries": 1, "measurements": 1, "urgent_lines": 1, "carer_notes": 0, "codes": 1, "dates": 2,
        "treatments": 1, "measures": 1, "binned": 2, "sending": 1,
    }  # fmt: skip
    assert (plan["people"], plan["representatives"], plan["invitations"]) == (2, ["Marc Moreau"], 1)
    assert plan["ends_at"] == "2026-12-21T09:01:00Z"
    assert plan["gone_on"] == "2027-01-25"  # 35 days of backups more
    assert plan["traces"] > 10
    seen = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    assert any("a regardé ce que fermer ce carnet efface" in trace["sentence"] for trace in seen)


async def test_at_once_it_exists_for_nobody_and_everyone_is_told(
    family: Family, service: PushService, query: Any
) -> None:
    for name, member in (("anne", family.mother), ("marc", family.father), ("odile", family.granny)):
        await subscribe(member, service.phone(name))
    made = await fill(family)
    await family.mailbox.new()
    service.taken.clear()
    closed = await close(family)
    for who in (family.mother, family.father, family.physio, family.granny):
        assert not await exists(family, who)
    assert (closed["state"], closed["given_name"], closed["mine"]) == ("closed", "Théo", True)
    (his,) = await closings(family.father)
    assert (his["closed_by"], his["mine"], his["ends_at"]) == ("Anne Moreau", False, "2026-12-21T09:00:00Z")
    told = [m for m in await family.mailbox.new() if "accord est demandé" not in m["Subject"]]
    assert sorted(m["To"] for m in told) == [f"{n}@example.org" for n in ("anne", "karim", "marc", "odile")]
    assert {m["Subject"] for m in told} == {"Le carnet de Théo est fermé"}
    his_mail = text(next(m for m in told if m["To"] == "marc@example.org"))
    assert "Anne Moreau vient de fermer" in his_mail
    assert "21 déc. 2026" in his_mail
    assert "http://localhost:8000/carnets-fermes" in his_mail
    assert "localhost" not in text(next(m for m in told if m["To"] == "odile@example.org"))
    await pushing.push_waiting()
    assert sorted((one.name, one.json["path"]) for one in service.taken) == [
        ("marc", "/carnets-fermes"),
        ("odile", "/"),
    ]
    assert all("Théo" not in one.text and "Moreau" not in one.text for one in service.taken)
    scanned = await family.doctor.get(made["code"])
    assert scanned.status_code == 410
    assert "Ce carnet est fermé" in scanned.text
    assert "Latex" not in scanned.text
    assert "Théo" not in scanned.text


async def test_an_upload_under_way_stops_and_goes_on_after_coming_back(
    family: Family, clock: MovingClock, query: Any
) -> None:
    content = jpeg()
    half = len(content) // 2
    begun = await begin(family.granny.client, family.carnet_id, len(content))
    where = begun.headers["location"]
    assert (await send(family.granny.client, where, content[:half], 0)).status_code == 204
    closed = await close(family)
    stopped = await send(family.granny.client, where, content[half:], half)
    assert stopped.status_code == 404
    assert (await begin(family.granny.client, family.carnet_id, 10)).status_code == 404
    assert (await family.granny.client.get("/api/uploads")).json() == []
    assert await query("SELECT 1 FROM part") == [{"?column?": 1}]  # nothing was added, nothing was lost
    clock.advance(days=20)
    await nightly()
    await family.mailbox.run_jobs()
    await again(family.mother, family.father, family.granny)
    assert (await reopen(family.father, closed["id"])).status_code == 200
    # Its seven days are counted without the days closed.
    assert (await send(family.granny.client, where, content[half:], half)).status_code == 204
    await family.mailbox.run_jobs()
    seen = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/captures")).json()["captures"]
    assert [c["state"] for c in seen] == ["ready"]


async def test_everything_is_back_until_the_last_second(family: Family, clock: MovingClock) -> None:
    made = await fill(family)
    base = f"/api/carnets/{family.carnet_id}"
    read = {
        path: (await family.mother.client.get(base + path)).json()
        for path in ("/captures", "/bin", "/documents", "/habits", "/agenda/bin", "/emergency/links")
    }
    assert all(read.values())
    assert len(read["/bin"]) == 1
    before = (await family.mother.client.get(f"{base}/circle")).json()
    closed = await close(family)
    clock.at = clock.at + ALL - timedelta(seconds=1)
    await nightly()
    await again(family.mother, family.father, family.physio, family.granny)
    assert (await reopen(family.father, closed["id"])).json() == {"carnet_id": family.carnet_id}
    await nightly()
    for who in (family.mother, family.father, family.physio, family.granny):
        assert await exists(family, who)
        assert await closings(who) == []
    after = (await family.mother.client.get(f"{base}/circle")).json()
    assert [m["person"] for m in after["members"]] == [m["person"] for m in before["members"]]
    for path, was in read.items():
        now = (await family.mother.client.get(base + path)).json()
        assert without_days(now) == without_days(was), path
    file = f"{base}/captures/{made['capture']}/files/large"
    assert (await family.mother.client.get(file)).status_code == 200
    assert (await family.doctor.get(made["code"])).status_code == 200
    told = {(m["To"], m["Subject"]) for m in await family.mailbox.new()}
    assert ("odile@example.org", "Le carnet de Théo est rouvert") in told
    assert ("anne@example.org", "Le carnet de Théo est rouvert") in told
    seen = [t["sentence"] for t in (await family.mother.client.get(f"{base}/traces")).json()["traces"]]
    assert "Marc Moreau a rouvert ce carnet." in seen
    assert "Anne Moreau a fermé ce carnet." in seen


async def nightly() -> None:
    """Every job that comes by the clock, of every room."""
    for job in JOBS.values():
        if job.cron:
            if job.own_transactions:
                await job.run(timestamp=0)
            else:
                async with transaction():
                    await job.run(timestamp=0)


def without_days(answer: Any) -> Any:
    """Days closed are no days in the bin, nor of waiting: those dates moved on with the others."""
    moved = {"deleted_at", "erased_on", "goes_on", "last_used_at"}
    if isinstance(answer, dict):
        return {key: without_days(value) for key, value in answer.items() if key not in moved}
    return [without_days(one) for one in answer] if isinstance(answer, list) else answer


async def test_after_thirty_days_nobody_comes_back(family: Family, clock: MovingClock) -> None:
    closed = await close(family)
    clock.at = clock.at + ALL
    await again(family.father)
    late = await reopen(family.father, closed["id"])
    assert (late.status_code, late.json()["code"]) == (410, "too_late_to_reopen")
    assert (await closings(family.father))[0]["state"] == "erasing"
    clock.advance(days=-1)  # a clock set back: nothing was erased, so it may
    assert (await reopen(family.father, closed["id"])).status_code == 200


async def test_two_at_once_are_one(family: Family, query: Any) -> None:
    await family.mother.prove()
    await family.father.prove()
    await family.mailbox.new()
    answers = await asyncio.gather(*(who.client.post(url(family)) for who in (family.mother, family.father)))
    assert sorted(a.status_code for a in answers) == [200, 202], "the second agrees to what the first asked"
    assert len(await query("SELECT 1 FROM closing")) == 1
    assert len([m for m in await family.mailbox.new() if "fermé" in m["Subject"]]) == 4
    (one,) = await closings(family.father)
    both = await asyncio.gather(*(reopen(who, one["id"]) for who in (family.mother, family.father)))
    assert [a.status_code for a in both] == [200, 200]
    assert len([m for m in await family.mailbox.new() if "rouvert" in m["Subject"]]) == 4
    assert len(await query("SELECT 1 FROM trace WHERE tag = 'carnet:notebook:reopen'")) == 1
    assert (await reopen(family.mother, one["id"])).status_code == 200  # twice is once


async def test_it_closes_again_after_coming_back(family: Family, query: Any) -> None:
    first = await close(family)
    assert (await reopen(family.mother, first["id"])).status_code == 200
    second = await close(family, family.father)
    assert second["id"] != first["id"]
    assert [c["id"] for c in await closings(family.mother)] == [second["id"]]
    assert len(await query("SELECT 1 FROM closing")) == 2


async def test_closing_again_and_again_does_not_flood_the_circle(family: Family, clock: MovingClock) -> None:
    for _ in range(3):
        assert (await reopen(family.mother, (await close(family))["id"])).status_code < 300
    await family.mother.prove()
    await family.father.prove()
    assert (await family.mother.client.post(url(family))).status_code == 202
    refused = await family.father.client.post(url(family))
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_attempts")
    assert await exists(family, family.mother)
    clock.advance(days=1, minutes=1)
    await again(family.father)
    await family.father.prove()
    assert (await family.father.client.post(url(family))).status_code == 200, "asked yesterday, agreed to now"


async def test_no_reminder_rings_and_what_was_missed_is_said_once_afterwards(
    family: Family, service: PushService, clock: MovingClock
) -> None:
    await subscribe(family.father, service.phone("marc"))
    await fill(family)  # an appointment tomorrow: recalled a day and two hours before
    closed = await close(family)
    service.taken.clear()
    clock.advance(hours=5)
    await reminding.tell_due()
    await pushing.push_waiting()
    assert [one.json["path"] for one in service.taken] == ["/carnets-fermes"]
    service.taken.clear()
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    await reminding.tell_due()
    await pushing.push_waiting()
    paths = [one.json["path"] for one in service.taken]
    assert f"/c/{family.carnet_id}" in paths
    assert len([path for path in paths if "/agenda/" in path]) == 1


async def test_what_was_being_prepared_waits(family: Family, clock: MovingClock, run_jobs: Any) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    closed = await close(family)
    await run_jobs()
    clock.advance(days=6)
    await nightly()
    await run_jobs()
    await again(family.mother)
    objects = [name async for name in runtime.get().storage.names(f"{family.carnet_id}/captures/")]
    assert len(objects) == 1  # the original alone
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    await nightly()
    await run_jobs()
    seen = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/captures/{id}")).json()
    assert seen["state"] == "ready"


async def test_a_code_scanned_meanwhile_is_told_to_the_family_who_can_come_back(
    family: Family, service: PushService, clock: MovingClock
) -> None:
    await subscribe(family.father, service.phone("marc"))
    made = await family.link()
    closed = await close(family)
    await family.mailbox.new()
    service.taken.clear()
    for client in (family.doctor, family.doctor, family.mother.client):  # a reload, and one's own look
        assert (await client.get(made["code"]["url"])).status_code == 410
    told = await family.mailbox.new()
    assert sorted(m["To"] for m in told) == ["anne@example.org", "marc@example.org"]
    assert "/carnets-fermes" in text(told[0])
    await pushing.push_waiting()
    assert [(one.name, one.json["path"]) for one in service.taken] == [("marc", "/carnets-fermes")]
    clock.advance(hours=1)
    for number in range(
        8
    ):  # a name of a new browser each time: traced, and told no more than five times in an hour
        await family.doctor.get(made["code"]["url"], headers={"User-Agent": f"Mozilla/5.0 Chrome/{number}"})
    assert len(await family.mailbox.new()) == 10
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    seen = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    assert len([t for t in seen if "carnet fermé, et n’a rien lu" in t["sentence"]]) == 9


@pytest.mark.parametrize("kind", ["revoked", "replaced"])
async def test_codes_that_were_over_before(family: Family, kind: str) -> None:
    made = await family.link()
    link, base = made["link"]["id"], f"/api/carnets/{family.carnet_id}/emergency/links"
    if kind == "revoked":
        assert (await family.mother.client.delete(f"{base}/{link}")).status_code == 204
    else:
        assert (await family.mother.client.post(f"{base}/{link}/renew")).status_code < 300
    await close(family)
    answer = await family.doctor.get(made["code"]["url"])
    assert answer.status_code == (404 if kind == "revoked" else 410)
    assert ("est fermé" in answer.text) is (kind == "replaced")
    # Whoever scans an old card reads that the family was told: it is.
    told = [m for m in await family.mailbox.new() if "/carnets-fermes" in text(m) and "code" in m["Subject"]]
    assert len(told) == (2 if kind == "replaced" else 0)


@pytest.mark.parametrize("seen", [True, False])
async def test_a_reminder_that_closing_took_back_is_told_if_the_notebook_comes_back(
    family: Family, service: PushService, clock: MovingClock, seen: bool
) -> None:
    """Closed a minute after it was sent and before anybody saw it: opened again, it is not lost. One that was seen is not repeated."""
    phone = service.phone("marc")
    await subscribe(family.father, phone)
    await added(family, EYES)
    clock.at = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    await reminding.tell_due()
    await pushing.push_waiting()
    (first,) = service.taken
    if seen:
        assert await show(family.father, first) == 204
    clock.advance(minutes=1)
    await again(family.mother)
    closed = await close(family)
    clock.advance(minutes=1)
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    service.taken.clear()
    await reminding.tell_due()
    await pushing.push_waiting()
    told = [one.json["id"] for one in service.taken if "/agenda/" in one.json["path"]]
    assert told == ([] if seen else [first.json["id"]])


@pytest.mark.parametrize("what", ["captures", "documents"])
async def test_one_long_answer_is_cut_when_the_notebook_closes(
    family: Family, run_jobs: Any, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A film is one request, and may be hours of reading: not a byte more than was under way."""
    more = {"kind": "document", "category": "documents.medical", "filename": "a.pdf"}
    content = letter() if what == "documents" else jpeg("#335577", size=(1600, 1200), quality=95)
    content += b"\0" * 2_000_000 if what == "captures" else b""
    id = await add(family.mother.client, family.carnet_id, content, **(more if what == "documents" else {}))
    await run_jobs()
    monkeypatch.setattr(files, "LOOK_EVERY", 1000)
    room, looks = (captures if what == "captures" else documents), []
    real = room._still

    async def closed_meanwhile(*args: Any) -> None:
        if not looks:
            await close(family)
        looks.append(1)
        await real(*args)

    monkeypatch.setattr(room, "_still", closed_meanwhile)
    path = f"/api/carnets/{family.carnet_id}/{what}/{id}/files/original"
    answer = await family.mother.client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < len(content)
    assert len(looks) == 1
    assert (await family.mother.client.get(path)).status_code == 404
