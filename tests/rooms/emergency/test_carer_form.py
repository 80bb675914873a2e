"""What a carer says of themself: what is wrong is named, and nothing else is refused."""

import pytest

from backend.rooms.emergency.carer_form import CarerForm, checked, is_rpps

WHOLE = {
    "name": "Dr Claire Martin",
    "profession": "emergency_doctor",
    "structure": "Urgences, CHU de Grenoble",
    "phone": "04 76 76 75 75",
    "reason": "Crise qui dure",
}


def errors(**more: str) -> dict[str, str]:
    return checked(CarerForm(**{**WHOLE, **more}))[1]


def test_the_key_of_an_rpps_number() -> None:
    assert is_rpps("10003456786")
    assert not is_rpps("10003456787")
    assert not is_rpps("1000345678")
    assert not is_rpps("00000000000")
    # One digit typed wrong, or two neighbours exchanged: never the same key (but for 0 and 9, which Luhn does not tell apart).
    right = "10003456786"
    for place in range(11):
        for digit in "0123456789":
            typed = right[:place] + digit + right[place + 1 :]
            assert is_rpps(typed) == (digit == right[place])


def test_a_whole_form_is_understood_as_it_was_said() -> None:
    said, wrong = checked(CarerForm(**WHOLE, rpps="100 0345 6786"))
    assert wrong == {}
    assert (said.name, said.rpps, said.profession_said) == ("Dr Claire Martin", "10003456786", "")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"name": " \u200b "}, {"name": "missing"}),
        ({"name": "x" * 81}, {"name": "long"}),
        ({"profession": ""}, {"profession": "missing"}),
        ({"profession": "king"}, {"profession": "unknown"}),
        ({"profession": "other"}, {"profession_said": "missing"}),
        ({"profession": "other", "profession_said": "Ergothérapeute"}, {}),
        ({"structure": ""}, {"structure": "missing"}),
        ({"reason": ""}, {"reason": "missing"}),
        ({"reason": "x" * 501}, {"reason": "long"}),
        ({"phone": ""}, {"phone": "contact"}),
        ({"phone": "", "rpps": "10003456786"}, {}),
        ({"phone": "", "rpps": "10003456787"}, {"rpps": "rpps"}),
        ({"rpps": "RPPS"}, {"rpps": "rpps"}),
        ({"phone": "15"}, {"phone": "phone"}),
        ({"phone": "04 76 76 75 75 poste 12"}, {"phone": "phone"}),
        ({"phone": "+41 22 372 33 11"}, {}),
    ],
)
def test_each_thing_that_is_wrong_is_named(typed: dict[str, str], wrong: dict[str, str]) -> None:
    assert errors(**typed) == wrong


def test_an_empty_form_names_every_field() -> None:
    assert set(checked(CarerForm())[1]) == {"name", "profession", "structure", "phone", "reason"}
