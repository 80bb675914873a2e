"""What makes a look stand out, and from how many on (docs/decisions/0021-reading-traces.md).

Only looks of those who do not represent the child: the notebook is the representatives' own.
"""

from datetime import timedelta
from enum import StrEnum


class Unusual(StrEnum):
    NIGHT = "night"
    FIRST = "first"
    MANY = "many"
    REFUSED = "refused"


NIGHT_ENDS = 5
"""From midnight until this hour, on the clock of the notebook's days (backend/kit/days.py)."""

MANY = 20
MANY_WITHIN = timedelta(minutes=10)
"""As many items opened in that time is one every thirty seconds: faster than anyone reads a report or watches a film."""
