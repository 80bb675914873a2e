"""When a value is asked about: beside this person's own, and nobody else's."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from backend.rooms.measurements.growth import Taken, shift, weight_holds_until
from backend.rooms.measurements.jumps import Known, doubt

BIRTH = date(2016, 10, 25)
DAY = date(2026, 6, 1)


def asked(kind, last, new, *, days=90, born=BIRTH, on=DAY, postures=("standing", "standing")):
    earlier = [Known(value=Decimal(last), on=on, posture=postures[0])]
    later = Known(value=Decimal(new), on=on + timedelta(days=days), posture=postures[1])
    found = doubt(kind, later, earlier, birth=born)
    return found and found[0].value


@pytest.mark.parametrize(
    ("kind", "last", "new", "days", "why"),
    [
        ("weight", "30", "31.2", 90, None),
        ("weight", "17.2", "175", 30, "slip"),
        ("weight", "17.5", "1.75", 30, "slip"),
        ("weight", "30", "38", 30, "jump"),
        ("weight", "30", "24", 30, "jump"),
        ("weight", "30", "38", 900, None),
        ("height", "140", "141.5", 90, None),
        ("height", "142", "1420", 30, "slip"),
        ("height", "142", "136", 90, "shrinks"),
        ("height", "142", "150", 60, "jump"),
        ("height", "142", "150", 400, None),
        ("head", "53", "52.5", 90, None),
        ("head", "53", "50", 90, "shrinks"),
        ("head", "53", "57", 90, "jump"),
        ("other", "37", "37.4", 1, None),
        ("other", "37", "370", 1, "slip"),
        ("other", "12", "40", 1, "jump"),
        ("other", "-5", "20", 1, None),
        ("other", "0", "20", 1, None),
    ],
)
def test_what_is_asked_about(kind, last, new, days, why):
    assert asked(kind, last, new, days=days) == why


def test_a_baby_grows_faster():
    born = DAY - timedelta(days=20)
    assert asked("weight", "3.6", "4.7", days=30, born=born) is None
    assert asked("weight", "3.6", "6.5", days=30, born=born) == "jump"
    assert asked("head", "36", "38.2", days=30, born=born) is None


def test_lying_is_longer_than_standing():
    assert asked("height", "142", "140.5", postures=("lying", "standing")) is None
    assert asked("height", "142", "140.5") == "shrinks"


def test_nothing_is_compared_with_what_was_measured_later_or_with_nothing():
    value = Known(value=Decimal(60), on=DAY)
    later = Known(value=Decimal(10), on=DAY + timedelta(days=1))
    assert doubt("weight", value, [], birth=BIRTH) is None
    assert doubt("weight", value, [later], birth=BIRTH) is None


def test_how_long_a_weight_holds():
    def years(age):
        return weight_holds_until(DAY, DAY.replace(year=DAY.year - age))

    assert [years(age) for age in (0, 2, 9, 40)] == [
        date(2026, 7, 1), date(2026, 9, 1), date(2026, 12, 1), date(2027, 6, 1)
    ]  # fmt: skip


def test_a_fifth_since_a_day():
    weights = [
        Taken(value=Decimal(v), on=DAY + timedelta(days=d))
        for v, d in (("20", 0), ("23.9", 100), ("24", 200))
    ]
    assert shift(weights[:2], DAY) is None
    assert shift(weights, DAY) == (weights[0], weights[2])
    assert shift(weights, DAY + timedelta(days=150)) is None
    assert shift(weights, DAY - timedelta(days=1)) is None
