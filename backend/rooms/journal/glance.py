"""Each day in a few figures, for weeks at a glance. Pure. A figure that nobody noted is None or nothing, and never a zero that means « none »."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from backend.rooms.journal.kinds import PainEntry, SeizureEntry, SleepEntry, StoolEntry, TemperatureEntry
from backend.rooms.journal.schemas import DaySummary, EntryView, PainSeen

_WORSE: dict[str, int] = {"": 0, "none": 1, "unsure": 2, "signs": 3}


def days_of(entries: Iterable[EntryView], first: date, last: date) -> list[DaySummary]:
    """Every day, those on which nothing was noted too."""
    days = {
        day: DaySummary(day=day) for n in range((last - first).days + 1) if (day := first + timedelta(days=n))
    }
    slept: dict[date, list[tuple[datetime, datetime | None, int | None]]] = {}
    for entry in entries:
        if entry.day in days:
            _add(days[entry.day], entry)
            if isinstance(entry.content, SleepEntry):
                slept.setdefault(entry.day, []).append(
                    (entry.happened_at, entry.ended_at, entry.content.wakings)
                )
    for day, sleeps in slept.items():
        days[day].sleep_minutes, days[day].wakings = _slept(sleeps)
    return list(days.values())


def _slept(sleeps: list[tuple[datetime, datetime | None, int | None]]) -> tuple[int | None, int | None]:
    """(minutes, wakings). What two carers noted of one sleep is one sleep: its whole length, and the most wakings that were heard."""
    apart: list[tuple[datetime, datetime, int | None]] = []
    for began, ended, woke in sorted(sleeps, key=lambda one: one[0]):
        until = ended or began
        if apart and began <= apart[-1][1]:
            first, last, heard = apart[-1]
            apart[-1] = (first, max(last, until), _most(heard, woke))
        else:
            apart.append((began, until, woke))
    minutes = [int((last - first).total_seconds()) // 60 for first, last, _ in apart if last > first]
    wakings = [heard for _, _, heard in apart if heard is not None]
    return (sum(minutes) if minutes else None), (sum(wakings) if wakings else None)


def _add(day: DaySummary, entry: EntryView) -> None:
    day.noted += 1
    content = entry.content
    seconds = int((entry.ended_at - entry.happened_at).total_seconds()) if entry.ended_at else 0
    if isinstance(content, StoolEntry):
        day.stools += 1
    elif isinstance(content, PainEntry):
        seen: PainSeen = "signs" if content.signs else content.seen
        if _WORSE[seen] > _WORSE[day.pain]:
            day.pain = seen
        day.flacc = _most(day.flacc, content.flacc)
        day.dess = _most(day.dess, content.dess)
    elif isinstance(content, SeizureEntry):
        day.seizures += 1
        if entry.ended_at:
            day.seizure_seconds = (day.seizure_seconds or 0) + seconds
    elif isinstance(content, TemperatureEntry):
        day.celsius = max(day.celsius or 0, content.celsius)


def _most(before: int | None, now: int | None) -> int | None:
    said = [value for value in (before, now) if value is not None]
    return max(said, default=None)
