"""Reminders, from the moment they are due to the phone or the letter box: each once, whatever the clock does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.rooms.agenda import reminding
from backend.rooms.agenda.snoozing import later
from backend.rooms.agenda.wall import instant
from backend.rooms.identity import pushing
from tests.conftest import MovingClock
from tests.family import Family
from tests.push.push_service import PushService
from tests.rooms.agenda.test_agenda import CARD, EYES, added, url
from tests.rooms.identity.pushes import service, settings, show, subscribe

__all__ = ["service", "settings"]


class House:
    """The worker's minute, by the clock that the test moves."""

    def __init__(self, clock: MovingClock, run_jobs: Any) -> None:
        self.clock, self.run_jobs = clock, run_jobs

    async def minute(self) -> None:
        await reminding.tell_due()
        await pushing.push_waiting()
        await pushing.follow_up()

    async def until(self, at: datetime, *, step: int = 1) -> None:
        while self.clock.at < at:
            self.clock.advance(minutes=step)
            await self.minute()

    async def minutes(self, count: int, *, step: int = 1) -> None:
        await self.until(self.clock.at + timedelta(minutes=count), step=step)


@pytest.fixture
def house(clock: MovingClock, run_jobs: Any) -> House:
    return House(clock, run_jobs)


async def test_the_day_before_both_parents_are_told_and_nobody_else(
    family: Family, service: PushService, house: House
) -> None:
    for name, member in (("anne", family.mother), ("marc", family.father), ("karim", family.physio)):
        await subscribe(member, service.phone(name))
    item = await added(family, EYES)
    await house.minute()
    assert service.taken == []
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    assert sorted(one.name for one in service.taken) == ["anne", "marc"]
    assert {one.json["path"] for one in service.taken} == {f"/c/{family.carnet_id}/agenda/{item['id']}"}
    assert service.taken[0].json["id"] != service.taken[1].json["id"]
    for taken in service.taken:
        assert "Ophtalmologiste" not in taken.text
        assert await show(family.mother, taken) == 204
    await house.until(datetime(2026, 11, 22, 11, 31, tzinfo=UTC), step=30)
    assert sorted(one.name for one in service.taken) == ["anne", "anne", "marc", "marc"]


async def test_no_phone_shows_it_and_the_letter_says_no_more_than_the_hour(
    family: Family, service: PushService, house: House, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 45, tzinfo=UTC))
    await run_jobs()
    letters = await family.mailbox.new()
    assert sorted(str(one["To"]) for one in letters) == ["anne@example.org", "marc@example.org"]
    for letter in letters:
        assert "Ophtalmologiste" not in letter.as_string()
        assert "22 nov. 2026 à 14\u202fh\u202f30" in letter.get_body(("plain",)).get_content()


async def test_what_was_missed_while_the_server_was_away_is_told_once(
    family: Family, service: PushService, house: House, clock: MovingClock
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, {**EYES, "starts": "2026-12-10T14:30:00"})
    clock.at = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)
    await house.minutes(3)
    assert len(service.taken) == 1
    await house.minutes(90)
    assert len(service.taken) == 1


async def test_after_the_end_nothing_is_told(
    family: Family, service: PushService, house: House, clock: MovingClock
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, EYES)
    clock.at = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    await house.minutes(2)
    assert service.taken == []


async def test_an_old_card_is_said_now(family: Family, service: PushService, house: House) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, {**CARD, "sort": "paper_card", "ends_on": "2028-02-29"})
    await house.minutes(5)
    assert len(service.taken) == 1


