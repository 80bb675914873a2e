"""The command `cs3`."""

import argparse
import asyncio
import json
import logging
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvicorn

from backend import __version__, cli_audit, cli_backup, cli_checks, cli_files, cli_keys, cli_status
from backend.cli_checks import Stop, said_plainly
from backend.cli_running import database, keep_out_of_collections, signals_stop
from backend.kit import embedded
from backend.kit.bounded_heads import BoundedHeads
from backend.kit.errors import SettingsError
from backend.kit.logs import set_up_logs
from backend.settings import Settings, read_settings

logger = logging.getLogger("cs3.cli")


def main(arguments: list[str] | None = None) -> None:
    """Runs one command. What goes wrong is said in one sentence, and the exit code is 1."""
    options = _parser().parse_args(arguments)
    # Whoever tries it in a terminal is told where to go, and what goes wrong: fifty lines of requests would hide both.
    trying = getattr(options, "demo", False) and sys.stderr.isatty()
    set_up_logs(level=logging.WARNING if trying else logging.INFO)
    try:
        options.run(options)
    except (SettingsError, embedded.EmbeddedError, Stop) as problem:
        print(f"cs3 : {problem}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="cs3", description="CS3, le carnet de soins et de suivi spécifiques."
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(required=True, metavar="COMMANDE")

    serve = commands.add_parser("serve", help="sert le carnet (et exécute ses tâches, sauf CS3_WORKER=apart)")
    _data(serve)
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--demo", action="store_true", help="avec deux carnets de démonstration")
    serve.add_argument("--ssl-cert", type=Path)
    serve.add_argument("--ssl-key", type=Path)
    serve.set_defaults(run=_serve)

    worker = commands.add_parser("worker", help="exécute les tâches : copies des films, messages, ménage")
    _data(worker)
    worker.set_defaults(run=_work)

    forward = commands.add_parser("migrate", help="met la base à jour")
    _data(forward)
    forward.set_defaults(run=_migrate)

    rotate = commands.add_parser("rotate-key", help="change la clé du serveur, sans réécrire un seul fichier")
    _data(rotate)
    rotate.add_argument(
        "--retire",
        action="store_true",
        help="ne change rien, mais détruit les anciennes clés, si rien n’est plus scellé par elles",
    )
    rotate.set_defaults(run=_rotate)

    cli_backup.add_commands(commands, _data)
    cli_audit.add_commands(commands, _data)
    cli_files.add_commands(commands, _data)
    cli_status.add_commands(commands, _data)

    code = commands.add_parser(
        "demo-code", help="adresse, mot de passe et code d’une personne de la démonstration"
    )
    _data(code)
    code.add_argument("name", nargs="?", default="anne")
    code.set_defaults(run=_demo_code)

    document = commands.add_parser("openapi", help="écrit le document OpenAPI")
    document.set_defaults(run=_openapi)
    return parser


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="dossier des données (CS3_DATA, sinon ./data)")


def _serve(options: argparse.Namespace) -> None:
    listener = cli_checks.listen(options.host, options.port)
    scheme = "https" if options.ssl_cert else "http"
    given = None if "CS3_PUBLIC_URL" in os.environ else f"{scheme}://localhost:{options.port}"
    settings = read_settings(data=options.data, public_url=given, demo=options.demo)
    with said_plainly(settings):
        cli_checks.demo_folder(settings)
        cli_checks.room(settings.data)
        cli_checks.certificate(options.ssl_cert, options.ssl_key)
    with signals_stop(), database(settings, migrate=False) as dsn:
        from backend.app import create_app

        if settings.demo:
            import backend.demo.fill  # noqa: F401  # its job is declared before the worker starts

        with said_plainly(settings):
            cli_checks.server_key(settings, dsn)
            cli_checks.seal_key(settings, dsn)
            app = create_app(settings, dsn, ready=[_demonstration(settings)] if settings.demo else [])
        server = _Server(
            uvicorn.Config(
                app,
                loop="uvloop",
                http=BoundedHeads,
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=True,
                proxy_headers=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=25,
                ssl_certfile=str(options.ssl_cert) if options.ssl_cert else None,
                ssl_keyfile=str(options.ssl_key) if options.ssl_key else None,
            )
        )
        print(f"CS3 {__version__} : {settings.public_url}", flush=True)
        if settings.demo:
            print("Entrez en Anne / sign in as Anne: ./just code anne", flush=True)
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """A stop asked while starting is heeded once started: uvicorn would leave without closing what was opened."""
        await super().startup(sockets)
        keep_out_of_collections()
        if self.started and self.should_exit:
            self.should_exit = False
            asyncio.get_running_loop().call_soon(setattr, self, "should_exit", True)


def _demonstration(settings: Settings) -> Callable[[], Awaitable[None]]:
    async def fill() -> None:
        from backend.demo.fill import fill_in

        await fill_in(settings)

    return fill


def _work(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    with signals_stop(), database(settings, migrate=False) as dsn:
        with said_plainly(settings):
            cli_checks.server_key(settings, dsn)
            cli_checks.seal_key(settings, dsn)
        asyncio.run(_work_until_stopped(settings, dsn))


async def _work_until_stopped(settings: Settings, dsn: str) -> None:
    import backend.house  # noqa: F401  # the rooms declare their jobs
    from backend.app import open_runtime
    from backend.kit import database as pool
    from backend.worker.app import working

    with said_plainly(settings):
        open_runtime(settings)
    await pool.connect(dsn, pool_size=settings.pool_size)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        async with working(dsn):
            keep_out_of_collections()
            await stop.wait()
    finally:
        await pool.disconnect()


def _migrate(options: argparse.Namespace) -> None:
    with database(read_settings(data=options.data), migrate=True):
        print("La base est à jour.")


def _rotate(options: argparse.Namespace) -> None:
    settings = read_settings(data=options.data)
    cli_checks.house(settings)
    with database(settings, migrate=False) as dsn:
        with said_plainly(settings):
            cli_checks.server_key(settings, dsn)
        if options.retire:
            count = asyncio.run(cli_keys.retire(settings, dsn))
            print(
                f"Anciennes clés détruites : {count} ; une copie de la base d’avant la rotation ne s’ouvre plus."
            )
        else:
            count = asyncio.run(cli_keys.rotate(settings, dsn))
            print(f"Nouvelle clé du serveur ; carnets qui y sont passés : {count}.")


def _demo_code(options: argparse.Namespace) -> None:
    from backend.demo.code import sign_in_details

    data = options.data or Path(os.environ.get("CS3_DATA", "data/demo"))
    try:
        print(sign_in_details(data, options.name))
    except FileNotFoundError:
        raise Stop(f"pas de démonstration dans {data} : lancez d’abord ./just demo.") from None
    except LookupError as people:
        raise Stop(f"qui ? {people}") from None


def _openapi(_: argparse.Namespace) -> None:
    from backend.app import assemble

    app = assemble(Path("/nonexistent"))
    print(json.dumps(app.openapi_schema.to_schema(), indent=1, sort_keys=True, ensure_ascii=False))


if __name__ == "__main__":
    main()
