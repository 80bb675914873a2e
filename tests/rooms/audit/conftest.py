"""The family of the urgent sheet's tests."""

from tests.rooms.emergency.conftest import family

__all__ = ["family"]
