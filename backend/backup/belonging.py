"""Whose a place is. Two houses in one place would throw away each other's files; the wrong keys would look like none left."""

import secrets
from uuid import UUID

from backend.backup import manifest as m
from backend.backup.errors import BackupError
from backend.backup.places import KEYS, MARK, Place
from media.storage import Missing


async def belong(data: Place, keys: Place, *, house: UUID) -> None:
    """Marks both places at the first backup; afterwards raises BackupError unless they are this house's, and go together."""
    theirs, ours = await _mark(data), await _mark(keys)
    if theirs is None:
        await _empty(data)
        if ours is None:
            await _empty(keys)
            ours = m.Mark(format=m.FORMAT, place=secrets.token_hex(16), house=house)
            await keys.put(MARK, m.encoded(ours))
        elif [name async for name in keys.names(KEYS)]:
            raise BackupError(
                f"{keys.label} garde les clés de sauvegardes que {data.label} n’a pas (disque absent ?) :"
                " donnez-lui la bonne adresse, ou un lieu vide à chacun des deux."
            )
        theirs = ours
        if ours.house == house:
            await data.put(MARK, m.encoded(ours))
    together(theirs, ours, data, keys)
    if theirs.house != house:
        raise BackupError(
            f"{data.label} garde les sauvegardes d’un autre CS3 : donnez à celui-ci des lieux à lui."
        )


async def owner(data: Place, keys: Place) -> UUID:
    """The house whose backups these are. Raises BackupError when there are none, or the keys are others'."""
    theirs, ours = await _mark(data), await _mark(keys)
    if theirs is None:
        raise BackupError(f"{data.label} ne contient aucune sauvegarde de CS3 : donnez la bonne adresse.")
    together(theirs, ours, data, keys)
    return theirs.house


def together(data_mark: m.Mark, keys_mark: m.Mark | None, data: Place, keys: Place) -> None:
    """Raises BackupError unless the keys are those of the data."""
    if keys_mark is None or keys_mark.place != data_mark.place:
        raise BackupError(f"{keys.label} n’a pas les clés de {data.label} : donnez les clés qui vont avec.")


async def _mark(place: Place) -> m.Mark | None:
    try:
        return await m.read_mark(place)
    except Missing:
        return None


async def _empty(place: Place) -> None:
    async for _ in place.names(""):
        raise BackupError(
            f"{place.label} contient autre chose que des sauvegardes de CS3 : donnez un lieu vide."
        )
