"""Tells a person, by e-mail, that their ways in changed: whoever did it."""

from backend.rooms.identity import messages, screens
from backend.rooms.identity.messages import Texts


def of(change: str) -> Texts:
    """`change`: a key of messages.CHANGES."""
    return messages.ways_changed(change, address=screens.address(screens.WAYS_IN))
