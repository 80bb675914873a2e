"""The child process of `media.videos`: looks into one film with PyAV and prints one line of JSON.

probe FORMAT SOURCE      what is in it, from its headers and its first image
count SOURCE             images and times of a copy that we made
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import av
import av.error

from media.av_child import answer, open_sent
from media.refused import Reason, Refused
from media.video_dates import TAGS

CODECS = {"h264", "hevc", "vp8", "vp9", "av1"}
_SAME = {"libdav1d": "av1", "libvpx": "vp8", "libvpx-vp9": "vp9", "libaom-av1": "av1"}
_COVER = 0x0400
"""AV_DISPOSITION_ATTACHED_PIC: a picture on the sleeve, not a film."""
_PATIENCE = 600
"""Packets that may pass before the first image comes out."""


def main(given: list[str]) -> None:
    answer(lambda: probe(given[1], given[2]) if given[0] == "probe" else count(given[1]))


def probe(form: str, source: str) -> dict[str, Any]:
    """Raises Refused(NO_IMAGES, UNREADABLE)."""
    with open_sent(source, form) as container:
        film = _film(container)
        context = film.codec_context
        codec = _SAME.get(context.name, context.name)
        if codec not in CODECS:
            raise Refused(Reason.UNREADABLE)
        frame = _first_image(container, film)
        sound = next((stream for stream in container.streams.audio if stream.codec_context is not None), None)
        shape = film.sample_aspect_ratio or 1
        return {
            "codec": codec,
            "film": film.index,
            "sound": sound and sound.index,
            "plain_sound": sound is not None and _is_plain(sound.codec_context),
            "width": frame.width,
            "height": frame.height,
            "shape": float(shape) if shape > 0 else 1.0,
            "turned": abs(round(frame.rotation / 90)) % 2 == 1,
            "transfer": int(context.color_trc or 0),
            "rate": float(film.average_rate or film.guessed_rate or 0),
            "seconds": container.duration / av.time_base if container.duration else None,
            "tags": {tag: container.metadata.get(tag, "")[:100] for tag in TAGS},
        }


def _is_plain(sound: Any) -> bool:
    """Whether every phone plays it as it is: AAC, low complexity, at most stereo."""
    return sound.name == "aac" and sound.profile == "LC" and sound.channels <= 2


def _film(container: Any) -> Any:
    for stream in container.streams.video:
        if stream.codec_context is not None and not stream.disposition & _COVER:
            return stream
    raise Refused(Reason.NO_IMAGES)


def _first_image(container: Any, film: Any) -> Any:
    """Shape and way up come from a decoded image, since headers lie. No packet at all is a film without images."""
    passed = 0
    for packet in container.demux(film):
        passed += packet.size > 0
        if passed > _PATIENCE:
            break
        for frame in _decoded(packet):
            return frame
    raise Refused(Reason.UNREADABLE if passed else Reason.NO_IMAGES)


def _decoded(packet: Any) -> Iterator[Any]:
    try:
        yield from packet.decode()
    except av.error.InvalidDataError:
        return  # a film cut from a longer one may begin with images that lean on what is gone


def count(source: str) -> dict[str, Any]:
    """Images, and seconds from the first one's beginning to the last one's end."""
    images, first, last, end = 0, None, None, None
    with open_sent(source, "mp4") as container:
        film = _film(container)
        for packet in container.demux(film):
            if packet.size and packet.pts is not None:
                images += 1
                first = packet.pts if first is None else min(first, packet.pts)
                last = packet.pts if last is None else max(last, packet.pts)
                end = max(end or 0, packet.pts + (packet.duration or 0))
        if first is None or last is None or end is None:
            raise Refused(Reason.NO_IMAGES)
        unit = float(film.time_base)
        return {
            "images": images,
            "seconds": (end - first) * unit,
            "rate": (images - 1) / ((last - first) * unit) if last > first else 0.0,
            "width": film.codec_context.width,
            "height": film.codec_context.height,
        }
