"""The album: who sees what, what the copies never tell, ranges, the bin, and files that are refused."""

import base64
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg

COPIES = ("small", "medium", "large")


def base(family: Family, id: str = "") -> str:
    return f"/api/carnets/{family.carnet_id}/captures" + (f"/{id}" if id else "")


def told() -> bytes:
    """A photo that says where, by whom and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x0132] = "Fairphone", "Anne Moreau", "2026:10:01 10:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2026:10:01 10:00:00"
    exif.get_ifd(0x8769)[0x9011] = "+02:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 11.0, 18.6), 3: "E", 4: (5.0, 43.0, 28.2)})
    return jpeg(exif=exif)


async def test_nobody_signed_in_and_no_stranger_sees_anything(family: Family, run_jobs: Any) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    for path in ("", f"/{id}", "/months", f"/{id}/files/small", f"/{id}/files/original"):
        assert (await family.doctor.get(base(family) + path)).status_code == 401, path
        assert (await family.stranger.client.get(base(family) + path)).status_code == 404, path


async def test_a_carer_sees_what_she_added_and_nothing_else(family: Family, run_jobs: Any) -> None:
    hers = await add(family.granny.client, family.carnet_id, jpeg("#8a5200"))
    other = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    seen = (await family.granny.client.get(base(family))).json()["captures"]
    assert [c["id"] for c in seen] == [hers]
    assert (await family.granny.client.get(f"{base(family, hers)}/files/medium")).status_code == 200
    assert (await family.granny.client.get(base(family, other))).status_code == 404
    assert (await family.granny.client.get(f"{base(family, other)}/files/small")).status_code == 404
    assert len((await family.physio.client.get(base(family))).json()["captures"]) == 2


async def test_the_original_is_for_representatives_and_copies_tell_nothing(
    family: Family, run_jobs: Any
) -> None:
    content = told()
    id = await add(family.mother.client, family.carnet_id, content)
    await run_jobs()
    capture = (await family.physio.client.get(base(family, id))).json()
    assert capture["taken_at"].startswith("2026-10-01T08:00:00")
    said = [
        (await who.client.get(base(family, id))).json()["original"]
        for who in (family.physio, family.mother, family.father)
    ]
    assert said == [False, True, False], "the father, from whom an address is kept, has what he added alone"
    refused = await family.physio.client.get(f"{base(family, id)}/files/original")
    assert (refused.status_code, refused.json()["code"]) == (403, "original_for_representatives")
    assert (await family.mother.client.get(f"{base(family, id)}/files/original")).content == content
    waiting = await family.physio.client.get(f"{base(family, id)}/files/clean")
    assert (waiting.status_code, waiting.headers["retry-after"]) == (202, "3")
    await run_jobs()
    for name in (*COPIES, "clean"):
        copy = await family.physio.client.get(f"{base(family, id)}/files/{name}")
        assert copy.status_code == 200, name
        for secret in (b"Fairphone", b"Anne Moreau", b"GPS"):
            assert secret not in copy.content, (name, secret)
        assert copy.headers["x-content-type-options"] == "nosniff"
        assert copy.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("asked", "status", "bounds"),
    [
        (None, 200, (0, None)),
        ("bytes=0-9", 206, (0, 10)),
        ("bytes=10-", 206, (10, None)),
        ("bytes=-7", 206, (-7, None)),
        ("bytes=5-100000000", 206, (5, None)),
        ("bytes=100000000-", 416, None),
        ("bytes=9-5", 200, (0, None)),
        ("bytes=-", 200, (0, None)),
        ("lines=1-2", 200, (0, None)),
        ("bytes=0-1,4-5", 200, (0, None)),
    ],
)
async def test_ranges(family: Family, run_jobs: Any, asked: str | None, status: int, bounds: Any) -> None:
    content = jpeg()
    id = await add(family.mother.client, family.carnet_id, content)
    await run_jobs()
    answer = await family.mother.client.get(
        f"{base(family, id)}/files/original", headers={"Range": asked} if asked else {}
    )
    assert answer.status_code == status
    if bounds is None:
        assert answer.headers["content-range"] == f"bytes */{len(content)}"
    else:
        wanted = content[slice(*bounds)]
        assert answer.content == wanted
        assert answer.headers["content-length"] == str(len(wanted))


async def test_a_copy_that_the_phone_has_is_not_sent_again(family: Family, run_jobs: Any) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    url = f"{base(family, id)}/files/small"
    etag = (await family.mother.client.get(url)).headers["etag"]
    assert (await family.mother.client.get(url, headers={"If-None-Match": etag})).status_code == 304
    stale = await family.mother.client.get(url, headers={"Range": "bytes=0-3", "If-Range": '"other"'})
    assert stale.status_code == 200


async def test_one_viewing_is_one_trace(family: Family, run_jobs: Any, query: Any) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    for _ in range(3):
        await family.physio.client.get(f"{base(family, id)}/files/large", headers={"Range": "bytes=0-9"})
    rows = await query("SELECT person_name FROM trace WHERE tag = 'captures:photo:read'")
    assert len(rows) == 1


async def test_two_people_changing_a_note_lose_nothing(family: Family, run_jobs: Any) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    version = (await family.mother.client.get(base(family, id))).json()["version"]
    first = await family.father.client.patch(base(family, id), json={"version": version, "note": "Papa"})
    assert first.status_code == 200
    second = await family.mother.client.patch(base(family, id), json={"version": version, "note": "Maman"})
    assert second.status_code == 409
    assert second.json()["current"]["note"] == "Papa"
    # a professional changes what they added, and only that
    assert (
        await family.physio.client.patch(base(family, id), json={"version": version + 1, "note": "x"})
    ).status_code == 404


async def test_the_other_album_is_for_who_may_add_there(family: Family, run_jobs: Any) -> None:
    async def moved(client: Any, id: str, category: str) -> int:
        version = (await family.mother.client.get(base(family, id))).json()["version"]
        answer = await client.patch(base(family, id), json={"version": version, "category": category})
        return answer.status_code

    rights = await family.rights_of(family.physio)
    id = await add(family.granny.client, family.carnet_id, jpeg())
    await run_jobs()
    assert await moved(family.granny.client, id, "gait") == 404
    assert await moved(family.mother.client, id, "gait") == 200
    assert (await family.physio.client.get(base(family, id))).json()["category"] == "gait"
    # whoever added it has no longer anything to do with it, and cannot fetch it back
    assert await moved(family.granny.client, id, "photos") == 404
    # who manages one album and only adds to the other moves what others took, and then sees it no more
    await family.change_access(
        "Karim", rights=rights | {"photos": ["add"], "gait": ["read", "add", "manage"]}
    )
    assert await moved(family.physio.client, id, "photos") == 200
    assert (await family.physio.client.get(base(family, id))).status_code == 404


async def test_the_bin_gives_back_for_thirty_days(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.rooms.captures import jobs

    id = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    assert (await family.mother.client.delete(base(family, id))).status_code == 204
    assert (await family.mother.client.get(base(family))).json()["captures"] == []
    bin_url = f"/api/carnets/{family.carnet_id}/bin"
    assert [c["id"] for c in (await family.mother.client.get(bin_url)).json()] == [id]
    assert (await family.mother.client.post(f"{base(family, id)}/restore")).json()["deleted_at"] is None
    await family.mother.client.delete(base(family, id))
    clock.advance(days=29)
    await jobs.empty_bins.run(0)
    assert len(await query("SELECT 1 FROM capture")) == 1
    clock.advance(days=2)
    await jobs.empty_bins.run(0)
    await run_jobs()
    assert await query("SELECT 1 FROM capture") == []


async def test_what_is_restored_at_the_last_moment_is_not_erased(
    family: Family, clock: Any, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A parent takes a photo out of the bin while the night's emptying goes through its list."""
    from backend.rooms.captures import jobs, queries

    id = await add(family.mother.client, family.carnet_id, jpeg())
    await family.mother.client.delete(base(family, id))
    clock.advance(days=30, minutes=1)
    listed = queries.to_erase

    async def slow_list(**due: Any) -> Any:
        rows = await listed(**due)
        await query("UPDATE capture SET deleted_at = NULL")
        return rows

    monkeypatch.setattr(queries, "to_erase", slow_list)
    await jobs.empty_bins.run(0)
    assert [row["id"] for row in await query("SELECT id FROM capture")] == [UUID(id)]
    assert await query("SELECT 1 FROM part")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (jpeg()[:400], "truncated"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "unknown_type"),
        (b"<!doctype html><script>alert(1)</script>", "unknown_type"),
        (b"%PDF-1.7 not a photo", "unknown_type"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    family: Family, run_jobs: Any, content: bytes, reason: str
) -> None:
    bad = await add(family.mother.client, family.carnet_id, content)
    good = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    capture = (await family.mother.client.get(base(family, bad))).json()
    assert (capture["state"], capture["reason"]) == ("refused", reason)
    assert capture["reason_sentence"]
    assert (await family.mother.client.get(f"{base(family, bad)}/files/small")).status_code == 404
    assert (await family.mother.client.get(base(family, good))).json()["state"] == "ready"


