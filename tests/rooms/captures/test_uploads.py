"""Sending by tus: who may not, the protocol, cuts, and what must never be doubled."""

import asyncio
import base64
import hashlib
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from backend.rooms.uploads import parts, receiving
from backend.rooms.uploads.body import AHEAD
from backend.rooms.uploads.errors import WrongOffset
from tests.conftest import browser
from tests.family import Family
from tests.rooms.captures.conftest import PIECE, TUS, add, begin, jpeg, metadata, send

WAITS_TO_COUNT = """
SELECT 1 FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE OF u'
"""


async def test_nobody_signed_in_sends_or_asks(family: Family) -> None:
    assert (await begin(family.doctor, family.carnet_id, 10)).status_code == 401
    for method in ("HEAD", "PATCH", "DELETE"):
        assert (
            await family.doctor.request(method, f"/api/uploads/{uuid4()}", headers=TUS)
        ).status_code == 401
    assert (await family.doctor.get("/api/uploads")).status_code == 401


async def test_who_may_not_add_learns_nothing(family: Family) -> None:
    assert (await begin(family.stranger.client, family.carnet_id, 10)).status_code == 404
    # a carer adds photos, and no gait films
    assert (await begin(family.granny.client, family.carnet_id, 10, category="gait")).status_code == 404
    assert (await begin(family.granny.client, family.carnet_id, 10)).status_code == 201


async def test_what_is_sent_for_one_person_is_not_taken_with_the_cookie_of_another(family: Family) -> None:
    """A phone was sending for the mother while the father signed in there."""
    father, id = family.father.client, str(uuid4())
    whose = {"CS3-Person": (await family.mother.client.get("/api/me")).json()["id"]}
    values = {"carnet_id": family.carnet_id, "kind": "photo", "category": "photos", "capture_id": id}
    asked = {**TUS, **whose, "Upload-Length": "10", "Upload-Metadata": metadata(**values)}
    refused = await father.post("/api/uploads", headers=asked)
    assert (refused.status_code, refused.json()["code"]) == (401, "not_signed_in")
    assert (await father.get("/api/uploads")).json() == []
    assert (await family.mother.client.post("/api/uploads", headers=asked)).status_code == 201
    assert (await father.head(f"/api/uploads/{id}", headers={**TUS, **whose})).status_code == 401


async def test_an_upload_is_its_authors_alone(family: Family) -> None:
    id = str(uuid4())
    assert (await begin(family.mother.client, family.carnet_id, 10, capture_id=id)).status_code == 201
    url = f"/api/uploads/{id}"
    assert (await family.father.client.head(url, headers=TUS)).status_code == 404
    assert (await send(family.father.client, url, b"0123456789", 0)).status_code == 404
    assert (await family.father.client.delete(url, headers=TUS)).status_code == 404
    assert (await family.mother.client.head(url, headers=TUS)).headers["upload-offset"] == "0"


