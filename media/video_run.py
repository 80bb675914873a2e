"""Runs one of the ffmpeg commands of `media.video_commands`, confined, and follows how far it is."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from media.bounds import VIDEO_SECONDS
from media.limits import Ended, Limits, run_child
from media.refused import Reason, Refused

Progress = Callable[[float], Awaitable[None]]
"""Is given the part done, 0 to 1, about twice a second."""

_OUT_OF_MEMORY = (
    "Cannot allocate memory",
    "Resource temporarily unavailable",  # a thread for which there was no stack
    "get_buffer() failed",
    "Error while opening encoder",
    "malloc",
)


async def run_ffmpeg(
    command: Sequence[str],
    *,
    source: Path,
    folder: Path,
    limits: Limits,
    seconds: float | None = None,
    progress: Progress | None = None,
    longest: float = VIDEO_SECONDS,
) -> None:
    """longest: seconds that it may last. seconds: how long the film says it is; a film that runs on is refused, whatever it says. Raises Refused."""
    seen = ""
    furthest = 0.0

    async def watch(line: str) -> bool:
        nonlocal seen, furthest
        key, _, value = line.strip().partition("=")
        if key == "out_time_us" and value.lstrip("-").isdigit():
            at = int(value) / 1_000_000
            if at > longest + 1:
                raise Refused(Reason.TOO_LONG)
            if progress and seconds and at > furthest:
                furthest = at
                await progress(min(1.0, at / seconds))
        if key not in ("frame", "total_size") or line == seen:
            return False
        seen = line
        return True

    ended = await run_child(
        "exec", command, limits=limits, folder=folder, readable=[source.absolute()], watch=watch
    )
    if ended.code:
        raise Refused(_why(ended))


def _why(ended: Ended) -> Reason:
    """ffmpeg takes the signals of spent time and of too large a file for itself, and says no more than this of memory."""
    if ended.code == 255:  # told to stop: nobody but the limit on time does that
        return Reason.TOO_SLOW
    if "File too large" in ended.messages:
        return Reason.TOO_MUCH_OUTPUT
    if any(words in ended.messages for words in _OUT_OF_MEMORY):
        return Reason.TOO_HUNGRY
    return Reason.UNREADABLE
