"""A house of real processes on one database, killed as a power cut or the kernel kills them, and started again."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import httpx

PATIENCE = 240
"""Seconds to start: a machine that does other things too may take a minute."""
WORKERS = 2
"""Each process that runs jobs registers two: one for films, one for the rest."""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@dataclass
class Process:
    """One `cs3 …`. `workers`: the numbers under which its jobs run, by which its death is known."""

    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path
    running: subprocess.Popen[bytes] | None = None
    workers: list[int] = field(default_factory=list)

    @property
    def alive(self) -> bool:
        return self.running is not None and self.running.poll() is None

    def start(self) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("CS3_")}
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "backend.cli", *self.arguments],
                stdout=log,
                stderr=log,
                env=clean | dict(self.environment),
            )

    def kill(self) -> None:
        """SIGKILL: nothing of its own runs any more."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    def end(self) -> None:
        if self.running is not None and self.alive:
            self.running.terminate()
            self.running.wait(60)


class House:
    """`served` first, then those that only work. What the database holds is read and moved through `query`."""

    def __init__(self, processes: list[Process], port: int) -> None:
        self.processes, self.url = processes, f"http://127.0.0.1:{port}"
        self.dsn = ""

    async def query(self, sql: str, *values: object) -> list[asyncpg.Record]:
        connection = await asyncpg.connect(self.dsn)
        try:
            return await connection.fetch(sql, *values)
        finally:
            await connection.close()

    async def start(self) -> None:
        """Whatever is not running; ready when it answers, and when its workers are known."""
        for one in self.processes:
            if one.alive:
                continue
            one.start()
            if one is self.processes[0]:
                await self._answers(one)
            known = [number for other in self.processes for number in other.workers]
            one.workers = await self._registered(one, known)

    async def _answers(self, one: Process) -> None:
        ends = time.monotonic() + PATIENCE
        async with httpx.AsyncClient(base_url=self.url, timeout=2) as client:
            while time.monotonic() < ends:
                try:
                    if (await client.get("/health/ready")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                assert one.alive, one.log.read_text()[-2000:]
                await asyncio.sleep(0.05)
        raise AssertionError(f"the server did not answer within {PATIENCE} s: {one.log.read_text()[-2000:]}")

    async def _registered(self, one: Process, known: list[int]) -> list[int]:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            rows = await self.query("SELECT id FROM procrastinate_workers WHERE id <> ALL($1)", known)
            if len(rows) >= WORKERS:
                return [row["id"] for row in rows]
            assert one.alive, one.log.read_text()[-2000:]
            await asyncio.sleep(0.05)
        raise AssertionError(f"its workers did not begin within {PATIENCE} s: {one.log.read_text()[-2000:]}")

    async def a_minute_passes(self) -> None:
        """For what the dead held: the minute after which it is another's. Nobody living holds anything for two seconds."""
        dead = [number for one in self.processes if not one.alive for number in one.workers]
        await self.query(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '61 seconds' WHERE id = ANY($1)",
            dead,
        )
        await self.query(
            "UPDATE notification SET held_at = held_at - interval '61 seconds' WHERE held_at < now() - interval '2 seconds'"
        )

    async def run(self, job: str) -> None:
        """What the clock puts in the queue each minute, now."""
        await self.query(
            """SELECT procrastinate_defer_jobs_v1(ARRAY[ROW('mail', $1, 0, NULL, NULL, '{"timestamp": 0}'::jsonb, NULL)
            ::procrastinate_job_to_defer_v1])""",
            job,
        )

    async def settled(self, seconds: float) -> bool:
        """No work waits or runs, within so long."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            (row,) = await self.query(
                "SELECT (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))"
                " + (SELECT count(*) FROM notification WHERE state = 'waiting') AS left"
            )
            if row["left"] == 0:
                return True
            await asyncio.sleep(0.1)
        return False
