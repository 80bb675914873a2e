"""What is made of a file to be read or played, by what it is (docs/decisions/0033-library.md). Nothing of this process opens it."""

from dataclasses import dataclass, field
from pathlib import Path

from backend.rooms.documents.limits import MOST_BYTES
from backend.rooms.documents.schemas import Kind
from media import kinds
from media.kinds import SOUNDS, Looked
from media.page_words import PageText
from media.pdfs import Page, render_pdf
from media.picture_pages import render_picture
from media.refused import Reason, Refused
from media.sounds import render_sound
from media.video_run import Progress
from media.videos import render_video


@dataclass(frozen=True, kw_only=True)
class Made:
    """media_type: of what was received. words: of each page. copies: by name, a file and its media type. reason: why a PDF is given
    as it came only."""

    kind: Kind
    media_type: str
    pages: list[Page] = field(default_factory=list[Page])
    words: list[PageText] = field(default_factory=list[PageText])
    copies: dict[str, tuple[Path, str]] = field(default_factory=dict[str, tuple[Path, str]])
    seconds: float | None = None
    reason: Reason | None = None


async def make(source: Path, folder: Path, *, name: str, progress: Progress) -> Made:
    """name: as the phone calls it. Raises Refused; then what was written in `folder` is worth nothing."""
    looked = await kinds.look(source, folder, name=name)
    if source.stat().st_size > MOST_BYTES[looked.kind]:
        raise Refused(Reason.TOO_LARGE)
    match looked.kind:
        case "pdf":
            return await _pdf(source, folder, looked, progress)
        case "picture":
            page = await render_picture(source, folder)
            unread = PageText("unread", [])  # half of a family's letters are pictures of paper
            return Made(kind="picture", media_type=looked.media_type, pages=[page], words=[unread])
        case "film":
            return await _film(source, folder, looked, progress)
        case "sound":
            return await _sound(source, folder, looked, progress)
        case "other":
            return Made(kind="other", media_type=looked.media_type)


async def _pdf(source: Path, folder: Path, looked: Looked, progress: Progress) -> Made:
    """One that asks for a password is kept as it came, for who knows the password."""
    try:
        pdf = await render_pdf(source, folder, progress)
    except Refused as refused:
        if refused.reason is not Reason.ENCRYPTED:
            raise
        return Made(kind="other", media_type=looked.media_type, reason=refused.reason)
    return Made(kind="pdf", media_type=looked.media_type, pages=pdf.pages, words=pdf.words)


async def _film(source: Path, folder: Path, looked: Looked, progress: Progress) -> Made:
    """What phones record as sound often comes in a film's container."""
    try:
        film = await render_video(source, folder, progress)
    except Refused as refused:
        if refused.reason is not Reason.NO_IMAGES:
            raise
        heard = Looked("sound", SOUNDS[looked.demuxer], looked.demuxer)
        return await _sound(source, folder, heard, progress)
    play, poster = film.renditions["stepping"], film.renditions["poster"]
    return Made(
        kind="film",
        media_type=looked.media_type,
        copies={"play": (play.path, play.media_type), "poster": (poster.path, poster.media_type)},
        seconds=film.duration,
    )


async def _sound(source: Path, folder: Path, looked: Looked, progress: Progress) -> Made:
    sound = await render_sound(source, folder, looked.demuxer, progress)
    copies = {"play": (sound.path, sound.media_type)}
    return Made(kind="sound", media_type=looked.media_type, copies=copies, seconds=sound.seconds)
