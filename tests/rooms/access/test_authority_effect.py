"""What recorded facts leave to a representative: each kind with its article, then each way tried to shut somebody out by a word, then
for any facts at all. No database."""

import random
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from backend.kit.ids import new_id
from backend.rooms.access.authority import Kind, Standing
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.effect import WAITS, Recorded, gives, left_to, open_to, over_for, somebody_acts
from backend.rooms.access.majority import left_of_age, waits
from backend.rooms.access.matrix import ALL, INFORMED, NOTHING, Matrix, held, within
from tests.drawing import one_of_each

MOTHER, FATHER, AUNT, FOSTER = (uuid4() for _ in range(4))
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
DAY = timedelta(days=1)
REPRESENTS, READS, OUT = Standing.REPRESENTS, Standing.INFORMED, Standing.NOTHING


def row(
    kind: Kind,
    person: UUID,
    by: UUID = MOTHER,
    *,
    since: str = "2026-03-03",
    until: str | None = None,
    ago: float = 8,
    first: float | None = None,
    contested: bool = False,
) -> Recorded:
    return Recorded(
        id=new_id(NOW - (ago if first is None else first) * DAY),
        kind=kind,
        person_id=person,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        recorded_by=by,
        recorded_at=NOW - ago * DAY,
        contested_by=[FOSTER] if contested else [],
    )


def left(person: UUID, *rows: Recorded, at: datetime = NOW) -> Standing:
    return min(left_to(person, rows, at=at), REPRESENTS)


def both(*rows: Recorded) -> tuple[Standing, Standing]:
    return left(MOTHER, *rows), left(FATHER, *rows)


def test_nothing_recorded_leaves_all_of_it():
    assert both() == (REPRESENTS, REPRESENTS)
    own = held(Profile.REPRESENTATIVE, "{}")
    assert (own, open_to(own, REPRESENTS, waiting=False), open_to(own, OUT, waiting=True)) == (
        ALL,
        ALL,
        NOTHING,
    )


def test_who_is_informed_reads_all_and_manages_nothing():
    assert open_to(ALL, READS, waiting=False) == INFORMED
    assert all(Right.READ in INFORMED[c] and Right.MANAGE not in INFORMED[c] for c in Category)
    assert not any(Right.ADD in INFORMED[c] for c in (Category.IDENTITY, Category.CIRCLE, Category.EMERGENCY))


def test_article_373_2_1_and_378_and_377_and_377_1():
    assert both(row(Kind.EXCLUSIVE, MOTHER)) == (REPRESENTS, READS)
    assert both(row(Kind.WITHDRAWN, FATHER)) == (REPRESENTS, OUT)
    assert both(row(Kind.DELEGATED, AUNT)) == (READS, READS)
    assert left(AUNT, row(Kind.DELEGATED, AUNT)) == REPRESENTS
    assert both(row(Kind.SHARED, AUNT)) == (REPRESENTS, REPRESENTS)
    assert left(AUNT, row(Kind.SHARED, AUNT)) == REPRESENTS


def test_what_is_given_by_a_decision_ends_with_it_and_the_parents_wait_for_another():
    year = row(Kind.DELEGATED, AUNT, since="2025-01-01", until="2025-12-31")
    assert (left(AUNT, year), *both(year)) == (OUT, READS, READS)
    assert not somebody_acts([MOTHER, FATHER, AUNT], [year], at=NOW), "and so it is not recorded"


def test_article_375_the_service_is_informed_and_a_foster_carer_is_out():
    assert (left(AUNT, row(Kind.PLACEMENT, AUNT)), *both(row(Kind.PLACEMENT, AUNT))) == (
        READS,
        REPRESENTS,
        REPRESENTS,
    )
    assert left(FOSTER, row(Kind.FOSTER, FOSTER)) == OUT
    assert left(FOSTER, row(Kind.FOSTER, FOSTER), row(Kind.SHARED, FOSTER, ago=7.5)) == OUT


def test_article_459_the_guardian_represents_the_others_read_the_curator_assists():
    one = row(Kind.GUARDIAN, AUNT)
    assert (left(AUNT, one), *both(one)) == (REPRESENTS, READS, READS)
    two = (row(Kind.GUARDIAN, MOTHER), row(Kind.GUARDIAN, FATHER, since="2026-05-01"))
    assert both(*two) == (REPRESENTS, REPRESENTS), "two guardians, though one was recorded by herself"
    assert (left(AUNT, row(Kind.CURATOR, AUNT)), *both(row(Kind.CURATOR, AUNT))) == (
        READS,
        REPRESENTS,
        REPRESENTS,
    )


