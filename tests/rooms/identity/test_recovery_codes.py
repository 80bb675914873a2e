from uuid import UUID

import pytest

from backend.rooms.identity import recovery_codes

SOMEONE = UUID("0193a1b2-0000-7000-8000-000000000001")


def test_ten_different_codes_of_eighty_bits():
    codes = recovery_codes.new_codes()
    assert len(set(codes)) == 10
    assert all(len(recovery_codes.plain(code) or "") == 16 for code in codes)
    assert all([len(group) for group in code.split("-")] == [4, 4, 4, 4] for code in codes)
    assert not set("".join(codes)) & set("ILOU")


def test_the_hash_never_changes():
    """Recorded: a change here would lock out everyone who keeps codes on paper."""
    hash = recovery_codes.code_hash(person_id=SOMEONE, code="7K3M-Q2XD-0HVT-9BNC")
    assert hash is not None
    assert hash.hex() == "abfa47f0f9a635e89bce803b3ad4c8e8182540688a02a475d51618946c235831"


@pytest.mark.parametrize("typed", ["7k3m q2xd ohvt 9bnc", "7K3MQ2XD0HVT9BNC", " 7K3M‑Q2XD–OHVT-9BNC "])
def test_it_is_read_as_people_type_it(typed: str):
    assert recovery_codes.plain(typed) == "7K3MQ2XD0HVT9BNC"


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "7K3M-Q2XD-0HVT-9BNU", "7K3M-Q2XD-0HVT-9BNC-1", "ÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀÀ"]
)
def test_what_cannot_be_a_code(typed: str):
    assert recovery_codes.code_hash(person_id=SOMEONE, code=typed) is None


def test_the_same_code_is_another_hash_for_another_person():
    other = UUID("0193a1b2-0000-7000-8000-000000000002")
    code = recovery_codes.new_codes()[0]
    assert recovery_codes.code_hash(person_id=SOMEONE, code=code) != recovery_codes.code_hash(
        person_id=other, code=code
    )