async def test_one_date_that_cannot_be_read_stops_no_other(
    family: Family, service: PushService, house: House, query: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    broken = await added(family, {**EYES, "title": "Dentiste"})
    item = await added(family, EYES)
    await query('UPDATE agenda_item SET content = \'{"kind": "of another day"}\' WHERE id = $1', broken["id"])
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    assert {one.json["path"] for one in service.taken} == {f"/c/{family.carnet_id}/agenda/{item['id']}"}


@pytest.mark.parametrize("how", ["bin", "done"])
async def test_what_is_binned_or_settled_is_recalled_to_nobody(
    family: Family, service: PushService, house: House, how: str
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    await _put_away(family, item["id"], how)
    await house.until(datetime(2026, 11, 22, 14, 0, tzinfo=UTC), step=20)
    assert service.taken == []


@pytest.mark.parametrize("how", ["bin", "done"])
async def test_what_fell_due_meanwhile_is_told_when_it_comes_back(
    family: Family, service: PushService, house: House, how: str
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    await _put_away(family, item["id"], how)
    await house.until(datetime(2026, 11, 21, 14, 0, tzinfo=UTC), step=30)
    assert service.taken == []
    await _bring_back(family, item["id"], how)
    await house.minutes(2)
    assert len(service.taken) == 1


async def _put_away(family: Family, id: str, how: str) -> None:
    if how == "bin":
        answer = await family.father.client.delete(url(family, id))
    else:
        answer = await family.father.client.put(url(family, id, "done"), json={"done": True})
    assert answer.is_success, answer.text


async def _bring_back(family: Family, id: str, how: str) -> None:
    if how == "bin":
        answer = await family.father.client.post(url(family, id, "restore"))
    else:
        answer = await family.father.client.put(url(family, id, "done"), json={"done": False})
    assert answer.is_success, answer.text


async def test_a_letter_says_the_date_as_it_stands_when_it_leaves(
    family: Family, service: PushService, house: House, run_jobs: Any
) -> None:
    """Her phone took the reminder and never showed it; meanwhile the date moved."""
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    house.clock.at = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    await house.minute()
    moved = {"version": 1, "content": {**EYES, "starts": "2026-11-22T14:15:00"}}
    assert (await family.father.client.patch(url(family, item["id"]), json=moved)).status_code == 200
    await run_jobs()
    await family.mailbox.new()  # his, who has no phone, left at once
    await house.minutes(20, step=5)
    await run_jobs()
    (letter,) = await family.mailbox.new()
    assert letter["To"] == "anne@example.org"
    assert "22 nov. 2026 à 14\u202fh\u202f15" in letter.get_body(("plain",)).get_content()


async def test_what_is_put_away_is_not_written_about_until_it_comes_back(
    family: Family, service: PushService, house: House, run_jobs: Any
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    house.clock.at = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
    await house.minute()
    await run_jobs()
    await family.mailbox.new()
    await _put_away(family, item["id"], "bin")
    await house.minutes(20, step=5)
    await run_jobs()
    assert await family.mailbox.new() == []
    await _bring_back(family, item["id"], "bin")
    await house.minutes(20, step=5)
    await run_jobs()
    assert [str(one["To"]) for one in await family.mailbox.new()] == ["anne@example.org"]


async def test_moved_to_another_hour_it_is_recalled_for_that_hour(
    family: Family, service: PushService, house: House
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    assert await show(family.mother, service.taken[0]) == 204
    moved = {"version": 1, "content": {**EYES, "starts": "2026-11-22T18:00:00"}}
    assert (await family.mother.client.patch(url(family, item["id"]), json=moved)).status_code == 200
    await house.until(datetime(2026, 11, 21, 16, 50, tzinfo=UTC), step=10)
    assert len(service.taken) == 1
    await house.until(datetime(2026, 11, 21, 17, 1, tzinfo=UTC))
    assert len(service.taken) == 2


async def test_done_is_for_who_said_it(family: Family, service: PushService, house: House) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await subscribe(family.father, service.phone("marc"))
    await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    hers = next(one for one in service.taken if one.name == "anne")
    # Without a session: a service worker, long after.
    said = {"token": hers.json["token"], "action": "done"}
    assert (await family.doctor.post("/api/push/answered", json=said)).status_code == 204
    assert (await family.doctor.post("/api/push/answered", json=said)).status_code == 410
    await house.until(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), step=10)
    assert sorted(one.name for one in service.taken) == ["anne", "marc", "marc"]


async def test_later_comes_once_more(family: Family, service: PushService, house: House) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    (first,) = service.taken
    await show(family.mother, first)
    said = {"token": first.json["token"], "action": "later"}
    assert (await family.doctor.post("/api/push/answered", json=said)).status_code == 204
    await house.minutes(58)
    assert len(service.taken) == 1
    await house.minutes(4)
    _, second = service.taken
    assert second.json["id"] != first.json["id"]


def test_later_is_never_too_late() -> None:
    from types import SimpleNamespace
    from typing import cast

    from backend.rooms.agenda.schemas import Appointment, Deadline, ItemView

    starts = datetime(2026, 11, 22, 14, 30)
    at = instant(starts, "Europe/Paris")
    meeting = cast(
        ItemView,
        SimpleNamespace(
            content=Appointment(title="x", starts=starts, zone="Europe/Paris"), starts_at=at, over_at=at
        ),
    )
    assert later(meeting, at - timedelta(hours=20)) == at - timedelta(hours=19)
    assert later(meeting, at - timedelta(minutes=40)) == at - timedelta(minutes=20)
    assert later(meeting, at - timedelta(minutes=10)) is None
    end = cast(
        ItemView,
        SimpleNamespace(
            content=Deadline(sort="other", title="x", ends_on=starts.date(), zone="Europe/Paris"),  # type: ignore[arg-type]
            starts_at=at,
            over_at=datetime(2026, 11, 22, 23, tzinfo=UTC),
        ),
    )
    assert later(end, datetime(2026, 11, 20, 20, tzinfo=UTC)) == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert later(end, datetime(2026, 11, 22, 20, tzinfo=UTC)) is None


@pytest.mark.parametrize("hours", [1, -1])
async def test_a_clock_that_jumps_an_hour_loses_nothing_and_repeats_nothing(
    family: Family, service: PushService, house: House, clock: MovingClock, run_jobs: Any, hours: int
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, {**EYES, "reminders": ["PT2H"]})
    await house.until(datetime(2026, 11, 22, 11, 30, tzinfo=UTC), step=10)
    assert len(service.taken) == 1
    clock.advance(hours=hours)
    await house.minute()
    assert await show(family.mother, service.taken[0]) == 204
    await house.minutes(150)
    await run_jobs()
    assert len(service.taken) == 1
    assert [str(one["To"]) for one in await family.mailbox.new()] == ["marc@example.org"]


@pytest.mark.parametrize(
    ("start", "now", "due"),
    [
        # The night of 27 to 28 March 2027 has 23 hours, that of 30 to 31 October 2027 25.
        ("2027-03-28T09:00:00", datetime(2027, 3, 27, 7, tzinfo=UTC), datetime(2027, 3, 27, 8, tzinfo=UTC)),
        ("2027-10-31T09:00:00", datetime(2027, 10, 30, 6, tzinfo=UTC), datetime(2027, 10, 30, 7, tzinfo=UTC)),
    ],
)
async def test_both_changes_of_the_hour(
    family: Family,
    service: PushService,
    house: House,
    clock: MovingClock,
    start: str,
    now: datetime,
    due: datetime,
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    await added(family, {**EYES, "starts": start, "reminders": ["P1D"]})
    clock.at = now
    await house.until(due - timedelta(minutes=1))
    assert service.taken == []
    await house.minute()
    await house.minutes(1)
    assert len(service.taken) == 1


async def test_more_was_missed_than_is_told_at_once(
    family: Family,
    service: PushService,
    house: House,
    clock: MovingClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two reminders of one item fill a turn: the next item is told in the same minute all the same."""
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    await subscribe(family.mother, service.phone("anne"))
    await added(family, {**EYES, "starts": "2026-12-01T14:30:00", "reminders": ["P7D", "P1D"]})
    late = await added(family, {**EYES, "starts": "2026-12-08T14:30:00", "reminders": ["P7D", "P1D"]})
    clock.at = datetime(2026, 12, 7, 14, 0, tzinfo=UTC)
    await house.minute()
    assert [one.json["path"] for one in service.taken] == [f"/c/{family.carnet_id}/agenda/{late['id']}"]


@pytest.mark.parametrize("action", ["done", "later"])
async def test_what_was_answered_does_not_outlive_the_day_it_was_about(
    family: Family, service: PushService, house: House, action: str
) -> None:
    """« Fait » was said of Sunday's appointment: moved to December, it is recalled to her as to the others, and not before."""
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    said = {"token": service.taken[0].json["token"], "action": action}
    assert await show(family.mother, service.taken[0]) == 204
    assert (await family.doctor.post("/api/push/answered", json=said)).status_code == 204
    moved = {"version": 1, "content": {**EYES, "starts": "2026-12-02T14:30:00", "reminders": ["P1D"]}}
    assert (await family.father.client.patch(url(family, item["id"]), json=moved)).status_code == 200
    await house.until(datetime(2026, 12, 1, 12, 0, tzinfo=UTC), step=60)
    assert len(service.taken) == 1
    await house.until(datetime(2026, 12, 1, 13, 31, tzinfo=UTC), step=5)
    assert len(service.taken) == 2


async def test_a_note_that_changes_leaves_done_as_it_was_said(
    family: Family, service: PushService, house: House
) -> None:
    await subscribe(family.mother, service.phone("anne"))
    item = await added(family, EYES)
    await house.until(datetime(2026, 11, 21, 13, 31, tzinfo=UTC), step=10)
    said = {"token": service.taken[0].json["token"], "action": "done"}
    assert (await family.doctor.post("/api/push/answered", json=said)).status_code == 204
    noted = {"version": 1, "content": {**EYES, "note": "Porte C"}}
    assert (await family.father.client.patch(url(family, item["id"]), json=noted)).status_code == 200
    await house.until(datetime(2026, 11, 22, 12, 0, tzinfo=UTC), step=10)
    assert len(service.taken) == 1