def test_given_back_by_a_fact_of_another_at_once():
    out = row(Kind.WITHDRAWN, FATHER)
    assert left(FATHER, out, row(Kind.AUTHORITY, FATHER, since="2026-10-01", ago=0)) == REPRESENTS


# As the other parent would try.


def test_a_word_takes_nothing_for_a_week_nor_while_it_is_contested():
    for kind, about in ((Kind.WITHDRAWN, FATHER), (Kind.EXCLUSIVE, MOTHER), (Kind.DELEGATED, AUNT), (Kind.FOSTER, FATHER),
                        (Kind.GUARDIAN, MOTHER), (Kind.PLACEMENT, FATHER), (Kind.CURATOR, FATHER)):  # fmt: skip
        assert left(FATHER, row(kind, about, ago=6.9)) == REPRESENTS, kind
        assert left(FATHER, row(kind, about)) < REPRESENTS, kind
        assert left(FATHER, row(kind, about, contested=True)) == REPRESENTS, kind


def test_a_ground_that_is_already_over_takes_nothing_for_a_week_either():
    """« Shared with the father, until last year »: he would be here by that alone, and it is over."""
    over = {"since": "2020-01-01", "until": "2021-01-01"}
    assert left(FATHER, row(Kind.SHARED, FATHER, **over, ago=6.9)) == REPRESENTS
    assert left(FATHER, row(Kind.SHARED, FATHER, **over, contested=True)) == REPRESENTS
    assert left(FATHER, row(Kind.SHARED, FATHER, **over)) == OUT


def test_nobody_gives_anything_back_to_themselves():
    """Within the week before it takes effect, or afterwards."""
    out = row(Kind.WITHDRAWN, FATHER)
    for kind in (Kind.AUTHORITY, Kind.EXCLUSIVE, Kind.DELEGATED, Kind.SHARED, Kind.GUARDIAN):
        assert left(FATHER, out, row(kind, FATHER, FATHER, since="2026-11-01", ago=7.5)) == OUT, kind
    # And not ahead of a judgment that is older than what he wrote.
    assert left(FATHER, row(Kind.AUTHORITY, FATHER, FATHER, since="2026-11-01", ago=20), out) == OUT


def test_but_their_own_word_alone_is_no_ground_against_them():
    """While they decide they may take it back: the second word is worth no more than that, and shuts nobody out by mistake."""
    own = row(Kind.CURATOR, FATHER, FATHER, ago=7.5)
    guardian = row(Kind.GUARDIAN, FATHER, FATHER, ago=5)
    assert left(FATHER, own, guardian) == left(FATHER, guardian) == REPRESENTS
    assert left(FATHER, row(Kind.CURATOR, FATHER, ago=7.5), guardian) == READS, "another said so"
    # A year that is over, then the one that has begun, told in that order.
    over = row(Kind.SHARED, AUNT, AUNT, since="2024-01-01", until="2025-12-31", ago=9)
    assert left(AUNT, over, row(Kind.SHARED, AUNT, AUNT, since="2026-01-01", ago=8.9)) == REPRESENTS


def test_nor_does_a_ground_of_theirs_make_room_for_another_after_what_took_it():
    """Found by a reader: their own dated word is no way round a withdrawal that another wrote."""
    dated = row(Kind.SHARED, FATHER, FATHER, since="2026-02-01", until="2026-12-31", ago=60)
    out = row(Kind.WITHDRAWN, FATHER, since="2026-01-01", ago=30)
    anew = row(Kind.SHARED, FATHER, FATHER, since="2026-11-01", ago=10)
    assert left(FATHER, dated, out, anew, at=NOW + 45 * DAY) == OUT


def test_nor_by_an_objection_that_is_taken_back():
    """It makes what takes count anew, after what they gave to themselves meanwhile."""
    out = row(Kind.WITHDRAWN, FATHER, first=20)
    own = row(Kind.EXCLUSIVE, FATHER, FATHER, since="2026-11-01", ago=18)
    assert left(FATHER, out, own) == OUT
    young = row(Kind.WITHDRAWN, FATHER, first=20, ago=1)
    assert left_to(FATHER, [young, own], at=NOW) == REPRESENTS, "as anybody, for a week, and not alone"
    assert left_to(FATHER, [young, own], at=NOW + WAITS) == OUT


