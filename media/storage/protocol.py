"""The protocol that every storage follows, and its rules for names."""

import re
from collections.abc import AsyncIterable, AsyncIterator, Callable
from datetime import datetime
from typing import Protocol

from media.storage.errors import BadName

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}(/[A-Za-z0-9][A-Za-z0-9._-]{0,199})*")
LONGEST_NAME = 700

CHUNK = 64 * 1024
"""Larger blocks are slower: the allocator takes those from the system each time, page by page."""
READ_AHEAD = 4
"""Chunks that are read in one go."""


Through = Callable[[bytes | memoryview], bytes]


class Storage(Protocol):
    """Objects by name. An object appears whole or not at all, and never changes: of two puts, the later wins.

    Names are of our making (`check_name`). Ranges are half-open and cut to the object like a slice: one
    that lies beyond the end gives nothing. Methods raise the errors of `media.storage.errors`, no other.
    """

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        """Keep what `chunks` gives and return its size in bytes. If `chunks` raises, or the task is
        cancelled, nothing remains, and the error goes on to the caller."""
        ...

    @property
    def crowded(self) -> bool:
        """What is being put holds as much memory as it should: whoever can end an object early, or begin the next one later, does."""
        ...

    def open(
        self, name: str, start: int = 0, stop: int | None = None, *, through: Through = bytes
    ) -> AsyncIterator[bytes]:
        """Bytes `start` to `stop` (not included; None: the end), in chunks of at most `CHUNK`.

        `through` makes the chunk that is given of the one that was read, where it was read, perhaps in a thread. It
        copies what it keeps: the memory is used again, and so stays in the processor's cache.
        """
        ...

    async def size(self, name: str) -> int: ...

    async def delete(self, name: str) -> None:
        """An absent object is not an error."""
        ...

    def names(self, prefix: str = "") -> AsyncIterator[str]:
        """The names that begin with `prefix`, in no stated order."""
        ...

    async def check(self) -> None:
        """Raise unless the store can be reached and written to."""
        ...

    async def sweep(self, before: datetime) -> int:
        """Throw away what puts interrupted before that time left behind, invisible; return how many."""
        ...


def check_name(name: str) -> str:
    """Return `name` if every storage accepts it: ASCII letters, digits, `. _ -`, parts separated by `/`.

    A part begins with a letter or a digit, so that `..`, hidden files and absolute paths cannot be written.
    """
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise BadName(f"not a name for an object: {name[:80]!r}")
    return name


def is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None
