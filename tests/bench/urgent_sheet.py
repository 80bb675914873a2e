"""What a phone receives when a code is scanned, counted on the socket: status line, headers and body.

The peer is TCP's first window (ten segments of 1 460 bytes): what fits in it arrives in one round trip.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from backend.rooms.emergency.page import HEADERS, packed, plain, render
from tests.bench.rows import Row
from tests.rooms.emergency.sheets import generated, theo

WINDOW = 10 * 1460
TARGET = 12_288
FIRST = 4096


def measure() -> list[Row]:
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, sizes in _served(Path(folder)).items():
            rows += [
                _row(f"urgent sheet of {name}, {coding} (bytes on the wire)", size)
                for coding, size in sizes.items()
            ]
    fullest = max(
        len(render(generated(n), "fr", footer="", pack=pack)) for n in range(500) for pack in (packed, plain)
    )
    rows.append(
        _row("fullest of 500 urgent sheets, headers counted at their most (bytes)", fullest + HEADERS)
    )
    page = render(theo(), "fr", footer="", pack=plain)
    vital = page.find(b"Midazolam")
    rows.append(
        Row(
            what="end of the vital facts in the page (byte)",
            ours=vital,
            peer=FIRST,
            ratio=vital / FIRST,
            target=f"≤ {FIRST}",
            ok=0 < vital <= FIRST,
        )
    )
    return rows


def _row(what: str, size: int) -> Row:
    return Row(
        what=what, ours=size, peer=WINDOW, ratio=size / WINDOW, target=f"≤ {TARGET}", ok=size <= TARGET
    )


def _served(data: Path) -> dict[str, dict[str, int]]:
    """The demonstration's sheets, as `cs3 serve` sends them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        str(Path(sys.executable).parent / "cs3"),
        "serve",
        "--demo",
        "--data",
        str(data),
        "--port",
        str(port),
    ]
    environment = {**os.environ, "CS3_WORKER": "apart"}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        carnets = json.loads((data / "demo.json").read_text())["carnets"]
        return {
            carnet["name"].split()[0]: {
                coding: _received(port, urlsplit(carnet["emergency_url"]).path, coding)
                for coding in ("gzip", "identity")
            }
            for carnet in carnets
        }
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            if b" 200 " in _answer(port, "/health/ready", "identity")[:20]:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise RuntimeError("the server was not ready after a minute")


def _received(port: int, path: str, coding: str) -> int:
    answer = _answer(port, path, coding)
    if b" 200 " not in answer[:20]:
        raise RuntimeError("the code opened nothing")
    return len(answer)


def _answer(port: int, path: str, coding: str) -> bytes:
    asked = (
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUser-Agent: Mozilla/5.0\r\n"
        f"Accept-Encoding: {coding}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(asked.encode())
        parts: list[bytes] = []
        while part := connection.recv(65_536):
            parts.append(part)
    return b"".join(parts)


if __name__ == "__main__":
    for row in measure():
        print(row)
