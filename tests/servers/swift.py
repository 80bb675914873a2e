"""A real S3 server for the tests: OpenStack Swift (four servers, with s3api and tempauth) on loopback.

    with swift_server() as swift:
        swift.url  # s3://key:secret@127.0.0.1:port/bucket?secure=false&region=us-east-1

Run as a script, this file builds Swift's rings and becomes its servers: eventlet has no business in the tests' process. What
the four load is loaded once.
"""

import contextlib
import getpass
import http.client
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

KINDS = ("object", "container", "account", "proxy")
REGION = "us-east-1"
OTHER_PLACES = ("/dev/shm", "/var/tmp")  # each run makes its own private folder there


class CannotRun(Exception):
    """Swift cannot run here; the message is one sentence that says why."""


@dataclass
class Swift:
    folder: Path
    ports: dict[str, int]
    key: str
    secret: str
    bucket: str = "cs3-test"
    running: subprocess.Popen[bytes] | None = None
    """What the servers are the children of: when one of them ends it ends the others, and then itself."""
    servers: list[int] = field(default_factory=list)

    @property
    def port(self) -> int:
        return self.ports["proxy"]

    @property
    def url(self) -> str:
        return self.url_for(self.bucket)

    def url_for(self, bucket: str, *, secret: str | None = None, port: int | None = None) -> str:
        """The storage URL of a bucket, perhaps with another secret, or through another port."""
        address = f"127.0.0.1:{port or self.port}"
        return (
            f"s3://{quote(self.key)}:{secret or self.secret}@{address}/{bucket}?secure=false&region={REGION}"
        )

    def make_bucket(self, bucket: str) -> None:
        from minio import Minio

        address = f"127.0.0.1:{self.port}"
        client = Minio(address, access_key=self.key, secret_key=self.secret, secure=False, region=REGION)
        if not client.bucket_exists(bucket):
            client.make_bucket(bucket)

    def kill(self) -> None:
        """The server is gone at once, as when a machine fails. Nobody will miss what it kept."""
        if self.running is None:
            return
        if self.running.poll() is None:
            if self.servers:
                with contextlib.suppress(ProcessLookupError):  # another ended just now
                    os.kill(self.servers[-1], signal.SIGKILL)
            else:
                self.running.kill()
        self.running.wait(10)


@contextlib.contextmanager
def swift_server(parent: Path | None = None) -> Iterator[Swift]:
    """Start a Swift of its own, with one bucket, and throw it away at the end.

    `parent`: where to put its folder; by default the first place that keeps user extended attributes.
    """
    folder = Path(tempfile.mkdtemp(prefix="swift-", dir=_place_with_xattrs(parent)))
    swift = None
    try:
        for attempt in range(3):  # a port chosen free may be taken before Swift binds it
            swift = _configure(folder / str(attempt))
            try:
                _start(swift)
                break
            except CannotRun:
                swift.kill()
                if attempt == 2:
                    raise
        assert swift
        swift.make_bucket(swift.bucket)
        yield swift
    finally:
        if swift:
            swift.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _place_with_xattrs(parent: Path | None) -> Path:
    candidates = [parent] if parent else [Path(tempfile.gettempdir()), *map(Path, OTHER_PLACES), Path.cwd()]
    for place in candidates:
        try:
            with tempfile.NamedTemporaryFile(dir=place) as probe:
                os.setxattr(probe.name, "user.cs3.probe", b"x" * 512)
        except OSError:
            continue
        return place
    places = ", ".join(str(place) for place in candidates)
    raise CannotRun(f"Swift needs a file system with user extended attributes; none of {places} has them.")


