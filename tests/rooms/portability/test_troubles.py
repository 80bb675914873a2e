"""What cannot be read is said, never silently absent; a process that dies is followed by one that goes on."""

import json
from typing import Any

import pytest

from backend.kit import runtime
from backend.rooms.portability import finishing, preparing
from backend.rooms.portability.jobs import end_exports
from backend.rooms.uploads.jobs import sweep
from media.storage.errors import Unreachable
from tests.family import Family
from tests.rooms.captures.conftest import jpeg
from tests.rooms.portability.conftest import ask, download, opened, take, url


async def _object(query: Any, item_id: str) -> str:
    (row,) = await query("SELECT object FROM part WHERE item_id = $1", item_id)
    return str(row["object"])


async def test_a_file_that_disappeared_is_named_everywhere(
    family: Family, filled: dict[str, str], query: Any
) -> None:
    await runtime.get().storage.delete(await _object(query, filled["photo"]))
    ready, archive = await take(family)
    (problem,) = ready["problems"]
    assert problem["problem"] == "missing"
    zipped = opened(archive)
    assert problem["path"] not in zipped.namelist()
    (told,) = json.loads(zipped.read("manifest.json"))["problems"]
    assert (told["item_id"], told["path"], told["problem"]) == (filled["photo"], problem["path"], "missing")
    assert "n’était plus dans le carnet" in zipped.read("index.html").decode()
    assert ready["files_done"] == ready["files"] == 3


async def test_a_file_that_was_altered_is_named_and_not_given(
    family: Family, filled: dict[str, str], query: Any, settings: Any
) -> None:
    name = await _object(query, filled["letter"])

    async def garbage() -> Any:
        yield b"\x28" + b"not what was sealed" * 200

    await runtime.get().storage.put(name, garbage())
    ready, archive = await take(family)
    assert [p["problem"] for p in ready["problems"]] == ["damaged"]
    assert ready["problems"][0]["path"] not in opened(archive).namelist()


async def test_a_file_that_is_not_what_arrived_is_given_and_said(
    family: Family, filled: dict[str, str], query: Any
) -> None:
    await query(
        "UPDATE capture SET sha256 = decode(repeat('00', 32), 'hex') WHERE id = $1 RETURNING 1",
        filled["photo"],
    )
    ready, archive = await take(family)
    assert [p["problem"] for p in ready["problems"]] == ["differs"]
    assert opened(archive).read(ready["problems"][0]["path"]) == jpeg()


async def test_a_storage_that_is_away_makes_it_wait_and_what_was_read_is_not_read_again(
    family: Family, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = await ask(family)
    real, read = preparing.uploads.original, []

    def away(carnet_id: Any, item_id: Any, *range: int) -> Any:
        if len(read) == 1:
            raise Unreachable("the storage is away")
        read.append(item_id)
        return real(carnet_id, item_id, *range)

    monkeypatch.setattr(preparing.uploads, "original", away)
    with pytest.raises(Unreachable):
        await preparing.prepare(asked["id"])
    half = (await family.mother.client.get(url(family, f"/{asked['id']}"))).json()
    assert half["state"] == "preparing"
    monkeypatch.setattr(preparing.uploads, "original", lambda *a: (read.append(a[1]), real(*a))[1])
    await preparing.prepare(asked["id"])
    ready = (await family.mother.client.get(url(family, f"/{asked['id']}"))).json()
    assert (ready["state"], ready["files_done"], ready["bytes_done"]) == ("ready", 3, ready["bytes"])
    assert len(read) == len(set(read)) == 3
    opened((await download(family.mother.client, family, asked["id"])).content)


async def test_killed_at_each_step_it_goes_on_and_leaves_nothing_behind(
    family: Family, filled: dict[str, str], monkeypatch: pytest.MonkeyPatch, clock: Any, query: Any
) -> None:
    asked = await ask(family)

    class Killed(BaseException):
        pass

    def dies(*_: Any, **__: Any) -> Any:
        raise Killed

    for module, name in (
        (preparing.queries, "add_entries"),
        (preparing, "_read_files"),
        (finishing, "planned"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, dies)
            with pytest.raises(Killed):
                await preparing.prepare(asked["id"])
    await preparing.prepare(asked["id"])
    archive = (await download(family.mother.client, family, asked["id"])).content
    opened(archive)
    clock.advance(days=2)
    await sweep.run(timestamp=0)
    named = {
        str(r["object"]) for r in await query("SELECT object FROM export_entry WHERE object IS NOT NULL")
    }
    kept = {name async for name in runtime.get().storage.names("") if "/exports/" in name}
    assert kept == named
    assert (await download(family.mother.client, family, asked["id"])).content == archive


async def test_a_file_erased_for_good_ends_the_export_and_says_so(
    family: Family, filled: dict[str, str], query: Any, clock: Any
) -> None:
    ready, archive = await take(family)
    await query(
        "UPDATE capture SET deleted_at = deleted_at - interval '40 days' WHERE id = $1 RETURNING 1",
        filled["binned"],
    )
    from backend.rooms.captures.jobs import empty_bins

    await empty_bins.run(timestamp=0)
    broken = await download(family.mother.client, family, ready["id"])
    assert len(broken.content) < len(archive)
    (seen,) = (await family.mother.client.get(url(family))).json()["mine"]
    assert (seen["state"], seen["reason"]) == ("ended", "content_gone")
    again, _ = await take(family)
    assert again["files"] == 2


async def test_one_that_nobody_prepares_any_more_says_that_it_failed(
    family: Family, filled: dict[str, str], query: Any
) -> None:
    asked = await ask(family)
    await query("DELETE FROM procrastinate_jobs WHERE task_name = 'portability.prepare' RETURNING 1")
    await end_exports.run(timestamp=0)
    seen = (await family.mother.client.get(url(family, f"/{asked['id']}"))).json()
    assert (seen["state"], seen["reason"]) == ("failed", "not_prepared")
    assert (await take(family))[0]["state"] == "ready"


async def test_given_up_while_it_is_prepared(family: Family, filled: dict[str, str]) -> None:
    asked = await ask(family)
    assert (await family.mother.client.delete(url(family, f"/{asked['id']}"))).status_code == 204
    await preparing.prepare(asked["id"])
    seen = (await family.mother.client.get(url(family, f"/{asked['id']}"))).json()
    assert seen["state"] == "ended"


async def test_the_right_of_who_asked_ends_the_export_with_it(
    family: Family, filled: dict[str, str], query: Any
) -> None:
    await take(family, family.father)
    await query("UPDATE habilitation SET withdrawn_at = now() WHERE relation = 'père' RETURNING 1")
    await end_exports.run(timestamp=0)
    (row,) = await query("SELECT state, reason FROM export")
    assert (row["state"], row["reason"]) == ("ended", "withdrawn")
