"""What is particular to a folder: its modes, its hidden files, and a full disk."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from media.storage import BadName, Missing, Refused, Unreachable, storage_from_url
from media.storage.disk import DiskStorage
from tests.media.storage.helpers import in_chunks, names, read


async def test_ours_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        storage = DiskStorage(tmp_path / "files")
        await storage.put("a/b/c", in_chunks(b"x"))
    finally:
        os.umask(before)
    for folder in (tmp_path / "files", tmp_path / "files/a", tmp_path / "files/a/b"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "files/a/b/c").stat().st_mode) == 0o600


def test_a_folder_that_was_open_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    DiskStorage(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "files").touch()
    with pytest.raises(BadName):
        DiskStorage(tmp_path / "files")


async def test_empty_folders_go_with_their_last_object(tmp_path: Path) -> None:
    storage = DiskStorage(tmp_path)
    await storage.put("a/b/c", in_chunks(b"x"))
    await storage.put("a/d", in_chunks(b"x"))
    await storage.delete("a/b/c")
    assert sorted(each.name for each in (tmp_path / "a").iterdir()) == ["d"]
    await storage.delete("a/d")
    assert list(tmp_path.iterdir()) == []


async def test_the_sweep_takes_old_leftovers_only(tmp_path: Path) -> None:
    """A killed process could not clean up; another one is writing right now."""
    storage = DiskStorage(tmp_path)
    await storage.put("a/kept", in_chunks(b"x"))
    old, fresh = tmp_path / "a/.put-old", tmp_path / "a/.put-fresh"
    for leftover in (old, fresh):
        leftover.write_bytes(b"half")
    long_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(old, (long_ago, long_ago))
    assert await names(storage) == {"a/kept"}
    assert await storage.sweep(datetime.now(UTC) - timedelta(days=1)) == 1
    assert fresh.exists()
    assert not old.exists()
    assert await read(storage, "a/kept") == b"x"


async def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    storage = DiskStorage(tmp_path / "files")
    (tmp_path / "files/link").symlink_to(tmp_path / "secret")
    with pytest.raises(Unreachable):
        await read(storage, "link")
    with pytest.raises(Missing):
        await storage.size("link")
    assert await names(storage) == set()
    await storage.put("link", in_chunks(b"ours"))
    assert (tmp_path / "secret").read_bytes() == b"secret"
    assert await read(storage, "link") == b"ours"


async def test_a_group_is_no_object(tmp_path: Path) -> None:
    storage = DiskStorage(tmp_path)
    await storage.put("a/b", in_chunks(b"x"))
    with pytest.raises(Missing):
        await read(storage, "a")
    with pytest.raises(Missing):
        await storage.size("a")
    with pytest.raises(BadName):
        await storage.put("a", in_chunks(b"x"))
    assert await names(storage) == {"a/b"}
    assert [each.name for each in (tmp_path / "a").iterdir()] == ["b"]


async def test_a_folder_that_went_away_is_not_made_anew(tmp_path: Path) -> None:
    """A disk that is no longer mounted would be replaced by the system's own."""
    storage = DiskStorage(tmp_path / "files")
    (tmp_path / "files").rmdir()
    with pytest.raises(Unreachable):
        await storage.put("a/b", in_chunks(b"x"))
    with pytest.raises(Unreachable):
        await storage.check()
    assert not (tmp_path / "files").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    storage = DiskStorage(tmp_path / "files")
    (tmp_path / "files").chmod(0o500)
    with pytest.raises(Refused):
        await storage.check()


FULL = """
import asyncio, resource, signal, sys
from pathlib import Path
from media.storage import Full
from media.storage.disk import DiskStorage

async def chunks():
    for _ in range(64):
        yield bytes(64 * 1024)

async def main():
    storage = DiskStorage(Path(sys.argv[1]))
    try:
        await storage.put("film", chunks())
    except Full:
        print("full", list(Path(sys.argv[1]).iterdir()))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
asyncio.run(main())
"""


def test_no_room_left(tmp_path: Path) -> None:
    """The limit on a file's size stands for a full disk: both fail in the same call."""
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "files")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == "full []\n"


def test_an_address_is_a_path_or_a_file_url(tmp_path: Path) -> None:
    for address in (str(tmp_path / "one"), f"file://{tmp_path}/two", f"file://{tmp_path}/with%20space"):
        storage_from_url(address)
    assert {each.name for each in tmp_path.iterdir()} == {"one", "two", "with space"}
