"""When a line has to be looked at again, and which fact says so. No rule here is medical advice: the rest is left to people. Pure."""

from dataclasses import dataclass
from datetime import date

from backend.kit.days import age_years, months_later
from backend.kit.say import say_day
from backend.rooms.sheets.content import Content
from backend.rooms.sheets.kinds.medication import TreatmentLine


@dataclass(frozen=True, kw_only=True)
class Reason:
    """kind: long_ago (since: confirmed), ended (since: its last day), age (years: passed)."""

    kind: str
    since: date | None = None
    years: int | None = None

    def sentence(self, language: str) -> str:
        fr = language == "fr"
        day = say_day(self.since, language) if self.since else ""
        match self.kind:
            case "long_ago":
                return f"pas relu depuis le {day}" if fr else f"not re-read since {day}"
            case "ended":
                return f"allait jusqu’au {day}" if fr else f"was until {day}"
            case _:
                return f"à revoir à {self.years} ans" if fr else f"to be seen again at {self.years}"


def reasons(content: Content, *, confirmed_on: date, birth: date, today: date, months: int) -> list[Reason]:
    """Nothing of what is over: a treatment that was stopped, a device that is not used any more."""
    if getattr(content, "stopped_on", None) or getattr(content, "returned_on", None):
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
