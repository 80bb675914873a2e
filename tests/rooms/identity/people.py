"""People of the tests: they sign up by the link in their mail, as anyone does, and choose ways in."""

import email
import re
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from pathlib import Path
from typing import Any

import httpx
import pyotp

from tests.rooms.identity.authenticator import Authenticator

PASSWORD = "lune verte tambour quai"
LINK = re.compile(r"http://localhost:8000/[a-z]*#[A-Za-z0-9_-]{43}")


@dataclass
class Mailbox:
    """The outbox of the data folder, once the jobs that wait have run."""

    folder: Path
    run_jobs: Any
    read: set[str] = field(default_factory=set)

    async def new(self) -> list[email.message.EmailMessage]:
        """What came since the last look, the oldest first."""
        await self.run_jobs()
        files = sorted(p for p in self.folder.glob("[!.]*.eml") if p.name not in self.read)
        self.read |= {p.name for p in files}
        return [email.message_from_bytes(p.read_bytes(), policy=policy.default) for p in files]  # type: ignore[misc]

    async def link_to(self, address: str, path: str) -> str:
        """The token of the newest message's link to `path`, for one address."""
        tokens = links(await self.new(), address, path)
        assert tokens, f"no {path} link"
        return tokens[-1]


def text(message: email.message.EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return body.get_content()


def links(messages: list[email.message.EmailMessage], address: str, path: str) -> list[str]:
    found: list[str] = []
    for message in messages:
        if message["To"] == address:
            found += [a.partition("#")[2] for a in LINK.findall(text(message)) if f"/{path}#" in a]
    return found


async def sign_up(
    client: httpx.AsyncClient, mailbox: Mailbox, address: str, *, given: str = "Claire"
) -> dict[str, Any]:
    """An enrolling session; Me."""
    assert (await client.post("/api/auth/signup", json={"email": address, "locale": "fr"})).status_code == 202
    token = await mailbox.link_to(address, "bienvenue")
    answer = await client.post(
        "/api/auth/signup/complete",
        json={"token": token, "given_name": given, "family_name": "Moreau", "locale": "fr"},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def add_passkey(
    client: httpx.AsyncClient, key: Authenticator, *, name: str = "Téléphone"
) -> httpx.Response:
    asked = await client.post("/api/me/passkeys/options")
    assert asked.status_code == 200, asked.text
    challenge = asked.json()
    return await client.post(
        "/api/me/passkeys",
        json={
            "challenge_id": challenge["challenge_id"],
            "credential": key.create(challenge["options"]),
            "name": name,
        },
    )


async def sign_in_with(client: httpx.AsyncClient, key: Authenticator) -> httpx.Response:
    challenge = (await client.post("/api/auth/passkey/options")).json()
    return await client.post(
        "/api/auth/passkey",
        json={"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])},
    )


async def prove_with(client: httpx.AsyncClient, key: Authenticator) -> httpx.Response:
    challenge = (await client.post("/api/auth/proof/passkey/options")).json()
    return await client.post(
        "/api/auth/proof/passkey",
        json={"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])},
    )


async def set_code_way(
    client: httpx.AsyncClient, at: datetime, *, password: str = PASSWORD
) -> tuple[str, list[str]]:
    """Password and one-time code; the secret and the recovery codes."""
    answer = await client.put("/api/me/password", json={"password": password})
    assert answer.status_code == 204, answer.text
    secret = (await client.post("/api/me/totp")).json()["secret"]
    answer = await client.post("/api/me/totp/confirm", json={"code": pyotp.TOTP(secret).at(at)})
    assert answer.status_code == 200, answer.text
    return secret, answer.json()["recovery_codes"]


async def sign_in_by_code(
    client: httpx.AsyncClient, address: str, code: str, *, password: str = PASSWORD
) -> httpx.Response:
    first = await client.post("/api/auth/password", json={"email": address, "password": password})
    assert first.status_code == 200, first.text
    return await client.post("/api/auth/otp", json={"code": code})
