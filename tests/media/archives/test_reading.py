"""What is read from an archive is what its maker put in, whoever zipped it; anything else has its reason."""

import io
import unicodedata
import zipfile
from struct import pack_into

import pytest

from media.archives import Archive, Fault, Limits, NotTaken, Plan
from media.archives.tidied import tidied
from tests.media.archives.sources import Source, entry, made, zipped

FILES = [
    ("carnet.json", b'{"format": 1}' * 40),
    ("images/été.mp4", bytes(range(256)) * 2000),
    ("vide.txt", b""),
]


async def read_all(data: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    source = Source(data)
    archive = await Archive.open(source.read, len(data), limits or Limits())
    found = {
        name: b"".join([chunk async for chunk in archive.chunks(member)])
        for name, member in archive.members.items()
    }
    assert source.most <= 256 * 1024
    return found


async def refused(data: bytes, limits: Limits | None = None) -> Fault:
    with pytest.raises(NotTaken) as caught:
        await read_all(data, limits)
    return caught.value.fault


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
async def test_whoever_zipped_it(method: int, streamed: bool) -> None:
    assert await read_all(zipped(*FILES, method=method, streamed=streamed)) == dict(FILES)


async def test_zipped_again_by_a_mac() -> None:
    """One folder around everything, its own files beside, sizes behind each entry, accents in two characters."""
    data = zipped(
        ("Carnet de Théo/", b""),
        *(("Carnet de Théo/" + unicodedata.normalize("NFD", name), data) for name, data in FILES),
        ("Carnet de Théo/.DS_Store", b"mac"),
        ("__MACOSX/Carnet de Théo/._carnet.json", b"mac"),
        method=zipfile.ZIP_DEFLATED,
        streamed=True,
    )
    assert tidied(await read_all(data), "carnet.json") == dict(FILES)


def test_only_one_folder_that_holds_the_mark_is_set_aside() -> None:
    assert set(tidied({"a/b": 1, "c/carnet.json": 2}, "carnet.json")) == {"a/b", "c/carnet.json"}
    assert set(tidied({"carnet.json": 1}, "carnet.json")) == {"carnet.json"}
    assert set(tidied({"a/carnet.json": 1, "a/a/b": 1}, "carnet.json")) == {"carnet.json", "a/b"}
    assert tidied({}, "carnet.json") == {}


@pytest.mark.parametrize(
    "name",
    [
        "../etc/passwd", "a/../../b", "/etc/passwd", "a//b", "./a", "a/./b", "c:/a", "C:a", "a\\b", "a\nb", "a\x7fb",
        "photo\u202egpj.exe", "a\u200bb", "a/ /b", "..", "a/..", " /a", "a" * 1025,
    ],
)  # fmt: skip
async def test_names_that_lead_elsewhere(name: str) -> None:
    assert await refused(zipped((name, b"x"))) == Fault.BAD_NAME


async def test_a_nul_in_a_name() -> None:
    data = zipped(("carnet.json", b"x")).replace(b"carnet.json", b"carnet\0json")
    assert await refused(data) == Fault.BAD_NAME


async def test_a_name_that_is_not_utf_8() -> None:
    data = zipped(("carnet.json", b"x")).replace(b"carnet.json", b"carnet\xffjson")
    assert await refused(data) == Fault.BAD_NAME


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.txt", "A.TXT"), ("é", "e\u0301"), ("a", "a/"), ("ﬁn", "FIN"), ("straße", "STRASSE"), ("x/É", "x/é")],
)
async def test_two_of_one_name(one: str, other: str) -> None:
    assert await refused(zipped((one, b""), (other, b""))) == Fault.SAME_NAME


async def test_the_same_name_twice() -> None:
    data = zipped(("a.txt", b"1"), ("b.txt", b"2")).replace(b"b.txt", b"a.txt")
    assert await refused(data) == Fault.SAME_NAME


@pytest.mark.parametrize("mode", [0o120777, 0o010644, 0o060644, 0o140755])
async def test_links_and_devices(mode: int) -> None:
    info = zipfile.ZipInfo("a")
    info.create_system, info.external_attr = 3, mode << 16
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(info, b"/etc/passwd")
    assert await refused(buffer.getvalue()) == Fault.NOT_A_FILE


async def test_a_folder_that_holds_bytes() -> None:
    data = zipped(("carnet.json", b"x")).replace(b"carnet.json", b"carnet_jso/")
    assert await refused(data) == Fault.NOT_A_FILE


@pytest.mark.parametrize("bit", [0, 6, 13])
async def test_locked(bit: int) -> None:
    data = bytearray(zipped(("a", b"x")))
    pack_into("<H", data, data.index(b"PK\x01\x02") + 8, 1 << bit)
    assert await refused(bytes(data)) == Fault.ENCRYPTED


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
async def test_other_methods(method: int) -> None:
    assert await refused(zipped(("a", b"x" * 100), method=method)) == Fault.METHOD


