"""A server of the demonstration in a process of its own, as `cs3 serve --demo` has it, without its jobs and with routes for the measure."""

import contextlib
import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pyotp


def sign_in(port: int, person: dict[str, Any]) -> str:
    """The session's cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    cookies: dict[str, str] = {}
    for path, body in (
        ("/api/auth/password", {"email": person["email"], "password": person["password"]}),
        ("/api/auth/otp", {"code": pyotp.TOTP(person["totp_secret"]).now()}),
    ):
        headers = {
            "Origin": f"http://localhost:{port}",
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()),
        }
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        for line in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"([^=]+)=([^;]*)", line):
                cookies[found[1]] = found[2]
    return "; ".join(f"{k}={v}" for k, v in cookies.items() if v)


@contextlib.contextmanager
def served(folder: Path, module: str) -> Iterator[tuple[int, dict[str, Any]]]:
    program = [sys.executable, "-m", module, str(folder / "data")]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CS3_")}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline())
            yield port, json.loads((folder / "data" / "demo.json").read_text())
        finally:
            process.terminate()
            process.wait(60)


def serve_demonstration(
    data: Path, routes: Sequence[Any], filled: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Until it is asked to stop; says its port once it answers. `served` runs a module whose main calls this. filled: called when the
    demonstration is there, before that."""
    import signal
    import socket

    import uvicorn

    from backend.app import create_app
    from backend.demo.fill import fill_in
    from backend.kit import embedded
    from backend.kit.migrate import migrate_now
    from backend.settings import read_settings

    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = read_settings({}, data=data, public_url=f"http://localhost:{port}", demo=True)
    settings.data.mkdir(mode=0o700)
    server = embedded.start(settings.postgres_data)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        migrate_now(server.dsn)

        async def ready() -> None:
            await fill_in(settings)
            if filled:
                await filled()
            print(port, flush=True)

        app = create_app(settings, server.dsn, work=False, ready=[ready])
        for route in routes:
            app.register(route)
        config = uvicorn.Config(app, loop="uvloop", http="httptools", log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        server.stop()
