"""What is looked at before anything starts: each problem is one sentence that says what to do."""

import asyncio
import errno
import shutil
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.kit.errors import SettingsError
from backend.kit.migrate import is_current, is_unfinished, migrate_now
from backend.settings import Settings
from media.storage.errors import Damaged, KeysProblem, KeysUnusable, Refused
from media.storage.keys import FileKeyService

NEEDED_MEGABYTES = 300


class Stop(Exception):
    """A reason not to start, in one sentence that says what to do."""


def house(settings: Settings) -> None:
    """A command that looks at what is there makes nothing: of an empty folder it would say that all is well. Raises Stop."""
    if not settings.database_url and not (settings.postgres_data / "PG_VERSION").exists():
        raise Stop(
            f"{settings.data} ne contient aucun CS3 : donnez son dossier par --data ou CS3_DATA (un service dit le sien dans son fichier)."
        )


_KEYS: dict[KeysProblem, str] = {
    "shared": "d’autres peuvent lire le fichier, faites chmod 600",
    "unreadable": "le fichier ne se lit pas",
    "unwritable": "le fichier ne s’écrit pas",
    "damaged": "le fichier est abîmé, remettez-le depuis sa sauvegarde",
    "absent": "la clé qu’il faut n’y est pas, remettez-le depuis sa sauvegarde",
}


@contextmanager
def said_plainly(settings: Settings) -> Generator[None]:
    """What goes wrong while the folder, the keys and the storage are opened, as a sentence. Raises Stop, SettingsError."""
    try:
        yield
    except KeysUnusable as problem:
        why = f"{_KEYS[problem.code]} ({problem.detail})" if problem.detail else _KEYS[problem.code]
        raise Stop(f"la clé du serveur ({settings.key_file}) ne peut pas servir : {why}.") from None
    except Refused:
        raise SettingsError(
            "CS3_STORAGE_URL", "doit être s3://clé:secret@hôte:port/seau, ou file:///dossier"
        ) from None
    except OSError as problem:
        raise Stop(
            f"{problem.filename or settings.data} ne peut pas servir ({problem.strerror}) :"
            " donnez un autre dossier par --data."
        ) from None


def demo_folder(settings: Settings) -> None:
    """Demonstration people have known passwords: they live only in a folder that was made for them."""
    marker = settings.data / ".demo"
    if settings.demo:
        if settings.data.exists() and any(settings.data.iterdir()) and not marker.exists():
            raise Stop(
                f"{settings.data} contient déjà de vraies données : donnez un autre dossier à la démonstration."
            )
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        marker.touch(mode=0o600)
    elif marker.exists() or (settings.data / "demo.json").exists():
        raise Stop(
            f"{settings.data} est un dossier de démonstration : relancez avec --demo, ou donnez un autre dossier."
        )


