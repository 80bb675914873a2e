"""A copy that held originals of others ends when somebody hides their address: what comes next is cleaned."""

import json
from io import BytesIO

from PIL import Image

from backend.rooms.portability.jobs import end_exports
from tests.family import Family
from tests.rooms.access.test_details import said, write
from tests.rooms.captures.conftest import add
from tests.rooms.captures.test_album import told
from tests.rooms.portability.conftest import ask, download, opened, take, url


async def test_hiding_an_address_ends_the_copies_that_might_tell_it(family: Family) -> None:
    photo = await add(family.mother.client, family.carnet_id, told())
    await family.mailbox.run_jobs()
    await write(family, said(address=["representatives"]))
    first, archive = await take(family, family.father)
    whole = opened(archive)
    path = next(f["path"] for f in json.loads(whole.read("manifest.json"))["files"] if f["item_id"] == photo)
    assert whole.read(path) == told()
    await write(family, said(1))
    gone = await download(family.father.client, family, first["id"])
    assert (gone.status_code, gone.json()["code"]) == (410, "export_over")
    (line,) = (await family.father.client.get(url(family))).json()["mine"]
    assert (line["state"], line["reason"]) == ("ended", "hidden")
    second, archive = await take(family, family.father)
    assert second["id"] != first["id"]
    cleaned = opened(archive)
    manifest = json.loads(cleaned.read("manifest.json"))
    (file,) = (f for f in manifest["files"] if f["item_id"] == photo)
    assert (manifest["version"], file["cleaned"]) == (5, True)
    assert cleaned.read(file["path"]) != told()
    assert Image.open(BytesIO(told())).getexif().get_ifd(0x8825)
    assert not Image.open(BytesIO(cleaned.read(file["path"]))).getexif().get_ifd(0x8825)
    images = json.loads(cleaned.read("donnees/images.json"))["images"]
    assert images[0]["sha256"] is None
    assert "sans le lieu" in cleaned.read("index.html").decode()
    # A page that came before anything was hidden says nothing of it.
    assert "sans le lieu" not in whole.read("index.html").decode()


async def test_the_hourly_look_ends_them_too_and_erases_what_was_written(family: Family) -> None:
    await write(family, said(address=["representatives"]))
    await ask(family, family.father)
    await family.mailbox.run_jobs()
    await write(family, said(1))
    await end_exports.run(timestamp=0)
    (line,) = (await family.father.client.get(url(family))).json()["mine"]
    assert (line["state"], line["reason"]) == ("ended", "hidden")
    mine = await ask(family)
    await end_exports.run(timestamp=0)
    assert (await family.mother.client.get(url(family, f"/{mine['id']}"))).json()["state"] in {
        "preparing",
        "ready",
    }
