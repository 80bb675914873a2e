"""What is kept is read again: a file that was cut, swapped or lost is found, and said by number."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.app import open_runtime
from backend.kit import runtime
from backend.rooms.uploads import integrity, integrity_queries
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter


async def _parts(query: Any, item_id: str) -> list[str]:
    rows = await query("SELECT object FROM part WHERE item_id = $1::uuid ORDER BY start", item_id)
    return [row["object"] for row in rows]


async def test_what_was_altered_is_found_and_what_is_put_right_is_forgotten(
    family: Family, run_jobs, query, clock, settings
) -> None:
    mother, files = family.mother.client, Path(settings.data) / "files"
    whole = await add(mother, family.carnet_id, jpeg("red"))
    cut = await add(mother, family.carnet_id, jpeg("green"))
    lost = await add(mother, family.carnet_id, jpeg("blue"))
    letter = await file_letter(family)
    other = await add(mother, family.carnet_id, jpeg("pink"))
    await run_jobs()
    (damaged,) = await _parts(query, cut)
    bytes_of = (files / damaged).read_bytes()
    (files / damaged).write_bytes(bytes_of[:-20] + bytes([bytes_of[-20] ^ 1]) + bytes_of[-19:])
    copy = (await query("SELECT object FROM document_page WHERE file_id = $1::uuid", letter))[0]["object"]
    (files / copy).unlink()
    (files / (await _parts(query, lost))[0]).unlink()
    # sealed as it should be, and of another file: only the hash of the day it was prepared can tell
    await query("UPDATE capture SET sha256 = sha256('other'::bytea) WHERE id = $1::uuid", other)

    done = await integrity.sweep(clock.now())
    assert (done.files, done.wrong) == (5, 4)
    found = {str(row["id"]): row["found_wrong"] for row in await integrity_queries.wrong(10)}
    assert found == {cut: "damaged", lost: "missing", letter: "missing", other: "different"}
    told = await integrity_queries.summary()
    assert (told["files"], told["looked"], told["wrong"]) == (5, 5, 4), whole

    # left alone for a week, then read again: what came back from a backup is right
    (files / damaged).write_bytes(bytes_of)
    clock.advance(days=1)
    assert (await integrity.sweep(clock.now())).files == 0
    clock.advance(days=7)
    assert (await integrity.sweep(clock.now())).wrong == 3
    assert cut not in {str(row["id"]) for row in await integrity_queries.wrong(10)}


async def test_it_reads_no_faster_than_it_is_told_and_what_waits_for_bytes_is_left(
    family: Family, settings, clock, query
) -> None:
    open_runtime(replace(settings, check_megabytes=6), clock=clock)
    for _ in range(3):
        await add(family.mother.client, family.carnet_id, jpeg("red"), kind="photo")
    await query("UPDATE received SET size = 4000000")  # as films are
    at = clock.now()
    assert (await integrity.sweep(at)).files == 1  # a sixth of the hour's, and the file that goes over it
    assert (await integrity.sweep(at + timedelta(minutes=10))).files == 1
    assert (await integrity.sweep(at + timedelta(minutes=20))).files == 0  # eight of six within the hour
    assert (await integrity.sweep(at + timedelta(minutes=61))).files == 1
    open_runtime(replace(settings, check_megabytes=0), clock=clock)
    clock.advance(days=30)
    assert (await integrity.sweep(clock.now())).files == 0


async def test_a_storage_that_is_away_says_nothing_of_the_files(
    family: Family, run_jobs, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.rooms.uploads.jobs import read_again
    from media.storage.errors import Unreachable

    await add(family.mother.client, family.carnet_id, jpeg("red"))
    await run_jobs()

    def away(*_: Any, **__: Any) -> Any:
        raise Unreachable("no answer")

    monkeypatch.setattr(type(runtime.get().storage), "open", away)
    await read_again.run(timestamp=0)
    told = await integrity_queries.summary()
    assert (told["looked"], told["wrong"]) == (0, 0)
