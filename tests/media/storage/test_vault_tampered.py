"""Whoever can write to the store, but has no key, cannot make a vault give anything but what was put, or Damaged."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from media.storage import Damaged, Vault, storage_from_url
from media.storage.stream_cipher import HEADER, SEGMENT, TAG, plain_start
from tests.media.storage.helpers import in_chunks, read

SIZE = plain_start(4) + 1000  # five segments, the last one short
DATA = os.urandom(SIZE)
KEY = os.urandom(32)


def segments(sealed: bytes) -> list[bytes]:
    """The header is a part of the first."""
    return [sealed[at : at + SEGMENT] for at in range(0, len(sealed), SEGMENT)]


def swap(sealed: bytes) -> bytes:
    a, b, c, *rest = segments(sealed)
    return b"".join([a, c, b, *rest])


def swap_first(sealed: bytes) -> bytes:
    header, body = sealed[:HEADER], sealed[HEADER:]
    size = SEGMENT - HEADER
    return header + body[size : 2 * size] + body[:size] + body[2 * size :]


def flip(at: int) -> Callable[[bytes], bytes]:
    return lambda sealed: sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


TAMPERINGS: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "only half a header": lambda sealed: sealed[:20],
    "only a header": lambda sealed: sealed[:HEADER],
    "cut to one segment": lambda sealed: sealed[:SEGMENT],
    "cut at a segment": lambda sealed: sealed[: 3 * SEGMENT],
    "last segment gone": lambda sealed: sealed[: 4 * SEGMENT],
    "cut in a segment": lambda sealed: sealed[: 3 * SEGMENT + 500],
    "cut by a byte": lambda sealed: sealed[:-1],
    "cut to a tag": lambda sealed: sealed[: 4 * SEGMENT + TAG],
    "a byte more": lambda sealed: sealed + b"\0",
    "a segment more": lambda sealed: sealed + os.urandom(SEGMENT),
    "last segment twice": lambda sealed: sealed + segments(sealed)[-1],
    "reordered": swap,
    "first ones reordered": swap_first,
    "a segment left out": lambda sealed: b"".join(s for i, s in enumerate(segments(sealed)) if i != 2),
    "a segment twice": lambda sealed: b"".join([*segments(sealed)[:2], *segments(sealed)[1:]]),
    "length of the header": flip(0),
    "salt": flip(1),
    "prefix": flip(HEADER - 1),
    "first byte": flip(HEADER),
    "a byte in the middle": flip(2 * SEGMENT + 77),
    "a tag": flip(3 * SEGMENT - 1),
    "last byte": flip(SIZE + HEADER + 5 * TAG - 1),
}


class Store:
    def __init__(self, folder: Path):
        self.folder = folder / "files"
        self.storage = storage_from_url(f"file://{self.folder}")

    def vault(self, key: bytes = KEY) -> Vault:
        """As another process sees it: nothing remembered."""
        return Vault(storage_from_url(f"file://{self.folder}"), key)

    def rewrite(self, name: str, change: Callable[[bytes], bytes]) -> None:
        path = self.folder / name
        path.write_bytes(change(path.read_bytes()))


@pytest.fixture
async def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    await store.vault().put("film", in_chunks(DATA))
    assert await read(store.vault(), "film") == DATA
    return store


async def gives_only_what_was_put(vault: Vault, start: int, stop: int | None) -> bool:
    """Whether the range was refused; whatever was given before must be what was put."""
    got = b""
    try:
        async for chunk in vault.open("film", start, stop):
            got += chunk
    except Damaged:
        assert DATA[start:].startswith(got)
        return True
    assert got == DATA[start:stop]
    return False


@pytest.mark.parametrize("tampering", TAMPERINGS)
@pytest.mark.parametrize("remembered", [False, True])
async def test_tampering_is_refused(store: Store, tampering: str, remembered: bool) -> None:
    """`remembered`: the vault has read the object before, and still holds its header."""
    reader = store.vault()
    if remembered:
        await read(reader, "film", 2 * SEGMENT, 2 * SEGMENT + 1)
    store.rewrite("film", TAMPERINGS[tampering])
    assert await gives_only_what_was_put(reader, 0, None)
    for first in range(6):
        start = plain_start(first) + 10
        refused = await gives_only_what_was_put(reader if remembered else store.vault(), start, start + 100)
        if start + 100 > SIZE:  # beyond the end: an answer would vouch for where the object ends
            assert refused or tampering not in ("cut at a segment", "last segment gone", "cut to one segment")
        await gives_only_what_was_put(store.vault(), start, start + 2 * SEGMENT)
        await gives_only_what_was_put(store.vault(), start, None)


@pytest.mark.parametrize(
    "tampering", ["cut at a segment", "last segment gone", "cut to one segment", "a segment left out"]
)
async def test_a_cut_is_seen_by_every_range_that_needs_the_end(store: Store, tampering: str) -> None:
    store.rewrite("film", TAMPERINGS[tampering])
    for start in (0, SEGMENT, 3 * SEGMENT, 4 * SEGMENT + 10, SIZE - 1, SIZE, SIZE + SEGMENT):
        with pytest.raises(Damaged):
            await read(store.vault(), "film", start)
        with pytest.raises(Damaged):
            await read(store.vault(), "film", start, SIZE + 2 * SEGMENT)


@pytest.mark.parametrize("tampering", ["emptied", "only half a header", "only a header", "cut to a tag"])
async def test_sizes_that_no_sealed_object_has(store: Store, tampering: str) -> None:
    store.rewrite("film", TAMPERINGS[tampering])
    with pytest.raises(Damaged):
        await store.vault().size("film")


async def test_an_object_opens_under_its_name_only(store: Store) -> None:
    os.rename(store.folder / "film", store.folder / "other")
    for start, stop in ((0, None), (SEGMENT, SEGMENT + 5), (SIZE - 5, None)):
        with pytest.raises(Damaged):
            await read(store.vault(), "other", start, stop)


async def test_an_object_opens_with_its_carnets_key_only(store: Store) -> None:
    for start, stop in ((0, None), (SEGMENT, SEGMENT + 5), (SIZE - 5, None)):
        with pytest.raises(Damaged):
            await read(store.vault(os.urandom(32)), "film", start, stop)


async def test_segments_of_another_object_of_the_same_carnet(store: Store) -> None:
    await store.vault().put("other", in_chunks(DATA))
    other = (store.folder / "other").read_bytes()
    for number in range(5):
        at = number * SEGMENT

        def graft(sealed: bytes, at: int = at) -> bytes:
            return sealed[:at] + other[at : at + SEGMENT] + sealed[at + SEGMENT :]

        before = (store.folder / "film").read_bytes()
        store.rewrite("film", graft)
        with pytest.raises(Damaged):
            await read(store.vault(), "film")
        start = plain_start(number) + 5
        if number:
            with pytest.raises(Damaged):
                await read(store.vault(), "film", start, start + 10)
        (store.folder / "film").write_bytes(before)


async def test_an_older_state_of_the_same_name_does_not_mix_with_the_new_one(store: Store) -> None:
    old = (store.folder / "film").read_bytes()
    await store.vault().put("film", in_chunks(DATA))
    store.rewrite("film", lambda sealed: sealed[: 2 * SEGMENT] + old[2 * SEGMENT :])
    with pytest.raises(Damaged):
        await read(store.vault(), "film")


async def test_the_same_bytes_never_look_the_same(store: Store) -> None:
    await store.vault().put("again", in_chunks(DATA))
    first, second = (segments((store.folder / name).read_bytes()) for name in ("film", "again"))
    assert not set(first) & set(second)
    assert first[0][:HEADER] != second[0][:HEADER]


async def test_no_clear_text_in_the_store(store: Store) -> None:
    text = "Théo, hémiplégie, allergie à la pénicilline ".encode() * 5000
    await store.vault().put("letter", in_chunks(text))
    assert b"nicilline" not in (store.folder / "letter").read_bytes()


async def test_an_object_replaced_by_another_process_is_read_anew(store: Store) -> None:
    reader = store.vault()
    assert await read(reader, "film", SEGMENT, SEGMENT + 10) == DATA[SEGMENT : SEGMENT + 10]
    fresh = os.urandom(SIZE)
    await store.vault().put("film", in_chunks(fresh))
    assert await read(reader, "film", SEGMENT, SEGMENT + 10) == fresh[SEGMENT : SEGMENT + 10]
