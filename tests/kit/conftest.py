"""A family, for what only who is let in can try."""

from tests.rooms.emergency.conftest import family

__all__ = ["family"]