async def test_bombs() -> None:
    assert await refused(zipped(("a", bytes(30_000_000)), method=zipfile.ZIP_DEFLATED)) == Fault.BOMB
    many = zipped(*((f"a{number}", bytes(900_000)) for number in range(20)), method=zipfile.ZIP_DEFLATED)
    assert await refused(many, Limits(total=10_000_000)) == Fault.TOO_LARGE
    assert await refused(zipped(*((f"a{n}", b"") for n in range(11))), Limits(entries=10)) == Fault.TOO_MANY
    assert await refused(zipped(("a" * 900, b"")), Limits(directory=500)) == Fault.TOO_LARGE


async def test_a_bomb_that_says_it_is_small() -> None:
    """Not one byte more than was said is given, and no block is larger than the others."""
    data = bytearray(zipped(("a", bytes(50_000_000)), method=zipfile.ZIP_DEFLATED))
    pack_into("<I", data, data.rindex(b"PK\x01\x02") + 24, 1000)
    pack_into("<I", data, 22, 1000)
    archive = await Archive.open(Source(bytes(data)).read, len(data))
    chunks = archive.chunks(archive.members["a"])
    with pytest.raises(NotTaken) as caught:
        await anext(aiter(chunks))
    assert caught.value.fault == Fault.WRONG_SIZE


async def test_too_large_to_be_read_whole() -> None:
    data = zipped(("a", b"12345"))
    archive = await Archive.open(Source(data).read, len(data))
    with pytest.raises(NotTaken) as caught:
        await archive.whole(archive.members["a"], 4)
    assert caught.value.fault == Fault.TOO_LARGE


async def test_altered() -> None:
    data = zipped(("a", b"hello there"), ("b", b"x"))
    assert await refused(data.replace(b"hello", b"jello")) == Fault.WRONG_CHECKSUM
    assert await refused(data[:40] + data[41:]) in (Fault.TRUNCATED, Fault.MALFORMED)


async def test_cut_anywhere() -> None:
    """At any byte of it: said, and never taken for whole."""
    data = zipped(*FILES[:1], ("b", b"x" * 50))
    for stop in range(len(data)):
        assert await refused(data[:stop]) in (Fault.TRUNCATED, Fault.NOT_A_ZIP)
    assert await refused(data[:-1]) == Fault.TRUNCATED


async def test_something_before_between_or_behind() -> None:
    data = zipped(("a", b"1"), ("b", b"2"))
    assert await refused(b"#!/bin/sh\n" + data) == Fault.PREPENDED
    with io.BytesIO() as buffer:
        buffer.write(b"hidden")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("a", b"1")
        assert await refused(buffer.getvalue()) == Fault.PREPENDED
    assert await refused(data + b"\0") == Fault.TRUNCATED
    plan = Plan([entry("a", b"1"), entry("b", b"2")])
    whole = made(plan, [b"1", b"2"])
    for fault, cut in ((Fault.PREPENDED, b"between"), (Fault.OVERLAP, b"")):
        moved = bytearray(whole[: plan.offsets[1]] + cut + whole[plan.offsets[1] :])
        if cut:
            at = moved.rindex(b"PK\x01\x02")
            pack_into("<I", moved, at + 42, plan.offsets[1] + len(cut))
            pack_into("<I", moved, len(moved) - 6, plan.directory + len(cut))
        else:
            pack_into("<I", moved, moved.rindex(b"PK\x01\x02") + 42, plan.offsets[1] - 3)
        assert await refused(bytes(moved)) == fault


async def test_two_entries_of_the_same_bytes() -> None:
    data = bytearray(zipped(("a", b"1"), ("b", b"1")))
    pack_into("<I", data, data.rindex(b"PK\x01\x02") + 42, 0)
    assert await refused(bytes(data)) in (Fault.OVERLAP, Fault.PREPENDED)


async def test_a_header_that_says_otherwise() -> None:
    data = zipped(("a.txt", b"1"))
    assert await refused(data.replace(b"a.txt", b"b.txt", 1)) == Fault.MALFORMED
    for at in (14, 18, 22, 8):
        wrong = bytearray(data)
        wrong[at] ^= 8
        assert await refused(bytes(wrong)) == Fault.MALFORMED


@pytest.mark.parametrize("data", [b"", b"PK", b"GIF89a" * 40, b"PK\x03\x04" + bytes(60), bytes(10_000)])
async def test_something_else(data: bytes) -> None:
    assert await refused(data) in (Fault.NOT_A_ZIP, Fault.TRUNCATED)


async def test_a_zip_in_a_zip_is_a_file() -> None:
    inner = zipped(*FILES)
    assert await read_all(zipped(("sauvegarde.zip", inner))) == {"sauvegarde.zip": inner}
