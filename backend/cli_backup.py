"""The commands `cs3 backup` and `cs3 restore`: what can be asked of them."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any


def add_commands(commands: Any, data: Callable[[argparse.ArgumentParser], None]) -> None:
    backup = commands.add_parser(
        "backup", help="sauvegarde la base et les fichiers, et relit ce qu’elle écrit"
    )
    data(backup)
    backup.add_argument("--to", help="dossier, ou s3://… (CS3_BACKUP_TO)")
    backup.add_argument("--keys-to", help="un autre lieu, pour les clés (CS3_BACKUP_KEYS_TO)")
    backup.add_argument(
        "--verify", action="store_true", help="ne sauvegarde rien, mais relit une sauvegarde entière"
    )
    backup.add_argument("--at", help="avec --verify : la dernière d’avant ce moment (UTC)")
    backup.set_defaults(run=_later("backup"))

    back = commands.add_parser("restore", help="rend une sauvegarde, dans un dossier et une base vides")
    data(back)
    back.add_argument("--from", dest="to", help="où sont les sauvegardes (CS3_BACKUP_TO)")
    back.add_argument("--keys-from", dest="keys_to", help="où sont leurs clés (CS3_BACKUP_KEYS_TO)")
    back.add_argument("--at", help="la dernière d’avant ce moment : 2026-11-20, 2026-11-20T14:30 (UTC)")
    back.add_argument(
        "--incomplete", action="store_true", help="rend tout le reste, si des fichiers sont abîmés"
    )
    back.set_defaults(run=_later("give_back"))


def _later(name: str) -> Callable[[argparse.Namespace], None]:
    """They know every room, which takes a second to load: no other command waits for it."""

    def run(options: argparse.Namespace) -> None:
        getattr(import_module("backend.cli_backup_running"), name)(options)

    return run
