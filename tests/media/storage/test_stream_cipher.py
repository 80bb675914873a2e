"""The sealed format against vectors recorded with Tink, and what it refuses."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.storage import Damaged
from media.storage import stream_cipher as stream
from media.storage.stream_cipher import HEADER, SEGMENT, TAG, StreamCipher

VECTORS = json.loads((Path(__file__).parent / "vectors" / "aes_gcm_hkdf_streaming.json").read_text())[
    "vectors"
]


def plaintext(size: int) -> bytes:
    blocks = (hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def cipher_of(vector: dict[str, Any]) -> StreamCipher:
    return StreamCipher(
        key=bytes.fromhex(vector["key"]),
        header=bytes.fromhex(vector["header"]),
        context=bytes.fromhex(vector["context"]),
    )


def seal(cipher: StreamCipher, plain: bytes) -> list[bytes]:
    segments: list[bytes] = []
    at = 0
    while len(plain) - at > (room := stream.room_in(len(segments))):
        segments.append(cipher.seal(len(segments), plain[at : at + room], last=False))
        at += room
    return [*segments, cipher.seal(len(segments), plain[at:], last=True)]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["plain_size"]))
def test_seals_what_tink_seals(vector: dict[str, Any]) -> None:
    sealed = bytes.fromhex(vector["header"]) + b"".join(
        seal(cipher_of(vector), plaintext(vector["plain_size"]))
    )
    assert len(sealed) == vector["sealed_size"] == stream.sealed_size(vector["plain_size"])
    assert hashlib.sha256(sealed).hexdigest() == vector["sealed_sha256"]


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if each["sealed"]], ids=lambda v: str(v["plain_size"])
)
def test_opens_what_tink_sealed(vector: dict[str, Any]) -> None:
    sealed = bytes.fromhex(vector["sealed"])
    assert cipher_of(vector).unseal(0, sealed[HEADER:], last=True) == plaintext(vector["plain_size"])


def any_cipher(*, key: bytes = b"k" * 32, salt: bytes = b"s" * 32, context: bytes = b"c") -> StreamCipher:
    return StreamCipher(key=key, header=stream.new_header(salt=salt, prefix=b"p" * 7), context=context)


@pytest.mark.parametrize(
    ("other", "index", "last"),
    [
        (any_cipher(), 1, False),
        (any_cipher(), 0, True),
        (any_cipher(key=b"K" * 32), 0, False),
        (any_cipher(salt=b"S" * 32), 0, False),
        (any_cipher(context=b"C"), 0, False),
    ],
    ids=["another place", "said to be the last", "another carnet's", "another object's", "another name's"],
)
def test_a_segment_opens_only_in_its_place(other: StreamCipher, index: int, last: bool) -> None:
    sealed = any_cipher().seal(0, b"Amoxicilline", last=False)
    assert any_cipher().unseal(0, sealed, last=False) == b"Amoxicilline"
    with pytest.raises(Damaged):
        other.unseal(index, sealed, last=last)


@given(st.binary(max_size=200), st.data())
def test_a_changed_bit_is_seen(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(any_cipher().seal(3, plain, last=True))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(Damaged):
        any_cipher().unseal(3, bytes(sealed), last=True)


@pytest.mark.parametrize("size", range(TAG))
def test_less_than_a_tag_is_damaged(size: int) -> None:
    with pytest.raises(Damaged):
        any_cipher().unseal(0, b"x" * size, last=True)


@pytest.mark.parametrize("header", [b"", b"(" * 39, b"(" * 41, b")" * 40])
def test_a_header_that_is_not_ours(header: bytes) -> None:
    with pytest.raises(Damaged):
        StreamCipher(key=b"k" * 32, header=header, context=b"")


def test_an_index_never_wraps() -> None:
    with pytest.raises(ValueError, match="segments"):
        any_cipher().seal(2**32, b"", last=True)


@given(st.integers(0, 2**44))
def test_sizes_go_both_ways(plain: int) -> None:
    assert stream.plain_size(stream.sealed_size(plain)) == plain


@given(st.integers(0, 2**24))
def test_only_sizes_that_sealing_gives_are_accepted(sealed: int) -> None:
    try:
        plain = stream.plain_size(sealed)
    except Damaged:
        rest = sealed % SEGMENT
        assert sealed < HEADER + TAG or 0 < rest <= TAG
    else:
        assert stream.sealed_size(plain) == sealed


@given(st.integers(0, 2**40))
def test_every_byte_is_in_its_segment(offset: int) -> None:
    index = stream.segment_of(offset)
    assert stream.plain_start(index) <= offset < stream.plain_start(index) + stream.room_in(index)
    assert stream.plain_start(index + 1) == stream.plain_start(index) + stream.room_in(index)
