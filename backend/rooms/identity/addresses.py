"""E-mail addresses: what is accepted, and when two are the same person's."""

import re
import unicodedata

from backend.rooms.identity.errors import EmailWrong

_SHAPE = re.compile(
    r"^[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]{1,64}@(?:[^\s@.<>()\[\],;:\\\"\x00-\x1f\x7f]{1,63}\.)+[^\s@.<>()\[\],;:\\\"\d\x00-\x1f\x7f]{2,63}$"
)


# Only these: other foldings would make one address of two that may be two people's (ß and ss, K and the Kelvin sign).
_LOWER = {ord(upper): ord(upper.lower()) for upper in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def clean(email: str) -> str:
    """The address as it will be written to. Raises EmailWrong."""
    text = unicodedata.normalize("NFC", email.strip())
    if len(text) > 254 or not _SHAPE.fullmatch(text) or not _host_is_sure(text.rpartition("@")[2]):
        raise EmailWrong
    return text


def key(email: str) -> str:
    """What makes two addresses the same: no mail server in use tells A from a. Raises EmailWrong."""
    return clean(email).translate(_LOWER)


def _host_is_sure(host: str) -> bool:
    """Whether the old and the new rules for international names agree on it (they differ on ß, and on invisible marks)."""
    try:
        return host.isascii() or host.encode("idna").decode("idna") == host.lower()
    except UnicodeError:
        return False
