"""A notebook with something in each of its rooms, and what one takes away of it."""

import io
import zipfile
from typing import Any
from uuid import uuid4

import httpx

from tests.family import Family, Member
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter

SECRET = "06 99 88 77 66"
"""The number that the mother keeps from the father."""


def url(family: Family, rest: str = "") -> str:
    return f"/api/carnets/{family.carnet_id}/exports{rest}"


async def fill(family: Family) -> dict[str, str]:
    """Something of everything; the ids of what has a file."""
    mother, base = family.mother.client, f"/api/carnets/{family.carnet_id}"
    picture = jpeg("#ffaa00")
    assert (await mother.put(f"{base}/portrait", content=picture)).status_code == 200
    photo = await add(
        mother, family.carnet_id, jpeg(), note="Marche de face : sans attelle ?\nau parc", tags="marche"
    )
    binned = await add(mother, family.carnet_id, jpeg("#334455"), note="Floue")
    letter = await file_letter(family)
    await family.mailbox.run_jobs()
    assert (await mother.delete(f"{base}/captures/{binned}")).status_code == 204
    await family.add({"section": "allergies", "substance": "Pénicilline", "certainty": "confirmed"})
    line = await family.add(
        {"section": "contacts", "name": "Anne", "relation": "mère", "phone": SECRET, "phone_seen": "everyone"}
    )
    await family.rewrite(line, phone_seen="me")
    calms = await family.add({"section": "calms", "text": "Sa chanson"})
    changed = {"version": 1, "content": {"section": "calms", "text": "La chanson du bateau"}}
    kept = await mother.patch(f"{family.sheet}/lines/{calms['id']}", json=changed)
    assert kept.status_code == 200, kept.text
    version = str(uuid4())
    for id, text, bases in (
        (version, "S’endort avec la chanson.", []),
        (str(uuid4()), "Veilleuse bleue.", [version]),
    ):
        written = await family.granny.client.put(
            f"{base}/habits/sleep", json={"id": id, "text": text, "bases": bases}
        )
        assert written.status_code == 200, written.text
    dated = await mother.post(
        f"{base}/agenda",
        json={
            "content": {
                "kind": "appointment", "title": "Ophtalmologiste", "starts": "2026-12-01T14:30:00", "zone": "Europe/Paris",
            }
        },
    )  # fmt: skip
    assert dated.status_code == 201, dated.text
    await family.link()
    return {"photo": photo, "binned": binned, "letter": letter}


async def ask(family: Family, who: Member | None = None) -> dict[str, Any]:
    who = who or family.mother
    await who.prove()
    answer = await who.client.post(url(family))
    assert answer.status_code == 200, answer.text
    return answer.json()


async def take(family: Family, who: Member | None = None) -> tuple[dict[str, Any], bytes]:
    """The export as it stands when ready, and its archive."""
    who = who or family.mother
    asked = await ask(family, who)
    await family.mailbox.run_jobs()
    ready = (await who.client.get(url(family, f"/{asked['id']}"))).json()
    assert ready["state"] == "ready", ready
    answer = await download(who.client, family, asked["id"])
    assert answer.status_code == 200, answer.text
    return ready, answer.content


async def download(client: httpx.AsyncClient, family: Family, id: str, **headers: str) -> httpx.Response:
    return await client.get(url(family, f"/{id}/archive"), headers=headers)


def opened(archive: bytes) -> zipfile.ZipFile:
    zipped = zipfile.ZipFile(io.BytesIO(archive))
    assert zipped.testzip() is None
    return zipped
