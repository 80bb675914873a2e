"""The store knows us not, does not answer, or goes away in the middle."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from media.storage import Damaged, Full, Missing, Refused, Storage, Unreachable, Vault, storage_from_url
from media.storage.s3 import S3Storage
from media.storage.s3_errors import from_status
from media.storage.s3_requests import Body, S3Requests
from tests.media.storage.flaky_proxy import FlakyProxy, flaky_proxy
from tests.media.storage.helpers import in_chunks, names, read
from tests.servers.swift import Swift, swift_server

MIB = 1024 * 1024


@pytest.fixture
async def proxy(swift: Swift) -> AsyncIterator[FlakyProxy]:
    async with flaky_proxy(swift.port) as proxy:
        yield proxy


@pytest.fixture(params=("s3", "sealed-s3"))
async def behind_proxy(request: pytest.FixtureRequest, swift: Swift, proxy: FlakyProxy) -> Storage:
    bucket = f"test-{os.urandom(6).hex()}"
    swift.make_bucket(bucket)
    address = swift.url_for(bucket, port=proxy.port)
    if request.param == "s3":
        return S3Storage.from_url(address)
    return Vault(S3Storage.from_url(address, most_held=0), os.urandom(32))  # in parts as soon as it can


async def test_what_is_too_much_for_one_request_goes_in_parts(
    swift: Swift, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy before the store bounds a body; the next object is not tried whole."""
    put, refused = S3Requests.put, 0

    def bounded(requests: S3Requests, name: str, body: Body) -> None:
        nonlocal refused
        if sum(map(len, body)) > 6 * MIB:
            refused += 1
            raise from_status(413, "", name)
        put(requests, name, body)

    monkeypatch.setattr(S3Requests, "put", bounded)
    bucket = f"test-{os.urandom(6).hex()}"
    swift.make_bucket(bucket)
    storage = S3Storage.from_url(swift.url_for(bucket))
    for size in (12 * MIB, 7 * MIB, MIB):
        data = os.urandom(size)
        assert await storage.put(f"film-{size}", in_chunks(data)) == size
        assert await read(storage, f"film-{size}") == data
    assert refused == 1
    assert storage._held.size == 0


async def test_what_is_too_much_even_in_parts_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise from_status(413, "", "film")

    monkeypatch.setattr(S3Requests, "put", refused)
    storage = S3Storage.from_url("s3://key:secret@127.0.0.1:1/bucket?secure=false")
    with pytest.raises(Full):
        await storage.put("film", in_chunks(bytes(2 * MIB)))


@pytest.mark.parametrize("sealed", [False, True])
async def test_wrong_credentials(swift: Swift, sealed: bool) -> None:
    plain = storage_from_url(swift.url_for(swift.bucket, secret="0" * 32))
    storage = Vault(plain, os.urandom(32)) if sealed else plain
    attempts = (
        storage.check(),
        storage.put("a", in_chunks(b"small")),
        storage.put("a", in_chunks(bytes(6 * MIB))),
        read(storage, "a"),
        storage.size("a"),
        storage.delete("a"),
        names(storage),
        storage.sweep(datetime.now(UTC)),
    )
    for attempt in attempts:
        with pytest.raises(Refused) as refused:
            await attempt
        assert "0" * 32 not in str(refused.value)


async def test_a_bucket_that_does_not_exist(swift: Swift) -> None:
    storage = storage_from_url(swift.url_for("never-made"))
    with pytest.raises(Refused):
        await storage.check()
    with pytest.raises(Refused):
        await storage.put("a", in_chunks(b"x"))
    with pytest.raises(Refused):
        await read(storage, "a")


async def test_nobody_listens() -> None:
    storage = storage_from_url("s3://key:secret@127.0.0.1:1/bucket?secure=false&region=us-east-1")
    began = time.monotonic()
    for attempt in (
        storage.check(),
        storage.put("a", in_chunks(b"x")),
        read(storage, "a"),
        storage.size("a"),
    ):
        with pytest.raises(Unreachable) as unreachable:
            await attempt
        assert "secret" not in str(unreachable.value)
        assert "Signature" not in str(unreachable.value)
    assert time.monotonic() - began < 20


