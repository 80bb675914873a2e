"""One request or one job is one transaction.

- A request's transaction is opened by `TransactionMiddleware` and committed before the first byte of the answer
  leaves; an answer of status 400 or more, or an exception, rolls it back. Services never commit.
- Work that must survive a refusal (its trace) is handed to `after_refusal`: it runs in a transaction of its own,
  after the rollback, on a connection that the request has given back, so that refusals cannot exhaust the pool.
- A handler with `opt={"own_transactions": True}` gets none: it opens short ones with `transaction()`, because it
  hashes a password or receives a film meanwhile, and a connection held during that would be taken from others.
"""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.utils.scope.state import ScopeState
from piccolo.engine.postgres import PostgresTransaction

from backend.kit.database import DB, acquire, fetch

logger = logging.getLogger("cs3.transaction")

Afterwards = Callable[[], Awaitable[None]]
_afterwards: ContextVar[list[Afterwards] | None] = ContextVar("cs3_after_refusal", default=None)


class _Open:
    """A transaction whose end is safe to ask for twice, and which always gives its connection back."""

    def __init__(self) -> None:
        self._piccolo = PostgresTransaction(DB, allow_nested=False)
        self._over = False

    async def begin(self) -> None:
        pool = cast(Any, DB.pool)
        connection = await acquire()
        try:
            self._piccolo.connection = connection
            self._piccolo.transaction = connection.transaction()
            await self._piccolo.begin()
        except BaseException:
            await pool.release(connection)
            raise
        DB.current_transaction.set(cast(Any, self._piccolo))

    async def end(self, *, commit: bool) -> None:
        if self._over:
            return
        self._over = True
        DB.current_transaction.set(None)
        try:
            await (self._piccolo.commit() if commit else self._piccolo.rollback())
        finally:
            await cast(Any, DB.pool).release(cast(Any, self._piccolo).connection)


@asynccontextmanager
async def transaction() -> AsyncGenerator[None]:
    """A transaction for jobs and for handlers with `own_transactions`. Not nested: one inside another is an error."""
    opened = _Open()
    await opened.begin()
    try:
        yield
    except BaseException:
        await opened.end(commit=False)
        raise
    await opened.end(commit=True)


def in_transaction() -> bool:
    return DB.current_transaction.get() is not None


async def one_by_one(what: str) -> None:
    """Until this transaction ends, another that names the same thing waits: what is then counted or compared is all there."""
    if not in_transaction():
        raise RuntimeError(f"{what}: nothing holds it outside a transaction")
    await fetch("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", what)


async def after_refusal(work: Afterwards) -> None:
    """Keeps `work` for after the rollback of this request; outside a request's transaction it runs at once, in its own."""
    waiting = _afterwards.get()
    if waiting is not None:
        waiting.append(work)
    elif in_transaction():
        raise RuntimeError("after_refusal inside a transaction that no request owns")
    else:
        async with transaction():
            await work()


def route_options(scope: Scope) -> dict[str, Any]:
    """The `opt` of the route that was found; empty when none was."""
    handler = cast(dict[str, Any], scope).get("route_handler")
    return handler.opt if handler is not None else {}


class TransactionMiddleware:
    """Opens the request's transaction and ends it before the first byte of the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        options = route_options(scope)
        if scope["type"] != "http" or options.get("no_transaction"):
            await self.app(scope, receive, send)
            return
        afterwards: list[Afterwards] = []
        token = _afterwards.set(afterwards)
        opened: _Open | None = None
        if not options.get("own_transactions"):
            opened = _Open()
            await opened.begin()
        started = False

        async def finish(*, commit: bool) -> None:
            if opened is not None:
                await opened.end(commit=commit)
            if not commit:
                await _run_all(afterwards)

        async def send_after_end(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                await finish(commit=message["status"] < 400)
                started = True
            await send(message)

        try:
            await self.app(scope, receive, send_after_end)
        except BaseException:
            if not started:
                # A commit that failed: nothing has left yet, so the person can still be told the truth.
                ScopeState.from_scope(scope).response_started = False
            raise
        finally:
            if not started:
                await finish(commit=False)
            _reset(token)


def _reset(token: Any) -> None:
    try:
        _afterwards.reset(token)
    except ValueError:  # ended in another context (a cancelled stream): the context dies with its task
        _afterwards.set(None)


async def _run_all(afterwards: list[Afterwards]) -> None:
    while afterwards:
        work = afterwards.pop(0)
        try:
            async with transaction():
                await work()
        except Exception:
            # The refusal itself stands; that its trace could not be written must not turn it into an answer.
            logger.exception("work after a refusal failed")
