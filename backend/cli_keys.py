"""The server's key renewed, and the old ones destroyed."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from backend.cli_checks import Stop, said_plainly
from backend.settings import Settings
from media.storage.errors import Damaged
from media.storage.keys import FileKeyService


async def rotate(settings: Settings, dsn: str) -> int:
    """A new key wraps everything that one wraps; the old ones stay in the file. How many notebooks."""
    from backend.app import open_runtime
    from backend.kit.transaction import transaction
    from backend.rooms.carnet.service import rewrap_all
    from backend.rooms.identity import service as identity

    async with _opened(settings, dsn):
        FileKeyService(settings.key_file).rotate()
        open_runtime(settings)
        async with transaction():
            count = await rewrap_all()
        await identity.reseal()
        return count


async def retire(settings: Settings, dsn: str) -> int:
    """Destroys the old keys; how many. Raises Stop while anything is still wrapped by one of them."""
    from backend.kit.transaction import transaction
    from backend.rooms.carnet.service import wrapped_by_old_keys
    from backend.rooms.identity import service as identity

    async with _opened(settings, dsn), transaction():
        keys = FileKeyService(settings.key_file)
        # Both wait for whoever is writing, and keep others from it until the keys are gone.
        try:
            carnets = await wrapped_by_old_keys(keys.is_current)
            codes, messages = await identity.sealed_by_old_keys(keys.is_current)
        except Damaged:
            raise Stop("une clé gardée dans la base est abîmée : rien n’a été détruit.") from None
        held = [
            f"{count} {one if count == 1 else several}"
            for count, one, several in (
                (carnets, "carnet", "carnets"),
                (codes, "code à usage unique", "codes à usage unique"),
                (messages, "message en attente", "messages en attente"),
            )
            if count
        ]
        if held:
            raise Stop(
                f"d’anciennes clés du serveur servent encore ({', '.join(held)}) : "
                "lancez d’abord cs3 rotate-key, sans --retire."
            )
        return keys.retire()


@asynccontextmanager
async def _opened(settings: Settings, dsn: str) -> AsyncGenerator[None]:
    from backend.app import open_runtime
    from backend.kit import database
    from backend.kit.erasing import erasing

    with said_plainly(settings):
        open_runtime(settings)
    await database.connect(dsn)
    try:
        # A backup takes the keys, then the rows that they opened: both of the same moment.
        async with erasing() as may:
            if not may:
                raise Stop("une sauvegarde est en cours : relancez quand elle est finie.")
            yield
    finally:
        await database.disconnect()
