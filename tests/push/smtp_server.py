"""A mail server on this machine that really speaks SMTP (with STARTTLS, TLS and AUTH) and keeps what it takes."""

import asyncio
import base64
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailServer:
    """`replies`: what it answers instead of yes, by command ("RCPT": "550 5.1.1 unknown")."""

    port: int = 0
    replies: dict[str, str] = field(default_factory=dict)
    taken: list[bytes] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    secure: list[bool] = field(default_factory=list)
    starttls: ssl.SSLContext | None = None
    silent: bool = False
    ends_in_data: bool = False
    when_taken: Callable[[bytes], Any] | None = None
    """Awaited once a message is kept, before its sender is told so."""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.silent:
            await asyncio.sleep(30)
            return

        async def say(line: str) -> None:
            writer.write(f"{line}\r\n".encode())
            await writer.drain()

        sender, recipients = "", list[str]()
        await say(self.replies.get("GREET", "220 mail.test ESMTP"))
        while line := (await reader.readline()).decode().strip():
            command = line.split(" ")[0].upper()
            if command in self.replies and command != "DATA":
                await say(self.replies[command])
            elif command == "EHLO":
                secure = writer.get_extra_info("ssl_object") is not None
                offers = [
                    "mail.test",
                    *(["STARTTLS"] if self.starttls and not secure else []),
                    "AUTH PLAIN",
                    "SMTPUTF8",
                ]
                for offer in offers[:-1]:
                    await say(f"250-{offer}")
                await say(f"250 {offers[-1]}")
            elif command == "STARTTLS" and self.starttls:
                await say("220 go")
                await writer.start_tls(self.starttls)
            elif command == "AUTH":
                _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
                self.logins.append((user, password))
                await say("235 welcome")
            elif command == "MAIL":
                sender, recipients = line, []
                await say("250 ok")
            elif command == "RCPT":
                recipients.append(line)
                await say("250 ok")
            elif command == "DATA":
                await say("354 go on")
                if self.ends_in_data:
                    await reader.readline()
                    return
                data = await reader.readuntil(b"\r\n.\r\n")
                if "DATA" not in self.replies:
                    self.taken.append(data[:-3])
                    self.envelopes.append((sender, recipients))
                    self.secure.append(writer.get_extra_info("ssl_object") is not None)
                    if self.when_taken:
                        await self.when_taken(data[:-3])
                await say(self.replies.get("DATA", "250 taken"))
            elif command == "QUIT":
                await say("221 bye")
                return
            else:
                await say("502 no")


@asynccontextmanager
async def mail_server(*, tls: ssl.SSLContext | None = None, **how: object) -> AsyncIterator[MailServer]:
    server = MailServer(**how)  # type: ignore[arg-type]
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=tls)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for 127.0.0.1 signed by itself: the server's context, and the file that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(hours=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    trusted, private = folder / "ca.pem", folder / "key.pem"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(trusted, private)
    return context, trusted
