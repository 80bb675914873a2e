"""By e-mail, how an import ended, to whoever sent it: a long one ends when nobody looks at the screen any more."""

from datetime import datetime, timedelta

from backend.kit import runtime
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Texts
from backend.rooms.portability import messages
from backend.rooms.portability.import_faults import sentence
from backend.rooms.portability.import_queries import Row

LONG = timedelta(minutes=1)
"""Since the archive had wholly arrived: whoever sees it end on the screen need not be written to."""


async def opened(row: Row, child: str, *, at: datetime) -> None:
    """In the caller's transaction. row: the import as it was while it was read."""
    address = f"{runtime.get().settings.public_url}/c/{row['carnet_id']}"
    await _tell(row, messages.taken_in(child=child, address=address), at=at)


async def refused(row: Row, code: str, *, at: datetime) -> None:
    """In the caller's transaction."""
    address = f"{runtime.get().settings.public_url}/carnet/reprendre"
    letter = messages.not_taken_in(reason=lambda language: sentence(code, language) or "", address=address)
    await _tell(row, letter, at=at)


async def _tell(row: Row, letter: Texts, *, at: datetime) -> None:
    if at - row["moved_at"] >= LONG:
        await identity.tell([row["person_id"]], letter, at=at)
