"""What the child processes that look through PyAV share: how a file is opened, and the one line that says what came of it."""

import json
import sys
from collections.abc import Callable
from typing import Any

import av
import av.error
import av.logging

from media.refused import Reason, Refused

_ANY_WORDS: Any = {"metadata_errors": "ignore"} if int(av.__version__.split(".")[0]) < 19 else {}
"""Tags that are not UTF-8 must not cost the file; from its version 19, PyAV takes them as they come."""


def open_sent(source: str, form: str | None) -> Any:
    """form: FFmpeg's name of the container, when it is known; nothing else is opened on its behalf."""
    opener: Any = av.open
    return opener(source, format=form, container_options={"protocol_whitelist": "file"}, **_ANY_WORDS)


def answer(look: Callable[[], dict[str, Any]]) -> None:
    """Prints what was seen, or why the file is refused, as one line of JSON."""
    av.logging.set_level(av.logging.PANIC)
    try:
        outcome = look()
    except Refused as refused:
        outcome = {"refused": refused.reason}
    except (MemoryError, av.error.MemoryError):
        outcome = {"refused": Reason.TOO_HUNGRY}
    except (av.error.FFmpegError, OSError, ValueError, EOFError):
        outcome = {"refused": Reason.UNREADABLE}
    print(json.dumps(outcome))
    sys.stdout.flush()
