"""What a command runs within: the database, and signals that stop it in good order."""

import contextlib
import gc
import signal
from collections.abc import Iterator

from backend import cli_checks
from backend.cli_checks import said_plainly
from backend.kit import embedded
from backend.kit.migrate import migrate_now
from backend.settings import Settings


@contextlib.contextmanager
def database(settings: Settings, *, migrate: bool) -> Iterator[str]:
    """The database's address; the embedded one is started, brought forward, and stopped at the end."""
    if settings.database_url:
        if migrate:
            cli_checks.bring_forward(settings.database_url)
        else:
            cli_checks.database_of_ones_own(settings.database_url)
        yield settings.database_url
        return
    with said_plainly(settings):
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        server = embedded.start(settings.postgres_data)
    try:
        migrate_now(server.dsn)
        with server.kept():
            yield server.dsn
    finally:
        server.stop()


@contextlib.contextmanager
def signals_stop(code: int = 0) -> Iterator[None]:
    """A stop, asked by a signal at any moment, passes through every `finally`: what was started is stopped.

    code: what the process then answers. uvicorn hands INT and TERM on once it has finished, and knows no HUP (a closed terminal).
    """

    def stop(*_: object) -> None:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)  # a second one would cut the stopping short
        raise SystemExit(code)

    before = {
        signal.SIGTERM: signal.signal(signal.SIGTERM, stop),
        signal.SIGHUP: signal.signal(signal.SIGHUP, lambda *_: signal.raise_signal(signal.SIGTERM)),
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_out_of_collections() -> None:
    """What was loaded to start stays until the end: the garbage collector need not walk through it again, 0.1 s each time, with
    everybody who reads waiting. Once, when all is loaded: what becomes garbage of it later would never be found."""
    gc.collect()
    gc.freeze()
