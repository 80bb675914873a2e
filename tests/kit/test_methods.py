"""Allow says what an address takes, all of it."""

import httpx
import pytest

from tests.family import Family

WHOLE = {
    "/api/me": "GET, HEAD, OPTIONS, PATCH",
    "/api/status": "GET, HEAD, OPTIONS",
    "/api/auth/otp": "OPTIONS, POST",
    "/u/x": "GET, HEAD, OPTIONS, POST",
    "/health/live": "GET, HEAD, OPTIONS",
    "/cercle": "GET, HEAD, OPTIONS",
    "/api/uploads": "GET, HEAD, OPTIONS, POST",
}


@pytest.mark.parametrize("path", WHOLE)
async def test_options_names_every_method(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == WHOLE[path]


@pytest.mark.parametrize("path", WHOLE)
async def test_a_refused_method_names_the_others(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.request("TRACE", path)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == WHOLE[path]


async def test_they_are_those_of_the_path_not_of_the_item(family: Family) -> None:
    """Nobody learns from them that a notebook exists."""
    for who in (family.doctor, family.stranger.client, family.mother.client):
        answer = await who.options(f"/api/carnets/{family.carnet_id}")
        assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, OPTIONS, PATCH")


async def test_an_override_that_is_not_one_is_told_too(family: Family) -> None:
    from tests.rooms.captures.conftest import TUS, begin

    place = (await begin(family.mother.client, family.carnet_id, 10)).headers["location"]
    answer = await family.mother.client.post(place, headers={**TUS, "X-HTTP-Method-Override": "TRACE"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, HEAD, OPTIONS, PATCH, POST")
