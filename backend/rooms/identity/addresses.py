"""E-mail addresses: what is accepted, and when two are the same person's."""

import re
import unicodedata

from backend.rooms.identity.errors import EmailWrong

_SHAPE = re.compile(
    r"^[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@(?:[^\s@.<>()\[\],;:\\\"\x00-\x1f\x7f]{1,63}\.)+[^\s@.<>()\[\],;:\\\"\d]{2,63}$"
)


def clean(email: str) -> str:
    """The address as it will be written to. Raises EmailWrong."""
    text = unicodedata.normalize("NFC", email.strip())
    if len(text) > 254 or not _SHAPE.fullmatch(text):
        raise EmailWrong
    return text


def key(email: str) -> str:
    """What makes two addresses the same: no mail server in use tells capitals apart."""
    return unicodedata.normalize("NFKC", clean(email)).casefold()
