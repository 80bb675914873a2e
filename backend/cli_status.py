"""The command `cs3 status`: what this machine does not do for want of a program, and what waits for it."""

import argparse
import asyncio
from collections.abc import Callable
from typing import Any

from backend import cli_checks
from backend.cli_checks import said_plainly
from backend.cli_running import database, signals_stop
from backend.settings import Settings, read_settings
from media.ocr import Absence, Tesseract

INSTALL = "apt-get install tesseract-ocr tesseract-ocr-fra"
_WITHOUT: dict[Absence, str] = {
    "off": "arrêté (CS3_TESSERACT=off)",
    "not_installed": f"Tesseract n’est pas installé ({INSTALL})",
    "no_french": f"Tesseract n’a pas le français ({INSTALL})",
    "broken": "Tesseract ne démarre pas ici (cs3 le lance confiné, avec 512 Mo)",
}


def add_commands(commands: Any, data: Callable[[argparse.ArgumentParser], None]) -> None:
    status = commands.add_parser(
        "status", help="dit ce que cette machine ne sait pas faire, faute d’un programme"
    )
    data(status)
    status.set_defaults(run=_status)


def _status(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    cli_checks.house(settings)
    with signals_stop(), database(settings, migrate=False) as dsn:
        print(asyncio.run(_look(settings, dsn)))


async def _look(settings: Settings, dsn: str) -> str:
    from backend.app import open_runtime
    from backend.kit import database as pool
    from backend.rooms.documents import service as documents

    with said_plainly(settings):
        open_runtime(settings)
    await pool.connect(dsn, patience=None)
    try:
        return words_sentence(await documents.text_reader(), await documents.unread())
    finally:
        await pool.disconnect()


def words_sentence(reader: Tesseract | Absence, unread: int) -> str:
    """unread: letters of which some pages' words are not known."""
    if isinstance(reader, Tesseract):
        sentence = f"Texte des lettres photographiées : reconnu par {reader.program} ({reader.languages})."
        return sentence + (f" Documents qui attendent : {unread}." if unread else "")
    sentence = f"Texte des lettres photographiées : pas reconnu, {_WITHOUT[reader]}. Elles se lisent, mais ne se cherchent pas par leur texte."
    return sentence + (f" Documents concernés : {unread}." if unread else "")
