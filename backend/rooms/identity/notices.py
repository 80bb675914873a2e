"""Tells a person, by e-mail, that their ways in changed: whoever did it."""

from backend.kit import runtime
from backend.rooms.identity import messages
from backend.rooms.identity.messages import Texts


def of(change: str) -> Texts:
    """`change`: a key of messages.CHANGES."""
    return messages.ways_changed(change, address=runtime.get().settings.public_url)
