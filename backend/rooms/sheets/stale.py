"""When a line has to be looked at again, and which fact says so. No rule here is medical advice: the rest is left to people. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from backend.kit.days import age_years, birthday, months_later
from backend.kit.say import say_day, say_number
from backend.rooms.measurements.growth import Taken
from backend.rooms.sheets.content import Content
from backend.rooms.sheets.kinds.medication import TreatmentLine


@dataclass(frozen=True, kw_only=True)
class Reason:
    """kind: long_ago (since: confirmed), ended (since: its last day), lines_since (since: the last line of what is said to be none), age (years: passed), weight_shift (then, now: kg),
    weight_limit and height_limit (now, limit: kg or cm), grew (since: fitted; then, now: cm)."""

    kind: str
    since: date | None = None
    years: int | None = None
    then: Taken | None = None
    now: Taken | None = None
    limit: Decimal | None = None

    def sentence(self, language: str) -> str:
        fr = language == "fr"
        day = say_day(self.since, language) if self.since else ""
        then, now = (say_number(one.value, language) if one else "" for one in (self.then, self.now))
        limit = say_number(self.limit, language) if self.limit is not None else ""
        match self.kind:
            case "long_ago":
                return f"pas relu depuis le {day}" if fr else f"not re-read since {day}"
            case "ended":
                return f"allait jusqu’au {day}" if fr else f"was until {day}"
            case "lines_since":
                return (
                    f"une ligne a été écrite ou retirée depuis, le {day}"
                    if fr
                    else f"a line was written or taken away since, on {day}"
                )
            case "weight_shift":
                return (
                    f"{then}\u202fkg quand c’était relu, {now}\u202fkg maintenant"
                    if fr
                    else f"{then}\u202fkg when re-read, {now}\u202fkg now"
                )
            case "weight_limit":
                return (
                    f"{now}\u202fkg, pour {limit}\u202fkg au plus"
                    if fr
                    else f"{now}\u202fkg, for {limit}\u202fkg at most"
                )
            case "height_limit":
                return (
                    f"{now}\u202fcm, pour {limit}\u202fcm au plus"
                    if fr
                    else f"{now}\u202fcm, for {limit}\u202fcm at most"
                )
            case "grew":
                grown = (
                    say_number(self.now.value - self.then.value, language) if self.now and self.then else ""
                )
                return (
                    f"{grown}\u202fcm de plus depuis la pose, le {day}"
                    if fr
                    else f"{grown}\u202fcm taller since the fitting, on {day}"
                )
            case _:
                return f"à revoir à {self.years} ans" if fr else f"to be seen again at {self.years}"


_ENDS = ("stopped_on", "returned_on")


def reasons(content: Content, *, confirmed_on: date, birth: date, today: date, months: int) -> list[Reason]:
    """Nothing of what is over: a treatment that was stopped, a device that is not used any more."""
    if is_over(content, today):
        return []
    found: list[Reason] = []
    if today > months_later(confirmed_on, months):
        found.append(Reason(kind="long_ago", since=confirmed_on))
    until: date | None = getattr(content, "until", None)
    if until and until < today:
        found.append(Reason(kind="ended", since=until))
    if isinstance(content, TreatmentLine) and content.until_age:
        ground = content.prescribed_on or confirmed_on
        if age_years(birth, ground) < content.until_age <= age_years(birth, today):
            found.append(Reason(kind="age", years=content.until_age))
    return found


def holds_until(content: Content, *, confirmed_on: date, birth: date, months: int) -> date:
    """The last day on which this line needs no new look, changes of weight apart; perhaps past already."""
    until = [months_later(confirmed_on, months)]
    until += [last for name in ("until", *_ENDS) if (last := getattr(content, name, None))]
    if isinstance(content, TreatmentLine) and content.until_age:
        ground = content.prescribed_on or confirmed_on
        if age_years(birth, ground) < content.until_age:
            until.append(birthday(birth, content.until_age) - timedelta(days=1))
    return min(until)


def is_over(content: Content, today: date) -> bool:
    """As somebody said: a treatment that was stopped, a device that is not used any more. A prescription whose last day has passed says
    nothing of what is still given: that is to be confirmed, and never vanishes by itself."""
    return any(day <= today for name in _ENDS if (day := getattr(content, name, None)))


def is_to_come(content: Content, today: date) -> bool:
    """A treatment that has not begun."""
    return isinstance(content, TreatmentLine) and content.since is not None and content.since > today
