"""A message as it waits until it leaves, sealed."""

from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.rooms.identity import sealing
from backend.rooms.identity.letters import as_html, as_text
from backend.rooms.identity.messages import Texts


class WaitingMail(msgspec.Struct):
    to: str
    language: str
    subject: str
    text: str
    html: str


async def sealed(texts: Texts, *, owner: UUID, to: str, language: str) -> bytes:
    """owner: the row that will hold it."""
    letter = texts(language)
    waiting = WaitingMail(
        to=to,
        language=language,
        subject=letter.subject,
        text=as_text(letter),
        html=as_html(letter, language=language),
    )
    keys = runtime.get().keys
    return await sealing.seal(msgspec.msgpack.encode(waiting), owner=owner, purpose="mail", keys=keys)
