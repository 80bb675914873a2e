"""What `cs3 backup` and `cs3 restore` do."""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend import cli_checks
from backend.backup.choosing import choose, moment
from backend.backup.closings import Closed
from backend.backup.errors import BackupError, said
from backend.backup.making import Made, make
from backend.backup.manifest import PUSH_KEY, SEAL_KEY, SERVER_KEY, Keys, read_keys
from backend.backup.places import Place, folder_of, overlap, place_at
from backend.backup.restoring import restore
from backend.backup.target import Target
from backend.backup.verifying import verify
from backend.cli_checks import Stop, said_plainly
from backend.cli_running import database, signals_stop
from backend.kit.clock import SystemClock
from backend.settings import Settings, read_settings
from media.storage import Refused

T = TypeVar("T")
_CUT = 143
"""What a command stopped by a signal answers, so that nobody takes it for done."""


def backup(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    data_url, keys_url = _addresses(options, settings, "--to", "--keys-to")
    if options.verify:
        _verify(*_places(data_url, keys_url, "--to", "--keys-to", exists=True), options.at)
        return
    if options.at:
        raise Stop("--at va avec --verify, ou avec cs3 restore.")
    _check_apart(settings, data_url, keys_url)
    cli_checks.house(settings)
    if (settings.data / ".demo").exists():
        raise Stop(
            f"{settings.data} est une démonstration, aux mots de passe connus : elle ne se sauvegarde pas."
        )
    data, keys = _places(data_url, keys_url, "--to", "--keys-to")
    with signals_stop(_CUT), database(settings, migrate=False) as dsn:
        with said_plainly(settings):
            cli_checks.server_key(settings, dsn)
            files = place_at(settings.storage_url or str(settings.data / "files"), "CS3_STORAGE_URL")
        made = _run(
            make(
                dsn=dsn,
                files=files,
                secrets=_secrets(settings),
                data=data,
                keys=keys,
                now=SystemClock().now(),
                days=settings.backup_days,
            )
        )
    _tell(made)


def _tell(made: Made) -> None:
    manifest = made.manifest
    print(
        f"Sauvegarde {manifest.id}, faite et relue : {len(manifest.tables)} tables, {manifest.rows} lignes,"
        f" {manifest.objects} fichiers ({made.sent} envoyés, {made.sent_bytes / 1e6:.1f} Mo)."
    )
    if made.destroyed or made.removed:
        print(
            f"Clés d’anciennes sauvegardes détruites : {made.destroyed} ; fichiers retirés : {made.removed}."
        )
    problems = [
        f"la sauvegarde {id} ne se lit plus : quand vous n’en attendez plus rien, supprimez backups/{id} et keys/{id}."
        for id in made.damaged
    ]
    if made.lost:
        problems.insert(
            0,
            f"{made.lost} fichiers que la base nomme n’étaient plus dans le stockage"
            f" (le premier : {manifest.lost[0]}) ; tout le reste est sauvegardé.",
        )
    for problem in problems:
        print(f"cs3 : {problem}", file=sys.stderr)
    if problems:
        raise SystemExit(1)


def _verify(data: Place, keys: Place, at: str | None) -> None:
    async def look() -> tuple[Any, list[str]]:
        with said():
            kept = await _keys(data, keys, at)
            return await verify(data, kept.id, kept.key)

    manifest, wrong = _run(look())
    if wrong:
        raise Stop(
            f"dans la sauvegarde {manifest.id}, {len(wrong)} objets manquent ou sont abîmés"
            f" (le premier : {wrong[0]}) : refaites une sauvegarde, dans un lieu sûr."
        )
    print(
        f"Sauvegarde {manifest.id} : {manifest.rows} lignes et {manifest.objects} fichiers relus, tout y est."
    )


def give_back(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    urls = _addresses(options, settings, "--from", "--keys-from")
    data, keys = _places(*urls, "--from", "--keys-from", exists=True)
    target = Target(settings.data, _secrets(settings), settings.database_url, settings.storage_url)
    if any(overlap(url, str(settings.data)) for url in urls):
        raise Stop(
            "la sauvegarde et le dossier où la rendre sont au même endroit : donnez un autre dossier par --data."
        )

    async def give_back() -> Any:
        with said():
            kept = await _keys(data, keys, options.at)
        return await restore(data, kept, target, keys_at=keys, incomplete=options.incomplete)

    with signals_stop(_CUT), said_plainly(settings):
        restored = _run(give_back())
    manifest = restored.manifest
    print(
        f"Sauvegarde {manifest.id} rendue : {manifest.rows} lignes,"
        f" {manifest.objects - len(restored.without)} fichiers. Lancez cs3 serve."
    )
    for name in restored.without:
        print(f"sans {name}")
    _tell_closed(restored.closed)


def _tell_closed(closed: Closed) -> None:
    if closed.closed:
        print(
            f"Carnets fermés depuis cette sauvegarde, et fermés de nouveau : {closed.closed} (leurs familles peuvent"
            " encore revenir, jusqu’au jour qui leur a été dit)."
        )
    if closed.erased:
        print(
            f"Carnets effacés depuis cette sauvegarde, fermés de nouveau : {closed.erased} ; CS3 les efface dans les"
            " deux heures, et le dit à leurs familles."
        )
    for id in closed.unread:
        print(f"cs3 : la sauvegarde {id} n’a pas pu dire quels carnets ont été fermés.", file=sys.stderr)
    if closed.known_until:
        print(
            f"Un carnet fermé après le {closed.known_until:%Y-%m-%dT%H:%M:%S} (UTC) est rendu ouvert :"
            " aucune sauvegarde ne le sait. Demandez aux familles."
        )


def _secrets(settings: Settings) -> dict[str, Path]:
    return {SERVER_KEY: settings.key_file, PUSH_KEY: settings.push_key, SEAL_KEY: settings.seal_key}


async def _keys(data: Place, keys: Place, at: str | None) -> Keys:
    return await read_keys(keys, await choose(data, keys, moment(at) if at else None))


def _addresses(options: argparse.Namespace, settings: Settings, data: str, keys: str) -> tuple[str, str]:
    data_url, keys_url = options.to or settings.backup_to, options.keys_to or settings.backup_keys_to
    if not data_url or not keys_url:
        raise Stop(
            f"dites où : {data} (ou CS3_BACKUP_TO) et {keys} (ou CS3_BACKUP_KEYS_TO), un dossier ou s3://… chacun."
        )
    return data_url, keys_url


def _check_apart(settings: Settings, data_url: str, keys_url: str) -> None:
    """Keys beside what they open protect nothing; neither does a backup on what it protects from losing."""
    if overlap(data_url, keys_url):
        raise Stop(
            "--to et --keys-to sont au même endroit : les clés doivent être à part de ce qu’elles ouvrent."
        )
    for option, url in (("--to", data_url), ("--keys-to", keys_url)):
        if overlap(url, str(settings.data)) or (settings.storage_url and overlap(url, settings.storage_url)):
            raise Stop(f"{option} est là où sont les données : donnez un autre disque, ou un autre seau.")


def _places(
    data_url: str, keys_url: str, data: str, keys: str, *, exists: bool = False
) -> tuple[Place, Place]:
    found: list[Place] = []
    for option, url in ((data, data_url), (keys, keys_url)):
        try:
            found.append(place_at(url, option, exists=exists))
        except Refused as problem:
            folder = folder_of(url) if "://" not in url or url.startswith("file:") else None
            where = f" ({folder})" if folder else ""
            raise Stop(
                f"{option}{where} ne peut pas servir : donnez un dossier qui existe et vous appartient, ou"
                " s3://clé:secret@hôte:port/seau."
            ) from problem
    return found[0], found[1]


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Raises Stop: what goes wrong, as a sentence."""
    try:
        return asyncio.run(work)
    except BackupError as problem:
        raise Stop(str(problem)) from None
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as problem:
        # The kind alone: a message may repeat a row.
        raise Stop(
            f"la base a refusé ou s’est arrêtée ({type(problem).__name__}) : relancez la même commande."
        ) from None
    except OSError as problem:
        raise Stop(
            f"{problem.filename or 'la base'} ne répond pas ({problem.strerror or type(problem).__name__}) :"
            " relancez la même commande."
        ) from None
