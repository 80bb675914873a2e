"""E-mail: handed to a mail server (aiosmtplib), or written as a file when none is set.

An outcome tells apart what may be tried again (`Later`) from what never will work (`Never`); its reason is a short
code, and never holds an address or a text. The caller gives the Message-ID, so that a retry is the same message.
"""

import os
import re
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
_MESSAGE_ID = re.compile(r"^<([A-Za-z0-9._-]+)@[A-Za-z0-9.-]+>$")


class BadMessage(ValueError):
    """A header that would become two (injection), or an address that is none. Nothing was sent."""


class BadServerAddress(ValueError):
    """The mail server's URL cannot be used; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Email:
    """One message to one person. `message_id` as `<name@host>`; `sender` as `CS3 <carnet@example.org>`; `at` in UTC."""

    message_id: str
    sender: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """A mail server. `starttls` is refused by us if the server does not offer it; `none` only on this machine."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    username: str = ""
    password: str = ""
    seconds: float = 20
    authority: str = ""

    @classmethod
    def from_url(cls, url: str) -> "Smtp":
        """`smtp://user:password@host:587` (STARTTLS), `smtps://…:465` (TLS); `?tls=none` for a server on this machine;
        `?ca=/path.pem` for a server with a certificate of one's own authority.

        Raises BadServerAddress.
        """
        parts = urlsplit(url)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise BadServerAddress("must begin with smtp:// or smtps:// and name a host")
        security: Literal["starttls", "tls", "none"] = "tls" if parts.scheme == "smtps" else "starttls"
        if asked.get("tls") == "none":
            if parts.hostname not in LOOPBACK:
                raise BadServerAddress("may go without TLS only to this machine")
            security = "none"
        return cls(
            host=parts.hostname,
            port=parts.port or {"tls": 465, "starttls": 587, "none": 25}[security],
            security=security,
            username=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            authority=asked.get("ca", ""),
        )


@dataclass(frozen=True, kw_only=True)
class Outbox:
    """A folder where messages are written, as files that a mail program opens, when there is no server."""

    folder: Path


@dataclass(frozen=True)
class Sent:
    """Taken by the server, or written."""


@dataclass(frozen=True)
class Later:
    """Not now: the server is away, busy, or asks to come back (4xx)."""

    reason: str


@dataclass(frozen=True)
class Never:
    """The server refuses this message or this address for good (5xx)."""

    reason: str


Outcome = Sent | Later | Never


def check_sender(sender: str) -> None:
    """Raises BadMessage when `sender` could not be written as `CS3 <carnet@example.org>`."""
    if _CONTROL.search(sender):
        raise BadMessage("a header holds a line break or another control character")
    _address(*parseaddr(sender))


async def send(message: Email, via: Smtp | Outbox) -> Outcome:
    """Hands the message over. Raises BadMessage before anything is sent."""
    made = _compose(message)
    if isinstance(via, Outbox):
        _write(message, made, via.folder)
        return Sent()
    return await _hand_over(message, made, via)


async def _hand_over(message: Email, made: EmailMessage, server: Smtp) -> Outcome:
    try:
        await aiosmtplib.send(
            made,
            sender=parseaddr(message.sender)[1],
            recipients=[message.to],
            hostname=server.host,
            port=server.port,
            username=server.username or None,
            password=server.password or None,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=ssl.create_default_context(cafile=server.authority or None),
            timeout=server.seconds,
        )
    except aiosmtplib.SMTPAuthenticationError as error:
        return Later(
            f"smtp_auth_{error.code}"
        )  # our account, not this message: it waits until that is put right
    except aiosmtplib.SMTPRecipientsRefused as error:
        return _by_code(error.recipients[0].code if error.recipients else 450)
    except aiosmtplib.SMTPResponseException as error:
        return _by_code(error.code)
    except aiosmtplib.SMTPNotSupported:
        return Later("smtp_not_supported")
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        return Later(type(error).__name__)
    return Sent()


def _by_code(code: int) -> Outcome:
    return Never(f"smtp_{code}") if 500 <= code <= 599 else Later(f"smtp_{code}")


def _compose(message: Email) -> EmailMessage:
    for header in (message.sender, message.to, message.subject, message.message_id, message.language):
        if _CONTROL.search(header):
            raise BadMessage("a header holds a line break or another control character")
    if not _MESSAGE_ID.fullmatch(message.message_id):
        raise BadMessage("the message id is not of the form <name@host>")
    recipient = _address("", message.to)
    ascii_only = recipient.addr_spec.isascii()
    made = EmailMessage(policy=SMTP if ascii_only else SMTPUTF8)
    try:
        made["From"] = _address(*parseaddr(message.sender))
        made["To"] = recipient
        made["Subject"] = message.subject
        made["Date"] = format_datetime(message.at)
        made["Message-ID"] = message.message_id
        made["Auto-Submitted"] = "auto-generated"
        made["X-Auto-Response-Suppress"] = "All"
        made.set_content(message.text, cte="quoted-printable")
        made.add_alternative(message.html, subtype="html", cte="quoted-printable")
        made["Content-Language"] = message.language  # setting the content drops what was said about it before
    except (ValueError, MessageError) as cause:
        raise BadMessage("a header cannot be written") from cause
    return made


def _address(name: str, address: str) -> Address:
    user, at, host = address.rpartition("@")
    if not (user and at and host) or re.search(r"[\s,;<>()]", address):
        raise BadMessage("not one e-mail address")
    try:
        ascii_host = host.encode("idna").decode()
        if not host.isascii() and ascii_host.encode().decode("idna") != host.lower():
            raise BadMessage("a host that could be written in two ways")
        return Address(name, user, ascii_host)
    except (ValueError, MessageError, UnicodeError) as cause:
        raise BadMessage("not one e-mail address") from cause


def _write(message: Email, made: EmailMessage, folder: Path) -> None:
    """0600, whole or not at all; the same message written twice is one file."""
    match = _MESSAGE_ID.fullmatch(message.message_id)
    assert match is not None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{message.at:%Y%m%dT%H%M%SZ}-{match[1]}.eml"
    draft = folder / f".{target.name}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(made.as_bytes())
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
