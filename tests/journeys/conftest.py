"""The family of the urgent sheet's tests serves every journey."""

from tests.rooms.emergency.conftest import family

__all__ = ["family"]
