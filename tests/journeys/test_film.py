"""Karim films Théo at the SESSAD; the line is cut three times, and the server dies once. The film is whole."""

import base64
import hashlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from backend.demo.figures import Clip, make_clip
from tests.servers.cs3 import Served

TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path)
    server.start()
    yield server
    server.stop()


def _offset(client: httpx.Client, id: str) -> int:
    return int(client.head(f"/api/uploads/{id}", headers=TUS).headers["upload-offset"])


def _cut(served: Served, client: httpx.Client, id: str, content: bytes, offset: int, sent: int) -> None:
    """Says it sends all the rest, sends `sent` bytes, and the line dies."""
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)
    head = (
        f"PATCH /api/uploads/{id} HTTP/1.1\r\nHost: localhost:{served.port}\r\nOrigin: {served.base}\r\n"
        f"Cookie: {cookies}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
        f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(content) - offset}\r\n\r\n"
    )
    line = socket.create_connection(("127.0.0.1", served.port))
    line.sendall(head.encode() + content[offset : offset + sent])
    time.sleep(0.5)
    line.close()


@pytest.mark.timeout(240)
def test_a_film_arrives_over_a_bad_line_and_a_dead_server(served: Served, tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    make_clip(Clip(seconds=2.0), film)
    content = film.read_bytes()
    karim, id = served.sign_in(2), str(uuid4())
    carnet = served.demo["carnets"][0]["id"]
    values = {
        "carnet_id": carnet,
        "kind": "video",
        "category": "gait",
        "filename": "marche.mp4",
        "capture_id": id,
    }
    metadata = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in values.items())
    begun = karim.post(
        "/api/uploads", headers={**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": metadata}
    )
    assert begun.status_code == 201, begun.text

    piece = len(content) // 5
    for cut in range(3):
        before = _offset(karim, id)
        assert before == cut * piece
        _cut(served, karim, id, content, before, piece)
        assert _offset(karim, id) == before + piece

    served.kill()
    served.start()
    offset = _offset(karim, id)
    assert offset == 3 * piece
    sent = karim.patch(
        f"/api/uploads/{id}",
        content=content[offset:],
        headers={**TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"},
    )
    assert sent.status_code == 204, sent.text
    assert karim.get(f"/api/carnets/{carnet}/captures/{id}").json()["state"] in {"preparing", "ready"}

    anne = served.sign_in(0)
    original = anne.get(f"/api/carnets/{carnet}/captures/{id}/files/original")
    if original.status_code == 404:  # until it has been looked at, nothing of it is shown
        ends = time.monotonic() + 180
        while original.status_code == 404 and time.monotonic() < ends:
            time.sleep(1)
            original = anne.get(f"/api/carnets/{carnet}/captures/{id}/files/original")
    assert hashlib.sha256(original.content).digest() == hashlib.sha256(content).digest()
    seen = [t["sentence"] for t in anne.get(f"/api/carnets/{carnet}/traces").json()["traces"]]
    assert "Karim Saïdi a ajouté un film." in seen