def room(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise Stop(f"il reste {free} Mo sur le disque de {folder} : libérez-en au moins {NEEDED_MEGABYTES}.")


def listen(host: str, port: int) -> socket.socket:
    """Takes the port before anything is started, so that a busy one costs nothing."""
    if not 0 <= port <= 65535:
        raise Stop(f"{port} n’est pas un port : donnez par --port un nombre de 1 à 65535.")
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as problem:
        listener.close()
        if problem.errno == errno.EADDRINUSE:
            other = port + 1 if port < 65535 else 8000
            raise Stop(
                f"le port {port} est déjà pris : arrêtez l’autre programme, ou donnez --port {other}."
            ) from None
        if problem.errno == errno.EACCES:
            raise Stop(
                f"le port {port} est réservé à root : donnez --port 8000, derrière un mandataire."
            ) from None
        raise Stop(
            f"{host} n’est pas une adresse de cette machine : donnez --host 127.0.0.1 ou 0.0.0.0."
        ) from None
    listener.listen(512)
    listener.set_inheritable(True)
    return listener


def certificate(*files: Path | None) -> None:
    for file in files:
        if file is not None and not file.is_file():
            raise Stop(f"{file} n’existe pas : donnez un certificat (--ssl-cert) et sa clé (--ssl-key).")


def database_of_ones_own(dsn: str) -> None:
    """CS3_DATABASE_URL answers and is up to date. Raises SettingsError, Stop."""
    if not asyncio.run(_looked_at(dsn)):
        raise Stop("la base de CS3_DATABASE_URL n’est pas à jour : lancez cs3 migrate.")


def bring_forward(dsn: str) -> None:
    """Migrates the database of CS3_DATABASE_URL. Raises SettingsError when it does not answer, Stop when it refuses."""
    asyncio.run(_looked_at(dsn))
    try:
        migrate_now(dsn)
    except asyncpg.InsufficientPrivilegeError:
        raise Stop(
            "le compte de CS3_DATABASE_URL n’a pas le droit de créer des tables :"
            " donnez-lui la base (ALTER DATABASE … OWNER TO …), puis relancez."
        ) from None


async def _looked_at(dsn: str) -> bool:
    try:
        connection = await cast(Any, asyncpg).connect(dsn, timeout=10)
    except (OSError, asyncpg.PostgresError, ValueError) as problem:
        # The kind of problem alone: a message may repeat the address, and its password with it.
        raise SettingsError(
            "CS3_DATABASE_URL", f"mène à une base qui ne répond pas ({type(problem).__name__})"
        ) from None
    try:
        if await is_unfinished(connection):
            raise Stop(
                "la base de CS3_DATABASE_URL n’a été restaurée qu’à moitié : relancez cs3 restore, qui recommence."
            )
        return await is_current(connection)
    finally:
        await connection.close()


def server_key(settings: Settings, dsn: str) -> None:
    """The key file at hand opens the notebooks that there are; one that was lost is never replaced by a new one. Raises Stop."""
    needed = asyncio.run(_key_samples(dsn))
    if not needed:
        return  # a first start, which makes the key
    if not settings.key_file.exists():
        raise Stop(
            f"la clé du serveur ({settings.key_file}) a disparu, et rien ne se lit sans elle :"
            " remettez-la depuis sa sauvegarde, ou dites où elle est par CS3_KEY_FILE."
        )
    keys = FileKeyService(settings.key_file)
    try:
        for carnet_id, wrapped in needed:
            asyncio.run(keys.unwrap(carnet_id, wrapped))
    except (KeysUnusable, Damaged):
        raise Stop(
            f"la clé du serveur ({settings.key_file}) n’est pas celle des carnets de cette base :"
            " remettez la bonne depuis sa sauvegarde, ou dites où elle est par CS3_KEY_FILE."
        ) from None


_LOST = (
    "Perdue pour de bon : cs3 audit key --begin-again recommence avec une autre, et chaque téléphone le dira."
)


def seal_key(settings: Settings, dsn: str) -> None:
    """The key at hand is the one that sealed the traces; one that was lost is never replaced by a new one. Raises Stop."""
    from backend.rooms.audit.keys import BadKeys, SealKeys

    signed_by = asyncio.run(_last_signer(dsn))
    if signed_by is None:
        return  # nothing is sealed yet: the key is made then
    if not settings.seal_key.exists():
        raise Stop(
            f"la clé du sceau des traces ({settings.seal_key}) a disparu : remettez-la depuis sa sauvegarde,"
            f" ou dites où elle est par CS3_SEAL_KEY_FILE. {_LOST}"
        )
    try:
        ours = SealKeys(settings.seal_key).ours
    except BadKeys as problem:
        raise Stop(
            f"la clé du sceau des traces ({settings.seal_key}) ne peut pas servir : {problem}. {_LOST}"
        ) from None
    if signed_by not in ours:
        raise Stop(
            f"la clé du sceau ({settings.seal_key}) n’est pas celle des traces de cette base :"
            f" remettez la bonne depuis sa sauvegarde, ou dites où elle est par CS3_SEAL_KEY_FILE. {_LOST}"
        )


async def _last_signer(dsn: str) -> str | None:
    from backend.kit import database
    from backend.rooms.audit.service import last_signer

    await database.connect(dsn)
    try:
        return await last_signer()
    finally:
        await database.disconnect()


async def _key_samples(dsn: str) -> list[tuple[UUID, bytes]]:
    from backend.kit import database
    from backend.rooms.carnet.service import key_samples

    await database.connect(dsn)
    try:
        return await key_samples()
    finally:
        await database.disconnect()
