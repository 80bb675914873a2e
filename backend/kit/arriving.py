"""What rooms need to take in their part of an archive: numbers and names of this house, and a way to say what is wrong.

Nothing in an archive is believed about people: whoever it names is a name with « (import) », and a number that is nobody's
here, not even the person's own who imports (docs/decisions/0018-importing.md).
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from backend.kit.cleaning import clean
from backend.kit.ids import new_id

MARK = " (import)"
"""Read alike in French and in English: a name is data, and is not translated."""
LONGEST_NAME = 100
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)


class Wrong(Exception):
    """What an archive says cannot be. field: where in the part, as JSON paths are written: `$.lines[3].content`."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Arrival:
    """One notebook that arrives: whose it will be, and what its numbers become here."""

    def __init__(self, *, carnet_id: UUID, person_id: UUID, at: datetime) -> None:
        self.carnet_id, self.person_id, self.at = carnet_id, person_id, at
        self._ids: dict[UUID, UUID] = {}

    def number(self, ids: Iterable[UUID], field: str) -> None:
        """A new number for each, in the same order: what sorted by its number still does. Raises Wrong for one given twice."""
        known = list(ids)
        if len(set(known)) != len(known) or not self._ids.keys().isdisjoint(known):
            raise Wrong(field)
        self._ids.update((old, new_id(self.at)) for old in sorted(known))

    def id(self, old: UUID, field: str) -> UUID:
        """Raises Wrong for what the archive does not hold."""
        if old not in self._ids:
            raise Wrong(field)
        return self._ids[old]

    @property
    def numbers(self) -> dict[UUID, UUID]:
        """What each number of the archive became."""
        return self._ids

    def someone(self, old: UUID | None) -> UUID:
        """A number for somebody of the archive: the same for the same, and no account's."""
        return uuid5(self.carnet_id, f"imported person {old}")

    def moment(self, at: datetime, field: str) -> datetime:
        """Something done: not before anybody alive, nor in the future (a day is left to clocks). Raises Wrong."""
        if not EARLIEST <= at <= self.at + timedelta(days=1):
            raise Wrong(field)
        return at

    def moment_or_none(self, at: datetime | None, field: str) -> datetime | None:
        return self.moment(at, field) if at else None


def known_elsewhere(name: str) -> str:
    """Somebody of the archive, by name: never to be taken for one of this house."""
    # One space at most between words: with a hundred wide ones the mark would stand where nobody looks.
    plain = " ".join(clean(name).split())
    while plain.endswith(MARK.strip()):
        plain = plain.removesuffix(MARK.strip()).rstrip()
    return (plain[:LONGEST_NAME].rstrip() or "?") + MARK


def known_elsewhere_if_any(name: str) -> str:
    return known_elsewhere(name) if clean(name) else ""
