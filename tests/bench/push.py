"""What one push costs the processor: against pywebpush called as its README shows, both sending to a service on this machine; and against
npm web-push, both preparing a message (its sending wants TLS, which a service in a test would pay for on both sides)."""

import asyncio
import json
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pywebpush

from push.endpoints import hosts
from push.vapid import Vapid
from push.webpush import Sent, Subscription, _encrypted, sender, topic_of
from tests.bench.node_peers import peer
from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.bench.sink import sink
from tests.push.push_service import PhoneKeys

COUNT = 200
MESSAGE = "Carnet : un rappel".ljust(400).encode()


def measure() -> list[Row]:
    with sink() as host, tempfile.TemporaryDirectory() as folder:
        return _rows(Path(folder) / "push-key", host)


def _rows(key: Path, host: str) -> list[Row]:
    vapid = Vapid.from_file(key, subject="mailto:carnet@example.org")
    phone = Subscription(**PhoneKeys(f"{host}/push/one").public)
    info = {"endpoint": phone.endpoint, "keys": {"p256dh": phone.p256dh, "auth": phone.auth}}

    def sent() -> float:
        began = time.process_time()
        asyncio.run(_send(vapid, phone, host))
        return 1000 * (time.process_time() - began) / COUNT

    def readme() -> float:
        began = time.process_time()
        for _ in range(COUNT):
            pywebpush.webpush(
                info,
                MESSAGE,
                vapid_private_key=str(key),
                vapid_claims={"sub": "mailto:carnet@example.org"},
                ttl=60,
            )
        return 1000 * (time.process_time() - began) / COUNT

    def prepared() -> float:
        at = datetime.now(UTC)
        began = time.process_time()
        for _ in range(COUNT):
            vapid.header(phone.endpoint, at=at)
            _encrypted(phone, MESSAGE)
        return 1000 * (time.process_time() - began) / COUNT

    with subprocess.Popen(
        peer("webpush.mjs"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin
        assert node.stdout
        stdin, stdout = node.stdin, node.stdout

        def theirs() -> float:
            stdin.write(f"{COUNT} {json.dumps(info)}\n")
            stdin.flush()
            return float(stdout.readline())

        found = [("pywebpush as its README shows, sent", compare(sent, readme), 2.0),
                 ("npm web-push, prepared", compare(prepared, theirs), 4.0)]  # fmt: skip
        stdin.close()
    return [
        Row(
            f"one push (ms of processor), against {name}",
            round(ours, 3),
            round(peers, 3),
            round(ratio, 2),
            f"≤ {1 / times:.2f} × ({times:g} times faster)",
            ratio <= 1 / times,
        )
        for name, (ours, peers, ratio), times in found
    ]


async def _send(vapid: Vapid, phone: Subscription, host: str) -> None:
    async with sender(vapid, among=hosts([host])) as send:
        at = datetime.now(UTC)
        outcomes = await asyncio.gather(
            *(send(phone, MESSAGE, topic=topic_of(uuid4()), ttl=60, at=at) for _ in range(COUNT))
        )
    assert all(isinstance(one, Sent) for one in outcomes), outcomes[0]


if __name__ == "__main__":
    for row in measure():
        print(row)
