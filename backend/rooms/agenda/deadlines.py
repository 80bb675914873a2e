"""What ends, and how long before it is recalled when nobody says otherwise. Pure.

The lead times are what families' associations advise, not a rule that a text gives: the screen says so (`VERIFY`). Old cards
on paper end on 31 December 2026 at the latest, whatever is printed on them.
"""

from datetime import date
from enum import StrEnum

PAPER_CARDS_END = date(2026, 12, 31)


class Sort(StrEnum):
    DISABILITY_CARD = "disability_card"
    PAPER_CARD = "paper_card"
    MDPH_RIGHT = "mdph_right"
    BENEFIT = "benefit"
    PRESCRIPTION = "prescription"
    EQUIPMENT = "equipment"
    OTHER = "other"


LEADS: dict[Sort, tuple[str, ...]] = {
    Sort.DISABILITY_CARD: ("P9M", "P6M", "P4M"),
    Sort.PAPER_CARD: ("P9M", "P6M", "P4M"),
    Sort.MDPH_RIGHT: ("P9M", "P6M", "P4M"),
    Sort.BENEFIT: ("P9M", "P6M", "P4M"),
    Sort.PRESCRIPTION: ("P1M", "P7D"),
    Sort.EQUIPMENT: ("P3M", "P1M"),
    Sort.OTHER: ("P1M", "P7D"),
}

VERIFY = frozenset({Sort.DISABILITY_CARD, Sort.PAPER_CARD, Sort.MDPH_RIGHT, Sort.BENEFIT})
"""« À vérifier auprès de votre MDPH »: when to ask is not written in any text that was found."""

APPOINTMENT_LEADS = ("P7D", "P1D", "PT2H")


def last_day(sort: Sort, printed: date) -> date:
    """The last day on which it is good: what is printed, but for the cards that end earlier."""
    return min(printed, PAPER_CARDS_END) if sort is Sort.PAPER_CARD else printed
