"""The keys of the seal (Ed25519), in a file (0600) made at first start: the current one signs, each vouched for by the one before.

The loss of the file lets nobody read anything; but roots signed by another key are not those that the families' phones know.
"""

import contextlib
import json
import os
import secrets
import stat
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.kit import runtime
from backend.rooms.audit.roots import Handover, handover_body


class BadKeys(Exception):
    """The file cannot serve, in words for whoever runs CS3."""


class SealKeys:
    def __init__(self, path: Path) -> None:
        """Raises BadKeys."""
        self._path = path
        if not path.exists():
            _make(path)
        self._private, self.handovers = _read(path)

    @property
    def public(self) -> str:
        return _public(self._private)

    def up_to(self, key: str) -> list[Handover]:
        """How the first key came to be this one."""
        keys = [one.key for one in self.handovers]
        return self.handovers[: keys.index(key) + 1] if key in keys else []

    @property
    def renewals(self) -> int:
        return len(self.handovers)

    @property
    def ours(self) -> set[str]:
        """The public keys that have signed here."""
        return {self.public, *(one.by for one in self.handovers)}

    def sign(self, body: bytes) -> bytes:
        return self._private.sign(body)

    def renew(self) -> None:
        """A new key signs from now on; the old one vouches for it, and is gone."""
        new = Ed25519PrivateKey.generate()
        key = _public(new)
        body = handover_body(key, self.public)
        one = Handover(
            key=key, by=self.public, signature=self.sign(body).hex(), accepted=new.sign(body).hex()
        )
        beside = _write(self._path, new, [*self.handovers, one])
        beside.replace(self._path)
        self._private, self.handovers = _read(self._path)


_opened: dict[Path, tuple[tuple[int, int], SealKeys]] = {}


def of_house() -> SealKeys:
    """This house's, looked at again when the file has changed. Raises BadKeys."""
    path = runtime.get().settings.seal_key
    if path.exists():
        found = path.stat()
        seen, keys = _opened.get(path, (None, None))
        if keys is not None and seen == (found.st_ino, found.st_mtime_ns):
            return keys
    keys = SealKeys(path)
    found = path.stat()
    _opened[path] = (found.st_ino, found.st_mtime_ns), keys
    return keys


def _public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def _make(path: Path) -> None:
    """Whole or not at all, and never over one that is there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = _write(path, Ed25519PrivateKey.generate(), [])
    with contextlib.suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()


def _write(path: Path, private: Ed25519PrivateKey, handovers: list[Handover]) -> Path:
    said = [msgspec.structs.asdict(one) for one in handovers]
    kept = {"version": 1, "private": private.private_bytes_raw().hex(), "handovers": said}
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(kept, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return beside


def _read(path: Path) -> tuple[Ed25519PrivateKey, list[Handover]]:
    try:
        with path.open() as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise BadKeys("others can read it: chmod 600")
            kept: Any = json.loads(file.read())
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["private"]))
        return private, [Handover(**one) for one in kept["handovers"]]
    except OSError as problem:
        raise BadKeys(f"it cannot be read ({problem.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise BadKeys("it is damaged: restore it from its backup") from None
