"""A fortnight of Théo's days, noted by his parents and his grandfather. Examples of writing, never of care."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import ZONE
from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.identity.service import Person
from backend.rooms.journal import entries, tracking
from backend.rooms.journal.content import decode
from backend.rooms.journal.schemas import NewEntry, TrackingChange

Said = tuple[int, str, str, str, dict[str, Any]]
"""Days ago, who, when ("HH:MM"), until when (empty when not noted), what."""

NIGHTS = {
    2: (1, "restless"),
    5: (0, "calm"),
    6: (2, "hard"),
    8: (0, "calm"),
    9: (1, "restless"),
    12: (0, "calm"),
    13: (0, ""),
}

DAYS: tuple[Said, ...] = (
    *((day, "anne" if day % 2 else "marc", "21:10", "06:40", {"kind": "sleep", "sort": "night", "wakings": n, "quality": how})
      for day, (n, how) in NIGHTS.items()),
    (1, "jean", "20:50", "06:55", {"kind": "sleep", "sort": "night", "wakings": 1, "note": "Réveil vers 3 h, parlé sans allumer."}),
    (0, "anne", "21:05", "06:45", {"kind": "sleep", "sort": "night", "quality": "calm"}),
    (13, "marc", "18:20", "", {"kind": "stool", "looks": "soft"}),
    (11, "anne", "17:40", "", {"kind": "stool", "looks": "cracked"}),
    (8, "jean", "18:05", "", {"kind": "stool", "looks": "hard", "note": "A eu du mal."}),
    (6, "anne", "07:30", "", {"kind": "stool", "looks": "soft"}),
    (4, "marc", "19:00", "", {"kind": "stool", "looks": "soft"}),
    (2, "jean", "17:15", "", {"kind": "stool", "looks": "cracked"}),
    (9, "jean", "12:40", "", {"kind": "meal", "which": "lunch", "amount": "half"}),
    (3, "marc", "19:20", "", {"kind": "meal", "which": "dinner", "amount": "all"}),
    (1, "jean", "12:45", "", {"kind": "meal", "which": "lunch", "amount": "half", "texture": "pieces"}),
    (1, "jean", "16:30", "", {"kind": "drink", "ml": 200, "texture": "liquid"}),
    (12, "anne", "18:00", "", {"kind": "pain", "seen": "none"}),
    (9, "jean", "17:00", "", {"kind": "pain", "seen": "signs", "signs": ["se raidit", "ne joue plus"], "soothed": "Allongé, jambes surélevées"}),
    (8, "marc", "19:30", "", {"kind": "pain", "seen": "signs", "signs": ["repousse la main"]}),
    (5, "anne", "18:15", "", {"kind": "pain", "seen": "none"}),
    (1, "jean", "17:30", "", {"kind": "pain", "seen": "signs", "signs": ["se raidit"]}),
    (10, "anne", "16:42", "16:44", {"kind": "seizure", "description": "Regard fixe, bras droit raide.", "after": "Fatigué, a dormi une heure."}),
    (6, "marc", "07:55", "07:56", {"kind": "seizure", "description": "Regard fixe au réveil."}),
    (7, "marc", "08:10", "", {"kind": "mood", "mood": "joyful"}),
    (2, "anne", "18:40", "", {"kind": "mood", "mood": "tired", "note": "Journée longue à l’école."}),
    (4, "anne", "19:10", "", {"kind": "temperature", "celsius": 37.4, "way": "ear"}),
    (3, "jean", "10:30", "", {"kind": "care", "what": "Étirements avec l’orthèse", "done": "done"}),
    (5, "jean", "16:00", "", {"kind": "good", "text": "A fait deux fois le tour du bassin, fier de lui."}),
    (1, "jean", "16:10", "", {"kind": "good", "text": "A battu Papi aux petits bateaux."}),
)  # fmt: skip


async def write_days(carnet_id: UUID, people: dict[str, Person], now: datetime) -> None:
    chosen = TrackingChange(
        kinds=["sleep", "meal", "stool", "pain", "treatment", "good"],
        signs=["se raidit", "repousse la main", "ne joue plus"],
        scales=[],
        dess_base=False,
        version=0,
    )
    mother = await access.enter(
        people["anne"], carnet_id, Category.JOURNAL, Right.ADD, at=now - timedelta(days=14)
    )
    await tracking.choose(mother, chosen)
    for days, who, start, end, what in DAYS:
        day = (now.astimezone(ZONE) - timedelta(days=days)).date()
        content = decode(what)
        began = _at(day, start) - timedelta(days=what["kind"] == "sleep")
        ended = _at(day, end) if end else None
        noted = (ended or began) + timedelta(minutes=6)
        if noted > now:
            continue
        visit = await access.enter(people[who], carnet_id, Category.JOURNAL, Right.ADD, at=noted)
        entry = NewEntry(id=new_id(noted), content=content, happened_at=began, ended_at=ended, noted_at=noted)
        await entries.write(visit, new_id(noted), entry)


def _at(day: Any, hour: str) -> datetime:
    return datetime.combine(day, datetime.strptime(hour, "%H:%M").time(), tzinfo=ZONE)