def test_what_was_given_back_is_not_taken_at_once_by_taking_back_the_gift():
    out = row(Kind.WITHDRAWN, FATHER)
    back = row(Kind.AUTHORITY, FATHER, since="2026-10-01", ago=0)
    assert gives([out, back], lambda one: one is back, at=NOW) == {FATHER}, "so the other counts anew"
    assert gives([out], lambda one: one is out, at=NOW) == set()


def test_let_in_anew_what_is_over_takes_nothing_but_what_a_court_took_does():
    over = row(Kind.FOSTER, FOSTER, until="2026-06-30")
    still, later = row(Kind.FOSTER, FOSTER), row(Kind.FOSTER, FOSTER, until="2027-06-30")
    taken, out = row(Kind.TAKEN_OVER, AUNT), row(Kind.WITHDRAWN, FOSTER)
    assert [over_for(one, FOSTER, at=NOW) for one in (over, still, later, taken, out)] == [
        True, False, False, True, False,
    ]  # fmt: skip
    assert not over_for(taken, AUNT, at=NOW), "who has taken over is who they are"
    for one in (over, taken):
        assert (left(FOSTER, one), left(FOSTER, structs.replace(one, spares=[FOSTER]))) == (OUT, REPRESENTS)
        assert left(FATHER, structs.replace(one, spares=[FOSTER])) == left(FATHER, one), "nobody else"


def test_somebody_always_acts():
    assert not somebody_acts([MOTHER], [row(Kind.WITHDRAWN, MOTHER, ago=0)], at=NOW)
    assert not somebody_acts([MOTHER], [row(Kind.CURATOR, MOTHER, ago=0)], at=NOW)
    assert not somebody_acts([MOTHER, FATHER], [row(Kind.DELEGATED, FOSTER, ago=0)], at=NOW), (
        "who has it is not here"
    )
    assert somebody_acts([MOTHER, FATHER], [row(Kind.EXCLUSIVE, MOTHER, ago=0)], at=NOW)
    pair = [row(Kind.EXCLUSIVE, MOTHER), row(Kind.WITHDRAWN, MOTHER, FATHER, ago=0)]
    assert not somebody_acts([MOTHER, FATHER], pair, at=NOW)
    ends = [row(Kind.DELEGATED, AUNT, until="2027-06-30", ago=0)]
    assert not somebody_acts([MOTHER, FATHER, AUNT], ends, at=NOW), "after its end nobody would"


# For any facts at all.

PEOPLE = (MOTHER, FATHER, AUNT)
RECORDED = tuple(k for k in Kind if k not in {Kind.EMANCIPATED, Kind.TAKEN_OVER})
TAKING = (Kind.WITHDRAWN, Kind.FOSTER)
DAYS = [date(2026, month, day) for month in (9, 10, 11) for day in (1, 15)]
days = st.sampled_from(DAYS)


def _made(
    kind: Kind, person: UUID, since: date, lasts: int | None, by: UUID, ago: int, contested: list[UUID]
) -> Recorded:
    at = NOW - ago * DAY
    return Recorded(
        id=new_id(at),
        kind=kind,
        person_id=person,
        since=since,
        until=since + lasts * DAY if lasts is not None else None,
        recorded_by=by,
        recorded_at=at,
        contested_by=contested,
    )


some_row = one_of_each(
    _made,
    (*RECORDED, Kind.WITHDRAWN, Kind.AUTHORITY),
    PEOPLE,
    DAYS,
    (None, 0, None, 20, None, 70),
    PEOPLE,
    range(21),
    ([], [], [AUNT]),
)
rows_ = st.lists(some_row, max_size=7)
people = st.sampled_from(PEOPLE)


@settings(max_examples=400)
@given(rows_, people, st.integers(0, 40), st.integers(0, 40))
def test_time_passing_never_gives_a_right(rows: list[Recorded], person: UUID, one: int, two: int):
    first, then = NOW + min(one, two) * DAY, NOW + max(one, two) * DAY
    assert left(person, *rows, at=then) <= left(person, *rows, at=first)


@settings(max_examples=300)
@given(rows_, people)
def test_a_word_alone_takes_nothing_for_a_week(rows: list[Recorded], person: UUID):
    young = [r for r in rows if r.recorded_at + WAITS > NOW]
    assert left(person, *young) == REPRESENTS


