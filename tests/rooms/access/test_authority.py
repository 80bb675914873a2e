"""Who may act for the person a notebook is about: case by case, with the article of each, then for any facts at all.

Articles are quoted as the rules quote them (ARTICLES says which texts were read); this is no legal advice.
"""

import random
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.rooms.access.authority import (
    ARTICLES,
    Fact,
    Kind,
    Proof,
    Standing,
    comes_of_age,
    must_agree,
    standing,
)
from backend.rooms.access.secrecy import Opposition, is_kept, reads_record
from tests.drawing import one_of_each

MOTHER, FATHER, AUNT, SERVICE, FOSTER, CHILD = (uuid4() for _ in range(6))
BORN = date(2016, 10, 25)
DAY = date(2026, 11, 21)
NOTHING, INFORMED, REPRESENTS, ALONE = Standing
JUDGMENT = Proof(text="Jugement du 3 mars 2026, TJ de Grenoble")


def fact(
    kind: Kind, person: UUID | None, since: str = "2020-01-01", until: str | None = None, recorded: str = ""
) -> Fact:
    return Fact(
        kind=kind,
        person=person,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        recorded_on=date.fromisoformat(recorded or since),
        proof=JUDGMENT,
    )


PARENTS = (fact(Kind.AUTHORITY, MOTHER), fact(Kind.AUTHORITY, FATHER))


def of(person: UUID, *more: Fact, day: date = DAY, facts: tuple[Fact, ...] = PARENTS) -> Standing:
    return standing((*facts, *more), person, born=BORN, day=day)


def both(*more: Fact, day: date = DAY) -> tuple[Standing, Standing]:
    return of(MOTHER, *more, day=day), of(FATHER, *more, day=day)


def test_article_372_both_parents_exercise_it_together():
    assert both() == (REPRESENTS, REPRESENTS)
    assert of(AUNT) == NOTHING


def test_article_373_2_separation_changes_nothing_of_it():
    """There is no fact for it: nothing to record."""
    assert "separation" not in set(Kind)
    assert must_agree(PARENTS, [MOTHER, FATHER], MOTHER, born=BORN, day=DAY) == {FATHER}


def test_article_373_2_1_exercised_by_one_the_other_is_informed():
    decided = fact(Kind.EXCLUSIVE, MOTHER, "2026-03-03")
    assert both(decided) == (ALONE, INFORMED)
    assert both(decided, day=date(2026, 3, 2)) == (REPRESENTS, REPRESENTS)
    assert must_agree((*PARENTS, decided), [MOTHER, FATHER], MOTHER, born=BORN, day=DAY) == set()
    with pytest.raises(PermissionError):
        must_agree((*PARENTS, decided), [MOTHER, FATHER], FATHER, born=BORN, day=DAY)


def test_article_373_2_1_until_a_day_the_other_comes_back_by_a_decision_not_by_time():
    ended = fact(Kind.EXCLUSIVE, MOTHER, "2026-03-03", until="2026-06-30")
    assert both(ended) == (REPRESENTS, INFORMED)
    again = (fact(Kind.AUTHORITY, MOTHER, "2026-07-01"), fact(Kind.AUTHORITY, FATHER, "2026-07-01"))
    assert both(ended, *again) == (REPRESENTS, REPRESENTS)


def test_article_373_2_1_two_decisions_that_contradict_each_other_leave_nobody_alone_on_that_day():
    assert both(fact(Kind.EXCLUSIVE, MOTHER, "2026-03-03"), fact(Kind.EXCLUSIVE, FATHER, "2026-03-03")) == (
        INFORMED,
        INFORMED,
    )
    assert both(fact(Kind.EXCLUSIVE, MOTHER, "2026-03-03"), fact(Kind.EXCLUSIVE, FATHER, "2026-04-03")) == (
        INFORMED,
        ALONE,
    )


def test_article_378_withdrawn_and_given_back():
    gone = fact(Kind.WITHDRAWN, FATHER, "2026-03-03")
    assert both(gone) == (REPRESENTS, NOTHING)
    assert must_agree((*PARENTS, gone), [MOTHER, FATHER], MOTHER, born=BORN, day=DAY) == set()
    assert both(gone, fact(Kind.AUTHORITY, FATHER, "2026-09-01")) == (REPRESENTS, REPRESENTS)
    assert both(gone, fact(Kind.AUTHORITY, FATHER, "2026-03-03")) == (REPRESENTS, NOTHING), (
        "of one day, the narrower"
    )


