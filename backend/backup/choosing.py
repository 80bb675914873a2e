"""Which backup: the newest, or the newest of before a moment."""

from datetime import UTC, datetime, time

from backend.backup import retention
from backend.backup.belonging import owner
from backend.backup.errors import BackupError
from backend.backup.manifest import time_of
from backend.backup.places import Place


def moment(text: str) -> datetime:
    """`2026-11-20` (its end), `2026-11-20T14:30`, `…+01:00`; UTC unless it says otherwise. Raises BackupError."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise BackupError(
            f"{text[:40]} n’est pas un moment : donnez --at 2026-11-20, ou --at 2026-11-20T14:30 (UTC)."
        ) from None
    if len(text) == len("2026-11-20"):
        at = datetime.combine(at, time.max)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


async def choose(data: Place, keys: Place, at: datetime | None) -> str:
    """An id. Raises BackupError with the moments that there are."""
    await owner(data, keys)
    there, openable = await retention.with_manifest(data), await retention.complete(data, keys)
    if not there:
        raise BackupError(f"{data.label} ne contient aucune sauvegarde finie : lancez d’abord cs3 backup.")
    early = [id for id in openable if at is None or (made := time_of(id)) is None or made <= at]
    if early:
        newest = early[-1]
        if [id for id in there if id > newest and id not in openable and (at is None or _before(id, at))]:
            raise BackupError(_without_key(keys, newest))
        return newest
    if not openable:
        raise BackupError(
            f"{keys.label} n’a plus la clé d’aucune sauvegarde (détruites à leur terme, ou perdues) :"
            " rien de ce qui est là ne s’ouvre plus."
        )
    raise BackupError(f"aucune sauvegarde de ce moment ou d’avant : la plus ancienne est du {openable[0]}.")


def _before(id: str, at: datetime) -> bool:
    made = time_of(id)
    return made is not None and made <= at


def _without_key(keys: Place, newest: str) -> str:
    made = time_of(newest)
    assert made
    return (
        f"{keys.label} n’a plus la clé de la sauvegarde demandée :"
        f" la plus récente qui s’ouvre est du {made:%Y-%m-%dT%H:%M:%S} ; demandez-la par --at."
    )
