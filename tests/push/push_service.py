"""A push service on this machine, and the phones behind it: takes what is sent, checks who signed it, and opens it as a phone does."""

import base64
import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import http_ece
from aiohttp import web
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Taken:
    """One message, as it came and as the phone reads it."""

    name: str
    headers: dict[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


@dataclass
class PhoneKeys:
    """What a browser makes when it subscribes: the private half never leaves it."""

    endpoint: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def public(self) -> dict[str, str]:
        point = self.private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        return {"endpoint": self.endpoint, "p256dh": b64(point), "auth": b64(self.secret)}

    def open(self, body: bytes) -> str:
        return http_ece.decrypt(
            body, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
        ).decode()


@dataclass
class PushService:
    port: int = 0
    phones: dict[str, PhoneKeys] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    answers: dict[str, tuple[int, dict[str, str]]] = field(default_factory=dict)
    """By phone: what it answers instead of 201."""
    when_taken: Callable[[Taken], Any] | None = None

    @property
    def host(self) -> str:
        """For CS3_PUSH_HOSTS."""
        return f"http://127.0.0.1:{self.port}"

    def phone(self, name: str) -> PhoneKeys:
        if name not in self.phones:
            self.phones[name] = PhoneKeys(f"{self.host}/push/{name}")
        return self.phones[name]

    async def take(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self.asked.append(name)
        status, headers = self.answers.get(name, (201, {}))
        if status == 201:
            check_signature(request.headers["Authorization"], self.host)
            text = self.phones[name].open(await request.read())
            taken = Taken(name, {key.lower(): value for key, value in request.headers.items()}, text)
            self.taken.append(taken)
            if self.when_taken:
                await self.when_taken(taken)
        return web.Response(status=status, headers=headers)


def check_signature(authorization: str, audience: str) -> dict[str, Any]:
    """RFC 8292: the token is signed by the key beside it, for this service, for a day at most."""
    scheme, _, parts = authorization.partition(" ")
    assert scheme == "vapid"
    fields = dict(part.strip().split("=", 1) for part in parts.split(","))
    signed, _, signature = fields["t"].rpartition(".")
    raw = unb64(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(fields["k"]))
    der = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    key.verify(der, signed.encode(), ec.ECDSA(hashes.SHA256()))
    claims = json.loads(unb64(signed.split(".")[1]))
    assert claims["aud"] == audience
    assert claims["sub"].startswith(("mailto:", "https:"))
    return claims


@asynccontextmanager
async def push_service(**how: Any) -> AsyncIterator[PushService]:
    service = PushService(**how)
    app = web.Application()
    app.router.add_post("/push/{name}", service.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.port = runner.addresses[0][1]
    try:
        yield service
    finally:
        await runner.cleanup()