def test_article_377_delegated_in_the_parents_place_or_beside_them():
    assert of(AUNT, fact(Kind.DELEGATED, AUNT)) == REPRESENTS
    assert both(fact(Kind.DELEGATED, AUNT)) == (INFORMED, INFORMED)
    shared = fact(Kind.SHARED, AUNT)
    assert (of(AUNT, shared), *both(shared)) == (REPRESENTS, REPRESENTS, REPRESENTS)
    assert must_agree((*PARENTS, shared), [MOTHER, FATHER, AUNT], AUNT, born=BORN, day=DAY) == {
        MOTHER,
        FATHER,
    }


def test_article_377_delegated_until_a_day():
    for_a_year = fact(Kind.DELEGATED, AUNT, "2025-01-01", until="2025-12-31")
    assert of(AUNT, for_a_year) == NOTHING
    assert both(for_a_year) == (INFORMED, INFORMED), "theirs comes back by a fact"


def test_article_375_placed_the_parents_keep_their_authority():
    placed = fact(Kind.PLACEMENT, SERVICE)
    assert (of(SERVICE, placed), *both(placed)) == (INFORMED, REPRESENTS, REPRESENTS)


def test_article_375_a_foster_carer_is_never_a_representative():
    at_home = fact(Kind.FOSTER, FOSTER)
    for given_to_them in (Kind.AUTHORITY, Kind.EXCLUSIVE, Kind.DELEGATED, Kind.SHARED, Kind.PLACEMENT):
        for since in ("2019-01-01", "2020-01-01", "2026-01-01"):
            assert of(FOSTER, at_home, fact(given_to_them, FOSTER, since)) == NOTHING, (given_to_them, since)
    # Who no longer is one may be given something by a decision of afterwards.
    before = fact(Kind.FOSTER, FOSTER, "2020-01-01", until="2024-12-31")
    assert of(FOSTER, before) == NOTHING
    assert of(FOSTER, before, fact(Kind.DELEGATED, FOSTER, "2025-06-01")) == REPRESENTS


def test_article_371_1_until_majority_then_a_safe_wait():
    last, first = date(2034, 10, 24), date(2034, 10, 25)
    assert (both(day=last), both(day=first)) == ((REPRESENTS, REPRESENTS), (INFORMED, INFORMED))
    assert of(CHILD, day=first) == NOTHING, "time alone gives nothing"
    taken = fact(Kind.TAKEN_OVER, CHILD, "2034-11-02")
    assert (of(CHILD, taken, day=date(2034, 11, 2)), *both(taken, day=date(2034, 11, 2))) == (
        ALONE,
        NOTHING,
        NOTHING,
    )


def test_nobody_takes_over_before_majority():
    early = fact(Kind.TAKEN_OVER, CHILD, "2030-01-01")
    for day in (date(2030, 1, 1), date(2034, 10, 25), date(2040, 1, 1)):
        assert of(CHILD, early, day=day) == NOTHING


def test_article_413_1_emancipated():
    free = fact(Kind.EMANCIPATED, CHILD, "2033-01-01")
    day = date(2033, 2, 1)
    assert both(free, day=day) == (INFORMED, INFORMED)
    assert of(CHILD, free, fact(Kind.TAKEN_OVER, CHILD, "2033-01-15"), day=day) == ALONE
    assert of(CHILD, free, fact(Kind.TAKEN_OVER, CHILD, "2032-12-15"), day=day) == NOTHING


def test_article_459_guardian_and_curator_of_an_adult():
    day = date(2036, 1, 1)
    guardian, curator = fact(Kind.GUARDIAN, AUNT, "2035-01-01"), fact(Kind.CURATOR, AUNT, "2035-01-01")
    assert (of(AUNT, guardian, day=day), of(AUNT, curator, day=day)) == (REPRESENTS, INFORMED)
    # Of a minor there is neither; a decision from before majority is recorded again on its day.
    assert of(AUNT, fact(Kind.GUARDIAN, AUNT, "2030-01-01"), day=date(2031, 1, 1)) == NOTHING
    assert of(AUNT, fact(Kind.GUARDIAN, AUNT, "2030-01-01"), day=day) == NOTHING
    # A parent may be the guardian.
    assert of(MOTHER, fact(Kind.GUARDIAN, MOTHER, "2034-10-25"), day=day) == REPRESENTS
    # The protected adult who took over, and the guardian, decide together.
    taken = fact(Kind.TAKEN_OVER, CHILD, "2035-06-01")
    assert (of(CHILD, taken, guardian, day=day), of(AUNT, taken, guardian, day=day)) == (
        REPRESENTS,
        REPRESENTS,
    )
    assert (of(CHILD, taken, curator, day=day), of(AUNT, taken, curator, day=day)) == (ALONE, INFORMED)


def test_a_decision_that_was_to_begin_later_is_recorded_on_its_day():
    later = fact(Kind.EXCLUSIVE, MOTHER, "2026-10-01", recorded="2026-03-03")
    assert both(later) == (REPRESENTS, INFORMED)


