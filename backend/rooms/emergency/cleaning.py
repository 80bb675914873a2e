"""Numbers as a telephone dials them; the cleaning of texts is the house's (kit/cleaning.py)."""

import re

from backend.kit.cleaning import clean

__all__ = ["clean", "dial"]


def dial(phone: str) -> str:
    """What a telephone dials: digits, perhaps after a +. A French number gets +33, so that any phone reaches it."""
    digits = re.sub(r"[^0-9]", "", phone)
    if phone.lstrip().startswith("+"):
        return f"+{digits}"
    if len(digits) == 10 and digits.startswith("0"):
        return f"+33{digits[1:]}"
    return digits
