"""A film that is given away: the same pictures and sound, the way up, the date; no place, no device, no name."""

from pathlib import Path

import pytest

from media.videos import clean_video
from tests.media.films import film, packets, rotation, run, said, times

SECRETS = (b"Fairphone", b"Camille", b"45.1885", b"Core Media")


async def _cleaned(source: Path) -> Path:
    folder = source.parent / "clean"
    folder.mkdir(exist_ok=True)
    return await clean_video(source, folder)


def _told(target: Path, *, codec: str = "libx264", sound: str = "aac", turn: int | None = 90) -> Path:
    """A film that says where, with what and by whom, in each place where phones say it."""
    plain = film(target.with_name(f"plain{target.suffix}"), codec=codec, sound=sound, rate=60)
    chapters = target.with_name("chapters.txt")
    chapters.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=Camille\n")
    words = {
        "creation_time": "2026-10-03T12:30:12Z",
        "com.apple.quicktime.location.ISO6709": "+45.1885+005.7245/",
        "com.apple.quicktime.make": "Fairphone",
        "location": "+45.1885+005.7245/",
        "artist": "Camille",
    }
    flags = ["-movflags", "use_metadata_tags"] if target.suffix in (".mp4", ".mov") else []
    run(
        *(["-display_rotation", str(turn)] if turn else []),
        *("-i", plain, "-i", chapters, "-map", "0", "-map_chapters", "1", "-c", "copy", *flags),
        *(part for key, value in words.items() for part in ("-metadata", f"{key}={value}")),
        *("-metadata:s:v", "handler_name=Core Media Fairphone", "-metadata:s:a", "handler_name=Core Media Camille", target),
    )  # fmt: skip
    return target


@pytest.mark.parametrize(
    ("ending", "codec", "sound"),
    [
        ("mp4", "libx264", "aac"),
        ("mov", "libx264", "pcm_s16le"),
        ("mov", "libx265", "aac"),
        ("mp4", "libsvtav1", "aac"),
        ("webm", "libvpx", "libopus"),
        ("mkv", "libx264", "aac"),
        ("mkv", "libx265", "aac"),
    ],
)
async def test_pictures_and_sound_stay_and_words_go(
    ending: str, codec: str, sound: str, tmp_path: Path
) -> None:
    in_boxes = ending in ("mp4", "mov")
    source = _told(tmp_path / f"film.{ending}", codec=codec, sound=sound, turn=90 if in_boxes else None)
    assert b"Camille" in source.read_bytes()
    clean = await _cleaned(source)
    data = clean.read_bytes()
    assert not [secret for secret in SECRETS if secret in data]
    assert times(clean) == pytest.approx(times(source), abs=1e-6)
    assert packets(clean, "audio") == packets(source, "audio")
    if codec == "libvpx":
        assert packets(clean, "video") == packets(source, "video")
    assert rotation(clean) == rotation(source)
    assert said(clean).get("creation_time", "").startswith("2026-10-03T12:30:12")
    kept = {"major_brand", "minor_version", "compatible_brands", "creation_time", "encoder"}
    telling = {
        key: value
        for key, value in said(clean).items()
        if key not in kept
        and key.split(":")[-1].lower() not in ("creation_time", "duration", "vendor_id", "language")
    }
    assert set(telling.values()) <= {"VideoHandler", "SoundHandler"}


async def test_notes_between_the_pictures_are_taken_out(tmp_path: Path) -> None:
    """Camcorders write place and serial number into the stream itself."""
    for codec, ending in (("libx264", "mp4"), ("libx265", "mov"), ("libx265", "mkv")):
        plain = film(tmp_path / f"plain.{ending}", codec=codec)
        source = tmp_path / f"film.{ending}"
        if codec == "libx264":
            note = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+Camille"
            run("-i", plain, "-c", "copy", "-bsf:v", note, source)
            secret = b"Camille"
        else:
            # x265 signs its films with its settings, in the stream's head: the same place as a phone's note
            film(source, "-x265-params", "log-level=none:info=1", codec=codec)
            secret = b"x265 (build"
        assert secret in source.read_bytes()
        clean = await _cleaned(source)
        assert secret not in clean.read_bytes()
        assert times(clean) == pytest.approx(times(source), abs=1e-6)
        assert _pictures(clean) == _pictures(source)


def _pictures(path: Path) -> list[bytes]:
    import av

    with av.open(str(path)) as container:
        return [frame.to_ndarray().tobytes() for frame in container.decode(video=0)]


async def test_data_tracks_go(tmp_path: Path) -> None:
    """Action cameras write the way they went, as a track of its own."""
    plain, words = film(tmp_path / "plain.mp4"), tmp_path / "words.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:00,900\nCamille, Grenoble 45.1885\n")
    source = tmp_path / "film.mp4"
    run("-i", plain, "-i", words, "-map", "0", "-map", "1", "-c", "copy", "-c:s", "mov_text", source)
    assert b"Camille" in source.read_bytes()
    clean = await _cleaned(source)
    assert b"Camille" not in clean.read_bytes()


@pytest.mark.parametrize("ending", ["mkv", "webm"])
async def test_words_in_the_head_of_the_sound_go(ending: str, tmp_path: Path) -> None:
    """Vorbis keeps its tags where its decoder looks for its tables."""
    plain = film(tmp_path / f"plain.{ending}", codec="libvpx", sound="libvorbis")
    data = plain.read_bytes()
    at = data.index(b"\x03vorbis") + 7
    length = int.from_bytes(data[at : at + 4], "little")
    source = tmp_path / f"film.{ending}"
    source.write_bytes(data[: at + 4] + b"Camille".ljust(length)[:length] + data[at + 4 + length :])
    assert b"Camille" in source.read_bytes()
    clean = await _cleaned(source)
    assert b"Camille" not in clean.read_bytes()
    assert packets(clean, "audio") == packets(source, "audio")
    run("-i", clean, "-f", "null", "-")
