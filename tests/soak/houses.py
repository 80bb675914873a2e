"""Houses of real processes to be killed: their shapes, and the family that lives in them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from backend.kit import embedded
from backend.kit.clock import SystemClock
from backend.kit.migrate import migrate
from tests.conftest import ORIGIN, copied, database_named, settings_in, started
from tests.family import let_in, mailbox_of
from tests.push.push_service import PushService
from tests.push.smtp_server import MailServer
from tests.rooms.identity.pushes import subscribe
from tests.soak.processes import House, Process, free_port


@asynccontextmanager
async def one_that_does_all(
    folder: Path, _: str, __: str
) -> AsyncIterator[tuple[str, list[str], dict[str, str]]]:
    """`cs3 serve` with its own PostgreSQL and its jobs inside: what a family runs at home."""
    server = await asyncio.to_thread(embedded.start, folder / "data" / "postgres")
    await migrate(server.dsn)
    try:
        yield server.dsn, ["serve"], {}
    finally:
        await asyncio.to_thread(server.stop)


@asynccontextmanager
async def two_on_one_database(
    _: Path, postgres: str, template: str
) -> AsyncIterator[tuple[str, list[str], dict[str, str]]]:
    """`cs3 serve` and `cs3 worker`, both with jobs, on a PostgreSQL that outlives them."""
    async with copied(postgres, template) as name:
        dsn = database_named(postgres, name)
        yield dsn, ["serve", "worker"], {"CS3_DATABASE_URL": dsn}


async def family_in(folder: Path, dsn: str, service: PushService) -> tuple[dict[str, str], str]:
    """Anne's cookies and the agenda of her notebook. Two phones of hers are reached by push; Marc has e-mail only."""
    settings = replace(settings_in(folder, ""), push_hosts=(service.host,))
    async with (
        started(settings, dsn, SystemClock()) as app,  # type: ignore[arg-type]
        let_in(app, mailbox_of(settings, dsn)) as family,
    ):
        for name in ("anne", "tablet"):
            await subscribe(family.mother, service.phone(name))
        cookies = {one.name: one.value or "" for one in family.mother.client.cookies.jar}
        return cookies, f"/api/carnets/{family.carnet_id}/agenda"


def house_of(
    folder: Path, verbs: list[str], more: dict[str, str], service: PushService, post: MailServer
) -> House:
    port = free_port()
    environment = more | {
        "CS3_PUBLIC_URL": ORIGIN,
        "CS3_PUSH_HOSTS": service.host,
        "CS3_SMTP_URL": f"smtp://127.0.0.1:{post.port}?tls=none",
        "CS3_MAIL_FROM": "CS3 <carnet@example.org>",
    }
    where = ["--data", str(folder / "data")]
    arguments = {"serve": ["serve", *where, "--port", str(port)], "worker": ["worker", *where]}
    return House(
        [Process(tuple(arguments[verb]), environment, folder / f"{verb}.log") for verb in verbs], port
    )
