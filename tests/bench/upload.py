"""100 MB sent by tus: ours, which checks who may, seals, and answers a piece once it is on the disk, beside those that do none of it.
The same lean client, all over HTTP on this machine.

- To a folder, beside npm @tus/server with the same pieces, and beside nginx, which takes all of it in one PUT. Two readings of each:
  against the peer as it comes, whose bytes are in memory when it answers, and against the peer whose file is then put on the disk
  too (one fsync at the end, where ours has one or more for each piece).
- Through to S3, beside one presigned PUT to the same S3 (OpenStack Swift).
- The memory that twenty uploads of 1 GB at once add, 64 MiB of each being sent.

Seconds from the creation to the last answer; the ratio is of speeds, ours over the peer's.
"""

import base64
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from minio import Minio

from tests.bench.nginx import nginx
from tests.bench.node_peers import peer
from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.servers.cs3 import Served
from tests.servers.swift import REGION, Swift, swift_server

MIB = 1024 * 1024
SIZE = 100 * MIB
TARGET = 1.3
BESIDE_A_PUT = 0.9
AT_ONCE = 20
OF_EACH = 64 * MIB
MOST_MEMORY = {"a folder": 64, "S3": 160}
"""MB that twenty uploads may add."""
PIECES = (("pieces of 8 MiB", 8 * MIB), ("one piece", SIZE))


class Phone:
    """A tus client as lean as can be, so that what is measured is the server. `headers` go with every request."""

    def __init__(
        self,
        port: int,
        headers: dict[str, str],
        metadata: dict[str, str],
        kept: Path | None,
        host: str = "localhost",
    ) -> None:
        """kept: the folder in which the server keeps what it is sent; None: elsewhere, where it is left. host: as a signature names it."""
        self.host = host
        self.port, self.headers, self.metadata, self.kept = port, headers, metadata, kept
        self.content = os.urandom(SIZE)

    def send(self, piece: int, *, durable: bool = False) -> float:
        return self.timed(lambda: self._send(piece), durable=durable)

    def put(self, path: str, *, durable: bool = False) -> float:
        """The whole in one PUT."""
        return self.timed(lambda: self._put(path), durable=durable)

    def timed(self, send: Callable[[], object], *, durable: bool) -> float:
        """Seconds that the whole took, with what the server did not put on the disk itself, if `durable`.

        What was kept is then put there all the same, and deleted: the next one must not find the disk busy, nor memory that the
        machine gives for the first time, which costs more than all the rest.
        """
        began = time.perf_counter()
        send()
        if durable:
            self._put_on_disk()
        took = time.perf_counter() - began
        self._put_on_disk()
        for file in self._files():
            file.unlink()
        return took

    def _files(self) -> list[Path]:
        return [file for file in self.kept.rglob("*") if file.is_file()] if self.kept else []

    def _put_on_disk(self) -> None:
        for file in self._files():
            with file.open("rb") as opened:
                os.fsync(opened)

    def _line(self) -> socket.socket:
        line = socket.create_connection(("127.0.0.1", self.port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line

    def _put(self, path: str) -> None:
        with self._line() as line:
            self._ask(line, "PUT", path, {}, memoryview(self.content))

    def begin_and_send(self, length: int, much: int) -> None:
        """The first `much` bytes of an upload of `length`."""
        self._send(much, length=length, until=much)

    def _send(self, piece: int, *, length: int = SIZE, until: int = SIZE) -> None:
        with self._line() as line:
            said = {**self.metadata, "capture_id": str(uuid4())}
            pairs = (f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())
            more = {"Upload-Length": str(length), "Upload-Metadata": ",".join(pairs)}
            place = self._ask(line, "POST", "/api/uploads", more)["location"]
            path = "/" + place.split("/", 3)[3]
            for offset in range(0, until, piece):
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
        said = {} if method == "PUT" else {"Tus-Resumable": "1.0.0"}
        headers = {**self.headers, **said, "Content-Length": str(len(body)), **more}
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        line.sendall(f"{method} {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n{told}\r\n".encode())
        line.sendall(body)
        answer = b""
        while b"\r\n\r\n" not in answer:
            got = line.recv(65_536)
            if not got:
                raise RuntimeError("the server hung up")
            answer += got
        status, *rest = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")
        if status.split()[1] not in ("200", "201", "204"):
            raise RuntimeError(status)
        return {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in rest)}


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as held:
        return [*_to_a_folder(Path(held) / "folder"), *_through_to_s3(Path(held) / "s3")]


def _to_a_folder(folder: Path) -> Iterator[Row]:
    folder.mkdir()
    with _ours(folder) as ours, _theirs(folder) as theirs, _nginx(folder) as web:
        for durable in (False, True):
            after = "and an fsync" if durable else "which leaves it in memory"
            for name, size in PIECES:
                yield _row(
                    f"upload of 100 MB to a folder, {name} (MB/s), against npm @tus/server {after}",
                    lambda size=size: ours.send(size),
                    lambda size=size, durable=durable: theirs.send(size, durable=durable),
                    TARGET,
                )
            yield _row(
                f"upload of 100 MB to a folder, one piece (MB/s), against a PUT to nginx {after}",
                lambda: ours.send(SIZE),
                lambda durable=durable: web.put("/film.mp4", durable=durable),
                BESIDE_A_PUT,
            )
        yield _memory(ours, "a folder")


def _through_to_s3(folder: Path) -> Iterator[Row]:
    folder.mkdir()
    with swift_server() as swift, _ours(folder, swift) as ours:
        client = Minio(f"127.0.0.1:{swift.port}", swift.key, swift.secret, secure=False, region=REGION)
        beside = Phone(swift.port, {}, {}, None, "127.0.0.1")

        def put() -> float:
            signed = urlsplit(
                client.presigned_put_object(swift.bucket, f"bench/{uuid4()}", timedelta(hours=1))
            )
            return beside.put(f"{signed.path}?{signed.query}")

        for name, size in PIECES:
            yield _row(
                f"upload of 100 MB through to S3, {name} (MB/s), against one presigned PUT to the same S3",
                lambda size=size: ours.send(size), put, BESIDE_A_PUT,
            )  # fmt: skip
        yield _memory(ours, "S3")


def _row(what: str, mine: Callable[[], float], other: Callable[[], float], target: float) -> Row:
    ours, peer_took, ratio = compare(mine, other)
    speed = 1 / ratio
    return Row(
        what=what,
        ours=round(SIZE / MIB / ours),
        peer=round(SIZE / MIB / peer_took),
        ratio=round(speed, 2),
        target=f"≥ {target} ×",
        ok=speed >= target,
    )


def _memory(ours: Phone, where: str) -> Row:
    """What the server's process holds at most, over what it held before."""
    status = Path(f"/proc/{_process_on(ours.port)}/status")

    def held(name: str) -> int:
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith(name))

    (status.parent / "clear_refs").write_text("5")  # the highest so far is forgotten
    before = held("VmRSS")
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda _: ours.begin_and_send(1000 * MIB, OF_EACH), range(AT_ONCE)))
    added, most = (held("VmHWM") - before) / 1024, MOST_MEMORY[where]
    return Row(
        what=f"memory that {AT_ONCE} uploads of 1 GB to {where} add, {OF_EACH // MIB} MiB of each at once (MB)",
        ours=round(added, 1), peer=most, ratio=round(added / most, 2), target="≤ 1 ×", ok=added <= most,
    )  # fmt: skip


