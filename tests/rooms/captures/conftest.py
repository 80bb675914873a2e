"""A phone that sends by tus."""

import base64
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
from PIL import Image

TUS = {"Tus-Resumable": "1.0.0"}
PIECE = {**TUS, "Content-Type": "application/offset+octet-stream"}


def jpeg(color: str = "#0b6e6e", size: tuple[int, int] = (400, 300), **more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG", **more)
    return out.getvalue()


def metadata(**values: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in values.items())


async def begin(client: httpx.AsyncClient, carnet_id: str, length: int, **more: str) -> httpx.Response:
    values = {"carnet_id": carnet_id, "kind": "photo", "category": "photos", "filename": "IMG_1.jpg"} | more
    return await client.post(
        "/api/uploads", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(**values)}
    )


async def send(
    client: httpx.AsyncClient, url: str, content: bytes, offset: int, **more: str
) -> httpx.Response:
    return await client.patch(url, content=content, headers={**PIECE, "Upload-Offset": str(offset), **more})


async def add(client: httpx.AsyncClient, carnet_id: str, content: bytes, **more: str) -> str:
    """The id of a capture wholly sent."""
    id = str(uuid4())
    begun = await begin(client, carnet_id, len(content), capture_id=id, **more)
    assert begun.status_code == 201, begun.text
    sent = await send(client, f"/api/uploads/{id}", content, 0)
    assert sent.status_code == 204, sent.text
    return id
