"""What must happen later. A job enters the queue in the caller's transaction, and leaves with it if that is undone.

A room declares its jobs in `jobs.py`:

    @job("captures.prepare", retries=5)
    async def prepare(capture_id: str) -> None: ...

    await prepare.defer(capture_id=str(capture.id))

A job takes ids as text, reloads what it needs, and runs in one transaction; one that decodes or sends for long says
`own_transactions=True` and opens short ones itself.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from backend.kit.database import fetch

QUEUES = ("mail", "media", "care")
"""Mail must not wait behind a film; `care` is the house-keeping."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """A function that the worker runs. `cron` (UTC) makes it periodic; its only argument is then `timestamp`."""

    name: str
    run: Callable[..., Awaitable[None]]
    queue: str
    retries: int
    own_transactions: bool
    cron: str | None

    async def defer(
        self,
        *,
        lock: str | None = None,
        once: str | None = None,
        at: datetime | None = None,
        behind: bool = False,
        **arguments: str | int | bool,
    ) -> None:
        """Puts one run in the queue, on this transaction's connection.

        lock: runs with the same lock never overlap, and keep their order.
        once: while one with the same text waits, another is not added.
        at: not before (UTC).
        behind: after everything else that waits in its queue, whenever that came: somebody's thousands must not hold up another's one.
        """
        await fetch(
            """
            SELECT procrastinate_defer_jobs_v1(ARRAY[ROW($1, $2, $7, $3, $4, $5::jsonb, $6)::procrastinate_job_to_defer_v1])
            WHERE $4::text IS NULL OR NOT EXISTS
                (SELECT FROM procrastinate_jobs WHERE queueing_lock = $4 AND status = 'todo')
            """,
            self.queue,
            self.name,
            lock,
            once,
            json.dumps(arguments),
            at,
            -1 if behind else 0,
        )


@dataclass(frozen=True, kw_only=True)
class Beat:
    """What the worker looks at all the time: `every` seconds, in a task of its own. Cheap when there is nothing to do; it opens its own
    transactions, and several workers may run it at once."""

    name: str
    run: Callable[[], Awaitable[None]]
    every: float


JOBS: dict[str, Job] = {}
BEATS: dict[str, Beat] = {}


def beat(name: str, *, every: float) -> Callable[[Callable[[], Awaitable[None]]], Beat]:
    """Declares a beat."""

    def declare(run: Callable[[], Awaitable[None]]) -> Beat:
        if name in BEATS:
            raise RuntimeError(f"two beats are called {name}")
        BEATS[name] = Beat(name=name, run=run, every=every)
        return BEATS[name]

    return declare


def job(
    name: str,
    *,
    queue: str = "care",
    retries: int = 5,
    own_transactions: bool = False,
    cron: str | None = None,
) -> Callable[[Callable[..., Awaitable[None]]], Job]:
    """Declares a job. `retries` come after 2, 4, 8, … minutes at most 6 hours apart."""

    def declare(run: Callable[..., Awaitable[None]]) -> Job:
        if name in JOBS:
            raise RuntimeError(f"two jobs are called {name}")
        if queue not in QUEUES:
            raise RuntimeError(f"no queue is called {queue}")
        JOBS[name] = Job(
            name=name, run=run, queue=queue, retries=retries, own_transactions=own_transactions, cron=cron
        )
        return JOBS[name]

    return declare
