"""Names that could leave the folder, or that one storage takes and another does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.storage import BadName, Storage
from media.storage.protocol import check_name
from tests.drawing import LETTERS
from tests.media.storage.helpers import in_chunks, names, read


async def test_odd_names_are_refused_by_every_storage(storage: Storage) -> None:
    for name in (
        "",
        "/etc/passwd",
        "..",
        "a/../b",
        "../a",
        "a//b",
        "a/",
        "./a",
        ".hidden",
        "a/.put-1",
        "a\\b",
        "a b",
        "é",
        "a\x00b",
        "a\nb",
        "\u202eexe.jpg",
        "x" * 300,
        "/".join(["x" * 100] * 8),
        "a?b=c",
        "%2e%2e",
    ):
        with pytest.raises(BadName):
            await storage.put(name, in_chunks(b"x"))
        with pytest.raises(BadName):
            await read(storage, name)
        with pytest.raises(BadName):
            await storage.size(name)
        with pytest.raises(BadName):
            await storage.delete(name)
    assert await names(storage) == set()


async def test_a_name_is_not_also_a_group(plain_storage: Storage) -> None:
    """A folder cannot hold both `a` and `a/b`; S3 can. Neither loses anything."""
    await plain_storage.put("a", in_chunks(b"1"))
    try:
        await plain_storage.put("a/b", in_chunks(b"2"))
    except BadName:
        assert await names(plain_storage) == {"a"}
    else:
        assert await names(plain_storage) == {"a", "a/b"}
    assert await read(plain_storage, "a") == b"1"


@given(st.text(LETTERS, max_size=40))
def test_whatever_is_accepted_stays_inside(name: str) -> None:
    try:
        check_name(name)
    except BadName:
        return
    assert name.isascii()
    assert all(part and part[0].isalnum() for part in name.split("/"))