async def test_an_empty_file_is_refused(family: Family, run_jobs: Any) -> None:
    from tests.rooms.captures.conftest import begin

    id = str(uuid4())
    assert (await begin(family.mother.client, family.carnet_id, 0, capture_id=id)).status_code == 201
    await run_jobs()
    assert (await family.mother.client.get(base(family, id))).json()["reason"] == "empty"


async def test_the_same_photo_sent_twice_says_so(family: Family, run_jobs: Any) -> None:
    first = await add(family.mother.client, family.carnet_id, jpeg())
    await run_jobs()
    second = await add(family.father.client, family.carnet_id, jpeg())
    await run_jobs()
    assert (await family.mother.client.get(base(family, second))).json()["duplicate_of"] == first


async def test_who_may_only_add_does_not_learn_what_the_album_holds(family: Family, run_jobs: Any) -> None:
    content = jpeg()
    first = await add(family.mother.client, family.carnet_id, content)
    await run_jobs()
    again = await add(family.granny.client, family.carnet_id, content)
    await run_jobs()
    assert (await family.granny.client.get(base(family, again))).json()["duplicate_of"] is None
    assert (await family.mother.client.get(base(family, again))).json()["duplicate_of"] == first


async def test_pages_follow_one_another_without_a_gap(family: Family, clock: Any) -> None:
    ids = []
    for _ in range(7):
        ids.append(await add(family.mother.client, family.carnet_id, jpeg()))
        clock.advance(minutes=1)
    seen: list[str] = []
    before = ""
    while True:
        page = (await family.mother.client.get(f"{base(family)}?limit=3{before}")).json()
        seen += [c["id"] for c in page["captures"]]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert seen == ids[::-1]
    assert (await family.mother.client.get(f"{base(family)}?before=nonsense")).status_code == 422
    months = (await family.mother.client.get(f"{base(family)}/months")).json()
    assert months == [{"month": "2026-11", "count": 7}]


