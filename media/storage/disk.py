"""Objects in a folder (0700) as files (0600), each written under a hidden name, then renamed."""

import contextlib
import errno
import os
import stat
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from media.storage.disk_writer import TEMPORARY, DiskWriter, our_errors
from media.storage.errors import Missing, Refused
from media.storage.protocol import CHUNK, READ_AHEAD, Through, check_name, is_name
from media.storage.threads import Behind, Threads

WRITTEN_AT_ONCE = 512 * 1024
NOWAIT: int = getattr(os, "RWF_NOWAIT", 0)  # Linux; elsewhere every read goes to a thread


class DiskStorage:
    def __init__(self, folder: Path, *, threads: int = 8):
        """Make the folder if need be. Raises Refused when it cannot be ours alone."""
        self._folder = folder.absolute()
        with our_errors(str(folder)):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
        self._threads = Threads(threads, "disk")

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        writer = DiskWriter(self._folder, check_name(name))
        behind = Behind()
        held: list[bytes] = []
        length = 0
        try:
            async for chunk in chunks:
                held.append(chunk)
                length += len(chunk)
                if length >= WRITTEN_AT_ONCE:
                    await behind.start(partial(self._threads.run, partial(writer.write, held)))
                    held, length = [], 0
            await behind.finish()
            await self._threads.run(partial(writer.finish, held))
        except BaseException:
            await behind.drop()
            await self._threads.run(writer.discard)
            raise
        finally:
            writer.close()
        return writer.size

    @property
    def crowded(self) -> bool:
        return False  # the disk takes what comes

    def open(
        self, name: str, start: int = 0, stop: int | None = None, *, through: Through = bytes
    ) -> AsyncIterator[bytes]:
        return self._threads.stream(_Reader(self._path(name), start, stop, through))

    async def size(self, name: str) -> int:
        return await self._threads.run(partial(_size, self._path(name)))

    async def delete(self, name: str) -> None:
        await self._threads.run(partial(self._delete, self._path(name)))

    async def names(self, prefix: str = "") -> AsyncIterator[str]:
        found = self._walk(self._folder, "", prefix)
        while some := await self._threads.run(lambda: list(islice(found, 1000))):
            for name in some:
                yield name

    async def check(self) -> None:
        writer = DiskWriter(self._folder, "check")
        try:
            await self._threads.run(partial(writer.write, [b"."]))
        finally:
            await self._threads.run(writer.discard)
            writer.close()

    async def sweep(self, before: datetime) -> int:
        return await self._threads.run(partial(self._sweep, before.timestamp()))

    def _path(self, name: str) -> Path:
        return self._folder / check_name(name)

    def _delete(self, path: Path) -> None:
        with our_errors(path.name):
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                path.unlink()
            with contextlib.suppress(OSError):  # not empty, or taken away by another meanwhile
                for parent in path.relative_to(self._folder).parents:
                    if parent.parts:
                        (self._folder / parent).rmdir()

    def _walk(self, folder: Path, at: str, prefix: str) -> Iterator[str]:
        try:
            entries = list(os.scandir(folder))
        except FileNotFoundError:
            return
        except OSError as error:
            raise Refused(f"the folder cannot be read: {error.strerror}") from None
        for entry in entries:
            name = at + entry.name
            if entry.is_dir(follow_symlinks=False):
                if prefix.startswith(name + "/") or (name + "/").startswith(prefix):
                    yield from self._walk(folder / entry.name, name + "/", prefix)
            elif name.startswith(prefix) and is_name(name) and entry.is_file(follow_symlinks=False):
                yield name

    def _sweep(self, before: float) -> int:
        swept = 0
        for folder, _, files in os.walk(self._folder):
            for file in files:
                if file.startswith(TEMPORARY):
                    path = Path(folder, file)
                    with contextlib.suppress(FileNotFoundError):
                        if path.stat().st_mtime < before:
                            path.unlink()
                            swept += 1
        return swept


class _Reader:
    """A range of a file. What the system holds in memory is read at once: the way to a thread and back costs more."""

    ahead = False

    def __init__(self, path: Path, start: int, stop: int | None, through: Through):
        self._path = path
        self._through = through
        self._at = start
        self._stop = stop
        self._descriptor: int | None = None
        self._now = NOWAIT
        self._reused = memoryview(bytearray(CHUNK if NOWAIT else 0))
        self.ended = False

    def read(self) -> list[bytes]:
        with our_errors(self._path.name):
            if self._descriptor is None:
                self._descriptor = _open(self._path)
            chunks: list[bytes] = []
            while not self.ended and len(chunks) < (1 if self._now else READ_AHEAD):
                chunks += self._advance(os.pread(self._descriptor, self._wanted(), self._at))
            return chunks

    def read_now(self) -> list[bytes]:
        chunks: list[bytes] = []
        if self._descriptor is None or not self._now:
            return chunks
        while len(chunks) < READ_AHEAD and not self.ended:
            try:
                got = os.preadv(self._descriptor, [self._reused[: self._wanted()]], self._at, self._now)
            except OSError as error:
                if error.errno != errno.EAGAIN:
                    self._now = 0  # a file system that cannot; what is wrong beside, a `read` will say
                break
            chunks += self._advance(self._reused[:got])
        return chunks

    def _wanted(self) -> int:
        return CHUNK if self._stop is None else max(0, min(CHUNK, self._stop - self._at))

    def _advance(self, chunk: bytes | memoryview) -> list[bytes]:
        self._at += len(chunk)
        self.ended = not chunk or self._at == self._stop
        return [self._through(chunk)] if chunk else []

    def interrupt(self) -> None:
        """A disk answers by itself."""

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def _open(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        raise Missing(f"no object {path.name}") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Missing(f"no object {path.name}")
    return descriptor


def _size(path: Path) -> int:
    with our_errors(path.name):
        try:
            found = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            raise Missing(f"no object {path.name}") from None
        if not stat.S_ISREG(found.st_mode):
            raise Missing(f"no object {path.name}")
        return found.st_size
