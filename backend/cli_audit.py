"""The command `cs3 audit`: the seal of the traces, checked with or without the house."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from backend import cli_checks
from backend.cli_checks import Stop, said_plainly
from backend.cli_running import database, signals_stop
from backend.rooms.audit.keys import BadKeys, SealKeys
from backend.rooms.audit.proofs import Copied, File, History, OneLine, State, read_file
from backend.rooms.audit.roots import Handover
from backend.rooms.audit.verify import Altered, Held, check, follows, goes_on
from backend.settings import Settings, read_settings

_REASONS = {
    "keys": "la suite des clés n’est pas signée",
    "signature": "la racine n’est pas signée par cette clé, ou a été changée",
    "ended_early": "des lignes auraient fini avant un an",
    "head": "l’arbre du carnet n’est pas dans celui du serveur",
    "growth": "l’ancienne racine ne mène pas à la nouvelle",
    "count": "il y a plus ou moins de lignes qu’il n’en a été scellé",
    "missing": "une ligne manque, dont le temps n’était pas fini",
    "line": "une ligne a été changée",
    "lines": "des lignes ont été changées, déplacées ou retirées",
    "hash": "ce n’est pas une empreinte",
    "not_later": "le plus récent ne continue pas l’ancien",
    "began_again": "le sceau a recommencé avec une autre clé, que celle-ci n’a pas signée",
}
_WRONG = {
    "chain": "une racine ne suit pas la précédente",
    "signature": "une racine n’est pas signée par cette maison",
    "tree": "l’arbre du serveur n’est pas celui d’une racine",
    "node": "un nœud de l’arbre du serveur a été changé",
    "head": "la tête d’un carnet n’est pas à sa place",
    "leaf": "une empreinte manque",
    "missing": "une ligne manque, dont le temps n’était pas fini",
    "line": "une ligne a été changée",
    "carnet": "l’arbre d’un carnet n’est pas celui qui a été signé",
    "unsealed": "des lignes n’ont jamais été scellées",
    "gone": "des lignes ont disparu avant d’être scellées",
    "copy": "une racine copiée dans le stockage dit autre chose que la base",
}
_LISTED = 20

if TYPE_CHECKING:
    from backend.rooms.audit.checking import Found

T = TypeVar("T")


def add_commands(commands: Any, data: Callable[[argparse.ArgumentParser], None]) -> None:
    audit = commands.add_parser("audit", help="le sceau des traces : clé, vérification")
    verbs = audit.add_subparsers(required=True, metavar="ACTION")

    key = verbs.add_parser("key", help="écrit la clé publique, à donner aux familles")
    data(key)
    key.add_argument("--renew", action="store_true", help="change la clé ; l’ancienne se porte garante")
    key.add_argument(
        "--begin-again",
        action="store_true",
        help="recommence avec une nouvelle clé, quand l’autre est perdue ; les téléphones le diront",
    )
    key.set_defaults(run=_key)

    verify = verbs.add_parser("verify", help="vérifie un fichier, sans base ni réseau")
    verify.add_argument("file", type=Path, metavar="FICHIER")
    verify.add_argument("--key", required=True, help="la clé publique, ou un fichier qui la contient")
    verify.add_argument("--since", type=Path, help="un fichier plus ancien, que celui-ci doit continuer")
    verify.set_defaults(run=_verify)

    look = verbs.add_parser("check", help="relit tout ce qui a été scellé dans cette maison")
    data(look)
    look.set_defaults(run=_check)


def _key(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    if options.begin_again:
        _begin_again(settings)
        return
    if not settings.seal_key.exists():
        raise Stop(
            f"pas encore de clé du sceau ({settings.seal_key}) : elle est faite au premier démarrage de cs3 serve."
        )
    keys = _keys(settings)
    if options.renew:
        keys.renew()
    print(keys.public)


def _keys(settings: Settings) -> SealKeys:
    try:
        return SealKeys(settings.seal_key)
    except BadKeys as problem:
        raise Stop(f"la clé du sceau ({settings.seal_key}) ne peut pas servir : {problem}.") from None


def _verify(options: argparse.Namespace) -> None:
    key = _public(options.key)
    newer, held = _checked(options.file, key)
    if options.since:
        older, _ = _checked(options.since, key, newer.keys)
        try:
            if isinstance(older, History) and isinstance(newer, History):
                follows(older, newer)
            elif isinstance(older, Copied) and isinstance(newer, Copied):
                goes_on(older, newer)
            else:
                raise Stop(
                    "--since va avec deux historiques entiers, ou deux racines copiées l’une après l’autre."
                )
        except Altered as problem:
            raise Stop(f"{options.file.name} : {_said(problem)}.") from None
    print(_told(newer, held))
    if held.lost:
        print(
            f"Le sceau a recommencé le {held.lost}, sa clé perdue : pour ce qui précède, cette clé est seule à le dire."
        )


def _public(given: str) -> str:
    text = Path(given).read_text().strip() if Path(given).is_file() else given.strip()
    if len(text) != 64 or any(letter not in "0123456789abcdef" for letter in text):
        raise Stop("--key n’est pas une clé publique : donnez les 64 signes qu’écrit cs3 audit key.")
    return text


def _checked(path: Path, key: str, line: Sequence[Handover] | None = None) -> tuple[File, Held]:
    try:
        file = read_file(path.read_bytes())
        return file, check(file, key, line)
    except OSError as problem:
        raise Stop(f"{path} ne se lit pas ({problem.strerror}).") from None
    except ValueError:
        raise Stop(f"{path.name} n’est pas un fichier de preuve de CS3, ou a été changé.") from None
    except Altered as problem:
        raise Stop(f"{path.name} ne tient pas : {_said(problem)}.") from None


def _said(problem: Altered) -> str:
    return _REASONS[problem.reason] + (f" (ligne {problem.line + 1})" if problem.line is not None else "")


def _told(file: File, held: Held) -> str:
    root = f"racine {held.root.number} du {held.root.at}"
    if isinstance(file, OneLine):
        return f"La ligne est telle qu’elle a été écrite ({root})."
    if isinstance(file, Copied):
        return f"La {root} est signée par cette clé."
    if isinstance(file, State):
        since = f" ; rien n’a été changé ni retiré depuis la racine {held.since.number}" if held.since else ""
        return f"La {root} est signée par cette clé{since}."
    ended = f", dont {held.ended} dont le temps est fini" if held.ended else ""
    kept = (
        f" ; {held.withheld} sont scellées sans être montrées à qui a emporté ce fichier"
        if held.withheld
        else ""
    )
    return f"Les {held.lines} lignes sont telles qu’elles ont été écrites, aucune ne manque{ended}{kept} ({root})."


def _check(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    keys = _keys(settings) if settings.seal_key.exists() else None
    if keys is None:
        raise Stop(
            f"pas de clé du sceau ({settings.seal_key}) : remettez-la, ou dites où elle est par CS3_SEAL_KEY_FILE."
        )
    with signals_stop(), database(settings, migrate=False) as dsn:
        found = _within(settings, dsn, lambda: _look(keys))
    for number in found.begun:
        print(f"À la racine {number}, le sceau a recommencé avec une autre clé : celle d’avant était perdue.")
    for what, where in found.wrong[:_LISTED]:
        print(f"cs3 : {_WRONG[what]} ({where})", file=sys.stderr)
    if found.wrong:
        raise Stop(f"{len(found.wrong)} choses ne sont pas telles qu’elles ont été scellées.")
    print(f"Tout tient : {found.lines} lignes, dont {found.ended} finies, {found.roots} racines.")


async def _look(keys: SealKeys) -> "Found":
    """Of one moment, however long it takes."""
    from backend.kit.database import fetch
    from backend.kit.transaction import transaction
    from backend.rooms.audit import checking

    async with transaction():
        await fetch("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        await fetch("SET LOCAL statement_timeout = 0")
        return await checking.check(keys)


def _begin_again(settings: Settings) -> None:
    from backend.kit import runtime
    from backend.rooms.audit import beginning
    from backend.rooms.audit.sealing import BrokenSeal

    with signals_stop(), database(settings, migrate=False) as dsn:
        try:
            begun = _within(settings, dsn, lambda: beginning.begin_again(at=runtime.get().clock.now()))
        except beginning.NotLost:
            raise Stop(
                f"la clé du sceau n’est pas perdue, ou n’a encore rien scellé ({settings.seal_key}) :"
                " cs3 audit key --renew la change, et l’ancienne se porte garante."
            ) from None
        except BrokenSeal as problem:
            raise Stop(
                f"ce qui est dans la base n’est pas ce que l’ancienne clé a scellé ({problem}) : lancez cs3 audit check."
            ) from None
    if begun.aside:
        print(f"Le fichier qui était là est gardé : {begun.aside}")
    if begun.unknown:
        print(f"De {begun.unknown} changements de clé plus anciens, rien ne dit plus rien.")
    print(f"Clé perdue : {begun.former}. Ce qu’elle a signé se vérifie toujours avec elle.")
    print(
        "Les téléphones diront que le sceau a recommencé. Sauvegardez la nouvelle clé, et donnez-la aux familles :"
    )
    print(begun.key)


def _within(settings: Settings, dsn: str, work: Callable[[], Awaitable[T]]) -> T:
    """`work` in this house, with no limit to how long a statement takes."""
    from backend.app import open_runtime
    from backend.kit import database as pool

    async def run() -> T:
        with said_plainly(settings):
            open_runtime(settings)
        await pool.connect(dsn, patience=None)
        try:
            return await work()
        finally:
            await pool.disconnect()

    with said_plainly(settings):
        cli_checks.server_key(settings, dsn)
    return asyncio.run(run())
