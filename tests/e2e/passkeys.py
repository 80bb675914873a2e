"""A passkey in software, for who signs in beside the screen."""

import httpx

from tests.rooms.identity.authenticator import Authenticator


def add_passkey(client: httpx.Client, base: str) -> Authenticator:
    """`client`: signed in a moment ago."""
    key = Authenticator(origin=base)
    asked = client.post("/api/me/passkeys/options").json()
    given = {"challenge_id": asked["challenge_id"], "credential": key.create(asked["options"])}
    answer = client.post("/api/me/passkeys", json=given | {"name": "Clé des essais"})
    assert answer.status_code == 201, answer.text
    return key


def sign_in(base: str, key: Authenticator) -> httpx.Client:
    client = httpx.Client(base_url=base, headers={"Origin": base}, timeout=30)
    asked = client.post("/api/auth/passkey/options").json()
    given = {"challenge_id": asked["challenge_id"], "credential": key.get(asked["options"])}
    answer = client.post("/api/auth/passkey", json=given)
    assert answer.status_code == 200, answer.text
    return client