@settings(max_examples=300)
@given(rows_, people, people, people, days, st.sampled_from(TAKING))
def test_withdrawing_never_widens_anybody(
    rows: list[Recorded], about: UUID, by: UUID, other: UUID, since: date, kind: Kind
):
    at = NOW - 30 * DAY
    taken = Recorded(
        id=new_id(at), kind=kind, person_id=about, since=since, until=None, recorded_by=by, recorded_at=at
    )
    assert left(other, *rows, taken) <= left(other, *rows)


@settings(max_examples=300)
@given(rows_, some_row, people)
def test_nobody_widens_themselves(rows: list[Recorded], one: Recorded, other: UUID):
    """Nor anybody by what they record of somebody else. What is recorded comes after what stands: a ground of one's own that was refused for
    what stood before it leaves more, once it has ended, than one that counted, and nobody can record anything before it."""
    rows = [row for row in rows if row.recorded_at <= one.recorded_at]
    if one.recorded_by == one.person_id == other or one.person_id != other:
        assert left(other, *rows, one) <= max(
            left(other, *rows), REPRESENTS if _had(rows, one, other) else OUT
        )


def _had(rows: list[Recorded], one: Recorded, person: UUID) -> bool:
    """What they record of themselves while they may decide, and nothing that another said is to take that, stands against what comes later."""
    before = [
        r for r in rows if r.recorded_at < one.recorded_at and not r.recorded_by == r.person_id == person
    ]
    return (
        one.person_id == person
        and left_to(person, before, at=one.recorded_at, waits=timedelta(0)) >= REPRESENTS
    )


@settings(max_examples=200)
@given(rows_, people, st.randoms(use_true_random=False))
def test_the_order_does_not_matter(rows: list[Recorded], person: UUID, shuffled: random.Random):
    other = list(rows)
    shuffled.shuffle(other)
    assert left(person, *rows) == left(person, *other)


@settings(max_examples=200)
@given(rows_, st.integers(0, 60))
def test_once_somebody_acts_somebody_does_on_any_later_day(rows: list[Recorded], later: int):
    if somebody_acts(PEOPLE, rows, at=NOW):
        at = NOW + later * DAY
        assert any(left(p, *rows, at=at) == REPRESENTS for p in PEOPLE)


matrices = st.dictionaries(st.sampled_from(Category), st.frozensets(st.sampled_from(Right)))


KEPT_UP = {
    Category.EMERGENCY,
    Category.AGENDA,
    # what the urgent sheet is drawn from
    Category.ALLERGIES,
    Category.CLINICAL,
    Category.MEDICATION,
    Category.EQUIPMENT,
    Category.CONTACTS_SHEET,
    Category.GROWTH,
}
"""By who waits because nobody represents an adult yet."""


@settings(max_examples=300)
@given(matrices, st.sampled_from(Standing), st.booleans())
def test_what_is_left_is_never_wider_than_the_right_nor_waiting_than_the_urgent_sheet_and_dates(
    own: Matrix, standing: Standing, waiting: bool
):
    found = open_to(own, standing, waiting=waiting)
    assert within(found, own)
    if standing < REPRESENTS:
        wider = {c for c, rights in found.items() if not rights <= INFORMED[c]}
        assert wider <= (KEPT_UP if waiting else set())
        managed = {c for c, rights in found.items() if Right.MANAGE in rights}
        assert managed <= {Category.EMERGENCY}, "nothing about people, nothing to take away"


@settings(max_examples=300)
@given(rows_, st.integers(-3, 3))
def test_one_waits_only_of_age_and_while_nobody_represents(rows: list[Recorded], days_since: int):
    adult_on = (NOW - days_since * DAY).date()
    of_age = {p: left_of_age(left(p, *rows), p, rows, adult_on=adult_on, at=NOW) for p in PEOPLE}
    waiting = [p for p in PEOPLE if waits(left(p, *rows), rows, adult_on=adult_on, at=NOW)]
    if waiting:
        assert days_since >= 0
        assert max(of_age.values()) < REPRESENTS
        assert all(left(p, *rows) == REPRESENTS for p in waiting), "whom a fact narrowed does not"
    elif max(left(p, *rows) for p in PEOPLE) == REPRESENTS:
        assert max(of_age.values()) == REPRESENTS, "somebody always keeps the urgent sheet up"
