"""A question put to one of our own modules in a confined process: it answers one line of JSON, or why it refuses."""

import json
from pathlib import Path
from typing import Any

from media.limits import Limits, run_child
from media.refused import Reason, Refused


async def ask(
    module: str, *arguments: str | Path, limits: Limits, folder: Path, source: Path
) -> dict[str, Any]:
    """The module's `main` sees `source`, and writes in `folder` only. Raises Refused."""
    lines: list[str] = []

    async def keep(line: str) -> bool:
        lines.append(line)
        return True

    ended = await run_child(
        "call", (module, *arguments), limits=limits, folder=folder, readable=[source], watch=keep
    )
    try:
        told: dict[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError):
        hungry = "MemoryError" in ended.messages or "alloc" in ended.messages
        raise Refused(Reason.TOO_HUNGRY if hungry else Reason.UNREADABLE) from None
    if "refused" in told:
        raise Refused(Reason(told["refused"]))
    return told
