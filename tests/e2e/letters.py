"""The letter box: with no mail server set, messages are files in the data folder's outbox."""

import re
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from tests.servers.cs3 import Served


def letter(served: Served, to: str, having: str) -> EmailMessage:
    """The newest message to that address whose text has those words; the worker writes it within seconds."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        for file in sorted((served.data / "outbox").glob("[!.]*.eml"), reverse=True):
            message = message_from_bytes(file.read_bytes(), policy=default)
            if message["To"] == to and having in _text(message):
                return message
        time.sleep(0.2)
    raise AssertionError(f"no message to {to} with {having!r} came")


def link(served: Served, to: str, path: str) -> str:
    """The address in a message, as one would tap on it: `path` is the screen that it opens."""
    found = re.search(rf"https?://\S+{path}#\S+", _text(letter(served, to, f"{path}#")))
    assert found is not None
    return found[0]


def _text(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())