async def test_gone_in_the_middle_of_a_read(behind_proxy: Storage, proxy: FlakyProxy) -> None:
    data = os.urandom(6 * MIB)
    await behind_proxy.put("film", in_chunks(data))
    proxy.break_after(down=2 * MIB)
    got = b""
    with pytest.raises(Unreachable):  # noqa: PT012  # what came before matters
        async for chunk in behind_proxy.open("film"):
            got += chunk
    assert MIB < len(got) < 3 * MIB
    assert data.startswith(got)


async def test_a_read_goes_on_when_the_line_comes_back(behind_proxy: Storage, proxy: FlakyProxy) -> None:
    data = os.urandom(6 * MIB)
    await behind_proxy.put("film", in_chunks(data))
    before = proxy.connections
    proxy.break_after(down=2 * MIB, for_good=False)
    assert await read(behind_proxy, "film", 1000, 5 * MIB) == data[1000 : 5 * MIB]
    assert proxy.connections > before


async def test_a_read_taken_up_again_never_mixes_two_objects(swift: Swift, proxy: FlakyProxy) -> None:
    """A sealed one could not be mixed at all: see test_vault_tampered.py."""
    plain = storage_from_url(swift.url_for(swift.bucket, port=proxy.port))
    await plain.put("mixed", in_chunks(b"1" * 6 * MIB))
    proxy.break_after(down=2 * MIB, for_good=False)
    got = b""
    with pytest.raises(Damaged, match="replaced"):  # noqa: PT012
        async for chunk in plain.open("mixed"):
            if not got:
                await plain.put("mixed", in_chunks(b"2" * 6 * MIB))
            got += chunk
    assert set(got) == {ord("1")}


async def test_gone_in_the_middle_of_a_put(behind_proxy: Storage, proxy: FlakyProxy, swift: Swift) -> None:
    proxy.break_after(up=7 * MIB)
    with pytest.raises(Unreachable):
        await behind_proxy.put("film", in_chunks(os.urandom(12 * MIB)))
    plain = behind_proxy._storage if isinstance(behind_proxy, Vault) else behind_proxy  # type: ignore[attr-defined]
    direct = storage_from_url(swift.url_for(plain._bucket))  # type: ignore[attr-defined]
    with pytest.raises(Missing):
        await direct.size("film")
    # The store could not be told: what was sent lies there unseen, until the sweep.
    assert await direct.sweep(datetime.now(UTC) - timedelta(hours=1)) == 0
    in_parts = isinstance(behind_proxy, Vault)
    assert await direct.sweep(datetime.now(UTC) + timedelta(hours=1)) == in_parts
    assert await direct.sweep(datetime.now(UTC) + timedelta(hours=1)) == 0


async def test_a_put_goes_on_when_the_line_comes_back(behind_proxy: Storage, proxy: FlakyProxy) -> None:
    data = os.urandom(12 * MIB)
    proxy.break_after(up=7 * MIB, for_good=False)
    assert await behind_proxy.put("film", in_chunks(data)) == len(data)
    assert await read(behind_proxy, "film") == data


async def test_a_read_from_a_store_that_says_nothing_ends_when_cancelled(
    behind_proxy: Storage, proxy: FlakyProxy
) -> None:
    await behind_proxy.put("film", in_chunks(bytes(3 * MIB)))
    chunks = behind_proxy.open("film")
    await anext(chunks)
    proxy.fall_silent()
    task = asyncio.create_task(anext(chunks))
    await asyncio.sleep(0.3)
    began = time.monotonic()
    while not task.done():  # what had already arrived may be given first
        task.cancel()
        await asyncio.wait([task], timeout=5)
    assert time.monotonic() - began < 5


async def test_the_server_is_killed() -> None:
    with swift_server() as server:
        storage = storage_from_url(server.url)
        data = os.urandom(24 * MIB)
        await storage.put("film", in_chunks(data))
        got = b""
        with pytest.raises(Unreachable):  # noqa: PT012
            async for chunk in storage.open("film"):
                if not got:
                    server.kill()
                got += chunk
        assert len(got) < len(data)
        assert data.startswith(got)
        with pytest.raises(Unreachable):
            await storage.put("other", in_chunks(data))
        with pytest.raises(Unreachable):
            await storage.check()


async def test_addresses_that_lack_a_piece() -> None:
    for address in (
        "s3://host/bucket",
        "s3://key:secret@host",
        "s3://key:secret@host/a/b",
        "s3://key@host/b",
        "ftp://host/",
        "file://host/folder",
    ):
        with pytest.raises(Refused) as refused:
            storage_from_url(address)
        assert "secret" not in str(refused.value).replace("key:secret@host:port", "")
