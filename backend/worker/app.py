"""procrastinate, set up from the jobs that the rooms declare."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import procrastinate
from procrastinate import exceptions
from procrastinate.jobs import Job as QueuedJob

from backend.kit.queue import BEATS, JOBS, Beat, Job
from backend.kit.transaction import transaction

logger = logging.getLogger("cs3.worker")

GRACE = 20.0
"""Seconds that running jobs have to finish when the process is asked to stop; then they are handed back."""
STALLED = 40.0
"""Seconds without a sign from a worker after which what it held is given to another."""


class _Retry(procrastinate.BaseRetryStrategy):
    """2, 4, 8, … minutes, at most 6 hours apart; at once, and without counting, when the process is stopping."""

    def __init__(self, retries: int) -> None:
        self.retries = retries

    def get_retry_decision(
        self, *, exception: BaseException, job: QueuedJob
    ) -> procrastinate.RetryDecision | None:
        if isinstance(exception, (asyncio.CancelledError, exceptions.JobAborted)):
            return procrastinate.RetryDecision(retry_in={"seconds": 1})
        if job.attempts >= self.retries:
            return None
        return procrastinate.RetryDecision(retry_in={"seconds": min(120 * 2**job.attempts, 21_600)})


def queue_app(dsn: str, *, periodic: bool = True) -> procrastinate.App:
    """A procrastinate App that knows every declared job. The rooms' `jobs` modules must be imported before.

    periodic: puts those that have a cron in the queue when their time comes.
    """
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=dsn, min_size=1, max_size=5))
    for job in JOBS.values():
        task = app.task(name=job.name, queue=job.queue, retry=_Retry(job.retries))(_told(job))
        if job.cron and periodic:
            app.periodic(cron=job.cron, periodic_id=job.name)(task)
    return app


def _told(job: Job) -> Callable[..., Awaitable[None]]:
    """Runs the job in its transaction, and logs how it went: its name and time, never its arguments."""

    async def run(**arguments: Any) -> None:
        began = time.monotonic()
        outcome = "failed"
        try:
            if job.own_transactions:
                await job.run(**arguments)
            else:
                async with transaction():
                    await job.run(**arguments)
            outcome = "done"
        except asyncio.CancelledError:
            outcome = "handed back"
            raise
        except Exception as error:
            logger.error(
                "job failed", exc_info=(type(error), error, error.__traceback__), extra={"job": job.name}
            )
            raise
        finally:
            logger.info(
                "job %s", outcome, extra={"job": job.name, "seconds": round(time.monotonic() - began, 3)}
            )

    return run


@asynccontextmanager
async def working(dsn: str, *, concurrency: int = 3) -> AsyncIterator[None]:
    """Runs the worker while the block runs. One process of media at a time leaves a core to the people reading; one place is for
    mail alone: when several copies of whole notebooks are being prepared, the opening of an urgent sheet is still told at once."""
    app = queue_app(dsn)
    async with app.open_async():
        tasks = [
            asyncio.create_task(_keep_running(app, ["mail", "care"], concurrency)),
            asyncio.create_task(_keep_running(app, ["mail"], 1)),
            asyncio.create_task(_keep_running(app, ["media"], 1)),
            asyncio.create_task(_hand_back_stalled(app)),
            *(asyncio.create_task(_keep_beating(one)) for one in BEATS.values()),
        ]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            for task in tasks:
                with suppress(asyncio.CancelledError):
                    await task


async def _keep_running(app: procrastinate.App, queues: list[str], concurrency: int) -> None:
    while True:
        try:
            await app.run_worker_async(
                queues=queues,
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=GRACE,
                fetch_job_polling_interval=5,
                stalled_worker_timeout=STALLED,
                delete_jobs="successful",
            )
            return
        except asyncio.CancelledError:
            raise
        except Exception as error:  # the database went away: the worker comes back when it does
            logger.error("worker stopped", exc_info=(type(error), error, error.__traceback__))
            await asyncio.sleep(3)


async def _keep_beating(beat: Beat) -> None:
    """What goes wrong is said, and tried again: less and less often while it goes on, up to once a minute."""
    pause = beat.every
    while True:
        try:
            await beat.run()
            pause = beat.every
        except asyncio.CancelledError:
            raise
        except Exception as error:
            logger.error(
                "beat failed", exc_info=(type(error), error, error.__traceback__), extra={"job": beat.name}
            )
            pause = min(60.0, max(1.0, pause * 2))
        await asyncio.sleep(pause)


async def _hand_back_stalled(app: procrastinate.App) -> None:
    """Jobs held by a process that was killed are given back, at start and every half minute."""
    while True:
        try:
            await hand_back(app)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            logger.error("looking for stalled jobs", exc_info=(type(error), error, error.__traceback__))
        await asyncio.sleep(30)


async def hand_back(app: procrastinate.App) -> None:
    """One that cannot go back yet (another like it waits: only one may) keeps none of the others."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        try:
            await app.job_manager.retry_job(job)
        except exceptions.ProcrastinateException as error:
            logger.warning(
                "job not handed back yet", extra={"job": job.task_name, "reason": type(error).__name__}
            )
        else:
            logger.info("job handed back", extra={"job": job.task_name})
