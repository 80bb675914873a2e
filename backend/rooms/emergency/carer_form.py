"""What a carer says of themself before they read the documents for emergencies. Pure. Nobody checks that it is true: it is kept, and shown to
the family."""

import re
import unicodedata
from dataclasses import dataclass
from typing import get_args

from msgspec import Struct

from backend.rooms.emergency.carer_schemas import Profession
from backend.rooms.emergency.cleaning import clean

PROFESSIONS = get_args(Profession)
LONGEST = {"name": 80, "profession_said": 60, "structure": 120, "phone": 30, "rpps": 30, "reason": 500}
LONGEST_NOTE = 2000
_RPPS = 11
_PHONE = range(8, 16)
"""Digits: E.164 has 15 at most."""


class CarerForm(Struct, kw_only=True):
    """As it is typed, every field of it perhaps missing: what is wrong is said on the page, beside what was typed. `passcode`: of a code that
    asks for one."""

    name: str = ""
    profession: str = ""
    profession_said: str = ""
    structure: str = ""
    phone: str = ""
    rpps: str = ""
    reason: str = ""
    passcode: str = ""


class NoteForm(Struct, kw_only=True):
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Carer:
    """profession: one of PROFESSIONS; profession_said: in words, for another. rpps: eleven digits, or nothing."""

    name: str
    profession: str
    profession_said: str
    structure: str
    phone: str
    rpps: str
    reason: str


def checked(form: CarerForm) -> tuple[Carer, dict[str, str]]:
    """What was understood, and for each field that is wrong why: missing, long, unknown, phone, rpps, contact (neither of the two)."""
    said = {
        name: clean(getattr(form, name))
        for name in ("name", "profession", "profession_said", "structure", "phone")
    }
    said["reason"] = clean(form.reason, lines=True)
    said["rpps"] = _digits(form.rpps)
    errors: dict[str, str] = {}
    for name in ("name", "structure", "reason"):
        if not said[name]:
            errors[name] = "missing"
    if said["profession"] not in PROFESSIONS:
        errors["profession"] = "unknown" if said["profession"] else "missing"
        said["profession"] = ""
    if said["profession"] == "other" and not said["profession_said"]:
        errors["profession_said"] = "missing"
    if said["profession"] != "other":
        said["profession_said"] = ""
    typed = form.rpps.strip()
    if typed and not is_rpps(said["rpps"]):
        errors["rpps"] = "rpps"
    if said["phone"] and (
        len(_digits(said["phone"])) not in _PHONE or not re.fullmatch(r"[\d\s+()./-]+", said["phone"])
    ):
        errors["phone"] = "phone"
    if not said["phone"] and not typed:
        errors["phone"] = "contact"
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            errors[name] = "long"
    return Carer(**said), errors


def is_rpps(digits: str) -> bool:
    """Eleven digits of which the last is the key of the others (Luhn, ISO/IEC 7812-1): a typing error is seen, a made-up number is not."""
    if len(digits) != _RPPS or not digits.isascii() or not digits.isdecimal():
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and digits != "0" * _RPPS


def _digits(text: str) -> str:
    """Written in whatever digits, with whatever between them; anything else stays, so that it is refused."""
    kept = (
        str(digit) if (digit := unicodedata.decimal(one, None)) is not None else one
        for one in text
        if not one.isspace() and one not in ".-+()/"
    )  # fmt: skip
    return "".join(kept)
