"""A notebook with something in each of its rooms, and what one takes away of it."""

import io
import shutil
import zipfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.settings import Settings
from media.storage import storage_from_url
from tests.conftest import Beginning, MovingClock, copied, database_named, settings_in, started
from tests.family import Family, KeptFamily, Member, mailbox_of
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


@dataclass(frozen=True)
class KeptFull:
    """files: where its objects are, when not in the data folder."""

    beginning: Beginning
    files: str
    ids: dict[str, str]


@pytest.fixture(scope="session")
async def kept_full(
    postgres: str,
    kept_family: KeptFamily,
    new_storage: Callable[[], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[KeptFull]:
    settings = settings_in(tmp_path_factory.mktemp("full"), new_storage())
    assert kept_family.beginning.data
    shutil.copytree(kept_family.beginning.data, settings.data)
    async with copied(postgres, kept_family.beginning.template) as name:
        database = database_named(postgres, name)
        async with (
            started(settings, database, MovingClock()) as app,
            kept_family.again(app, mailbox_of(settings, database)) as family,
        ):
            ids = await fill(family)
        yield KeptFull(Beginning(name, settings.data), settings.storage_url, ids)


@pytest.fixture
async def filled(kept_full: KeptFull, settings: Settings) -> dict[str, str]:
    """`fill` was done with the family of this test: what it answered."""
    if kept_full.files:
        kept, here = storage_from_url(kept_full.files), storage_from_url(settings.storage_url)
        async for name in kept.names(""):
            await here.put(name, kept.open(name))
    return kept_full.ids


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
