"""What a virus scanner refuses is shown to nobody; while it is away, what arrives waits unseen, and goes on by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kit import runtime
from backend.kit.masked import Viewer
from backend.rooms.audit import reading
from backend.rooms.audit import service as audit
from backend.rooms.captures import jobs as capture_jobs
from backend.rooms.captures import preparing
from backend.rooms.documents import jobs as document_jobs
from backend.rooms.portability.gathering import gather
from media.clamd import ScannerAway
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter
from tests.rooms.portability.conftest import download, take
from tests.servers.clamd import EICAR, clamd


@pytest.fixture(scope="module")
def socket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with clamd(tmp_path_factory.mktemp("clamd")) as path:
        yield path


def _scanned_by(address: str) -> None:
    now = runtime.get()
    runtime.start(replace(now, settings=replace(now.settings, clamd=address)))


async def test_a_virus_is_refused_and_kept_from_everybody(
    family: Family, run_jobs: Any, query: Any, socket: str
) -> None:
    _scanned_by(socket)
    bad = await add(family.mother.client, family.carnet_id, jpeg() + EICAR)
    good = await add(family.mother.client, family.carnet_id, jpeg("red"))
    letter = await file_letter(family)
    await run_jobs()
    base = f"/api/carnets/{family.carnet_id}/captures"
    told = (await family.mother.client.get(f"{base}/{bad}")).json()
    assert (told["state"], told["reason"], told["renditions"]) == ("refused", "infected", [])
    assert "antivirus" in told["reason_sentence"]
    assert not told["original"]
    refused = await family.mother.client.get(f"{base}/{bad}/files/original")
    assert (refused.status_code, refused.json()["code"]) == (403, "withheld")
    assert len(await query("SELECT 1 FROM trace WHERE tag = 'access:door:refuse'")) == 1
    # The family reads who sent it, where, and nothing of what it was.
    seen = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    said = [one for one in seen if "antivirus" in one["sentence"]]
    assert [(one["sentence"], one["category"], one["item_id"]) for one in said] == [
        ("Anne Moreau a envoyé un fichier que l’antivirus a refusé.", "photos", bad)
    ]
    assert (await family.mother.client.get(f"{base}/{good}/files/original")).content == jpeg("red")
    documents = f"/api/carnets/{family.carnet_id}/documents"
    assert (await family.mother.client.get(f"{documents}/{letter}")).json()["state"] == "ready"
    rows = await query("SELECT id::text, scan FROM received")
    assert {row["id"]: row["scan"] for row in rows} == {bad: "infected", good: "clean", letter: "clean"}
    assert await _in_an_export(family, query) == {good, letter}
    # The scanner is taken away afterwards: what it refused stays refused.
    _scanned_by("")
    assert (await family.mother.client.get(f"{base}/{bad}/files/original")).status_code == 403


async def test_what_it_says_days_later_is_no_visit_of_who_sent_the_file(
    family: Family, run_jobs: Any, clock: Any, socket: str
) -> None:
    _scanned_by(socket)
    await add(family.mother.client, family.carnet_id, jpeg() + EICAR)
    sent = clock.now()
    clock.advance(days=2)
    await run_jobs()
    viewer = Viewer(uuid4(), True)
    (mother,) = [one for one in await reading.people(UUID(family.carnet_id), viewer) if "Anne" in one.name]
    assert (mother.profile, mother.at) == ("representative", sent)
    assert (await audit.last_seen(UUID(family.carnet_id), viewer))[mother.person_id] == sent


async def test_while_it_is_away_what_arrives_waits_unseen(
    family: Family, run_jobs: Any, query: Any, socket: str, tmp_path: Path
) -> None:
    _scanned_by(str(tmp_path / "nobody"))
    id = await add(family.mother.client, family.carnet_id, jpeg())
    letter = await file_letter(family)
    url = f"/api/carnets/{family.carnet_id}/captures/{id}"
    letters = f"/api/carnets/{family.carnet_id}/documents/{letter}"
    assert await _in_an_export(family, query) == set()  # nobody has looked at them yet
    assert (await family.mother.client.get(f"{url}/files/original")).status_code == 403
    await run_jobs()
    told = (await family.mother.client.get(url)).json()
    assert (told["state"], told["reason"]) == ("preparing", "awaiting_scan")
    assert "analyse antivirus" in told["reason_sentence"]
    assert not told["original"]
    for name in ("original", "clean"):
        assert (await family.mother.client.get(f"{url}/files/{name}")).status_code == 403
    assert (await family.mother.client.get(f"{url}/files/small")).status_code == 404
    told = (await family.mother.client.get(letters)).json()
    assert (told["state"], told["reason"]) == ("preparing", "awaiting_scan")
    assert not told["parts"][0]["original"]
    assert (await family.mother.client.get(f"{letters}/files/original")).status_code == 403
    assert (await family.mother.client.get(f"{letters}/files/copy")).status_code == 404
    assert await _in_an_export(family, query) == set()
    with pytest.raises(ScannerAway):
        await preparing.prepare(UUID(id))
    _scanned_by(socket)
    await preparing.prepare(UUID(id))
    told = (await family.mother.client.get(url)).json()
    assert (told["state"], told["reason"]) == ("ready", None)
    assert (await family.mother.client.get(f"{url}/files/original")).content == jpeg()


@pytest.mark.parametrize("away", [False, True], ids=["worker killed", "scanner away"])
async def test_a_scanner_away_for_a_week_costs_nothing(
    family: Family, clock: Any, run_jobs: Any, query: Any, tmp_path: Path, away: bool
) -> None:
    """What was not prepared for another reason is given up after three days."""
    if away:
        _scanned_by(str(tmp_path / "nobody"))
    id = await add(family.mother.client, family.carnet_id, jpeg())
    letter = await file_letter(family)
    if away:
        await run_jobs()
    await query("DELETE FROM procrastinate_jobs")  # every try used up
    clock.advance(days=7)
    await capture_jobs.unstick.run(0)
    await document_jobs.unstick.run(0)
    _scanned_by("")
    await run_jobs()
    base = f"/api/carnets/{family.carnet_id}"
    for url in (f"{base}/captures/{id}", f"{base}/documents/{letter}"):
        told = (await family.mother.client.get(url)).json()
        assert (told["state"], told["reason"]) == (("ready", None) if away else ("refused", "not_prepared"))


async def test_a_film_that_was_not_scanned_is_not_watched_early(family: Family, query: Any) -> None:
    """Not the bytes that came, and not those without place and names either."""
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await query("UPDATE capture SET kind = 'video' WHERE id = $1::uuid", id)
    url = f"/api/carnets/{family.carnet_id}/captures/{id}/files"
    assert (await family.mother.client.get(f"{url}/clean")).status_code == 202  # without a scanner
    _scanned_by("127.0.0.1:1")
    for name in ("original", "clean"):
        assert (await family.mother.client.get(f"{url}/{name}")).json()["code"] == "withheld"


async def test_taking_the_scanner_away_lets_go_what_waited_for_it(
    family: Family, run_jobs: Any, tmp_path: Path
) -> None:
    _scanned_by(str(tmp_path / "nobody"))
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    _scanned_by("")
    await preparing.prepare(UUID(id))
    url = f"/api/carnets/{family.carnet_id}/captures/{id}/files/original"
    assert (await family.mother.client.get(url)).content == jpeg()


async def test_an_export_that_stands_ends_where_a_virus_was_found_in_it_since(
    family: Family, query: Any
) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    ready, archive = await take(family)
    await query("UPDATE received SET scan = 'infected' WHERE id = $1::uuid", id)
    broken = await download(family.mother.client, family, ready["id"])
    assert len(broken.content) < len(archive)
    (seen,) = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/exports")).json()["mine"]
    assert (seen["state"], seen["reason"]) == ("ended", "content_gone")


async def _in_an_export(family: Family, query: Any) -> set[str]:
    (mother,) = await query("SELECT id FROM person WHERE email = $1", family.mother.email)
    gathered = await gather(UUID(family.carnet_id), reader=mother["id"])
    return {str(file.item_id) for file in gathered.files.values()}
