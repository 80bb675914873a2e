"""The child process of `media.sounds`: looks into one sound with PyAV and prints one line of JSON.

FORMAT SOURCE      its first track of sound that decodes, and how long it says it lasts
"""

from typing import Any

import av
import av.error

from media.av_child import answer, open_sent
from media.refused import Reason, Refused

_PATIENCE = 400
"""Packets that may pass before the first sound comes out."""


def main(given: list[str]) -> None:
    answer(lambda: _look(given[0], given[1]))


def _look(form: str, source: str) -> dict[str, Any]:
    """Raises Refused(UNREADABLE)."""
    with open_sent(source, form) as container:
        track = next((one for one in container.streams.audio if one.codec_context is not None), None)
        if track is None or not _decodes(container, track):
            raise Refused(Reason.UNREADABLE)
        seconds = container.duration / av.time_base if container.duration and container.duration > 0 else None
        return {"track": track.index, "seconds": seconds}


def _decodes(container: Any, track: Any) -> bool:
    for passed, packet in enumerate(container.demux(track)):
        if passed > _PATIENCE:
            return False
        try:
            if packet.decode():
                return True
        except av.error.InvalidDataError:
            continue
    return False
