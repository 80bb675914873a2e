"""100 MB sent by tus to a folder: ours, which checks who may, seals, and answers a piece once it is on the disk, beside npm
@tus/server, which does none of it. The same client, the same pieces, both over HTTP on this machine.

Two readings: against the peer as it comes, whose pieces are in memory when it answers, and against the peer whose file is then
put on the disk too (one fsync at the end, where ours has one or more for each piece). Seconds from the creation to the last
answer; the ratio is of speeds, ours over the peer's.
"""

import base64
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tests.bench.node_peers import peer
from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.servers.cs3 import Served

MIB = 1024 * 1024
SIZE = 100 * MIB
TARGET = 1.3
PIECES = (("pieces of 8 MiB", 8 * MIB), ("one piece", SIZE))


class Phone:
    """A tus client as lean as can be, so that what is measured is the server. `headers` go with every request."""

    def __init__(self, port: int, headers: dict[str, str], metadata: dict[str, str], kept: Path) -> None:
        """kept: the folder in which the server keeps what it is sent."""
        self.port, self.headers, self.metadata, self.kept = port, headers, metadata, kept
        self.content = os.urandom(SIZE)

    def send(self, piece: int, *, durable: bool = False) -> float:
        """Seconds that the whole took, with what the server did not put on the disk itself, if `durable`.

        What was kept is then put there all the same, and deleted: the next one must not find the disk busy, nor memory that the
        machine gives for the first time, which costs more than all the rest.
        """
        began = time.perf_counter()
        self._send(piece)
        if durable:
            self._put_on_disk()
        took = time.perf_counter() - began
        self._put_on_disk()
        for file in self._files():
            file.unlink()
        return took

    def _files(self) -> list[Path]:
        return [file for file in self.kept.rglob("*") if file.is_file()]

    def _put_on_disk(self) -> None:
        for file in self._files():
            with file.open("rb") as opened:
                os.fsync(opened)

    def _send(self, piece: int) -> None:
        line = socket.create_connection(("127.0.0.1", self.port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with line:
            said = {**self.metadata, "capture_id": str(uuid4())}
            pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
            more = {"Upload-Length": str(SIZE), "Upload-Metadata": ",".join(pairs)}
            place = self._ask(line, "POST", "/api/uploads", more)["location"]
            path = "/" + place.split("/", 3)[3]
            for offset in range(0, SIZE, piece):
                body = memoryview(self.content)[offset : offset + piece]
                more = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
                told = self._ask(line, "PATCH", path, more, body)
                if int(told["upload-offset"]) != offset + len(body):
                    raise RuntimeError("not all of a piece was taken")

    def _ask(
        self,
        line: socket.socket,
        method: str,
        path: str,
        more: dict[str, str],
        body: memoryview | bytes = b"",
    ) -> dict[str, str]:
        headers = {**self.headers, "Tus-Resumable": "1.0.0", "Content-Length": str(len(body)), **more}
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line.sendall(f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\n{told}\r\n".encode())
        line.sendall(body)
        answer = b""
        while b"\r\n\r\n" not in answer:
            got = line.recv(65_536)
            if not got:
                raise RuntimeError("the server hung up")
            answer += got
        status, *rest = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        if status.split()[1] not in ("201", "204"):
            raise RuntimeError(status)
        return {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as held, _ours(Path(held)) as ours, _theirs(Path(held)) as theirs:
        return [_row(ours, theirs, size, name, durable) for durable in (False, True) for name, size in PIECES]


def _row(ours: Phone, theirs: Phone, piece: int, name: str, durable: bool) -> Row:
    mine, other, ratio = compare(lambda: ours.send(piece), lambda: theirs.send(piece, durable=durable))
    speed = 1 / ratio
    after = "and an fsync" if durable else "which leaves it in memory"
    return Row(
        what=f"upload of 100 MB to a folder, {name} (MB/s), against npm @tus/server {after}",
        ours=round(SIZE / MIB / mine),
        peer=round(SIZE / MIB / other),
        ratio=round(speed, 2),
        target=f"≥ {TARGET} ×",
        ok=speed >= TARGET,
    )


@contextmanager
def _ours(folder: Path) -> Iterator[Phone]:
    """A real `cs3 serve`, whose jobs wait: preparing would take the processor from both."""
    server = Served(folder, settings={"CS3_WORKER": "apart"})
    server.start()
    try:
        client = server.sign_in(0)
        headers = {
            "Origin": server.base,
            "Cookie": "; ".join(f"{c.name}={c.value}" for c in client.cookies.jar),
        }
        metadata = {"carnet_id": server.demo["carnets"][0]["id"], "kind": "video", "category": "gait"}
        yield Phone(server.port, headers, metadata, server.data / "files")
    finally:
        server.stop()


@contextmanager
def _theirs(folder: Path) -> Iterator[Phone]:
    (folder / "tus").mkdir()
    with subprocess.Popen(
        [*peer("tus.mjs"), str(folder / "tus")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield Phone(int(process.stdout.readline()), {}, {"filename": "film.mp4"}, folder / "tus")
        finally:
            process.stdin.close()
            process.send_signal(signal.SIGTERM)


if __name__ == "__main__":
    for row in measure():
        print(row, file=sys.stdout)
