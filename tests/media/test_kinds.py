"""What a file of the library is, from its bytes; sounds that become playable, and office files that are only listed."""

import io
import struct
import subprocess
import wave
import zipfile
from pathlib import Path

import av
import pytest

from media import kinds
from media.limits import Reason, Refused
from media.sounds import render_sound
from media.video_commands import program
from tests.media.pdf_files import letter

SECRET = "Rue des Lilas"


def wav(seconds: float = 0.5) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(struct.pack("<h", 900) * int(8000 * seconds))
    return out.getvalue()


def sound(folder: Path, name: str) -> bytes:
    """As a recorder makes it, with a title and a comment that tell something."""
    source, target = folder / "in.wav", folder / name
    source.write_bytes(wav())
    said = ["-metadata", f"title={SECRET}", "-metadata", f"comment={SECRET}"]
    command = [program(), "-loglevel", "error", "-y", "-i", str(source), *said, "-ar", "48000", str(target)]
    subprocess.run(command, check=True)
    return target.read_bytes()


def office(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr(zipfile.ZipInfo("mimetype"), first)
        for name in names:
            # A date of its own: these bytes are the same whenever they are made.
            archive.writestr(zipfile.ZipInfo(name), "x")
    return out.getvalue()


DOCX = office("[Content_Types].xml", "word/document.xml")
ODT = office("content.xml", first=b"application/vnd.oasis.opendocument.text")
PLAIN = "Le médecin a dit : reposez-vous.\r\n".encode()


async def _look(folder: Path, content: bytes, name: str = "a") -> str:
    source, made = folder / "received", folder / "made"
    source.write_bytes(content)
    made.mkdir(exist_ok=True)
    return (await kinds.look(source, made, name=name)).media_type


async def test_each_is_known_by_its_bytes_whatever_its_name(tmp_path: Path) -> None:
    for content, name, media_type in (
        (letter(), "photo.jpg", "application/pdf"),
        (wav(), "x.pdf", "audio/wav"),
        (DOCX, "x.xlsx", kinds.OFFICE["docx"]),
        (office("[Content_Types].xml", "xl/workbook.xml"), "x", kinds.OFFICE["xlsx"]),
        (ODT, "x", kinds.OFFICE["odt"]),
        (office("[Content_Types].xml", "xl/workbook.xml", "xl/theme.json"), "x", kinds.OFFICE["xlsx"]),
        (PLAIN, "virus.exe", "text/plain"),
        ("nom;âge\nThéo;10\n".encode("cp1252"), "Classe.CSV", "text/csv"),
    ):
        assert await _look(tmp_path, content, name) == media_type, name


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), Reason.MACROS),
        (office("Basic/script-lb.xml", first=b"application/vnd.oasis.opendocument.text"), Reason.MACROS),
        (office("[Content_Types].xml", "xl/workbook.xml", "xl/run.js"), Reason.MACROS),
        (office("a.txt"), Reason.UNKNOWN_TYPE),
        (b"GIF89a" + DOCX, Reason.UNKNOWN_TYPE),
        (DOCX[:40], Reason.UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Reason.OLD_OFFICE),
        (b"MZ\x90\x00\x03" + bytes(100), Reason.UNKNOWN_TYPE),
        (b"  <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Reason.UNKNOWN_TYPE),
        (b"#!/bin/sh\nrm -rf ~\n", Reason.UNKNOWN_TYPE),
        (b"{\\rtf1\\object\\objdata 01}", Reason.UNKNOWN_TYPE),
        (b"", Reason.EMPTY),
    ],
    ids=[
        "macros of Word",
        "macros of LibreOffice",
        "a script among the parts",
        "an archive",
        "a GIF before an archive",
        "cut",
        "old office",
        "a program",
        "an SVG",
        "a script",
        "RTF with an object",
        "nothing",
    ],
)
async def test_what_could_run_is_not_taken(tmp_path: Path, content: bytes, reason: Reason) -> None:
    with pytest.raises(Refused) as refused:
        await _look(tmp_path, content)
    assert refused.value.reason is reason


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a", "a.ogg", "a.flac"])
async def test_a_sound_becomes_one_that_every_phone_plays_and_tells_nothing(
    tmp_path: Path, name: str
) -> None:
    content = sound(tmp_path, name)
    assert SECRET.encode() in content
    source, made = tmp_path / "received", tmp_path / "made"
    made.mkdir()
    source.write_bytes(content)
    looked = await kinds.look(source, made, name="x")
    assert looked.kind == "sound"
    copy = await render_sound(source, made, looked.demuxer)
    assert 0.4 < copy.seconds < 0.8
    assert SECRET.encode() not in copy.path.read_bytes()
    with av.open(str(copy.path)) as opened:
        assert [(s.type, s.codec_context.name) for s in opened.streams] == [("audio", "aac")]


async def test_a_sound_that_is_noise_is_refused(tmp_path: Path) -> None:
    source, made = tmp_path / "received", tmp_path / "made"
    made.mkdir()
    source.write_bytes(b"ID3\x04\0\0\0\0\0\0" + bytes(range(1, 200)) * 40)
    with pytest.raises(Refused):
        await render_sound(source, made, "mp3")
