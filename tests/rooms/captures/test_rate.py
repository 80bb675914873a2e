"""At how many images a second a film was taken: a person's word, with their name and the date."""

from typing import Any

from backend.kit.database import fetch
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg


async def test_the_rate_is_confirmed_by_name_and_taken_back(family: Family, run_jobs: Any) -> None:
    """The file itself is a photo called a film: what is tested is the word, not the decoding."""
    id = await add(family.physio.client, family.carnet_id, jpeg(), category="gait")
    at = f"/api/carnets/{family.carnet_id}/captures/{id}"
    photo = await family.mother.client.patch(at, json={"version": 1, "confirmed_fps": 240})
    assert (photo.status_code, photo.json()["code"]) == (422, "invalid")
    await fetch("UPDATE capture SET kind = 'video', fps = 30 WHERE id = $1", id)
    assert (await family.mother.client.get(at)).json()["confirmed_rate"] is None

    # Who only added something else may not change this one.
    refused = await family.granny.client.patch(at, json={"version": 1, "confirmed_fps": 240})
    assert refused.status_code == 404
    for wrong in (0, -30, 1001, "vite"):
        answer = await family.physio.client.patch(at, json={"version": 1, "confirmed_fps": wrong})
        assert answer.status_code in (400, 422), (wrong, answer.text)
    said = (await family.physio.client.patch(at, json={"version": 1, "confirmed_fps": 239.76})).json()
    assert (said["confirmed_rate"]["fps"], said["version"], said["fps"]) == (239.76, 2, 30)
    assert said["confirmed_rate"]["by"] == said["author"]["name"]
    late = await family.mother.client.patch(at, json={"version": 1, "confirmed_fps": 30})
    assert late.json()["current"]["confirmed_rate"] == said["confirmed_rate"]
    noted = (await family.mother.client.patch(at, json={"version": 2, "note": "de profil"})).json()
    assert noted["confirmed_rate"] == said["confirmed_rate"]
    back = (await family.mother.client.patch(at, json={"version": 3, "confirmed_fps": None})).json()
    assert back["confirmed_rate"] is None
