"""The command `cs3 files`: whether what was received is still as it was."""

from __future__ import annotations

import argparse
import asyncio
import math
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from backend import cli_checks
from backend.cli_checks import Stop, said_plainly
from backend.cli_running import database, signals_stop
from backend.settings import Settings, read_settings

if TYPE_CHECKING:
    from backend.rooms.uploads.scanning import Scans

_FOUND = {
    "clean": "sains",
    "infected": "refusés",
    "too_large": "trop gros pour lui",
    "waiting": "en attente",
}
_WRONG = {
    "missing": "il manque des octets",
    "damaged": "ne s’ouvre plus sous son sceau",
    "different": "n’est plus ce qui a été reçu",
}


def add_commands(commands: Any, data: Callable[[argparse.ArgumentParser], None]) -> None:
    files = commands.add_parser(
        "files", help="dit si les fichiers reçus sont encore ce qu’ils étaient, d’après ce qui a été relu"
    )
    data(files)
    files.add_argument("--now", action="store_true", help="les relit tous maintenant, au lieu de peu à peu")
    files.set_defaults(run=_files)


def _files(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    cli_checks.house(settings)
    with signals_stop(), database(settings, migrate=False) as dsn:
        with said_plainly(settings):
            cli_checks.server_key(settings, dsn)
        told, wrong, scans = asyncio.run(_look(settings, dsn, now=options.now))
    print(_sentence(settings, told))
    print(_scanner(scans))
    for row in wrong:
        where = f"{row['carnet_id']}/{row['id']}"
        print(
            f"cs3 : {where} {_WRONG[row['found_wrong']]} (relu le {_day(row['looked_at'])})", file=sys.stderr
        )
    if told["wrong"]:
        raise Stop(
            f"fichiers qui ne sont plus comme reçus : {told['wrong']} ; rendez-les depuis une sauvegarde (cs3 restore)."
        )


async def _look(
    settings: Settings, dsn: str, *, now: bool
) -> tuple[dict[str, Any], list[dict[str, Any]], Scans]:
    import backend.house  # noqa: F401  # who takes which kind
    from backend.app import open_runtime
    from backend.kit import database as pool
    from backend.kit import runtime
    from backend.rooms.uploads import integrity, scanning
    from media.storage import StorageError
    from media.storage.errors import KeysUnusable

    with said_plainly(settings):
        open_runtime(settings)
    await pool.connect(dsn, patience=None)
    try:
        if now:
            at = runtime.get().clock.now()
            await integrity.look_at(before=at, at=at, most=math.inf)
        return *await integrity.report(), await scanning.report()
    except KeysUnusable:
        raise Stop(
            "la clé d’un carnet manque au fichier des clés : remettez-le depuis sa sauvegarde, ou dites où il est par CS3_KEY_FILE."
        ) from None
    except StorageError as problem:
        raise Stop(
            f"le stockage ne répond pas ({type(problem).__name__}) : rien n’est dit de plus."
        ) from None
    finally:
        await pool.disconnect()


def _sentence(settings: Settings, told: dict[str, Any]) -> str:
    gigabytes = f"{told['size'] / 1e9:.1f}".replace(".", ",")
    if not told["files"]:
        return "Aucun fichier n’est encore reçu."
    looked = f"Fichiers reçus : {told['files']} ({gigabytes} Go), dont relus : {told['looked']}"
    since = f", le plus ancien le {_day(told['oldest'])}" if told["oldest"] else ""
    pace = settings.check_megabytes
    still = (
        f" Relecture : {pace} Mo par heure." if pace else " La relecture est arrêtée (CS3_CHECK_MEGABYTES)."
    )
    held = "" if told["wrong"] else " Tout ce qui a été relu est tel que reçu."
    return f"{looked}{since}.{held if told['looked'] else ''}{still}"


def _scanner(scans: Scans) -> str:
    """Whether there is one, whether it answers, and what it found."""
    if not scans.configured:
        said = "Aucun antivirus ne regarde les fichiers reçus (CS3_CLAMD)."
    elif scans.version is None:
        said = "L’antivirus (CS3_CLAMD) ne répond pas : ce qui arrive attend, sans que personne le voie."
    else:
        said = f"Antivirus : {scans.version}."
    counts = [f"{words} : {scans.found[found]}" for found, words in _FOUND.items() if scans.found.get(found)]
    return " ".join([said, *([f"Fichiers {', '.join(counts)}."] if counts else [])])


def _day(moment: Any) -> str:
    return moment.strftime("%Y-%m-%d")
