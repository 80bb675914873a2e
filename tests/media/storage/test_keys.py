"""The server's keys: kept by themselves, bound to a carnet, rotated without touching a file."""

import asyncio
import json
import os
import stat
from base64 import b64encode
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.storage import Damaged, FileKeyService, KeysUnusable

THEO = UUID("0198c3d2-0000-7000-8000-000000000001")
LEA = UUID("0198c3d2-0000-7000-8000-000000000002")
KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys.json"


def test_made_at_first_start_for_us_only(path: Path) -> None:
    FileKeyService(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == [path.name]


async def test_kept_at_the_next_start(path: Path) -> None:
    wrapped = await FileKeyService(path).wrap(THEO, KEY)
    before = path.read_bytes()
    assert await FileKeyService(path).unwrap(THEO, wrapped) == KEY
    assert path.read_bytes() == before


def test_two_first_starts_at_once_agree(path: Path) -> None:
    """The second process sees the file appear between looking for it and making it."""
    late = FileKeyService.__new__(FileKeyService)
    late.__dict__.update(_path=path, _seen=None, _keys={}, _current=b"")
    FileKeyService(path)
    before = path.read_bytes()
    late._make()  # type: ignore[attr-defined]
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_can_read_is_refused(path: Path, mode: int) -> None:
    FileKeyService(path)
    path.chmod(mode)
    with pytest.raises(KeysUnusable, match="shared"):
        FileKeyService(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"current": "00000000", "keys": {}}',
        '{"current": "00000000", "keys": {"00000000": {"key": "c2hvcnQ="}}}',
        '{"current": "zz", "keys": {"zz": {"key": ""}}}',
    ],
)
def test_a_damaged_file_is_refused_and_never_replaced(path: Path, text: str) -> None:
    FileKeyService(path)
    path.write_text(text)
    with pytest.raises(KeysUnusable):
        FileKeyService(path)
    assert path.read_text() == text


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable):
        FileKeyService(tmp_path / "absent" / "keys.json")


async def test_another_carnets_key_does_not_open(path: Path) -> None:
    keys = FileKeyService(path)
    wrapped = await keys.wrap(THEO, KEY)
    with pytest.raises(Damaged):
        await keys.unwrap(LEA, wrapped)


async def test_another_servers_key_does_not_open(path: Path, tmp_path: Path) -> None:
    wrapped = await FileKeyService(path).wrap(THEO, KEY)
    with pytest.raises(KeysUnusable):
        await FileKeyService(tmp_path / "other.json").unwrap(THEO, wrapped)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_changed_bit_is_seen(path: Path, data: st.DataObject) -> None:
    keys = FileKeyService(path)
    wrapped = bytearray(asyncio.run(keys.wrap(THEO, KEY)))
    wrapped[data.draw(st.integers(0, len(wrapped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((Damaged, KeysUnusable)):
        asyncio.run(keys.unwrap(THEO, bytes(wrapped)))


@pytest.mark.parametrize("size", [0, 1, 4, 5, 16, 17, 18, 32])
async def test_what_is_too_short_is_damaged(path: Path, size: int) -> None:
    keys = FileKeyService(path)
    wrapped = await keys.wrap(THEO, KEY)
    with pytest.raises(Damaged):
        await keys.unwrap(THEO, wrapped[:size])


async def test_the_wrapped_form_as_documented(path: Path) -> None:
    """A recorded server key: whoever holds the file and the documentation can open what it wrapped."""
    server_key = b"\x07" * 32
    kept = {
        "version": 1,
        "current": "0a0b0c0d",
        "keys": {"0a0b0c0d": {"key": b64encode(server_key).decode()}},
    }
    path.touch(mode=0o600)
    path.write_text(json.dumps(kept))
    keys = FileKeyService(path)

    wrapped = await keys.wrap(THEO, KEY)
    assert wrapped[:5].hex() == "010a0b0c0d"
    assert len(wrapped) == 1 + 4 + 12 + 32 + 16
    context = b"cs3 carnet key\x01" + bytes.fromhex("0a0b0c0d") + THEO.bytes
    assert AESGCM(server_key).decrypt(wrapped[5:17], wrapped[17:], context) == KEY

    recorded = bytes.fromhex("010a0b0c0d" + "09" * 12) + AESGCM(server_key).encrypt(
        b"\x09" * 12, KEY, context
    )
    assert recorded[17:].hex() == RECORDED
    assert await keys.unwrap(THEO, recorded) == KEY


RECORDED = "27848697baf5c766a86bc133eae7add0c4a171e020fbe1d777b75cbdc9691f65918c6111045d2c864e413ca478304761"


async def test_wrapping_twice_differs(path: Path) -> None:
    keys = FileKeyService(path)
    assert await keys.wrap(THEO, KEY) != await keys.wrap(THEO, KEY)


async def test_rotation(path: Path) -> None:
    keys = FileKeyService(path)
    old = await keys.wrap(THEO, KEY)
    keys.rotate()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert await keys.unwrap(THEO, old) == KEY
    assert not keys.is_current(old)
    new = await keys.wrap(THEO, KEY)
    assert keys.is_current(new)

    assert keys.retire() == 1
    assert await keys.unwrap(THEO, new) == KEY
    with pytest.raises(KeysUnusable):
        await keys.unwrap(THEO, old)
    assert keys.retire() == 0


async def test_a_rotation_by_another_process_is_seen(path: Path) -> None:
    """A server that runs on must not go on wrapping under a key about to be retired."""
    running = FileKeyService(path)
    old = await running.wrap(THEO, KEY)
    other = FileKeyService(path)
    other.rotate()
    new = await running.wrap(THEO, KEY)
    assert running.is_current(new)
    assert new[1:5] != old[1:5]
    other.retire()
    assert await running.unwrap(THEO, new) == KEY


async def test_rotations_at_once_lose_no_key(path: Path) -> None:
    keys = FileKeyService(path)
    wrapped = [await keys.wrap(THEO, KEY)]
    services = [FileKeyService(path) for _ in range(8)]
    await asyncio.gather(*(asyncio.to_thread(each.rotate) for each in services))
    wrapped += [await each.wrap(THEO, KEY) for each in services]
    assert len(json.loads(path.read_text())["keys"]) == 9
    for each in wrapped:
        assert await FileKeyService(path).unwrap(THEO, each) == KEY


async def test_a_lost_file_is_said(path: Path) -> None:
    keys = FileKeyService(path)
    wrapped = await keys.wrap(uuid4(), os.urandom(32))
    path.unlink()
    with pytest.raises(KeysUnusable):
        await keys.unwrap(THEO, wrapped)
