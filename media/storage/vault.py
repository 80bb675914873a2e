"""The files of one carnet, sealed in any storage. A range opens only the segments that it touches."""

import secrets
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import aclosing
from datetime import datetime
from typing import cast
from weakref import WeakKeyDictionary

from media.storage import stream_cipher as stream
from media.storage.errors import Damaged
from media.storage.protocol import Storage
from media.storage.stream_cipher import HEADER, StreamCipher
from media.storage.unsealer import Unsealer

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


_headers: WeakKeyDictionary[Storage, Headers] = WeakKeyDictionary()


def headers_of(storage: Storage) -> Headers:
    """What all vaults over one storage have seen."""
    return _headers.setdefault(storage, Headers())


class Vault:
    """A storage to its caller: the same methods, sizes and ranges in clear. Besides what the storage raises,
    raises Damaged, before giving a byte of a segment that is not what was sealed under this name."""

    def __init__(self, storage: Storage, key: bytes):
        """`key`: the carnet's, 32 bytes."""
        if len(key) != stream.KEY:
            raise ValueError("a key of 32 bytes")
        self._storage = storage
        self._key = key
        self._headers = headers_of(storage)

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        """Seal and keep what `chunks` gives; return its size in clear. It may end early."""
        self._headers.forget(name)
        header = stream.new_header(
            salt=secrets.token_bytes(stream.SALT), prefix=secrets.token_bytes(stream.PREFIX)
        )
        cipher = StreamCipher(key=self._key, header=header, context=_context(name))
        sealed = await self._storage.put(name, self._seal(cipher, header, chunks))
        self._headers.keep(name, header)
        return stream.plain_size(sealed)

    @property
    def crowded(self) -> bool:
        return self._storage.crowded

    async def open(self, name: str, start: int = 0, stop: int | None = None) -> AsyncIterator[bytes]:
        if stop is not None and stop <= start:
            await self._storage.size(name)
            return
        header = self._headers.get(name)
        opened = Unsealer(key=self._key, context=_context(name), start=start, stop=stop)
        given = False
        while True:
            opened.begin(header or (await self._read_header(name) if opened.sealed_start else None))
            try:
                sealed = self._storage.open(
                    name, opened.sealed_start, opened.sealed_stop, through=opened.feed
                )
                async with aclosing(cast(AsyncGenerator[bytes], sealed)) as chunks:
                    async for plain in chunks:
                        if plain:
                            given = True
                            yield plain
                if opened.saw_nothing:
                    await self._check_end_before(name, start)
                elif plain := opened.end():
                    yield plain
                break
            except Damaged:
                if given or header is None:
                    raise
                header = None  # another process may have put another object under this name since it was seen
        if opened.header:
            self._headers.keep(name, opened.header)

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

    @staticmethod
    async def _seal(
        cipher: StreamCipher, header: bytes, chunks: AsyncIterable[bytes]
    ) -> AsyncIterator[bytes]:
        yield header
        index = 0
        room = stream.room_in(0)
        held = bytearray()
        async for chunk in chunks:
            if len(held) + len(chunk) <= room:  # one that is just full may be the last: held back
                held += chunk
                continue
            at = 0
            with memoryview(chunk) as view:
                if held:
                    at = room - len(held)
                    held += view[:at]
                    yield cipher.seal(index, held, last=False)
                    held.clear()
                    index, room = index + 1, stream.room_in(index + 1)
                while len(view) - at > room:
                    yield cipher.seal(index, view[at : at + room], last=False)
                    index, at = index + 1, at + room
                    room = stream.room_in(index)
                held += view[at:]
        yield cipher.seal(index, held, last=True)

    async def _read_header(self, name: str) -> bytes:
        return b"".join([chunk async for chunk in self._storage.open(name, 0, HEADER)])

    async def _check_end_before(self, name: str, start: int) -> None:
        """Nothing was kept from `start` on: make sure that the object was sealed as ending before."""
        size = await self.size(name)
        if size > start:
            raise Damaged("the object was cut")
        self._headers.forget(name)
        async for _ in self.open(name, max(0, size - 1)):
            pass


def _context(name: str) -> bytes:
    return b"cs3 object 1\x00" + name.encode()