def test_a_fact_has_a_proof():
    for empty in ("", "  \n"):
        with pytest.raises(ValueError, match="proof"):
            Proof(text=empty)
    assert Proof(document_id=uuid4())


def test_every_kind_names_its_articles():
    assert set(ARTICLES) == set(Kind)
    assert all(article.text for articles in ARTICLES.values() for article in articles)
    assert {a.text for articles in ARTICLES.values() for a in articles if a.read} == {"371-1 code civil"}


def test_born_on_29_february():
    assert comes_of_age(date(2008, 2, 29)) == date(2026, 3, 1)


# What a minor keeps.


def opposed(profession: str, *, sexual: bool = False, refused: bool = True, sought: bool = True) -> bool:
    return is_kept(
        Opposition(
            profession=profession,  # type: ignore[arg-type]
            sexual_or_reproductive=sexual,
            refused_by_minor=refused,
            sought=sought,
        )
    )


def test_article_l_1111_5_a_doctor_or_a_midwife_records_it():
    assert opposed("doctor")
    assert opposed("midwife")
    assert not opposed("doctor", refused=False)
    assert not opposed("doctor", sought=False), "R.1111-6: having tried is written down"
    assert not opposed("other")


def test_article_l_1111_5_1_a_nurse_for_sexual_and_reproductive_health_alone():
    assert opposed("nurse", sexual=True)
    assert not opposed("nurse")


def test_article_l_1111_7_who_reads_a_minors_record():
    assert reads_record(REPRESENTS, kept=False)
    assert reads_record(INFORMED, kept=False), "a parent without custody keeps the access"
    assert not reads_record(NOTHING, kept=False), "neither a grandparent nor another adult"
    assert not any(reads_record(standing, kept=True) for standing in Standing)


# For any facts at all.

PEOPLE = (MOTHER, FATHER, CHILD)
OFTEN = (Kind.AUTHORITY, Kind.AUTHORITY, Kind.AUTHORITY, Kind.EXCLUSIVE, Kind.EXCLUSIVE, Kind.DELEGATED)
DAYS = [date(year, 10, day) for year in (2020, 2026, 2033, 2034, 2036) for day in (24, 25, 26)]
"""Few, so that facts fall on one day, and ends between two looks: around majority too."""
days = st.sampled_from(DAYS)


def _made(kind: Kind, person: UUID, since: date, lasts: int | None, recorded: date | None) -> Fact:
    return Fact(
        kind=kind,
        person=person,
        since=since,
        until=since + timedelta(days=lasts) if lasts is not None else None,
        recorded_on=recorded or since,
        proof=JUDGMENT,
    )


# Half without an end, and half recorded on their day.
LASTS = (None, 0, None, 1, None, 370, None, 3000)
some_fact = one_of_each(_made, (*OFTEN, *Kind), PEOPLE, DAYS, LASTS, (*DAYS, *(None for _ in DAYS)))
some_facts = st.lists(some_fact, max_size=9)
TAKING = (Kind.WITHDRAWN, Kind.FOSTER)


@settings(max_examples=600)
@given(some_facts, st.sampled_from(PEOPLE), days, st.sampled_from(TAKING), st.sampled_from(PEOPLE), days)
def test_withdrawing_never_widens_anybody(
    facts: list[Fact], person: UUID, since: date, kind: Kind, other: UUID, day: date
):
    taken = Fact(kind=kind, person=person, since=since, recorded_on=since, proof=JUDGMENT)
    before = standing(facts, other, born=BORN, day=day)
    assert standing([*facts, taken], other, born=BORN, day=day) <= before


@settings(max_examples=600)
@given(some_facts, some_fact, st.sampled_from(PEOPLE), days)
def test_what_is_given_to_one_never_widens_another(facts: list[Fact], one: Fact, other: UUID, day: date):
    if one.person != other and one.kind is not Kind.EMANCIPATED:
        before = standing(facts, other, born=BORN, day=day)
        assert standing([*facts, one], other, born=BORN, day=day) <= before


@settings(max_examples=1000)
@given(some_facts, st.sampled_from(PEOPLE), days, days)
def test_time_passing_never_gives_a_right(facts: list[Fact], person: UUID, one: date, two: date):
    """Of what had begun on the first day; and what was recorded ahead gives nothing when its day comes."""
    first, then = min(one, two), max(one, two)
    known = [f for f in facts if f.since <= first or f.since > f.recorded_on]
    assert standing(known, person, born=BORN, day=then) <= standing(known, person, born=BORN, day=first)


@settings(max_examples=400)
@given(some_facts, st.sampled_from(PEOPLE), days, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(
    facts: list[Fact], person: UUID, day: date, shuffled: random.Random
):
    other = list(facts)
    shuffled.shuffle(other)
    assert standing(facts, person, born=BORN, day=day) == standing(other, person, born=BORN, day=day)
