"""What tests about notifications share: a push service on this machine, that the application was told it may call."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from backend.settings import Settings
from tests.family import Member
from tests.push.push_service import PhoneKeys, PushService, Taken, push_service


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with push_service() as made:
        yield made


@pytest.fixture
def settings(settings: Settings, service: PushService) -> Settings:
    return replace(settings, push_hosts=(service.host,))


async def subscribe(member: Member, phone: PhoneKeys, **more: str) -> dict[str, Any]:
    """The phone as « Moi » then shows it."""
    answer = await member.client.put("/api/me/push", json={**phone.public, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()["devices"][0]


async def show(member: Member, taken: Taken) -> int:
    """What the service worker does once the notification stands on the screen."""
    return (await member.client.post("/api/push/shown", json={"token": taken.json["token"]})).status_code
