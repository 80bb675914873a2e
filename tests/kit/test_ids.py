from datetime import UTC, datetime, timedelta

from backend.kit.ids import new_id

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_is_a_version_7_uuid_that_carries_its_time() -> None:
    id = new_id(AT)
    assert id.version == 7
    assert id.variant == "specified in RFC 4122"
    assert id.int >> 80 == int(AT.timestamp() * 1000)


def test_ids_of_one_millisecond_sort_in_the_order_they_were_made() -> None:
    made = [new_id(AT) for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000


def test_later_ids_sort_later() -> None:
    assert new_id(AT) < new_id(AT + timedelta(milliseconds=1))
