from datetime import UTC, date, datetime

import pytest

from backend.kit.days import day_of
from backend.rooms.emergency.dates import (
    age_years,
    birthday,
    months_later,
    say_age,
    say_day,
    say_time,
)


@pytest.mark.parametrize(
    ("birth", "on", "french", "english"),
    [
        (date(2026, 11, 20), date(2026, 11, 21), "1 jour", "1 day"),
        (date(2026, 11, 1), date(2026, 11, 21), "20 jours", "20 days"),
        (date(2026, 10, 21), date(2026, 11, 21), "1 mois", "1 month"),
        (date(2025, 1, 22), date(2026, 11, 21), "21 mois", "21 months"),
        (date(2024, 11, 21), date(2026, 11, 21), "2 ans", "2 years"),
        (date(2016, 10, 25), date(2026, 11, 21), "10 ans", "10 years"),
        (date(2027, 1, 1), date(2026, 11, 21), "", ""),
    ],
)
def test_ages(birth: date, on: date, french: str, english: str):
    assert say_age(birth, on, "fr") == french
    assert say_age(birth, on, "en") == english


def test_twenty_ninth_of_february():
    born = date(2016, 2, 29)
    assert birthday(born, 10) == date(2026, 3, 1)
    assert age_years(born, date(2026, 2, 28)) == 9
    assert age_years(born, date(2026, 3, 1)) == 10
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_days_are_those_of_france():
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert day_of(late) == date(2027, 1, 1)
    assert say_time(late, "fr") == "1er janv. 2027 à 0\u202fh\u202f30"
    assert say_time(late, "en") == "1 Jan 2027, 0:30"
    assert say_day(date(2026, 11, 8), "fr") == "8 nov. 2026"
