from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.days import months_later
from backend.rooms.emergency.freshness import CONFIRM_MONTHS, Moved, reasons, weight_reasons
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.stale import holds_until, is_over
from backend.rooms.sheets.stale import reasons as sheet_reasons

BORN = date(2016, 10, 25)
TODAY = date(2026, 11, 21)


def test_a_line_stands_for_twelve_months_and_not_a_day_more():
    assert reasons(confirmed_on=date(2025, 11, 21), today=TODAY) == []
    (why,) = reasons(confirmed_on=date(2025, 11, 20), today=TODAY)
    assert (why.kind, why.sentence("fr")) == (Moved.LONG_AGO, "pas relu depuis le 20 nov. 2025")
    assert why.sentence("en") == "not re-read since 20 Nov 2025"
    assert reasons(confirmed_on=date(2025, 11, 20), today=TODAY, limit_months=24) == []


@pytest.mark.parametrize(
    ("weighed", "birth", "old"),
    [
        (date(2026, 5, 21), BORN, False),
        (date(2026, 5, 20), BORN, True),
        (date(2026, 10, 20), date(2026, 1, 1), True),
        (date(2026, 5, 20), date(1990, 1, 1), False),
    ],
)
def test_a_weight_stands_as_long_as_it_does_among_the_measurements(weighed, birth, old):
    found = weight_reasons(weighed, birth=birth, today=TODAY, doubtful=False)
    assert [why.kind for why in found] == ([Moved.WEIGHT_OLD] if old else [])


def test_a_weight_that_nobody_explained_is_to_be_confirmed():
    (why,) = weight_reasons(TODAY, birth=BORN, today=TODAY, doubtful=True)
    assert why.kind == Moved.WEIGHT_DOUBTFUL


def test_what_is_over_is_not_shown():
    line = TreatmentLine(name="Mélatonine")
    assert not is_over(line, TODAY)
    assert is_over(TreatmentLine(name="Mélatonine", stopped_on=TODAY), TODAY)
    # The last day of a prescription is not the last day of a treatment: what is still given never vanishes by itself.
    for not_yet in ({"stopped_on": TODAY + timedelta(days=1)}, {"until": TODAY - timedelta(days=1)}):
        assert not is_over(TreatmentLine(name="Mélatonine", **not_yet), TODAY)


days = st.dates(date(2005, 1, 1), date(2030, 1, 1))


@given(
    birth=days,
    confirmed=days,
    today=days,
    last=st.none() | days,
    prescribed=st.none() | days,
    age=st.none() | st.integers(1, 30),
)
def test_a_line_has_to_be_confirmed_exactly_after_the_day_it_holds_until(
    birth, confirmed, today, last, prescribed, age
):
    content = TreatmentLine(name="x", until=last, prescribed_on=prescribed, until_age=age)
    moved = sheet_reasons(content, confirmed_on=confirmed, birth=birth, today=today, months=CONFIRM_MONTHS)
    until = holds_until(content, confirmed_on=confirmed, birth=birth, months=CONFIRM_MONTHS)
    assert bool(moved) is (today > until)
    assert until <= months_later(confirmed, CONFIRM_MONTHS)
