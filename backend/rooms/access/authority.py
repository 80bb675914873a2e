"""Who may act for the person a notebook is about, on a day: from dated facts, each with its proof. Pure.

Two principles stand above each rule (docs/decisions/0022-representatives.md): what takes a right away touches nobody else's, and no right
comes, or comes back, because time passes. So an end that a decision bears ends what it gave; what it took stays taken until another
fact gives it. Nothing here is legal advice; ARTICLES says which texts were read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from uuid import UUID


class Standing(IntEnum):
    """What somebody may do, by law, for the person the notebook is about. Each includes those before."""

    NOTHING = 0
    INFORMED = 1
    """Reads, and is told; decides nothing."""
    REPRESENTS = 2
    """Decides usual acts alone, and what is contested with everybody else who represents."""
    ALONE = 3
    """Decides what is contested too: a judge said so, or it is about oneself."""


class Kind(StrEnum):
    AUTHORITY = "authority"
    """Exercises parental authority, together with whoever else does; a decision that gives it back too."""
    EXCLUSIVE = "exclusive"
    """Exercises it alone, by decision of a judge; the other holders are informed."""
    WITHDRAWN = "withdrawn"
    """It was withdrawn from this person, as a whole."""
    DELEGATED = "delegated"
    """Its exercise was given to this person, in the parents' place."""
    SHARED = "shared"
    """Its exercise was given to this person, beside the parents."""
    PLACEMENT = "placement"
    """The child is placed: this person acts for the service that has them in care. The parents keep their authority."""
    FOSTER = "foster"
    """This person has the child at home by their profession. Never a representative."""
    EMANCIPATED = "emancipated"
    """The minor (this person, or nobody when they have no account) is emancipated."""
    GUARDIAN = "guardian"
    """Of an adult: represents them."""
    CURATOR = "curator"
    """Of an adult: assists, and represents in nothing."""
    TAKEN_OVER = "taken_over"
    """This person is the one the notebook is about, of age or emancipated, and has taken it over."""


@dataclass(frozen=True)
class Article:
    """read: whether the text, or an official reading of it, was read; otherwise it is quoted from memory."""

    text: str
    read: bool


ARTICLES: dict[Kind, tuple[Article, ...]] = {
    Kind.AUTHORITY: (
        Article("371-1 code civil", True), Article("372 code civil", False), Article("373-2 code civil", False)
    ),
    Kind.EXCLUSIVE: (Article("373-2-1 code civil", False),),
    Kind.WITHDRAWN: (Article("378 s. code civil", False),),
    Kind.DELEGATED: (Article("377 code civil", False),),
    Kind.SHARED: (Article("377-1 code civil", False),),
    Kind.PLACEMENT: (Article("375 s. code civil", False),),
    Kind.FOSTER: (Article("375 s. code civil", False),),
    Kind.EMANCIPATED: (Article("371-1 code civil", True), Article("413-1 s. code civil", False)),
    Kind.GUARDIAN: (Article("459 code civil", False),),
    Kind.CURATOR: (Article("459 code civil", False),),
    Kind.TAKEN_OVER: (Article("371-1 code civil", True), Article("414 code civil", False)),
}  # fmt: skip

MAJORITY = 18


