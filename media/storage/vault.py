"""The files of one carnet, sealed in any storage. A range opens only the segments that it touches."""

import asyncio
import secrets
import sys
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Coroutine
from contextlib import aclosing
from datetime import datetime
from typing import Any, cast

from media.storage import stream_cipher as stream
from media.storage.errors import Damaged
from media.storage.protocol import Storage
from media.storage.stream_cipher import HEADER, SEGMENT, StreamCipher

REMEMBERED = 4096


class Headers:
    """The last headers seen (no secret, 40 B each): a range inside a film then needs no second request."""

    def __init__(self, most: int = REMEMBERED):
        self._most = most
        self._by_name: OrderedDict[str, bytes] = OrderedDict()

    def get(self, name: str) -> bytes | None:
        if name in self._by_name:
            self._by_name.move_to_end(name)
        return self._by_name.get(name)

    def keep(self, name: str, header: bytes) -> None:
        self._by_name[name] = header
        self._by_name.move_to_end(name)
        if len(self._by_name) > self._most:
            self._by_name.popitem(last=False)

    def forget(self, name: str) -> None:
        self._by_name.pop(name, None)


class Vault:
    """A storage to its caller: the same methods, sizes and ranges in clear. Besides what the storage raises,
    raises Damaged, before giving a byte of a segment that is not what was sealed under this name."""

    def __init__(self, storage: Storage, key: bytes, headers: Headers | None = None):
        """`key`: the carnet's, 32 bytes. `headers` may be shared by the vaults of one storage."""
        if len(key) != stream.KEY:
            raise ValueError("a key of 32 bytes")
        self._storage = storage
        self._key = key
        self._headers = headers or Headers()

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        """Seal and keep what `chunks` gives; return its size in clear. It may end early."""
        self._headers.forget(name)
        header = stream.new_header(
            salt=secrets.token_bytes(stream.SALT), prefix=secrets.token_bytes(stream.PREFIX)
        )
        sealed = await self._storage.put(name, self._seal(self._cipher(name, header), header, chunks))
        self._headers.keep(name, header)
        return stream.plain_size(sealed)

    async def open(self, name: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        if stop is not None and stop <= start:
            await self._storage.size(name)
            return
        header = self._headers.get(name)
        opened = self._open(name, header, start, stop)
        try:
            plain = await anext(opened, None)
        except Damaged:
            if header is None:
                raise
            self._headers.forget(name)  # another process may have put another object under this name since
            opened = self._open(name, None, start, stop)
            plain = await anext(opened, None)
        async with aclosing(opened):
            while plain is not None:
                yield plain
                plain = await anext(opened, None)

    async def size(self, name: str) -> int:
        return stream.plain_size(await self._storage.size(name))

    async def delete(self, name: str) -> None:
        self._headers.forget(name)
        await self._storage.delete(name)

    def names(self, prefix: str = "") -> AsyncIterator[str]:
        """The storage's names: those of every carnet."""
        return self._storage.names(prefix)

    async def check(self) -> None:
        await self._storage.check()

    async def sweep(self, before: datetime) -> int:
        return await self._storage.sweep(before)

    def _cipher(self, name: str, header: bytes) -> StreamCipher:
        return StreamCipher(key=self._key, header=header, context=b"cs3 object 1\x00" + name.encode())

    @staticmethod
    async def _seal(
        cipher: StreamCipher, header: bytes, chunks: AsyncIterable[bytes]
    ) -> AsyncIterator[bytes]:
        yield header
        index = 0
        held = bytearray()
        async for chunk in chunks:
            held += chunk
            at = 0
            with memoryview(held) as view:
                while len(view) - at > (
                    room := stream.room_in(index)
                ):  # a full one may yet be the last: held back
                    yield cipher.seal(index, view[at : at + room], last=False)
                    index, at = index + 1, at + room
            del held[:at]
        yield cipher.seal(index, held, last=True)

    async def _open(
        self, name: str, header: bytes | None, start: int, stop: int | None
    ) -> AsyncGenerator[bytes]:
        first = stream.segment_of(start)
        after = None if stop is None else stream.segment_of(stop - 1) + 1
        skip = start - stream.plain_start(first)
        left = sys.maxsize if stop is None else stop - start
        end = None if after is None else after * SEGMENT
        sealed = cast(AsyncGenerator[bytes], self._storage.open(name, first * SEGMENT, end))
        async with aclosing(sealed):
            if first == 0:
                chunk = await anext(sealed, b"")
                while len(chunk) < HEADER and (more := await anext(sealed, b"")):
                    chunk += more
                header, chunk = chunk[:HEADER], chunk[HEADER:]
            elif header:
                chunk = await anext(sealed, b"")
            else:
                header, chunk = await _both(self._read_header(name), _first(sealed))
            if first and not chunk:
                await self._check_end_before(name, start)
                return
            opened = _unseal(self._cipher(name, header), first, after, chunk, sealed)
            async with aclosing(opened):
                async for plain in opened:
                    part = plain[skip : skip + left] if skip or len(plain) > left else plain
                    skip, left = 0, left - len(part)
                    if part:
                        yield part
            self._headers.keep(name, header)

    async def _read_header(self, name: str) -> bytes:
        return b"".join([chunk async for chunk in self._storage.open(name, 0, HEADER)])

    async def _check_end_before(self, name: str, start: int) -> None:
        """Nothing was kept from `start` on: make sure that the object was sealed as ending before."""
        size = await self.size(name)
        if size > start:
            raise Damaged("the object was cut")
        async for _ in self._open(name, None, max(0, size - 1), None):
            pass


async def _unseal(
    cipher: StreamCipher, first: int, after: int | None, chunk: bytes, sealed: AsyncIterator[bytes]
) -> AsyncGenerator[bytes]:
    """Open the segments from `first` up to `after` (not included; None: the end), as many as came at once.

    `chunk` begins with segment `first`, without the header; `sealed` goes on from there.
    """
    index = first
    whole = SEGMENT - HEADER if first == 0 else SEGMENT
    held = chunk
    while True:
        plains: list[bytes] = []
        at = 0
        view = memoryview(held)
        while len(view) - at >= whole:
            try:
                plains.append(cipher.unseal(index, view[at : at + whole], last=False))
            except Damaged:
                if len(view) - at > whole:
                    raise
                break  # if nothing follows, it may be a last segment that is full
            index, at, whole = index + 1, at + whole, SEGMENT
        held = held[at:]
        if plains:
            yield plains[0] if len(plains) == 1 else b"".join(plains)
        more = await anext(sealed, b"")
        if not more:
            break
        held = held + more if held else more
    if held:
        yield cipher.unseal(index, held, last=True)
    elif index != after:
        raise Damaged("the object was cut")


async def _first(chunks: AsyncIterator[bytes]) -> bytes:
    return await anext(chunks, b"")


async def _both(one: Coroutine[Any, Any, bytes], other: Coroutine[Any, Any, bytes]) -> tuple[bytes, bytes]:
    """At once: on S3 the second request then costs no time. Raises the first error of either."""
    try:
        async with asyncio.TaskGroup() as group:
            tasks = group.create_task(one), group.create_task(other)
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0] from None
    return tasks[0].result(), tasks[1].result()
