"""The keys of the seal (Ed25519), in a file (0600) made before anything is sealed: the current one signs, each vouched for by the one before.

The loss of the file lets nobody read anything; but roots signed by another key are not those that the families' phones know. So a file
that is gone is never made again by itself: whoever runs CS3 gives it back, or begins again (`beginning.py`).
"""

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from backend.kit import runtime
from backend.rooms.audit.roots import Handover, handover_body


class BadKeys(Exception):
    """The file cannot serve, in words for whoever runs CS3."""


_GONE = "le fichier n’est plus là : remettez-le depuis sa sauvegarde"


class SealKeys:
    def __init__(self, path: Path) -> None:
        """Raises BadKeys, for one that is not there too: `make`."""
        self._path = path
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
        return set(self._line)

    @property
    def _line(self) -> list[str]:
        return [*(one.by for one in self.handovers), self.public]

    def broke(self, older: str, newer: str) -> bool:
        """Whether the seal began again between these two keys of ours: one of them, or one between, was lost."""
        line = self._line
        between = self.handovers[line.index(older) : line.index(newer)]
        return any(one.lost is not None for one in between)

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


def begin_again(path: Path, former: Sequence[Handover], *, by: str, lost: str) -> Path | None:
    """A new key, which nobody vouches for. former: how the first key came to be `by`, the one that was lost at that moment.
    Where a file that stood there was put."""
    new = Ed25519PrivateKey.generate()
    key = _public(new)
    accepted = new.sign(handover_body(key, by, lost)).hex()
    beside = _write(
        path, new, [*former, Handover(key=key, by=by, signature="", accepted=accepted, lost=lost)]
    )
    aside = path.with_name(f"{path.name}-before-{secrets.token_hex(4)}") if path.exists() else None
    if aside:
        path.replace(aside)
    beside.replace(path)
    return aside


_opened: dict[Path, tuple[tuple[int, int], SealKeys]] = {}


def of_house() -> SealKeys:
    """This house's, looked at again when the file has changed. Raises BadKeys."""
    path = runtime.get().settings.seal_key
    with contextlib.suppress(FileNotFoundError):
        found = path.stat()
        seen, keys = _opened.get(path, (None, None))
        if keys is None or seen != (found.st_ino, found.st_mtime_ns):
            keys = SealKeys(path)
            _opened[path] = (found.st_ino, found.st_mtime_ns), keys
        return keys
    raise BadKeys(_GONE)


def _public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def make(path: Path) -> None:
    """The first key: whole or not at all, and never over one that is there."""
    beside = _write(path, Ed25519PrivateKey.generate(), [])
    with contextlib.suppress(FileExistsError):
        os.link(beside, path)
    beside.unlink()


def _write(path: Path, private: Ed25519PrivateKey, handovers: list[Handover]) -> Path:
    said = [msgspec.structs.asdict(one) for one in handovers]
    kept = {"version": 1, "private": private.private_bytes_raw().hex(), "handovers": said}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
                raise BadKeys("d’autres peuvent le lire : chmod 600")
            kept: Any = json.loads(file.read())
        private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept["private"]))
        return private, [Handover(**one) for one in kept["handovers"]]
    except FileNotFoundError:
        raise BadKeys(_GONE) from None
    except OSError as problem:
        raise BadKeys(f"le fichier ne se lit pas ({problem.strerror})") from None
    except (ValueError, KeyError, TypeError):
        raise BadKeys("le fichier est abîmé : remettez-le depuis sa sauvegarde") from None
