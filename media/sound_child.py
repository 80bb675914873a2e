"""The child process of `media.sounds`: looks into one sound with PyAV and prints one line of JSON.

FORMAT SOURCE      its first track of sound that decodes, and how long it says it lasts
"""

import json
import sys
from typing import Any

import av
import av.error
import av.logging

from media.refused import Reason, Refused

_WORDS: Any = {"metadata_errors": "ignore"} if int(av.__version__.split(".")[0]) < 19 else {}
_PATIENCE = 400
"""Packets that may pass before the first sound comes out."""


def main(given: list[str]) -> None:
    av.logging.set_level(av.logging.PANIC)
    try:
        outcome = _look(given[0], given[1])
    except Refused as refused:
        outcome = {"refused": refused.reason}
    except (MemoryError, av.error.MemoryError):
        outcome = {"refused": Reason.TOO_HUNGRY}
    except (av.error.FFmpegError, OSError, ValueError, EOFError):
        outcome = {"refused": Reason.UNREADABLE}
    print(json.dumps(outcome))
    sys.stdout.flush()


def _look(form: str, source: str) -> dict[str, Any]:
    """Raises Refused(UNREADABLE)."""
    opener: Any = av.open
    with opener(source, format=form, container_options={"protocol_whitelist": "file"}, **_WORDS) as container:
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
