"""The archive as a file: ranges, resuming, and who may, at each request."""

import hashlib
import random
from typing import Any

from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.portability.conftest import ask, download, take, url


async def test_resumed_at_any_byte_it_is_the_same_file(family: Family, filled: dict[str, str]) -> None:
    ready, archive = await take(family)
    client, id = family.mother.client, ready["id"]
    whole = await download(client, family, id)
    etag = whole.headers["etag"]
    assert whole.headers["content-length"] == str(len(archive)) == str(ready["size"])
    assert whole.headers["accept-ranges"] == "bytes"
    assert not etag.startswith("W/")
    chance = random.Random(7)
    for cut in [0, 1, len(archive) - 1, *(chance.randrange(len(archive)) for _ in range(40))]:
        rest = await download(client, family, id, Range=f"bytes={cut}-", **{"If-Range": etag})
        assert rest.status_code == 206
        assert rest.headers["content-range"] == f"bytes {cut}-{len(archive) - 1}/{len(archive)}"
        assert hashlib.sha256(archive[:cut] + rest.content).digest() == hashlib.sha256(archive).digest()
        start, stop = sorted((cut, chance.randrange(len(archive))))
        part = await download(client, family, id, Range=f"bytes={start}-{stop}")
        assert part.content == archive[start : stop + 1]
    other = await download(client, family, id, Range="bytes=5-", **{"If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, archive)
    beyond = await download(client, family, id, Range=f"bytes={len(archive)}-")
    assert beyond.status_code == 416


async def test_head_tells_the_length_and_sends_nothing(family: Family, filled: dict[str, str]) -> None:
    ready, archive = await take(family)
    answer = await family.mother.client.head(url(family, f"/{ready['id']}/archive"))
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(archive)))
    assert answer.content == b""
    assert "carnet%20de%20Th%C3%A9o%202026-11-21.zip" in answer.headers["content-disposition"]


async def test_before_it_is_ready_and_after_it_has_ended_there_is_nothing_to_download(
    family: Family, filled: dict[str, str], clock: Any, query: Any, run_jobs: Any
) -> None:
    asked = await ask(family)
    early = await download(family.mother.client, family, asked["id"])
    assert (early.status_code, early.json()["code"]) == (409, "export_not_ready")
    await family.mailbox.run_jobs()
    written = await query("SELECT object FROM export_entry WHERE object IS NOT NULL")
    assert len(written) > 20
    clock.advance(days=7)
    late = await download(family.mother.client, family, asked["id"])
    assert (late.status_code, late.json()["code"]) == (410, "export_over")
    (seen,) = (await family.mother.client.get(url(family))).json()["mine"]
    assert (seen["state"], seen["reason"]) == ("ended", "expired")
    again = await ask(family)
    assert again["id"] != asked["id"]
    await family.mailbox.run_jobs()
    left = await query("SELECT object FROM export_entry WHERE export_id = $1", asked["id"])
    assert left == []


async def test_what_was_written_for_it_is_erased_when_it_ends(
    family: Family, filled: dict[str, str], query: Any, settings: Any
) -> None:
    ready, _ = await take(family)
    objects = [
        str(r["object"]) for r in await query("SELECT object FROM export_entry WHERE object IS NOT NULL")
    ]
    from backend.kit import runtime

    there = {name async for name in runtime.get().storage.names("")}
    assert set(objects) <= there
    ended = await family.mother.client.delete(url(family, f"/{ready['id']}"))
    assert ended.status_code == 204
    await family.mailbox.run_jobs()
    there = {name async for name in runtime.get().storage.names("")}
    assert not set(objects) & there
    (seen,) = (await family.mother.client.get(url(family))).json()["mine"]
    assert (seen["state"], seen["reason"]) == ("ended", "erased")
    assert (await download(family.mother.client, family, ready["id"])).status_code == 410


async def test_who_leaves_in_the_middle_gets_no_further_byte(
    family: Family, filled: dict[str, str], run_jobs: Any, clock: Any
) -> None:
    ready, archive = await take(family, family.father)
    first = await download(family.father.client, family, ready["id"], Range="bytes=0-999")
    assert first.content == archive[:1000]
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    own = next(m["habilitation_id"] for m in members if m["relation"] == "père")
    left = await family.father.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{own}")
    assert left.status_code == 204
    rest = await download(family.father.client, family, ready["id"], Range="bytes=1000-")
    assert rest.status_code == 404


async def test_a_right_that_ends_during_one_long_answer_cuts_it(
    family: Family, monkeypatch: Any, query: Any
) -> None:
    from backend.rooms.portability import serving

    monkeypatch.setattr(serving, "LOOK_EVERY", 20_000)
    for shade in range(6):
        await add(
            family.father.client, family.carnet_id, jpeg(f"#0b6e{shade}e", size=(1600, 1200), quality=95)
        )
    ready, archive = await take(family, family.father)
    await query("UPDATE habilitation SET withdrawn_at = now() WHERE relation = 'père' RETURNING 1")
    await query(
        "UPDATE habilitation SET since = since, withdrawn_at = NULL WHERE relation = 'père' RETURNING 1"
    )
    given, real = [], serving._still

    async def then_withdrawn(*args: Any) -> None:
        if given:
            await query("UPDATE habilitation SET withdrawn_at = now() WHERE relation = 'père' RETURNING 1")
        given.append(1)
        await real(*args)

    monkeypatch.setattr(serving, "_still", then_withdrawn)
    answer = await download(family.father.client, family, ready["id"])
    assert len(answer.content) < len(archive)
    assert len(given) == 2


async def test_who_reads_slowly_is_looked_at_again_after_some_seconds(
    family: Family, filled: dict[str, str], monkeypatch: Any
) -> None:
    from backend.rooms.portability import serving
    from backend.rooms.uploads import files

    ready, _ = await take(family)
    looks, real = [], serving._still

    async def still(*args: Any) -> None:
        looks.append(1)
        await real(*args)

    monkeypatch.setattr(serving, "_still", still)
    await download(family.mother.client, family, ready["id"])
    assert looks == []  # a small one, read at once
    monkeypatch.setattr(files, "LOOK_SECONDS", 0.0)
    await download(family.mother.client, family, ready["id"])
    assert len(looks) > 10
