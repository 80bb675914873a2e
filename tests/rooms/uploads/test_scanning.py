"""What a virus scanner refuses is shown to nobody; while it is away, what arrives waits unseen, and goes on by itself."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from backend.kit import runtime
from backend.rooms.captures import preparing
from media.clamd import ScannerAway
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter
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
    refused = await family.mother.client.get(f"{base}/{bad}/files/original")
    assert (refused.status_code, refused.json()["code"]) == (403, "withheld")
    assert (await family.mother.client.get(f"{base}/{good}/files/original")).content == jpeg("red")
    documents = f"/api/carnets/{family.carnet_id}/documents"
    assert (await family.mother.client.get(f"{documents}/{letter}")).json()["state"] == "ready"
    rows = await query("SELECT id::text, scan FROM received")
    assert {row["id"]: row["scan"] for row in rows} == {bad: "infected", good: "clean", letter: "clean"}
    # The scanner is taken away afterwards: what it refused stays refused.
    _scanned_by("")
    assert (await family.mother.client.get(f"{base}/{bad}/files/original")).status_code == 403


async def test_while_it_is_away_what_arrives_waits_unseen(
    family: Family, run_jobs: Any, socket: str, tmp_path: Path
) -> None:
    _scanned_by(str(tmp_path / "nobody"))
    id = await add(family.mother.client, family.carnet_id, jpeg())
    url = f"/api/carnets/{family.carnet_id}/captures/{id}"
    await run_jobs()
    told = (await family.mother.client.get(url)).json()
    assert (told["state"], told["reason"]) == ("preparing", "awaiting_scan")
    assert "analyse antivirus" in told["reason_sentence"]
    assert (await family.mother.client.get(f"{url}/files/original")).status_code == 403
    assert (await family.mother.client.get(f"{url}/files/small")).status_code == 404
    with pytest.raises(ScannerAway):
        await preparing.prepare(UUID(id))
    _scanned_by(socket)
    await preparing.prepare(UUID(id))
    told = (await family.mother.client.get(url)).json()
    assert (told["state"], told["reason"]) == ("ready", None)
    assert (await family.mother.client.get(f"{url}/files/original")).content == jpeg()