async def test_what_this_server_knows(family: Family) -> None:
    answer = await family.doctor.options("/api/uploads")
    assert answer.status_code == 204
    assert answer.headers["tus-version"] == "1.0.0"
    assert set(answer.headers["tus-extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "termination",
        "checksum",
        "expiration",
    }


async def test_a_photo_sent_in_three_pieces_becomes_ready(family: Family, run_jobs: Any) -> None:
    client, content = family.mother.client, jpeg()
    id = str(uuid4())
    begun = await begin(
        client, family.carnet_id, len(content), capture_id=id, note="Sa nouvelle orthèse", tags="appareillage"
    )
    url = begun.headers["location"]
    assert url.endswith(f"/api/uploads/{id}")
    assert begun.headers["upload-offset"] == "0"
    third = len(content) // 3
    for start, stop in ((0, third), (third, 2 * third), (2 * third, len(content))):
        answer = await send(client, url, content[start:stop], start)
        assert (answer.status_code, answer.headers["upload-offset"]) == (204, str(stop))
    asked = await client.head(url, headers=TUS)
    assert asked.headers["upload-offset"] == asked.headers["upload-length"] == str(len(content))
    await run_jobs()
    base = f"/api/carnets/{family.carnet_id}/captures/{id}"
    capture = (await client.get(base)).json()
    assert capture["state"] == "ready"
    assert (capture["width"], capture["height"]) == (400, 300)
    assert (capture["note"], capture["tags"]) == ("Sa nouvelle orthèse", ["appareillage"])
    assert (await client.get(f"{base}/files/original")).content == content


async def test_the_longest_words_that_are_allowed_pass(family: Family) -> None:
    """Every character of four bytes, as emoji are, and twice as many tags as are kept."""
    id, note, tags = str(uuid4()), "🦿" * 2000, [f"{n:02}" + "🦵" * 38 for n in range(20)]
    more = {"filename": "👣" * 255, "taken_at": "2026-11-21T09:00:00.000+01:00", "filetype": "image/jpeg"}
    begun = await begin(
        family.mother.client, family.carnet_id, 10, capture_id=id, note=note, tags=",".join(tags), **more
    )
    assert begun.status_code == 201, begun.text
    kept = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/captures/{id}")).json()
    assert (kept["note"], kept["tags"]) == (note, tags[:10])
    too_much = await begin(family.mother.client, family.carnet_id, 10, note="🦿" * 4000)
    assert (too_much.status_code, too_much.json()["code"]) == (422, "invalid")


async def test_creation_asked_twice_makes_one_capture(family: Family) -> None:
    id = str(uuid4())
    first = await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    await send(family.mother.client, f"/api/uploads/{id}", b"01234", 0)
    again = await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    assert again.headers["location"] == first.headers["location"]
    assert again.headers["upload-offset"] == "5"
    other = await begin(family.mother.client, family.carnet_id, 11, capture_id=id)
    assert (other.status_code, other.json()["code"]) == (409, "capture_id_taken")
    stolen = await begin(family.father.client, family.carnet_id, 10, capture_id=id)
    assert stolen.status_code == 409
    assert len((await family.mother.client.get("/api/uploads")).json()) == 1


async def test_asked_again_with_its_secret_it_is_hidden(family: Family) -> None:
    id = await add(family.mother.client, family.carnet_id, b"0123456789")
    photo = f"/api/carnets/{family.carnet_id}/captures/{id}"
    assert (await family.physio.client.get(photo)).status_code == 200
    again = await begin(family.mother.client, family.carnet_id, 10, capture_id=id, hide="everyone")
    assert (again.status_code, again.headers["upload-offset"]) == (201, "10")
    assert (await family.physio.client.get(photo)).status_code == 404


async def test_a_wrong_offset_changes_nothing(family: Family) -> None:
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    url = f"/api/uploads/{id}"
    for offset in (1, 10, 999):
        answer = await send(family.mother.client, url, b"0123", offset)
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_offset")
    assert (await send(family.mother.client, url, b"0123", -1)).status_code == 422
    assert (await send(family.mother.client, url, b"0" * 11, 0)).status_code == 413
    announced = {"Content-Length": str(2**63)}  # more than the database counts
    assert (await send(family.mother.client, url, b"0123", 0, **announced)).status_code == 413
    assert (await family.mother.client.head(url, headers=TUS)).headers["upload-offset"] == "0"


@pytest.mark.parametrize("algorithm", ["sha256", "sha1", "md5"])
async def test_a_damaged_piece_is_not_kept(family: Family, algorithm: str) -> None:
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    url = f"/api/uploads/{id}"
    right = base64.b64encode(hashlib.new(algorithm, b"01234").digest()).decode()
    answer = await send(family.mother.client, url, b"0123X", 0, **{"Upload-Checksum": f"{algorithm} {right}"})
    assert (answer.status_code, answer.json()["code"]) == (460, "checksum_mismatch")
    assert (await family.mother.client.head(url, headers=TUS)).headers["upload-offset"] == "0"
    answer = await send(family.mother.client, url, b"01234", 0, **{"Upload-Checksum": f"{algorithm} {right}"})
    assert answer.headers["upload-offset"] == "5"


async def test_an_unknown_checksum_or_protocol_is_said(family: Family) -> None:
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    url = f"/api/uploads/{id}"
    assert (
        await send(family.mother.client, url, b"0", 0, **{"Upload-Checksum": "crc32 AAAA"})
    ).status_code == 400
    answer = await family.mother.client.patch(url, content=b"0", headers={**PIECE, "Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["tus-version"]) == (412, "1.0.0")
    answer = await family.mother.client.patch(url, content=b"0", headers={**TUS, "Upload-Offset": "0"})
    assert answer.status_code == 415


async def test_a_line_cut_in_the_middle_keeps_what_arrived(family: Family, app: Any, clock: Any) -> None:
    """The connection dies inside a request; the next one goes on from the last byte that arrived."""
    content = jpeg(size=(900, 900))
    id = uuid4()
    await begin(family.mother.client, family.carnet_id, len(content), capture_id=str(id))
    half = len(content) // 2
    messages = [
        {"type": "http.request", "body": content[:half], "more_body": True},
        {"type": "http.disconnect"},
    ]

    async def receive() -> Any:
        return messages.pop(0)

    visit = await _visit(family, clock)
    assert (await receiving.receive(visit, id, offset=0, source=receive)).offset == half
    url = f"/api/uploads/{id}"
    assert (await family.mother.client.head(url, headers=TUS)).headers["upload-offset"] == str(half)
    assert (await send(family.mother.client, url, content[half:], half)).status_code == 204


async def test_who_comes_back_makes_the_hanging_connection_hand_over(
    family: Family, app: Any, clock: Any
) -> None:
    id = uuid4()
    await begin(family.mother.client, family.carnet_id, 10, capture_id=str(id))
    arrived = asyncio.Event()
    given = [{"type": "http.request", "body": b"0123", "more_body": True}]

    async def receive() -> Any:
        if given:
            return given.pop()
        arrived.set()
        await asyncio.Event().wait()

    visit = await _visit(family, clock)
    hanging = asyncio.create_task(receiving.receive(visit, id, offset=0, source=receive))
    await arrived.wait()
    asked = await family.mother.client.head(f"/api/uploads/{id}", headers=TUS)
    assert asked.headers["upload-offset"] == "4"
    assert (await hanging).offset == 4


async def test_many_at_once_keep_one_truth(family: Family) -> None:
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 1000, capture_id=id)
    url = f"/api/uploads/{id}"
    answers = await asyncio.gather(*(send(family.mother.client, url, b"x" * 100, 0) for _ in range(20)))
    codes = sorted(answer.status_code for answer in answers)
    assert codes.count(204) == 1
    assert set(codes) == {204, 409}
    assert (await family.mother.client.head(url, headers=TUS)).headers["upload-offset"] == "100"


async def test_while_more_of_a_request_comes_its_turn_is_not_given_away(
    family: Family, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that is counted as all that came, and meanwhile the next one comes: the upload still has a writer."""
    id = uuid4()
    await begin(family.mother.client, family.carnet_id, 3 * AHEAD, capture_id=str(id))
    visit = await _visit(family, clock)
    monkeypatch.setattr(parts, "PART_BYTES", AHEAD)
    counting, left = asyncio.Event(), [2, 1]
    enter = receiving.access.enter
    written_at: list[object] = []

    async def receive() -> Any:
        more = left.pop(0)
        if more == 1:
            await counting.wait()
        return {"type": "http.request", "body": b"x" * AHEAD, "more_body": more > 1}

    async def enter_slowly(*which: Any, **more: Any) -> Any:
        row = await receiving.queries.upload(id)
        written_at.append(row and row["written_at"])
        counting.set()
        async with asyncio.timeout(5):
            while not receiving._writing[id].body.over:  # noqa: ASYNC110 - the body says it to nobody else
                await asyncio.sleep(0)
        return await enter(*which, **more)

    monkeypatch.setattr(receiving.access, "enter", enter_slowly)
    assert (await receiving.receive(visit, id, offset=0, source=receive)).offset == 2 * AHEAD
    assert len(written_at) == 2
    assert all(written_at)


async def test_of_two_writers_of_one_generation_the_second_is_refused_and_its_object_goes(
    family: Family, clock: Any, database: str, query: Any
) -> None:
    """Whose turn it was got lost with the database's machine; the second sees the bytes that stood before the first."""
    id = uuid4()
    await begin(family.mother.client, family.carnet_id, 10, capture_id=str(id))
    visit = await _visit(family, clock)
    first, writes = await asyncpg.connect(database), asyncio.Event()
    counting = first.transaction()

    async def receive() -> Any:
        await counting.start()
        await first.execute("UPDATE upload SET expires_at = expires_at WHERE item_id = $1", id)
        await first.execute(
            "INSERT INTO part (item_id, start, size, object) VALUES ($1, 0, 4, 'the first')", id
        )
        writes.set()
        return {"type": "http.request", "body": b"0123", "more_body": False}

    second = asyncio.create_task(receiving.receive(visit, id, offset=0, source=receive))
    async with asyncio.timeout(10):
        await writes.wait()
        while not await query(WAITS_TO_COUNT):  # noqa: ASYNC110 - PostgreSQL sends no event
            await asyncio.sleep(0.01)
        await counting.commit()
        with pytest.raises(WrongOffset):
            await second
    await first.close()
    assert [row["object"] for row in await query("SELECT object FROM part")] == ["the first"]
    assert not any(str(id) in name for name in await _names())


async def test_a_right_withdrawn_in_the_middle_stops_the_sending(family: Family) -> None:
    id = str(uuid4())
    await begin(family.physio.client, family.carnet_id, 10, capture_id=id)
    url = f"/api/uploads/{id}"
    assert (await send(family.physio.client, url, b"01234", 0)).status_code == 204
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    right = next(m["habilitation_id"] for m in members if m["profile"] == "professional")
    await family.mother.prove()
    assert (
        await family.mother.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{right}")
    ).status_code == 204
    assert (await send(family.physio.client, url, b"56789", 5)).status_code == 404
    assert (await family.physio.client.head(url, headers=TUS)).status_code == 404


async def test_giving_up_leaves_nothing(family: Family, run_jobs: Any, query: Any, app: Any) -> None:
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    await send(family.mother.client, f"/api/uploads/{id}", b"01234", 0)
    assert (await family.mother.client.delete(f"/api/uploads/{id}", headers=TUS)).status_code == 204
    await run_jobs()
    assert await query("SELECT 1 FROM capture") == []
    assert [n for n in await _names() if n.startswith(f"{family.carnet_id}/captures/")] == []
    assert (await family.mother.client.head(f"/api/uploads/{id}", headers=TUS)).status_code == 404


async def test_what_waits_too_long_is_over_and_erased(
    family: Family, clock: Any, run_jobs: Any, query: Any
) -> None:
    from backend.rooms.uploads import jobs

    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    await send(family.mother.client, f"/api/uploads/{id}", b"01234", 0)
    clock.advance(days=7, minutes=1)
    answer = await family.mother.client.head(f"/api/uploads/{id}", headers=TUS)
    assert answer.status_code == 410
    await jobs.forget_overdue.run(0)
    await run_jobs()
    assert await query("SELECT 1 FROM capture") == []


async def test_limits_are_said_before_a_byte_is_sent(family: Family) -> None:
    answer = await begin(family.mother.client, family.carnet_id, 60_000_000)
    assert answer.status_code == 413
    assert "50" in answer.json()["detail"]
    answer = await begin(family.mother.client, family.carnet_id, 3_000_000_000, kind="video")
    assert answer.status_code == 413
    answer = await begin(family.mother.client, family.carnet_id, 10, kind="spreadsheet")
    assert [f["name"] for f in answer.json()["fields"]] == ["kind"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("x" * 300, "x" * 255),
        ("\x00nul.jpg", "nul.jpg"),
        ("..", ""),
    ],
)
async def test_hostile_names_are_only_ever_shown(family: Family, query: Any, name: str, kept: str) -> None:
    assert (await begin(family.mother.client, family.carnet_id, 10, filename=name)).status_code == 201
    assert [row["filename"] for row in await query("SELECT filename FROM capture")] == [kept]


@pytest.mark.parametrize(
    "header", ["", "carnet_id", "carnet_id !!", "a b c", "kind cGhvdG8=,kind cGhvdG8=", "x" * 9000]
)
async def test_metadata_that_cannot_be_read_is_a_clear_refusal(family: Family, header: str) -> None:
    answer = await family.mother.client.post(
        "/api/uploads", headers={**TUS, "Upload-Length": "10", "Upload-Metadata": header}
    )
    assert answer.status_code == 422


async def test_parts_that_nobody_names_are_swept(family: Family, clock: Any, query: Any) -> None:
    from backend.rooms.uploads import jobs

    id = await add(family.mother.client, family.carnet_id, jpeg())
    await query("DELETE FROM part WHERE item_id = $1", UUID(id))
    assert any(id in name for name in await _names())
    await jobs.sweep.run(0)
    assert any(id in name for name in await _names())
    clock.advance(days=2)
    await jobs.sweep.run(0)
    assert not any(id in name for name in await _names())


async def test_what_lies_in_another_house_of_the_same_bucket_is_not_swept(family: Family, clock: Any) -> None:
    """A trial server pointed at the real files must not take them for orphans."""
    from backend.kit import runtime
    from backend.kit.ids import new_id
    from backend.rooms.uploads import jobs

    async def bytes_of_theirs() -> Any:
        yield b"sealed by another server"

    names = [f"{id}/captures/{uuid4()}/{new_id(clock.now())}" for id in (uuid4(), family.carnet_id)]
    for name in names:
        await runtime.get().storage.put(name, bytes_of_theirs())
    clock.advance(days=2)
    await jobs.sweep.run(0)
    left = await _names()
    assert names[0] in left
    assert names[1] not in left


async def test_another_person_in_another_browser_goes_on_after_a_death(family: Family, app: Any) -> None:
    """Nothing of an upload lives in a process: a new client of the same person finds it."""
    id = str(uuid4())
    await begin(family.mother.client, family.carnet_id, 10, capture_id=id)
    await send(family.mother.client, f"/api/uploads/{id}", b"01234", 0)
    async with browser(app) as again:
        again.cookies = family.mother.client.cookies
        waiting = (await again.get(f"/api/uploads?carnet_id={family.carnet_id}")).json()
        assert [(w["capture_id"], w["offset"], w["length"]) for w in waiting] == [(id, 5, 10)]


async def _visit(family: Family, clock: Any) -> Any:
    from backend.rooms.access.categories import Category, Right
    from backend.rooms.access.service import enter
    from backend.rooms.identity.sessions import person_of

    token = next(iter(family.mother.client.cookies.jar)).value
    person = await person_of(str(token), at=clock.now())
    return await enter(person, UUID(family.carnet_id), Category.PHOTOS, Right.ADD, at=clock.now())


async def _names() -> list[str]:
    from backend.kit import runtime

    return [name async for name in runtime.get().storage.names("")]