def _process_on(port: int) -> int:
    """Which process listens there, as Linux says it."""
    lines = (line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:])
    inode = next(line[9] for line in lines if line[3] == "0A" and int(line[1].partition(":")[2], 16) == port)
    for found in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if os.readlink(found) == f"socket:[{inode}]":
                return int(found.parts[2])
        except OSError:
            continue
    raise RuntimeError("nobody listens there")


@contextmanager
def _ours(folder: Path, swift: Swift | None = None) -> Iterator[Phone]:
    """A real `cs3 serve`, whose jobs wait: preparing would take the processor from both."""
    limits = {"CS3_DAY_FILES": "10000", "CS3_DAY_GIGABYTES": "10000"}
    storage = {"CS3_STORAGE_URL": swift.url} if swift else {}
    server = Served(folder, settings={"CS3_WORKER": "apart", **limits, **storage})
    server.start()
    try:
        client = server.sign_in(0)
        headers = {
            "Origin": server.base,
            "Cookie": "; ".join(f"{c.name}={c.value}" for c in client.cookies.jar),
        }
        metadata = {"carnet_id": server.demo["carnets"][0]["id"], "kind": "video", "category": "gait"}
        yield Phone(server.port, headers, metadata, None if swift else server.data / "files")
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


@contextmanager
def _nginx(folder: Path) -> Iterator[Phone]:
    (folder / "web").mkdir()
    with nginx(folder / "web") as port:
        yield Phone(port, {}, {}, folder / "web" / "kept")


if __name__ == "__main__":
    for row in measure():
        print(row, file=sys.stdout)
