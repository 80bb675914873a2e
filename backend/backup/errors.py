"""What goes wrong with a backup, as one sentence that says what to do."""

from collections.abc import Generator
from contextlib import contextmanager

from backend.backup.places import place_of
from media.storage import BadName, Damaged, Full, Missing, Refused, StorageError, Unreachable


class BackupError(Exception):
    """A sentence for whoever runs the command."""


@contextmanager
def said(again: str = "relancez la même commande") -> Generator[None]:
    """Storage errors as sentences that name the option whose place failed. Raises BackupError."""
    try:
        yield
    except StorageError as error:
        place = place_of(error)
        raise BackupError(_sentence(error, place.label if place else "le stockage", again)) from None


def _sentence(error: StorageError, at: str, again: str) -> str:
    if isinstance(error, Full):
        return f"il n’y a plus de place dans {at} : libérez-en, puis {again}."
    if isinstance(error, Unreachable):
        return f"{at} ne répond plus : quand il répond, {again}."
    if isinstance(error, Refused):
        return f"{at} nous refuse (identifiants, droits, ou seau absent) : corrigez, puis {again}."
    if isinstance(error, Damaged | Missing | BadName):
        return f"dans {at}, quelque chose manque ou a été altéré ({error}) : {again}."
    return f"{at} : {error}."
