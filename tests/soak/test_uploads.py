"""A film over the worst line there is: cut anywhere, sent twice, from a wrong place, by two at once. It arrives whole."""

import asyncio
import base64
import hashlib
from typing import Any
from uuid import UUID, uuid4

import pytest
from litestar import Litestar

from backend.rooms.carnet.service import vault
from tests.family import Family
from tests.rooms.captures.conftest import PIECE, TUS, begin, send
from tests.soak.counts import SEED, dice, times
from tests.soak.cutting import cut


def _sum(piece: bytes) -> str:
    return "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()


@pytest.mark.slow
@pytest.mark.timeout(7200)
async def test_bytes_arrive_once_and_in_order(family: Family, app: Litestar, query: Any) -> None:
    die = dice("uploads")
    client, cuts, sent_again = family.mother.client, 0, 0
    wanted = times(25, 1000)
    film = die.randbytes(wanted * 4000)
    id = str(uuid4())
    begun = await begin(
        client, family.carnet_id, len(film), capture_id=id, kind="video", category="gait", filename="a.mp4"
    )
    assert begun.status_code == 201, begun.text
    url = f"/api/uploads/{id}"

    async def offset() -> int:
        return int((await client.head(url, headers=TUS)).headers["upload-offset"])

    at = 0
    while at < len(film):
        what = die.random()
        piece = film[at : at + die.randrange(1, 6000)]
        said = f"{SEED}: {cuts} cuts, at {at}"
        if what < 0.6 and cuts < wanted:
            cuts += 1
            sent = piece[: die.randrange(len(piece) + 1)]
            half = die.randrange(len(sent) + 1)
            rest = {"Upload-Offset": str(at), "Content-Length": str(len(film) - at)}
            await cut(app, client, "PATCH", url, [sent[:half], sent[half:]], **PIECE, **rest)
            now = await offset()
            assert at <= now <= at + len(sent), said
            sent_again += at + len(sent) - now
            at = now
        elif what < 0.7:
            wrong = die.choice([at + 1, at + 5000, max(0, at - 1)])
            if wrong != at:
                assert (await send(client, url, piece, wrong)).status_code == 409, said
                assert await offset() == at, said
        elif what < 0.8:
            answer = await send(client, url, piece, at, **{"Upload-Checksum": _sum(piece + b"x")})
            assert answer.status_code == 460, said
            assert await offset() == at, said
        elif what < 0.9:
            two = await asyncio.gather(*(send(client, url, piece, at) for _ in range(2)))
            now = await offset()
            assert now in (at, at + len(piece)), said
            assert [a.status_code for a in two].count(204) <= 1 or now == at + len(piece), said
            at = now
        elif at + len(piece) < len(film) or cuts >= wanted:
            answer = await send(client, url, piece, at, **{"Upload-Checksum": _sum(piece)})
            assert answer.status_code == 204, (said, answer.text)
            at += len(piece)
            assert int(answer.headers["upload-offset"]) == at, said
    parts = await query("SELECT start, size FROM part WHERE item_id = $1::uuid ORDER BY start", id)
    ends = [int(str(p["start"])) + int(str(p["size"])) for p in parts]
    assert [int(str(p["start"])) for p in parts] == [0, *ends[:-1]]
    assert ends[-1] == len(film)
    assert sent_again <= len(film) // 100, f"{sent_again} bytes of {len(film)} had to be sent again"
    kept = hashlib.sha256()
    store = await vault(UUID(family.carnet_id))
    for row in await query("SELECT object FROM part WHERE item_id = $1::uuid ORDER BY start", id):
        async for chunk in store.open(str(row["object"])):
            kept.update(chunk)
    assert kept.digest() == hashlib.sha256(film).digest(), SEED
