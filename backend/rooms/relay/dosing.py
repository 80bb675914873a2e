"""What is given, as whoever takes over must know it: what the sheet asks for, by the hour, and each taking that was noted, once. Pure.

A taking belongs to the moment of its hour that came last, or comes within six hours: the dose of 23 h that is given at ten past midnight is that
of the evening, and the one of 8 h that is noted at half past eight in the evening that of this morning. What belongs to no row is told too: it was swallowed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.rooms.journal.content import said_in
from backend.rooms.journal.kinds import GivenEntry
from backend.rooms.journal.schemas import EntryView
from backend.rooms.relay.schemas import RelayDose
from backend.rooms.relay.window import wall
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.treatments import Treatment, dose_said

EARLY = timedelta(hours=6)
"""Before its hour, a dose may be given for it; later, it is the one before that is late."""
SWALLOWED = frozenset({"given", "vomited"})
"""Whether or not it stayed."""


@dataclass(frozen=True, kw_only=True)
class Taking:
    id: UUID
    at: datetime
    by: str
    given: GivenEntry

    @property
    def meant(self) -> datetime | None:
        """The moment that it was for; None when it was noted without an hour. Where it does not say of which day: the last that had come, or was near."""
        if not self.given.due:
            return None
        if self.given.due_on:
            return wall(self.given.due_on, self.given.due)
        days = [day_of(self.at) + timedelta(days=n) for n in (-1, 0, 1)]
        moments = [wall(day, self.given.due) for day in days]
        # Six hours that pass, on the nights when the clocks change too: as the phone counts them.
        return max(moment for moment in moments if moment.astimezone(UTC) - EARLY <= self.at)


@dataclass(frozen=True, kw_only=True)
class Span:
    """begins: what the sheet asked for from then on. back: takings are told from then on. until: what is to come."""

    begins: datetime
    back: datetime
    at: datetime
    until: datetime


def takings_of(entries: Sequence[EntryView]) -> list[Taking]:
    return [
        Taking(id=one.id, at=one.happened_at, by=one.author.name, given=one.content)
        for one in entries
        if isinstance(one.content, GivenEntry)
    ]


def reaches_back(treatments: Sequence[Treatment], at: datetime) -> datetime:
    """As far as what is given as needed must still be kept apart from the last."""
    hours = [line.apart_hours or 0 for one in treatments for line in one.texts if not line.times]
    return at - timedelta(hours=max(hours, default=0))


def doses(
    treatments: Sequence[Treatment], takings: Sequence[Taking], span: Span, language: str
) -> tuple[list[RelayDose], frozenset[UUID]]:
    """By the hour, then what has no hour, then takings that no row asked for. And the entries that are told here."""
    timed: list[RelayDose] = []
    others: list[RelayDose] = []
    told: set[UUID] = set()
    for one in treatments:
        mine = [taking for taking in takings if str(taking.given.line) == one.place]
        moments = _moments(one, span)
        first = min((at for at, _ in moments), default=None)
        for moment, texts in moments:
            found = [taking for taking in mine if taking.meant == moment]
            row = _row(texts, moment, found, one.doubt, span.at, language)
            row.confirmed_on = one.confirmed if moment == first else None
            timed.append(row)
            told |= {taking.id for taking in found}
        free = [line for line in one.texts if not line.times and _given_on(line, span.at)]
        if free:
            reach = min(span.back, reaches_back([one], span.at))
            found = [taking for taking in mine if taking.meant is None and taking.at >= reach]
            row = _row(free, None, found, one.doubt, span.at, language)
            row.confirmed_on = one.confirmed
            others.append(row)
            told |= {taking.id for taking in found}
    left = [one for one in takings if one.id not in told and one.at >= span.back]
    besides = [_beside(one, language) for one in left]
    told |= {one.id for one in left}
    return sorted(timed, key=lambda one: (one.at or span.at, one.name)) + others + besides, frozenset(told)


def _moments(one: Treatment, span: Span) -> list[tuple[datetime, list[TreatmentLine]]]:
    """Each hour once, with the texts that ask for it; never before anybody wrote that they do."""
    begins = max(span.begins, one.began)
    found: dict[datetime, list[TreatmentLine]] = {}
    for n in range((day_of(span.until) - day_of(begins)).days + 1):
        day = day_of(begins) + timedelta(days=n)
        for line in one.texts:
            for hour in line.times:
                moment = wall(day, hour)
                if begins <= moment <= span.until and _given_on(line, moment):
                    found.setdefault(moment, []).append(line)
    return list(found.items())


def _given_on(line: TreatmentLine, at: datetime) -> bool:
    day = day_of(at)
    begun = not line.since or day >= line.since
    over = (line.until and day > line.until) or (line.stopped_on and day >= line.stopped_on)
    return begun and not over


def _row(
    texts: list[TreatmentLine],
    moment: datetime | None,
    found: list[Taking],
    doubt: bool,
    at: datetime,
    language: str,
) -> RelayDose:
    """The last that was swallowed speaks, when one was; a refusal after it does not undo it."""
    swallowed = [one for one in found if one.given.outcome in SWALLOWED]
    last = max(swallowed or found, key=lambda one: one.at, default=None)
    others = [one for one in found if one is not last]
    hours = [line.apart_hours for line in texts if line.apart_hours]
    doses_said = _told([dose_said(line, language) for line in texts], language)
    return RelayDose(
        at=moment,
        name=_told([line.name for line in texts], language),
        dose=doses_said,
        form=_told([line.form for line in texts], language),
        way=_told([line.way for line in texts], language),
        schedule=_told([line.schedule for line in texts], language),
        reason=_told([line.reason for line in texts], language),
        missed=_told([line.missed for line in texts], language),
        note=_told([line.note for line in texts], language),
        apart_hours=max(hours, default=None),
        state="no_hour" if moment is None else "noted" if last else "late" if moment < at else "due",
        outcome=_how(last.given, doses_said, language) if last else "",
        given=last is not None and last.given.outcome == "given",
        noted_at=last.at if last else None,
        by=last.by if last else "",
        swallowed=len(swallowed),
        others=[_how(one.given, doses_said, language) for one in others],
        doubt=doubt,
    )


def _beside(one: Taking, language: str) -> RelayDose:
    """Noted without its hour, for an hour that the sheet no longer asks for, or of what is not on the sheet."""
    return RelayDose(
        at=None,
        name=one.given.name,
        dose="",
        form="",
        way="",
        schedule="",
        reason="",
        missed="",
        note="",
        apart_hours=None,
        state="besides",
        outcome=_how(one.given, "", language),
        given=one.given.outcome == "given",
        noted_at=one.at,
        by=one.by,
        swallowed=int(one.given.outcome in SWALLOWED),
        others=[],
        doubt=False,
    )


def _how(given: GivenEntry, dose: str, language: str) -> str:
    """How it went, and what was noted with it: an amount too, where it is not the one of the sheet."""
    amount = "" if given.amount == dose else given.amount
    words = [
        words
        for _, words in said_in(msgspec.structs.replace(given, name="", amount=amount, due=""), language)
    ]
    return " · ".join(words)


def _told(texts: list[str], language: str) -> str:
    """Each once: « 5 mg ou 10 mg » where two texts stand."""
    return (" or " if language == "en" else " ou ").join(dict.fromkeys(text for text in texts if text))