@dataclass(frozen=True, kw_only=True)
class Proof:
    """A document of the notebook, or words that say where the decision is to be found."""

    document_id: UUID | None = None
    text: str = ""

    def __post_init__(self) -> None:
        if self.document_id is None and not self.text.strip():
            raise ValueError("a fact has a proof")


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One decision or state. since: the day it begins; until: its last day, when it says one.

    recorded_on: one that was to begin later gives nothing when its day comes; it is recorded on its day.
    """

    kind: Kind
    person: UUID | None
    since: date
    recorded_on: date
    proof: Proof
    until: date | None = None

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def standing(facts: Iterable[Fact], person: UUID, *, born: date | None, day: date) -> Standing:
    """What this person may do on that day. The facts' order does not matter; of two of one day, the narrower holds.

    born: None when the age is not looked at: each fact was, when it was recorded, and no birthday takes or gives anything.
    """
    known = [fact for fact in facts if fact.since <= day]
    return max(_over_a_minor(known, person, born, day), _over_an_adult(known, person, born, day))


def _over_a_minor(known: list[Fact], person: UUID, born: date | None, day: date) -> Standing:
    """By parental authority. Once it has ended (371-1), those who held it still read, until the adult takes over."""
    ended = (born is not None and comes_of_age(born) <= day) or any(
        fact.kind is Kind.EMANCIPATED for fact in known
    )
    most = Standing.INFORMED if ended else Standing.ALONE
    level = Standing.NOTHING
    for fact in sorted(
        known, key=lambda f: (f.since, f.person != person or f.kind is Kind.WITHDRAWN, f.kind)
    ):
        own = fact.person == person
        gives = own and _gives(fact, known)
        now = gives and fact.holds(day)
        match fact.kind:
            case Kind.AUTHORITY if gives:
                level = Standing.REPRESENTS if now else min(level, Standing.REPRESENTS)
            case Kind.EXCLUSIVE if own:
                level = Standing.ALONE if now else level
            case Kind.DELEGATED | Kind.SHARED if own:
                level = max(level, Standing.REPRESENTS) if now else level
            case Kind.PLACEMENT if own:
                level = max(level, Standing.INFORMED) if now else level
            case Kind.EXCLUSIVE | Kind.DELEGATED:
                level = min(level, Standing.INFORMED)
            case Kind.GUARDIAN if not own and _of_age(born, fact.since):
                level = min(level, Standing.INFORMED)
            case Kind.WITHDRAWN | Kind.FOSTER if own:
                level = Standing.NOTHING
            case Kind.TAKEN_OVER if _may_take_over(fact, known, born):
                level = Standing.NOTHING
            case _:
                pass
    return min(level, most)


def _over_an_adult(known: list[Fact], person: UUID, born: date | None, day: date) -> Standing:
    """Oneself, once one has taken over; a guardian, a curator. A measure taken before majority is none."""
    level = Standing.NOTHING
    measures = [f for f in known if f.kind in _OF_ADULTS and _of_age(born, f.since)]
    for fact in measures:
        if fact.person == person and fact.holds(day) and _gives(fact, known):
            level = max(level, _OF_ADULTS[fact.kind])
    for fact in known:
        if fact.kind is Kind.TAKEN_OVER and fact.person == person and _may_take_over(fact, known, born):
            guarded = any(
                m.kind is Kind.GUARDIAN and (m.since >= fact.since or m.holds(fact.since)) for m in measures
            )
            level = max(level, Standing.REPRESENTS if guarded else Standing.ALONE)
    return level


_OF_ADULTS = {Kind.GUARDIAN: Standing.REPRESENTS, Kind.CURATOR: Standing.INFORMED}


def _gives(fact: Fact, known: list[Fact]) -> bool:
    """Recorded when it had begun, and not to somebody who had the child at home by their profession then."""
    foster = any(f.kind is Kind.FOSTER and f.person == fact.person and f.holds(fact.since) for f in known)
    return fact.since <= fact.recorded_on and not foster


def _may_take_over(fact: Fact, known: list[Fact], born: date | None) -> bool:
    emancipated = any(f.kind is Kind.EMANCIPATED and f.since <= fact.since for f in known)
    return fact.since <= fact.recorded_on and (_of_age(born, fact.since) or emancipated)


def _of_age(born: date | None, day: date) -> bool:
    return born is None or comes_of_age(born) <= day


def comes_of_age(born: date) -> date:
    """The eighteenth birthday; of somebody born on 29 February, 1 March."""
    try:
        return born.replace(year=born.year + MAJORITY)
    except ValueError:
        return date(born.year + MAJORITY, 3, 1)


def must_agree(
    facts: Iterable[Fact], people: Iterable[UUID], asker: UUID, *, born: date, day: date
) -> set[UUID]:
    """Of these people, those without whom the asker does nothing that is contested (closing, removing one of them).

    Raises PermissionError when the asker represents nobody.
    """
    held = list(facts)
    own = standing(held, asker, born=born, day=day)
    if own < Standing.REPRESENTS:
        raise PermissionError("who does not represent decides nothing")
    if own is Standing.ALONE:
        return set()
    return {p for p in people if p != asker and standing(held, p, born=born, day=day) >= Standing.REPRESENTS}
