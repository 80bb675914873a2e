"""Which files a backup must hold, and what is known of them: in a file that SQLite throws away, since there may be millions."""

import sqlite3
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator

from media.storage import Damaged
from media.storage.checked import Seen

BATCH = 500
_GZIP = 31
_LONGEST_LINE = 4096


class Index:
    """`named`: what the snapshot names; `known`: what kept backups say of theirs; `held`: what this one holds."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.executescript(
            "CREATE TABLE named (name TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE known (name TEXT PRIMARY KEY, size INT, sha256 TEXT) WITHOUT ROWID;"
            "CREATE TABLE held (name TEXT PRIMARY KEY, size INT, sha256 TEXT) WITHOUT ROWID;"
        )

    def close(self) -> None:
        self._base.close()

    def name(self, names: Iterable[str]) -> None:
        with self._together():
            self._base.executemany("INSERT OR IGNORE INTO named VALUES (?)", ((name,) for name in names))

    def know(self, found: Iterable[tuple[str, Seen]]) -> None:
        """What was said last counts."""
        rows = ((name, seen.size, seen.sha256) for name, seen in found)
        with self._together():
            self._base.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", rows)

    def hold(self, name: str, seen: Seen) -> None:
        self._base.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", (name, seen.size, seen.sha256))

    def named(self) -> Iterator[list[tuple[str, Seen | None]]]:
        """Every name with what is known of it, in order, some at a time."""
        after = ""
        while rows := self._base.execute(
            "SELECT n.name, k.size, k.sha256 FROM named n LEFT JOIN known k USING (name)"
            " WHERE n.name > ? ORDER BY 1 LIMIT ?",
            (after, BATCH),
        ).fetchall():
            yield [(name, None if sha256 is None else Seen(size, sha256)) for name, size, sha256 in rows]
            after = rows[-1][0]

    def unknown(self, names: list[str]) -> list[str]:
        """Those of the names that neither this backup nor a kept one holds."""
        marks = ",".join("?" * len(names))
        query = f"SELECT name FROM known WHERE name IN ({marks}) UNION SELECT name FROM held WHERE name IN ({marks})"  # noqa: S608
        kept = {row[0] for row in self._base.execute(query, [*names, *names])}
        return [name for name in names if name not in kept]

    def totals(self) -> tuple[int, int]:
        """How many are held, and their bytes."""
        return self._base.execute("SELECT count(*), coalesce(sum(size), 0) FROM held").fetchone()

    async def listed(self) -> AsyncIterator[bytes]:
        """What is held, as a backup keeps it: a line for each, compressed (gzip)."""
        packed = zlib.compressobj(6, wbits=_GZIP)
        after = ""
        while rows := self._base.execute(
            "SELECT name, size, sha256 FROM held WHERE name > ? ORDER BY 1 LIMIT ?", (after, BATCH)
        ).fetchall():
            text = "".join(f"{name}\t{size}\t{sha256}\n" for name, size, sha256 in rows)
            yield packed.compress(text.encode())
            after = rows[-1][0]
        yield packed.flush()

    def _together(self) -> "_Together":
        return _Together(self._base)


class _Together:
    def __init__(self, base: sqlite3.Connection):
        self._base = base

    def __enter__(self) -> None:
        self._base.execute("BEGIN")

    def __exit__(self, kind: object, *_: object) -> None:
        self._base.execute("ROLLBACK" if kind else "COMMIT")


async def read_list(chunks: AsyncIterator[bytes]) -> AsyncGenerator[list[tuple[str, Seen]]]:
    """What `listed` wrote, some at a time. Raises Damaged."""
    some: list[tuple[str, Seen]] = []
    async for line in _lines(unpacked(chunks)):
        try:
            name, size, sha256 = line.decode().split("\t")
            some.append((name, Seen(int(size), sha256)))
        except ValueError:
            raise Damaged("the list of files") from None
        if len(some) >= BATCH:
            yield some
            some = []
    if some:
        yield some


async def _lines(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    held = b""
    async for chunk in chunks:
        *whole, held = (held + chunk).split(b"\n")
        for line in whole:
            yield line
        if len(held) > _LONGEST_LINE:
            raise Damaged("the list of files")
    if held:
        raise Damaged("the list of files was cut")


async def unpacked(chunks: AsyncIterator[bytes]) -> AsyncGenerator[bytes]:
    """gzip's content, at most 1 MiB at a time whatever was compressed. Raises Damaged when it is cut, or none."""
    opened = zlib.decompressobj(wbits=_GZIP)
    try:
        async for chunk in chunks:
            while chunk:
                yield opened.decompress(chunk, 1024 * 1024)
                chunk = opened.unconsumed_tail
        yield opened.flush()
    except zlib.error:
        raise Damaged("what was compressed was altered") from None
    if not opened.eof:
        raise Damaged("what was compressed was cut")
