"""Phones that are reached by push, and what is told to them: shown once, or written."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kit import runtime
from backend.kit.queue import JOBS
from backend.kit.transaction import transaction
from backend.rooms.identity import pushing, sealing
from backend.rooms.identity import service as identity
from backend.rooms.identity.letters import Letter
from backend.rooms.identity.push_marks import make, secret_of
from push.webpush import Outcome, Sender, Subscription
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.push.push_service import PushService
from tests.rooms.identity.pushes import service, settings, show, subscribe

__all__ = ["service", "settings"]


async def _tell(member: Member, clock: MovingClock, *, id: UUID | None = None) -> UUID:
    me = (await member.client.get("/api/me")).json()["id"]
    one = identity.Told(
        id=id or uuid4(),
        person_id=UUID(me),
        kind="reminder",
        path="/c/x/agenda/y",
        letter=lambda language: Letter(subject=f"Un rappel ({language})", paragraphs=("Touchez.",)),
    )
    async with transaction():
        await identity.tell_phones([one], at=clock.now())
    return one.id


async def _minutes(clock: MovingClock, minutes: int, run_jobs: Any) -> None:
    for _ in range(minutes):
        clock.advance(minutes=1)
        await pushing.push_waiting()
        await pushing.follow_up()
    await run_jobs()


async def _state(query: Any, id: UUID) -> str:
    (row,) = await query("SELECT state FROM notification WHERE id = $1", id)
    return str(row["state"])


async def test_who_may_not(family: Family, client: Any, service: PushService) -> None:
    phone = service.phone("anne")
    for method, path in (("GET", ""), ("PUT", ""), ("DELETE", f"/{uuid4()}"), ("POST", f"/{uuid4()}/test")):
        answer = await client.request(method, f"/api/me/push{path}", json=phone.public)
        assert answer.status_code == 401, path
    device = await subscribe(family.mother, phone)
    father = family.father.client
    assert (await father.get("/api/me/push")).json()["devices"] == []
    assert (await father.delete(f"/api/me/push/{device['id']}")).status_code == 404
    assert (await father.post(f"/api/me/push/{device['id']}/test")).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "https://169.254.169.254/latest/meta-data"},
        {"endpoint": "http://127.0.0.1:5432/x"},
        {"endpoint": "https://fcm.googleapis.com.example.org/x"},
        {"endpoint": "file:///etc/passwd"},
        {"p256dh": "AAAA"},
        {"auth": "AAAA"},
    ],
)
async def test_only_push_services_are_called(
    family: Family, service: PushService, change: dict[str, str]
) -> None:
    answer = await family.mother.client.put("/api/me/push", json={**service.phone("anne").public, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, "not_a_push_address")
    assert service.asked == []


async def test_the_test_button(family: Family, service: PushService, run_jobs: Any) -> None:
    device = await subscribe(family.mother, service.phone("anne"))
    other = await subscribe(family.mother, service.phone("tablet"))
    assert device["label"] == "Chrome sur Android"
    assert device["current"] is True
    assert device["sent_at"] is None
    client = family.mother.client
    assert (await client.post(f"/api/me/push/{device['id']}/test")).status_code == 202
    await run_jobs()
    (taken,) = service.taken
    assert taken.name == "anne"
    assert taken.json["title"] == "Carnet : l’essai est arrivé"
    assert await show(family.mother, taken) == 204
    assert await show(family.mother, taken) == 410
    devices = {one["id"]: one for one in (await client.get("/api/me/push")).json()["devices"]}
    assert devices[device["id"]]["shown_at"] is not None
    assert devices[other["id"]]["shown_at"] is None
    for _ in range(9):
        assert (await client.post(f"/api/me/push/{device['id']}/test")).status_code == 202
    assert (await client.post(f"/api/me/push/{device['id']}/test")).status_code == 429


async def test_nothing_private_on_a_locked_screen_and_one_id_everywhere(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any
) -> None:
    from push.webpush import topic_of

    await subscribe(family.mother, service.phone("anne"))
    id = await _tell(family.mother, clock)
    await run_jobs()
    (taken,) = service.taken
    assert (taken.json["title"], taken.json["body"]) == ("Carnet : un rappel", "Touchez pour l’ouvrir.")
    assert [one["title"] for one in taken.json["actions"]] == ["Fait", "Plus tard"]
    assert "Théo" not in taken.text
    assert taken.json["id"] == str(id)
    assert taken.headers["topic"] == topic_of(id)
    assert int(taken.headers["ttl"]) < 600


async def test_what_a_phone_showed_is_not_written(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    id = await _tell(family.mother, clock)
    await run_jobs()
    assert await show(family.mother, service.taken[0]) == 204
    await _minutes(clock, 30, run_jobs)
    assert await _state(query, id) == "shown"
    assert await family.mailbox.new() == []
    assert len(service.taken) == 1
    assert await query("SELECT sealed FROM notification WHERE sealed IS NOT NULL") == []


async def test_what_no_phone_showed_is_written_once_after_ten_minutes(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    id = await _tell(family.mother, clock)
    await run_jobs()
    await _minutes(clock, 9, run_jobs)
    assert await family.mailbox.new() == []
    await _minutes(clock, 2, run_jobs)
    (letter,) = await family.mailbox.new()
    assert letter["Message-ID"] == f"<{id}@localhost>"
    assert letter["Subject"] == "Un rappel (fr)"
    await _minutes(clock, 30, run_jobs)
    assert await family.mailbox.new() == []
    assert await _state(query, id) == "mailed"
    assert len(service.taken) == 1


async def test_without_a_phone_it_is_written_at_once(
    family: Family, clock: MovingClock, run_jobs: Any
) -> None:
    await _tell(family.mother, clock)
    await run_jobs()
    await run_jobs()
    assert len(await family.mailbox.new()) == 1


async def test_the_same_id_is_told_once(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    id = await _tell(family.mother, clock)
    await run_jobs()
    await _tell(family.mother, clock, id=id)
    await run_jobs()
    assert len(service.taken) == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_a_phone_that_is_gone_is_forgotten_and_the_other_shows(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, status: int
) -> None:
    await subscribe(family.mother, service.phone("old"))
    await subscribe(family.mother, service.phone("new"))
    service.answers["old"] = (status, {})
    await _tell(family.mother, clock)
    await run_jobs()
    assert [taken.name for taken in service.taken] == ["new"]
    devices = (await family.mother.client.get("/api/me/push")).json()["devices"]
    assert len(devices) == 1
    service.answers.clear()
    await _tell(family.mother, clock)
    await run_jobs()
    assert service.asked.count("old") == 1


async def test_a_service_that_asks_to_wait_is_left_alone_until_then(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    service.answers["anne"] = (429, {"Retry-After": "240"})
    await _tell(family.mother, clock)
    await run_jobs()
    await _minutes(clock, 3, run_jobs)
    assert service.asked == ["anne"]
    service.answers.clear()
    await _minutes(clock, 2, run_jobs)
    assert service.asked == ["anne", "anne"]
    assert await show(family.mother, service.taken[0]) == 204
    await _minutes(clock, 10, run_jobs)
    assert await family.mailbox.new() == []


async def test_a_service_that_never_comes_back_does_not_keep_the_letter(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    service.answers["anne"] = (503, {"Retry-After": "3600"})
    await _tell(family.mother, clock)
    await run_jobs()
    await _minutes(clock, 12, run_jobs)
    assert len(await family.mailbox.new()) == 1


async def test_a_mark_that_was_not_made_here_says_nothing(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    device = await subscribe(family.mother, service.phone("anne"))
    theirs = await subscribe(family.father, service.phone("marc"))
    id = await _tell(family.mother, clock)
    await run_jobs()
    vapid = runtime.get().vapid
    assert vapid is not None
    for mark in (
        "x",
        "A" * 64,
        make(id, UUID(device["id"]), secret=b"x" * 32),
        make(id, UUID(theirs["id"]), secret=secret_of(vapid)),
        make(uuid4(), UUID(device["id"]), secret=secret_of(vapid)),
    ):
        for path, more in (("shown", {}), ("answered", {"action": "done"})):
            if path == "answered" and mark == make(id, UUID(theirs["id"]), secret=secret_of(vapid)):
                continue
            answer = await family.doctor.post(f"/api/push/{path}", json={"token": mark, **more})
            assert answer.status_code == 410, (path, mark)
    assert await _state(query, id) == "pushed"


async def test_ending_a_session_from_afar_takes_its_phone_with_it(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await query(
        "UPDATE session SET expires_at = $1 WHERE id IN (SELECT session_id FROM push_device)", clock.now()
    )
    from backend.rooms.identity import queries
    from backend.rooms.identity.limits import IDLE

    async with transaction():
        await queries.drop_dead(at=clock.now(), idle=IDLE)
    assert len(await query("SELECT id FROM push_device")) == 1, (
        "a session that ran out does not end reminders"
    )
    await subscribe(family.father, service.phone("marc"))
    assert (await family.father.client.post("/api/auth/signout")).status_code in {200, 204}
    assert len(await query("SELECT id FROM push_device")) == 1


async def test_a_shared_phone_is_that_of_who_is_signed_in(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("tablet"))
    await subscribe(family.father, service.phone("tablet"))
    assert (await family.mother.client.get("/api/me/push")).json()["devices"] == []
    await _tell(family.mother, clock)
    await run_jobs()
    assert service.taken == []


async def test_a_browser_that_changed_its_keys_keeps_its_place(family: Family, service: PushService) -> None:
    await subscribe(family.mother, service.phone("before"))
    await subscribe(family.mother, service.phone("after"), replaces=service.phone("before").endpoint)
    assert len((await family.mother.client.get("/api/me/push")).json()["devices"]) == 1


async def test_ten_phones_and_no_more(family: Family, service: PushService) -> None:
    for number in range(10):
        await subscribe(family.mother, service.phone(f"phone-{number}"))
    answer = await family.mother.client.put("/api/me/push", json=service.phone("one-more").public)
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_phones")
    assert (
        await family.mother.client.put("/api/me/push", json=service.phone("phone-3").public)
    ).status_code == 200


async def test_a_process_that_died_after_sending(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    """What it did not write down is sent again under the same id and topic, once the minute it had is over."""
    await subscribe(family.mother, service.phone("anne"))
    id = await _tell(family.mother, clock)

    async def die(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pushing, "_note", die)
        with pytest.raises(KeyboardInterrupt):
            await pushing.push_waiting()
    assert await _state(query, id) == "waiting"
    await pushing.push_waiting()
    assert len(service.taken) == 1, "another process leaves it alone meanwhile"
    await query("UPDATE notification SET held_at = now() - interval '61 seconds'")
    await pushing.push_waiting()
    one, two = service.taken
    assert one.json == two.json
    assert one.headers["topic"] == two.headers["topic"]
    assert await _state(query, id) == "pushed"


async def test_what_waits_is_sealed_anew_with_the_server_s_key(
    family: Family, clock: MovingClock, query: Any
) -> None:
    from backend.rooms.identity import resealing

    id = await _tell(family.mother, clock)
    (before,) = await query("SELECT sealed FROM notification WHERE id = $1", id)
    await resealing.reseal()
    (after,) = await query("SELECT sealed FROM notification WHERE id = $1", id)
    assert before != after
    plain = await sealing.unseal(after["sealed"], owner=id, purpose="mail", keys=runtime.get().keys)
    assert b"Un rappel" in plain


async def test_many_that_no_phone_showed_are_all_written_in_time(
    family: Family,
    service: PushService,
    clock: MovingClock,
    run_jobs: Any,
    query: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """More than are taken at once: each is looked at in the same minute as the others."""
    monkeypatch.setattr(pushing, "AT_ONCE", 3)
    await subscribe(family.mother, service.phone("anne"))
    told = [await _tell(family.mother, clock) for _ in range(10)]
    await run_jobs()
    await _minutes(clock, 12, run_jobs)
    assert {await _state(query, id) for id in told} == {"mailed"}
    assert len(await family.mailbox.new()) == 10


async def test_one_phone_that_breaks_everything_keeps_nobody_else_waiting(
    family: Family,
    service: PushService,
    clock: MovingClock,
    run_jobs: Any,
    query: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whatever an address makes the libraries raise: the others told in the same turn are told once, and the letter leaves."""
    await subscribe(family.mother, service.phone("anne"))
    await subscribe(family.father, service.phone("marc"))
    real = Sender.__call__

    async def breaks(self: Sender, subscription: Subscription, *args: Any, **more: Any) -> Outcome:
        if subscription.endpoint.endswith("marc"):
            raise UnicodeError("label empty or too long")
        return await real(self, subscription, *args, **more)

    monkeypatch.setattr(Sender, "__call__", breaks)
    hers, his = await _tell(family.mother, clock), await _tell(family.father, clock)
    await run_jobs()
    (taken,) = service.taken
    assert await show(family.mother, taken) == 204
    await _minutes(clock, 12, run_jobs)
    assert (await _state(query, hers), await _state(query, his)) == ("shown", "mailed")
    assert [str(one["To"]) for one in await family.mailbox.new()] == ["marc@example.org"]
    assert len(service.taken) == 1


async def test_letters_leave_though_no_push_can(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await _tell(family.mother, clock)
    await run_jobs()

    async def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(pushing, "push_waiting", broken)
    for _ in range(12):
        clock.advance(minutes=1)
        with pytest.raises(RuntimeError):
            await JOBS["identity.follow_up"].run(timestamp=0)
    await run_jobs()
    assert len(await family.mailbox.new()) == 1
