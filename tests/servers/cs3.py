"""A real `cs3 serve`, in a process of its own: started, killed, started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pyotp

from tests.servers import kept


class Served:
    def __init__(
        self, folder: Path, *, demo: bool = True, whole: bool = False, settings: dict[str, str] | None = None
    ) -> None:
        """`demo`: with the two invented notebooks, else with nothing; `whole`: with every film drawn; `settings`: CS3_* variables."""
        self.whole = whole
        self.options = ["--demo"] if demo else []
        self.settings = settings or {}
        self.data = folder / "data"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://localhost:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *, anew: bool = False) -> None:
        """`anew`: makes its own data, when it has none; else a run that keeps some gives a copy."""
        if not anew and not self.data.exists():
            if self.options:
                kept.begin(self.data, Served, whole=self.whole)
            else:
                kept.begin_empty(self.data, partial(Served, demo=False))
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CS3_")} | self.settings
        self.log = (self.data.parent / "log").open("ab")
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "backend.cli",
                "serve",
                *self.options,
                "--data",
                str(self.data),
                "--port",
                str(self.port),
            ],
            stdout=self.log,
            stderr=self.log,
            env=environment,
        )
        ends = time.monotonic() + 180
        while time.monotonic() < ends:
            try:
                if httpx.get(f"{self.base}/health/ready", timeout=2).status_code == 200:
                    return
            except httpx.HTTPError:
                pass
            assert self.process.poll() is None, (self.data.parent / "log").read_text()[-2000:]
            time.sleep(0.2)
        self.stop()
        raise AssertionError("the server did not answer within three minutes")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    @property
    def demo(self) -> dict[str, Any]:
        return json.loads((self.data / "demo.json").read_text())

    def sign_in(self, number: int, code: Callable[[], str] | None = None) -> httpx.Client:
        """`code`: makes one, when a test has spent some of this person's already; asked once the password is through."""
        person = self.demo["people"][number]
        client = httpx.Client(base_url=self.base, headers={"Origin": self.base}, timeout=30)
        answer = client.post(
            "/api/auth/password", json={"email": person["email"], "password": person["password"]}
        )
        assert answer.status_code == 200, answer.text
        make = code or pyotp.TOTP(person["totp_secret"]).now
        answer = client.post("/api/auth/otp", json={"code": make()})
        assert answer.status_code == 200, answer.text
        return client
