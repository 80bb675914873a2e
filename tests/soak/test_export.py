"""A copy of a heavy notebook, from a real server: neither its memory nor its disk grows with it, and it resumes at any byte."""

import hashlib
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.rooms.captures.conftest import PIECE, TUS, metadata
from tests.servers.cs3 import Served
from tests.soak.counts import dice, times

FILES = times(2, 4)
EACH = times(60_000_000, 100_000_000)
CUTS = times(8, 40)
MEMORY = 48_000_000
DISK = 4_000_000
_MIB = 1024 * 1024


def _peak(process: int) -> int:
    """The most memory the process has held since `_forget_peak`, in bytes (proc(5): VmHWM)."""
    line = next(
        one for one in Path(f"/proc/{process}/status").read_text().splitlines() if one.startswith("VmHWM")
    )
    return int(line.split()[1]) * 1024


def _forget_peak(process: int) -> int:
    """The peak begins again from what is held now."""
    Path(f"/proc/{process}/clear_refs").write_text("5")
    return _peak(process)


def _kept(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _send(client: httpx.Client, carnet: str, content: bytes) -> str:
    """Random bytes as a film: refused as one, and kept as they arrived."""
    id = str(uuid4())
    said = metadata(carnet_id=carnet, kind="video", category="gait", filename="m.mp4", capture_id=id)
    begun = client.post(
        "/api/uploads", headers={**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": said}
    )
    assert begun.status_code == 201, begun.text
    for start in range(0, len(content), 16 * _MIB):
        piece = content[start : start + 16 * _MIB]
        sent = client.patch(
            f"/api/uploads/{id}", content=piece, headers={**PIECE, "Upload-Offset": str(start)}
        )
        assert sent.status_code == 204, sent.text
    return id


def _wait(client: httpx.Client, url: str, states: set[str]) -> dict[str, object]:
    ends = time.monotonic() + 240
    while time.monotonic() < ends:
        found = client.get(url).json()
        if found["state"] in states:
            return found
        time.sleep(0.3)
    raise AssertionError(f"{url} never became {states}")


def _cut(client: httpx.Client, url: str, start: int, stop: int | None, etag: str) -> Iterator[bytes]:
    """What arrives from `start` until the line is cut."""
    with client.stream("GET", url, headers={"Range": f"bytes={start}-", "If-Range": etag}) as answer:
        assert answer.status_code == 206
        at = start
        for chunk in answer.iter_raw():
            if stop is not None and at + len(chunk) > stop:
                yield chunk[: stop - at]
                return
            at += len(chunk)
            yield chunk


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_heavy_copy_takes_neither_memory_nor_disk_and_resumes_anywhere(tmp_path: Path) -> None:
    server = Served(tmp_path, whole=True)
    server.start()
    try:
        client = server.sign_in(0)
        carnet = server.demo["people"][0]["carnets"][0]
        base = f"/api/carnets/{carnet}"
        chance = dice("export")
        content = {(blob := chance.randbytes(EACH), _send(client, carnet, blob))[1]: hashlib.sha256(blob).digest()
                   for _ in range(FILES)}  # fmt: skip
        for id in content:
            _wait(client, f"{base}/captures/{id}", {"refused"})
        assert server.process is not None
        process = server.process.pid
        files = server.data / "files"
        disk, memory = _kept(files), _forget_peak(process)
        asked = client.post(f"{base}/exports")
        assert asked.status_code == 200, asked.text
        one = f"{base}/exports/{asked.json()['id']}"
        ready = _wait(client, one, {"ready"})
        whole, archive = hashlib.sha256(), 0
        with client.stream("GET", f"{one}/archive") as answer:
            etag = answer.headers["etag"]
            assert int(answer.headers["content-length"]) == ready["size"]
            for chunk in answer.iter_raw():
                whole.update(chunk)
                archive += len(chunk)
        assert archive == ready["size"]
        assert archive > FILES * EACH
        grown, written = _peak(process) - memory, _kept(files) - disk
        print(f"{archive} B given: memory +{grown} B, disk +{written} B")
        assert grown < MEMORY
        assert written < DISK

        # Cut again and again, and gone on with: the same bytes. Kept here, to be opened.
        pieces = BytesIO()
        places = sorted(chance.randrange(archive) for _ in range(CUTS))
        for place in [*places, None]:
            for chunk in _cut(client, f"{one}/archive", pieces.tell(), place, etag):
                pieces.write(chunk)
        assert hashlib.sha256(pieces.getbuffer()).digest() == whole.digest()
        with zipfile.ZipFile(pieces) as zipped:
            assert zipped.testzip() is None
            found = {hashlib.sha256(zipped.read(name)).digest() for name in zipped.namelist()}
        assert set(content.values()) <= found
    finally:
        server.stop()
