from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.emergency.content import Allergy, Content, Treatment, Weight
from backend.rooms.emergency.freshness import Moved, answer_reasons, holds_until, reasons

BORN = date(2016, 10, 25)
TODAY = date(2026, 11, 21)
ALLERGY = Allergy(substance="Pénicilline")


def kinds(content: Content, confirmed_on: date, *weights: Weight, today: date = TODAY) -> list[Moved]:
    found = reasons(content, confirmed_on=confirmed_on, birth=BORN, weights=weights, today=today)
    return [reason.kind for reason in found]


def test_a_line_stands_for_twelve_months_and_not_a_day_more():
    assert kinds(ALLERGY, date(2025, 11, 21)) == []
    assert kinds(ALLERGY, date(2025, 11, 20)) == [Moved.LONG_AGO]
    longer = reasons(
        ALLERGY, confirmed_on=date(2025, 11, 20), birth=BORN, weights=[], today=TODAY, limit_months=24
    )
    assert longer == []


def test_a_childs_weight_stands_for_six_months():
    assert kinds(Weight(kg=27, measured_on=date(2026, 5, 21)), TODAY) == []
    assert kinds(Weight(kg=27, measured_on=date(2026, 5, 20)), TODAY) == [Moved.WEIGHT_OLD]
    grown = Weight(kg=70, measured_on=date(2026, 5, 20))
    assert reasons(grown, confirmed_on=TODAY, birth=date(1990, 1, 1), weights=[], today=TODAY) == []


def test_a_treatment_prescribed_before_an_age_says_which():
    before = Treatment(name="Midazolam", prescribed_on=date(2026, 3, 10))
    (reason,) = reasons(before, confirmed_on=date(2026, 11, 8), birth=BORN, weights=[], today=TODAY)
    assert (reason.kind, reason.years) == (Moved.AGE_BAND, 10)
    assert reason.sentence("fr") == "prescrit avant ses 10 ans"
    assert kinds(before, date(2026, 3, 10), today=date(2026, 10, 24)) == []
    assert kinds(before, date(2026, 3, 10), today=date(2026, 10, 25)) == [Moved.AGE_BAND]
    # confirming does not clear it, a new prescription does
    assert kinds(Treatment(name="Midazolam", prescribed_on=date(2026, 10, 25)), date(2026, 11, 8)) == []
    # without a prescription's date, the day it was last confirmed is the ground
    assert kinds(Treatment(name="Midazolam"), date(2026, 11, 8)) == []
    assert kinds(Treatment(name="Midazolam"), date(2026, 10, 24)) == [Moved.AGE_BAND]


@pytest.mark.parametrize(("now", "moved"), [(23.9, False), (24.0, True), (16.1, False), (16.0, True)])
def test_a_fifth_of_weight_gained_or_lost_moves_a_treatment(now: float, moved: bool):
    treatment = Treatment(name="Baclofène", prescribed_on=date(2026, 11, 1))
    weights = (
        Weight(kg=now, measured_on=date(2026, 11, 10)),
        Weight(kg=20, measured_on=date(2026, 10, 30)),
    )
    assert (Moved.WEIGHT_SHIFT in kinds(treatment, date(2026, 11, 1), *weights)) is moved
    assert kinds(ALLERGY, date(2026, 11, 1), *weights) == []


def test_a_weight_known_only_afterwards_says_nothing():
    treatment = Treatment(name="Baclofène", prescribed_on=date(2026, 11, 1))
    assert kinds(treatment, date(2026, 11, 1), Weight(kg=40, measured_on=date(2026, 11, 10))) == []


def test_none_known_has_to_be_said_again():
    assert answer_reasons(confirmed_on=date(2025, 11, 21), today=TODAY) == []
    assert [r.kind for r in answer_reasons(confirmed_on=date(2025, 11, 20), today=TODAY)] == [Moved.LONG_AGO]


days = st.dates(date(2005, 1, 1), date(2030, 1, 1))


@given(
    birth=days,
    confirmed=days,
    today=days,
    content=st.one_of(
        st.just(ALLERGY),
        days.map(lambda d: Weight(kg=10, measured_on=d)),
        st.one_of(st.none(), days).map(lambda d: Treatment(name="x", prescribed_on=d)),
    ),
)
def test_a_line_has_to_be_confirmed_exactly_after_the_day_it_holds_until(birth, confirmed, today, content):
    moved = reasons(content, confirmed_on=confirmed, birth=birth, weights=[], today=today)
    until = holds_until(content, confirmed_on=confirmed, birth=birth)
    assert bool(moved) is (today > until)
    if not moved:
        assert not reasons(
            content, confirmed_on=confirmed, birth=birth, weights=[], today=today - timedelta(days=1)
        )
