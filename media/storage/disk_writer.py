"""One file on its way into a folder: written beside its place, made durable, then renamed into it."""

import contextlib
import errno
import os
import secrets
from collections.abc import Generator
from pathlib import Path

from media.storage.errors import BadName, Full, Refused, StorageError, Unreachable

TEMPORARY = ".put-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOT_OURS = (errno.EACCES, errno.EPERM, errno.EROFS)


_AT_ONCE = 512
"""Chunks in one call: the system takes 1 024 at most."""
_BEGIN_WRITING = getattr(os, "posix_fadvise", None)
"""Linux then begins to put on the disk what has just been written, without waiting for it and without giving up the memory that still
holds it: the fsync at the end finds little left to do (8 MiB: 60 ms, then 10, on a busy disk)."""


class DiskWriter:
    """Blocking; one call at a time. `close` last, whatever happened."""

    def __init__(self, folder: Path, name: str):
        self.size = 0
        self._root = folder
        self._path = folder / name
        self._temporary = self._path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
        self._descriptor: int | None = None

    def write(self, chunks: list[bytes]) -> None:
        with our_errors(self._path.name):
            descriptor = self._open()
            while chunks:
                # In one call: between two, this thread waits for whoever runs Python.
                written = os.writev(descriptor, chunks[:_AT_ONCE])
                if _BEGIN_WRITING:
                    _BEGIN_WRITING(descriptor, self.size, written, os.POSIX_FADV_DONTNEED)
                self.size += written
                chunks = _after(chunks, written)

    def finish(self, chunks: list[bytes]) -> None:
        """Write the last chunks; from here on the object exists, even after a power cut."""
        self.write(chunks)
        with our_errors(self._path.name):
            os.fsync(self._open())
            try:
                self._temporary.replace(self._path)
            except (IsADirectoryError, NotADirectoryError):
                raise BadName(f"the name of a group of objects: {self._path.name}") from None
            _sync_folder(self._path.parent)

    def discard(self) -> None:
        """Leave nothing behind, also when `finish` had put the object in its place."""
        if self._descriptor is None:
            return
        with contextlib.suppress(OSError):
            self._temporary.unlink()
        with contextlib.suppress(OSError):
            ours, there = os.fstat(self._descriptor), self._path.lstat()
            if (ours.st_dev, ours.st_ino) == (
                there.st_dev,
                there.st_ino,
            ):  # not another put's that came after
                self._path.unlink()

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        tries = 10
        while self._descriptor is None:
            try:
                _make_folders(self._root, self._path.parent)
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
                self._descriptor = os.open(self._temporary, flags, 0o600)
            except FileNotFoundError:  # a delete just took the empty folder away
                tries -= 1
                if not tries:
                    raise
        return self._descriptor


def _after(chunks: list[bytes], written: int) -> list[bytes]:
    """What of them is not among the first `written` bytes."""
    for number, chunk in enumerate(chunks):
        if written < len(chunk):
            return [chunk[written:], *chunks[number + 1 :]]
        written -= len(chunk)
    return []


@contextlib.contextmanager
def our_errors(name: str) -> Generator[None]:
    try:
        yield
    except StorageError:
        raise
    except (NotADirectoryError, FileExistsError):
        raise BadName(f"part of the name is an object: {name}") from None
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Full("no room left on the disk") from None
        if error.errno in _NOT_OURS:
            raise Refused(f"the folder is not ours to use: {error.strerror}") from None
        raise Unreachable(f"the disk failed: {error.strerror}") from None


def _make_folders(root: Path, folder: Path) -> None:
    if folder.is_dir():
        return
    if folder == root:  # never made anew: a disk that is not mounted would be replaced by an empty folder
        raise OSError(errno.EIO, "the storage folder is gone")
    _make_folders(root, folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _sync_folder(folder.parent)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "not a directory")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
