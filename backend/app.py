"""Assembles the application. Every room is listed here, once."""

import logging
import os
import shutil
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ControllerRouterHandler

from backend import __version__
from backend.house import ROUTES
from backend.kit import database, runtime
from backend.kit.clock import Clock, SystemClock
from backend.kit.errors import SettingsError
from backend.kit.heads import HeadMiddleware
from backend.kit.health import HealthController
from backend.kit.methods import MethodsMiddleware
from backend.kit.problems import answer_error
from backend.kit.requests import BodyMiddleware, RequestMiddleware
from backend.kit.transaction import TransactionMiddleware
from backend.settings import Settings
from backend.shell import shell_routes
from backend.worker.app import working
from media.storage import storage_from_url
from media.storage.keys import FileKeyService
from push.endpoints import hosts
from push.vapid import Vapid

logger = logging.getLogger("cs3.app")


def open_runtime(settings: Settings, *, clock: Clock | None = None) -> runtime.Runtime:
    """Storage, keys and clock of this process. Makes the data folder (0700) and the server's key (0600) if absent."""
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep_work(settings.work.parent)
    settings.work.mkdir(mode=0o700, parents=True, exist_ok=True)
    opened = runtime.Runtime(
        settings=settings,
        storage=storage_from_url(settings.storage_url or str(settings.data / "files")),
        keys=FileKeyService(settings.key_file),
        clock=clock or SystemClock(),
        vapid=_vapid(settings),
        push_hosts=hosts(settings.push_hosts),
    )
    runtime.start(opened)
    return opened


def _vapid(settings: Settings) -> Vapid | None:
    """Raises SettingsError when the key's file is none."""
    if not settings.push_contact:
        logger.warning("no CS3_PUSH_SUBJECT: reminders go by e-mail only")
        return None
    try:
        return Vapid.from_file(settings.push_key, subject=settings.push_contact)
    except (ValueError, OSError):
        raise SettingsError("CS3_PUSH_KEY_FILE", "ne contient pas une clé de notification lisible") from None


def _sweep_work(folder: Path) -> None:
    """Half-decoded files of processes that died on this machine: health data must not lie about in the clear."""
    host = socket.gethostname()
    for left in folder.glob(f"{host}-*"):
        pid = left.name.removeprefix(f"{host}-")
        # Our own number too: a container that starts again gives its process the number it had.
        if pid.isdigit() and (int(pid) == os.getpid() or not Path(f"/proc/{pid}").exists()):
            shutil.rmtree(left, ignore_errors=True)


def create_app(
    settings: Settings,
    dsn: str,
    *,
    clock: Clock | None = None,
    work: bool | None = None,
    ready: Sequence[Callable[[], Any]] = (),
) -> Litestar:
    """The ASGI application. `work` says whether jobs run in this process too (default: as the settings say)."""
    open_runtime(settings, clock=clock)
    return assemble(settings.pwa_dir, lambda _: living(settings, dsn, work=work, ready=ready))


@asynccontextmanager
async def living(
    settings: Settings, dsn: str, *, work: bool | None = None, ready: Sequence[Callable[[], Any]] = ()
) -> AsyncIterator[None]:
    """From its start to its end: its database, and its jobs."""
    async with AsyncExitStack() as stack:
        await database.connect(dsn, pool_size=settings.pool_size)
        stack.push_async_callback(database.disconnect)
        if settings.worker if work is None else work:
            await stack.enter_async_context(working(dsn))
        for start in ready:
            await start()
        yield


def assemble(pwa_dir: Path, lifespan: Any = None) -> Litestar:
    handlers: list[ControllerRouterHandler] = [HealthController, *ROUTES, *shell_routes(pwa_dir)]
    app = Litestar(
        route_handlers=handlers,
        middleware=[BodyMiddleware, TransactionMiddleware],
        exception_handlers={Exception: answer_error},
        lifespan=[lifespan] if lifespan else [],
        openapi_config=OpenAPIConfig(
            title="CS3",
            version=__version__,
            path="/schema",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
        ),
        request_max_body_size=None,  # bodies are bounded, route by route, before they get here
        logging_config=None,
    )
    app.asgi_handler = RequestMiddleware(HeadMiddleware(MethodsMiddleware(app.asgi_handler, app.routes)))
    return app