def _configure(folder: Path) -> Swift:
    folder.mkdir()
    swift = Swift(
        folder=folder,
        ports=dict(zip(KINDS, _free_ports(len(KINDS)), strict=True)),
        key="test:tester",
        secret=secrets.token_hex(16),
    )
    (folder / "devices" / "d1").mkdir(parents=True)
    (folder / "swift.conf").write_text(
        f"[swift-hash]\nswift_hash_path_suffix = {secrets.token_hex(8)}\n"
        "[storage-policy:0]\nname = only\ndefault = yes\n"
    )
    common = (
        f"[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = {{port}}\nworkers = 0\nuser = {getpass.getuser()}\n"
        f"swift_dir = {folder}\ndevices = {folder}/devices\nmount_check = false\nfallocate_reserve = 0\n"
        "disable_fallocate = true\nlog_level = WARNING\neventlet_debug = false\n"
    )
    for kind in KINDS:
        head = common.format(port=swift.ports[kind])
        if kind == "proxy":
            body = (
                "[pipeline:main]\npipeline = catch_errors gatekeeper healthcheck listing_formats bulk"
                " s3api tempauth slo dlo proxy-server\n"
                "[app:proxy-server]\nuse = egg:swift#proxy\n"
                "allow_account_management = true\naccount_autocreate = true\n"
                f"[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_tester = {swift.secret} .admin\n"
                f"[filter:s3api]\nuse = egg:swift#s3api\nlocation = {REGION}\ns3_acl = false\n"
                "dns_compliant_bucket_names = true\nauth_pipeline_check = false\n"
                + "".join(
                    f"[filter:{name}]\nuse = egg:swift#{name}\n"
                    for name in (
                        "catch_errors",
                        "gatekeeper",
                        "healthcheck",
                        "listing_formats",
                        "bulk",
                        "slo",
                        "dlo",
                    )
                )
            )
        else:
            body = f"[pipeline:main]\npipeline = {kind}-server\n[app:{kind}-server]\nuse = egg:swift#{kind}\n"
        path = folder / f"{kind}.conf"
        path.touch(mode=0o600)
        path.write_text(head + body)
    return swift


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def _start(swift: Swift, *, within: float = 60) -> None:
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(swift.folder),
        "TMPDIR": str(swift.folder),
        "LC_ALL": "C.UTF-8",
        "PYTHONWARNINGS": "ignore",
    }
    command = [sys.executable, "-P", __file__, str(swift.folder)]
    with (swift.folder / "log").open("wb") as log:
        swift.running = subprocess.Popen(
            [*command, *(f"{kind}={swift.ports[kind]}" for kind in KINDS)],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=swift.folder,
            start_new_session=True,
        )
    assert swift.running.stdout
    with swift.running.stdout as said:
        swift.servers = [int(number) for number in said.readline().split()]
    deadline = time.monotonic() + within
    for kind in KINDS:
        while not _answers(swift.ports[kind]):
            if swift.running.poll() is not None or time.monotonic() > deadline:
                tail = (swift.folder / "log").read_text(errors="replace")[-2000:]
                raise CannotRun(f"Swift's {kind} server did not start: {tail}")
            time.sleep(0.1)


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("OPTIONS", "/healthcheck")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _build_rings(folder: str, ports: dict[str, str]) -> None:
    from swift.common.ring import RingBuilder

    for kind in KINDS[:3]:
        builder = RingBuilder(part_power=4, replicas=1, min_part_hours=0)
        builder.add_dev(
            {
                "id": 0,
                "region": 1,
                "zone": 1,
                "weight": 1.0,
                "ip": "127.0.0.1",
                "port": int(ports[kind]),
                "replication_ip": "127.0.0.1",
                "replication_port": int(ports[kind]),
                "device": "d1",
                "meta": "",
            }
        )
        builder.rebalance()
        builder.get_ring().save(f"{folder}/{kind}.ring.gz")


def _serve(folder: str) -> None:
    """Says the servers' numbers; ends when they have, which is all together."""
    modules = {"object": "obj", "container": "container", "account": "account", "proxy": "proxy"}
    mains = {kind: import_module(f"swift.{modules[kind]}.server").main for kind in KINDS}
    servers = []
    for kind, main in mains.items():
        child = os.fork()
        if not child:
            os.dup2(2, 1)  # what says the numbers is its parent's
            sys.argv = [f"swift-{kind}-server", f"{folder}/{kind}.conf", "-v"]
            main()
            return
        servers.append(child)
    print(*servers, flush=True)
    ended, _ = os.wait()
    for server in servers:
        if server != ended:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)


if __name__ == "__main__":
    _build_rings(sys.argv[1], dict(server.split("=") for server in sys.argv[2:]))
    _serve(sys.argv[1])
