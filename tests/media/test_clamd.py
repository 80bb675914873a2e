"""The virus scanner: a real one says what it knows; one that is away or talks nonsense is never taken for a yes."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from media import clamd as module
from media.clamd import BadAddress, Clamd, Found, ScannerAway
from tests.servers.clamd import EICAR, LARGEST_MB, clamd


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    with clamd(tmp_path_factory.mktemp("clamd")) as socket:
        yield Clamd.at(socket)


def _zipped(content: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.doc", content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"a letter", Found.CLEAN),
        (b"", Found.CLEAN),
        (EICAR, Found.INFECTED),
        (b"\xff\xd8\xff" + bytes(300_000) + EICAR, Found.INFECTED),
        (_zipped(EICAR), Found.INFECTED),
        (bytes(LARGEST_MB * 1024 * 1024 + 1), Found.TOO_LARGE),
        (bytes(20 * LARGEST_MB * 1024 * 1024), Found.TOO_LARGE),
    ],
    ids=["letter", "nothing", "eicar", "behind a photo", "zipped", "one byte too many", "far too many"],
)
async def test_what_a_real_one_says(scanner: Clamd, content: bytes, found: Found, tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(content)
    assert await scanner.scan(source) is found


async def test_its_version(scanner: Clamd) -> None:
    assert (await scanner.version()).startswith("ClamAV ")


Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def _talking(talk: Talk) -> AsyncIterator[Clamd]:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await talk(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield Clamd.at(f"127.0.0.1:{server.sockets[0].getsockname()[1]}")


def _says(answer: bytes) -> Talk:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(bytes(4))
        writer.write(answer)

    return talk


async def _hangs_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def _never_answers(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


@pytest.mark.parametrize(
    "talk",
    [
        _says(b"stream: Can't allocate memory ERROR\0"),
        _says(b"stream: nothing FOUND yet\0"),
        _says(b"stream: OK"),
        _says(b"x" * 10_000),
        _says(b"\0"),
        _hangs_up,
        _never_answers,
    ],
    ids=["error", "other words", "half an answer", "no end", "empty", "hangs up", "never answers"],
)
async def test_anything_else_is_no_answer(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ANSWER_S", 1.0 if talk is _never_answers else 30.0)
    source = tmp_path / "received"
    source.write_bytes(b"a letter")
    async with _talking(talk) as scanner:
        with pytest.raises(ScannerAway):
            await scanner.scan(source)


async def test_nobody_there(tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(b"a letter")
    for address in (str(tmp_path / "none"), "127.0.0.1:1"):
        with pytest.raises(ScannerAway):
            await Clamd.at(address).scan(source)


@pytest.mark.parametrize(
    "address", ["clamd", "clamd:", "clamd:0", "clamd:70000", "http://clamd:3310", "a b:3310"]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(BadAddress):
        Clamd.at(address)


def test_addresses() -> None:
    assert Clamd.at("clamav.example.org:3310") == Clamd(host="clamav.example.org", port=3310)
    assert Clamd.at("[::1]:3310") == Clamd(host="::1", port=3310)
