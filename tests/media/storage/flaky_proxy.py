"""A TCP proxy on loopback that breaks as told: the store goes away in the middle of an answer or of a request."""

import asyncio
import contextlib
from collections.abc import AsyncIterator


class FlakyProxy:
    """Counts bytes in each direction over all connections, and breaks when `down` or `up` bytes have passed."""

    def __init__(self, target: int):
        self.port = 0
        self.connections = 0
        self._target = target
        self._left: dict[str, int | None] = {"up": None, "down": None}
        self._for_good = True
        self._dead = False
        self._silent = False
        self._writers: set[asyncio.StreamWriter] = set()

    def break_after(self, *, up: int | None = None, down: int | None = None, for_good: bool = True) -> None:
        """`for_good`: every later connection is cut at once; else only those open now are."""
        self._left = {"up": up, "down": down}
        self._for_good = for_good

    def fall_silent(self) -> None:
        """Accept, and never answer."""
        self._silent = True

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        if self._dead:
            writer.transport.abort()
            return
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers |= {writer, there_writer}
        await asyncio.gather(
            self._pass(reader, there_writer, "up"),
            self._pass(there_reader, writer, "down"),
            return_exceptions=True,
        )
        self._writers -= {writer, there_writer}
        writer.close()
        there_writer.close()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: str) -> None:
        while data := await reader.read(16 * 1024):
            if self._silent:
                continue
            left = self._left[way]
            if left is not None:
                if len(data) >= left:
                    self._break()
                    return
                self._left[way] = left - len(data)
            writer.write(data)
            await writer.drain()
        with contextlib.suppress(OSError):
            writer.write_eof()

    def _break(self) -> None:
        self._dead = self._for_good
        self._left = {"up": None, "down": None}
        for writer in self._writers:
            writer.transport.abort()


@contextlib.asynccontextmanager
async def flaky_proxy(target: int) -> AsyncIterator[FlakyProxy]:
    proxy = FlakyProxy(target)
    server = await asyncio.start_server(proxy.accept, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        proxy.break_after(up=0, down=0)
        proxy._break()
