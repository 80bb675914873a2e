"""When a line has to be confirmed again, and which fact says so. Dates in, reasons out. Pure.

What the sheets say of their own lines is said there (sheets/stale.py). No rule here is medical advice: each says that the ground of
a line has moved, and leaves the rest to people.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from backend.kit.days import months_later
from backend.kit.say import say_day
from backend.rooms.measurements.growth import weight_holds_until
from backend.rooms.sheets import stale

CONFIRM_MONTHS = 12
ADULT = 18


class Moved(StrEnum):
    """Those of the sheets (stale.Reason), and these."""

    LONG_AGO = "long_ago"
    WEIGHT_OLD = "weight_old"
    WEIGHT_DOUBTFUL = "weight_doubtful"
    CONFLICT = "conflict"


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a line is « à confirmer », in both languages, with the facts it rests on."""

    kind: str
    fr: str
    en: str

    def sentence(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


CONFLICT = Reason(
    kind=Moved.CONFLICT,
    fr="deux textes ont été écrits en même temps",
    en="two texts were written at the same time",
)
OVER_TOO = Reason(
    kind=Moved.CONFLICT,
    fr="un autre texte, écrit en même temps, dit que ce n’est plus vrai",
    en="another text, written at the same time, says that it is no longer true",
)
WEIGHT_MOVED = Reason(
    kind="weight_shift",
    fr="le poids a beaucoup changé depuis",
    en="the weight has changed much since",
)
"""Where the weight itself is not communicated."""
WEIGHT_DOUBTFUL = Reason(
    kind=Moved.WEIGHT_DOUBTFUL, fr="très différent du poids d’avant", en="far from the weight before"
)


def reasons(*, confirmed_on: date, today: date, limit_months: int = CONFIRM_MONTHS) -> list[Reason]:
    """Of a line or an answer that the urgent sheet alone has. limit_months: how long the family lets it stand."""
    if today <= months_later(confirmed_on, limit_months):
        return []
    return [from_sheet(stale.Reason(kind=Moved.LONG_AGO, since=confirmed_on))]


def from_sheet(why: stale.Reason) -> Reason:
    return Reason(kind=why.kind, fr=why.sentence("fr"), en=why.sentence("en"))


def weight_reasons(on: date, *, birth: date, today: date, doubtful: bool) -> list[Reason]:
    """on: the day on the scales."""
    found = [WEIGHT_DOUBTFUL] if doubtful else []
    if today > weight_holds_until(on, birth):
        said = {language: say_day(on, language) for language in ("fr", "en")}
        found.append(Reason(kind=Moved.WEIGHT_OLD, fr=f"pesé le {said['fr']}", en=f"weighed on {said['en']}"))
    return found
