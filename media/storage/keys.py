"""The server's keys. They wrap the carnets' keys, and nothing else; the wrapped keys are kept by the caller.

wrapped = 1 (1 B) | server key id (4 B) | nonce (12 B) | AES-256-GCM(server key, nonce, carnet key), tag 16 B
with the associated data "cs3 carnet key" | 1 | server key id | carnet id (16 B)
"""

import contextlib
import fcntl
import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from collections.abc import Generator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from media.storage.errors import Damaged, KeysUnusable

VERSION = b"\x01"
ID = 4
NONCE = 12


class KeyService(Protocol):
    """Who holds the server's keys: a file, or an external service (an HSM, a cloud's key service)."""

    async def wrap(self, carnet: UUID, key: bytes) -> bytes: ...

    async def unwrap(self, carnet: UUID, wrapped: bytes) -> bytes:
        """Raise Damaged when `wrapped` was altered or is another carnet's, KeysUnusable when its server key
        is gone."""
        ...


class FileKeyService:
    """The server's keys in a file (0600), made at first start. The current one wraps; all unwrap.

    Several processes may share the file: each looks at it again when it has changed.
    """

    def __init__(self, path: Path):
        """Raises KeysUnusable when the file can be read by others, or is no key file."""
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._keys: dict[bytes, bytes] = {}
        self._current = b""
        if not path.exists():
            self._make()
        self._refresh()

    async def wrap(self, carnet: UUID, key: bytes) -> bytes:
        self._refresh()
        nonce = secrets.token_bytes(NONCE)
        sealed = AESGCM(self._keys[self._current]).encrypt(nonce, key, _context(self._current, carnet))
        return VERSION + self._current + nonce + sealed

    async def unwrap(self, carnet: UUID, wrapped: bytes) -> bytes:
        self._refresh()
        server_key = self._keys.get(key_id(wrapped))
        if server_key is None:
            raise KeysUnusable("absent")
        nonce, sealed = wrapped[1 + ID : 1 + ID + NONCE], wrapped[1 + ID + NONCE :]
        try:
            return AESGCM(server_key).decrypt(nonce, sealed, _context(key_id(wrapped), carnet))
        except (InvalidTag, ValueError):
            raise Damaged("the carnet's key was altered, or is another carnet's") from None

    def is_current(self, wrapped: bytes) -> bool:
        """Whether the current server key wrapped it; if not, unwrap and wrap it anew before `retire`."""
        self._refresh()
        return key_id(wrapped) == self._current

    def rotate(self) -> None:
        """Make a new current key. The old ones still unwrap; no file is written anew."""
        with self._changing() as kept:
            new = _new_id(kept["keys"])
            kept["keys"][new] = _new_key()
            kept["current"] = new

    def retire(self) -> int:
        """Destroy every key but the current one; return how many. What they wrapped is lost."""
        with self._changing() as kept:
            gone = [each for each in kept["keys"] if each != kept["current"]]
            for each in gone:
                del kept["keys"][each]
        return len(gone)

    def _make(self) -> None:
        new = _new_id({})
        temporary = _write(self._path, {"version": 1, "current": new, "keys": {new: _new_key()}})
        with contextlib.suppress(FileExistsError):  # two processes start at once: the first one's keys hold
            os.link(temporary, self._path)
        temporary.unlink()
        _sync_folder(self._path.parent)

    @contextlib.contextmanager
    def _changing(self) -> Generator[Any]:
        with self._path.with_name(self._path.name + ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            kept = _read(self._path)
            yield kept
            _write(self._path, kept).replace(self._path)
            _sync_folder(self._path.parent)
        self._refresh()

    def _refresh(self) -> None:
        """One `stat`, a few microseconds: not worth a thread."""
        try:
            found = self._path.stat()
        except OSError as error:
            raise KeysUnusable("unreadable", error.strerror) from None
        seen = (found.st_ino, found.st_mtime_ns)
        if seen == self._seen:
            return
        kept = _read(self._path)
        try:
            self._keys = {bytes.fromhex(each): b64decode(key["key"]) for each, key in kept["keys"].items()}
            self._current = bytes.fromhex(kept["current"])
            sound = self._current in self._keys and all(len(key) == 32 for key in self._keys.values())
        except (KeyError, TypeError, ValueError):
            sound = False
        if not sound:
            raise KeysUnusable("damaged")
        self._seen = seen


def key_id(wrapped: bytes) -> bytes:
    """The id of the server key that wrapped it. Raises Damaged when it is no wrapped key."""
    if wrapped[:1] != VERSION or len(wrapped) <= 1 + ID + NONCE:
        raise Damaged("this is no wrapped key")
    return wrapped[1 : 1 + ID]


def _context(server_key: bytes, carnet: UUID) -> bytes:
    return b"cs3 carnet key" + VERSION + server_key + carnet.bytes


def _new_id(taken: dict[str, Any]) -> str:
    while (new := secrets.token_hex(ID)) in taken:
        pass
    return new


def _new_key() -> dict[str, str]:
    return {"key": b64encode(secrets.token_bytes(32)).decode(), "made": datetime.now(UTC).isoformat()}


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise KeysUnusable("shared")
            return json.loads(file.read())
    except OSError as error:
        raise KeysUnusable("unreadable", error.strerror) from None
    except ValueError:
        raise KeysUnusable("damaged") from None


def _write(path: Path, kept: Any) -> Path:
    """A file beside `path`, durable, for the caller to put in its place."""
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise KeysUnusable("unwritable", error.strerror) from None
    return temporary


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