async def test_a_phone_that_takes_avif_has_fewer_bytes_later(
    family: Family, run_jobs: Any, query: Any
) -> None:
    """Made when nobody waits; who does not say so, or looks before, has WebP under the same address."""
    id = await add(family.mother.client, family.carnet_id, leaves())
    await run_jobs()
    await run_jobs()  # what the first run put in the queue
    url = f"{base(family, id)}/files/large"
    takes = {"Accept": "image/avif,image/webp,*/*"}
    before = await family.physio.client.get(url, headers={"Accept": "image/webp"})
    after = await family.physio.client.get(url, headers=takes)
    assert (before.headers["content-type"], after.headers["content-type"]) == ("image/webp", "image/avif")
    assert before.content[8:12] == b"WEBP"
    assert after.content[4:12] == b"ftypavif"
    assert len(after.content) <= 0.9 * len(before.content)
    assert before.headers["etag"] != after.headers["etag"]
    for answer in (before, after):
        assert answer.headers["vary"] == "Accept"
        assert answer.headers["cache-control"] == "private, no-cache"
    again = {**takes, "If-None-Match": after.headers["etag"]}
    assert (await family.physio.client.get(url, headers=again)).status_code == 304
    assert (await family.stranger.client.get(url, headers=takes)).status_code == 404
    told = (await family.physio.client.get(base(family, id))).json()
    assert told["renditions"] == ["large", "medium", "small"]
    assert len(base64.b64decode(told["tints"])) == 12
    await family.mother.client.delete(base(family, id))
    assert (await family.physio.client.get(url, headers=takes)).status_code == 404
    left = await query("SELECT count(*) AS n FROM capture WHERE packed_at IS NULL AND state = 'ready'")
    assert left[0]["n"] == 0


async def test_half_a_photo_is_shown_and_said(family: Family, run_jobs: Any) -> None:
    whole = leaves()
    id = await add(family.mother.client, family.carnet_id, whole[: len(whole) // 2])
    await run_jobs()
    told = (await family.physio.client.get(base(family, id))).json()
    assert (told["state"], told["reason"]) == ("ready", "cut")
    assert "renvoyez-la" in told["reason_sentence"]
    assert (await family.physio.client.get(f"{base(family, id)}/files/large")).status_code == 200


def leaves() -> bytes:
    """A photo larger than the copy below the largest, with something to see everywhere."""
    small = Image.effect_mandelbrot((200, 140), (-1.6, -1.1, 0.8, 1.1), 90).convert("RGB")
    out = BytesIO()
    small.resize((1500, 1050), Image.Resampling.BICUBIC).save(out, "JPEG", quality=92)
    return out.getvalue()
