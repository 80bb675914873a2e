"""The Range header, by RFC 9110 § 14: what is not understood or turned round asks for the whole."""

import pytest

from backend.rooms.uploads.files import read_range


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("bytes=0-0", (0, 1)),
        ("bytes=-1", (9, 10)),
        ("bytes=-99", (0, 10)),
        ("bytes=3-", (3, 10)),
        ("bytes=3-999999999999999", (3, 10)),
        ("bytes=5-2", None),
        ("bytes=0-1,4-5", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("items=0-1", None),
        ("bytes=0-18446744073709551616", None),
        ("", None),
    ],
)
def test_ranges(header: str, found: tuple[int, int] | None) -> None:
    assert read_range(header, 10) == found


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_nothing_of_the_file(header: str) -> None:
    with pytest.raises(LookupError):
        read_range(header, 10)
