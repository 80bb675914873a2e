"""When a line has to be confirmed again, and which fact says so. Dates and weights in, reasons out.

No rule here is medical advice: each says that the ground of a line has moved, and leaves the rest to people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from backend.rooms.emergency.content import Content, Treatment, Weight
from backend.rooms.emergency.dates import age_years, birthday, months_later, say_day

CONFIRM_MONTHS = 12
CHILD_WEIGHT_MONTHS = 6
ADULT = 18
AGE_BANDS = (1, 5, 10)
"""Years. Doses of common rescue medicines change at such ages; which ones is the prescriber's business."""
WEIGHT_SHIFT = 0.20


class Moved(StrEnum):
    LONG_AGO = "long_ago"
    WEIGHT_OLD = "weight_old"
    AGE_BAND = "age_band"
    WEIGHT_SHIFT = "weight_shift"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a line is « à confirmer », with the facts it rests on."""

    kind: Moved
    since: date | None = None
    years: int | None = None
    kg_then: float | None = None
    kg_now: float | None = None

    def sentence(self, language: str) -> str:
        fr = language == "fr"
        match self.kind:
            case Moved.LONG_AGO:
                assert self.since is not None
                said = say_day(self.since, language)
                return f"pas relu depuis le {said}" if fr else f"not re-read since {said}"
            case Moved.WEIGHT_OLD:
                assert self.since is not None
                said = say_day(self.since, language)
                return f"pesé le {said}" if fr else f"weighed on {said}"
            case Moved.AGE_BAND:
                years = f"{self.years} an{'s' if self.years != 1 else ''}" if fr else f"{self.years}"
                return f"prescrit avant ses {years}" if fr else f"prescribed before the age of {years}"
            case Moved.WEIGHT_SHIFT:
                then, now = say_kg(self.kg_then or 0, language), say_kg(self.kg_now or 0, language)
                return f"prescrit à {then}, {now} aujourd’hui" if fr else f"prescribed at {then}, now {now}"


def say_kg(kg: float, language: str) -> str:
    text = f"{round(kg, 2):g}"
    return f"{text.replace('.', ',') if language == 'fr' else text}\u202fkg"


def reasons(
    content: Content,
    *,
    confirmed_on: date,
    birth: date,
    weights: Sequence[Weight],
    today: date,
    limit_months: int = CONFIRM_MONTHS,
) -> list[Reason]:
    """What has moved under this line since it was confirmed; for a treatment, since it was prescribed.

    weights: every weight noted, in any order. limit_months: how long the family lets a line stand.
    """
    found: list[Reason] = []
    if today > months_later(confirmed_on, limit_months):
        found.append(Reason(kind=Moved.LONG_AGO, since=confirmed_on))
    if isinstance(content, Weight) and today > _weight_holds_until(content, birth, limit_months):
        found.append(Reason(kind=Moved.WEIGHT_OLD, since=content.measured_on))
    if isinstance(content, Treatment):
        ground = content.prescribed_on or confirmed_on
        band = _band_crossed(birth, ground, today)
        if band is not None:
            found.append(Reason(kind=Moved.AGE_BAND, years=band))
        shift = _weight_shift(weights, ground)
        if shift is not None:
            found.append(Reason(kind=Moved.WEIGHT_SHIFT, kg_then=shift[0], kg_now=shift[1]))
    return found


def answer_reasons(*, confirmed_on: date, today: date, limit_months: int = CONFIRM_MONTHS) -> list[Reason]:
    """« Aucune connue » has to be said again too."""
    if today > months_later(confirmed_on, limit_months):
        return [Reason(kind=Moved.LONG_AGO, since=confirmed_on)]
    return []


def holds_until(
    content: Content, *, confirmed_on: date, birth: date, limit_months: int = CONFIRM_MONTHS
) -> date:
    """The last day on which this line needs no new look, weight changes apart; perhaps past already."""
    until = [months_later(confirmed_on, limit_months)]
    if isinstance(content, Weight):
        until.append(_weight_holds_until(content, birth, limit_months))
    if isinstance(content, Treatment):
        ground = content.prescribed_on or confirmed_on
        until += [d - timedelta(days=1) for years in AGE_BANDS if (d := birthday(birth, years)) > ground][:1]
    return min(until)


def _weight_holds_until(weight: Weight, birth: date, limit_months: int) -> date:
    child = age_years(birth, weight.measured_on) < ADULT
    return months_later(weight.measured_on, CHILD_WEIGHT_MONTHS if child else limit_months)


def _band_crossed(birth: date, ground: date, today: date) -> int | None:
    """The latest age passed after `ground`."""
    passed = [years for years in AGE_BANDS if ground < birthday(birth, years) <= today]
    return passed[-1] if passed else None


def _weight_shift(weights: Sequence[Weight], ground: date) -> tuple[float, float] | None:
    """(then, now) when the weight known on that day has changed by a fifth."""
    known = sorted(weights, key=lambda w: w.measured_on)
    before = [w for w in known if w.measured_on <= ground]
    if not before:
        return None
    then, now = before[-1].kg, known[-1].kg
    # a hair's breadth for floating point: 20.0 to 24.0 kg is a fifth
    return (then, now) if abs(now - then) / then >= WEIGHT_SHIFT - 1e-9 else None
