"""A number that somebody keeps: whatever is written, removed, restored or sent again, it stays, and stays kept."""

from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from backend.kit.transaction import transaction
from backend.rooms.sheets.portable_lines import portable
from tests.rooms.sheets.test_lines import base, ids, read, write

OPEN, KEPT = "06 00 00 00 01", "06 00 00 00 02"


def relative(phone: str = KEPT, seen: str = "me", **more: Any) -> dict[str, Any]:
    return {"kind": "relative", "name": "Anne", "phone": phone, "phone_seen": seen, **more}


async def put(family: Any, who: Any, place: str, content: Any, bases: list[str], **more: Any) -> Any:
    return await write(family, who, content, bases, place=place, sheet="contacts", **more)


async def past(family: Any, who: Any, place: str) -> list[Any]:
    answer = await who.client.get(f"{base(family)}/contacts/{place}/history")
    return answer.json()["versions"]


async def archived(family: Any, who: Any) -> str:
    me = (await who.client.get("/api/me")).json()["id"]
    async with transaction():
        part = await portable(UUID(family.carnet_id), reader=UUID(me))
    return msgspec.json.encode(part).decode()


@pytest.mark.parametrize("removed", [False, True])
async def test_what_was_everybodys_is_kept_too_once_its_owner_keeps_it(family, clock, removed):
    place = str(uuid4())
    first = await put(family, family.mother, place, relative(OPEN, "everyone"), [])
    clock.advance(minutes=1)
    now = await put(family, family.mother, place, relative(OPEN), ids(first))
    if removed:
        clock.advance(minutes=1)
        await put(family, family.mother, place, None, ids(now))
    for said in (str(await past(family, family.father, place)), await archived(family, family.father)):
        assert OPEN not in said
    oldest = (await past(family, family.father, place))[-1]
    assert (oldest["phone_kept"], oldest["content"]["phone_seen"]) == (True, "everyone")
    for said in (str(await past(family, family.mother, place)), await archived(family, family.mother)):
        assert OPEN in said


async def test_written_offline_over_an_older_text_it_stays_with_who_gave_it(family, clock):
    place = str(uuid4())
    first = await put(family, family.mother, place, relative(), [])
    seen = (await read(family, family.father, "contacts"))["sections"][0]["lines"][0]["heads"][0]["content"]
    clock.advance(minutes=1)
    await put(family, family.mother, place, relative(relation="mère"), ids(first))
    both = await put(family, family.father, place, seen | {"note": "Le soir"}, ids(first))
    assert (both["state"], [head["phone_kept"] for head in both["heads"]]) == ("conflict", [True, True])
    (line,) = (await read(family, family.mother, "contacts"))["sections"][0]["lines"]
    assert {head["content"]["phone"] for head in line["heads"]} == {KEPT}
    settled = await put(family, family.mother, place, relative(relation="mère", note="Le soir"), ids(line))
    assert (settled["state"], settled["heads"][0]["content"]["phone"]) == ("holds", KEPT)


async def test_of_two_who_keep_a_number_each_settles_with_their_own(family):
    place = str(uuid4())
    first = await put(family, family.mother, place, relative(OPEN, "everyone"), [])
    await put(family, family.father, place, relative("07 11 11 11 11"), ids(first))
    both = await put(family, family.mother, place, relative(), ids(first))
    settled = await put(family, family.mother, place, relative(), ids(both))
    assert settled["heads"][0]["content"]["phone"] == KEPT


async def test_removed_and_brought_back_by_another_it_is_there_still(family, clock):
    place = str(uuid4())
    first = await put(family, family.mother, place, relative(OPEN, "everyone"), [])
    clock.advance(minutes=1)
    kept = await put(family, family.mother, place, relative(relation="mère"), ids(first))
    for old in (ids(kept)[0], ids(first)[0]):
        clock.advance(minutes=1)
        standing = (await past(family, family.father, place))[0]["id"]
        gone = await put(family, family.father, place, None, [standing])
        seen = next(one for one in await past(family, family.father, place) if one["id"] == old)
        assert seen["content"]["phone"] == ""
        clock.advance(minutes=1)
        back = await put(family, family.father, place, seen["content"], ids(gone), restores=old)
        assert (back["heads"][0]["action"], back["heads"][0]["phone_kept"]) == ("restore", True)
        (line,) = (await read(family, family.mother, "contacts"))["sections"][0]["lines"]
        assert (
            line["heads"][0]["content"] | {"phone": KEPT, "phone_seen": "me"} == line["heads"][0]["content"]
        )
        assert line["heads"][0]["content"]["relation"] == seen["content"]["relation"]
    other = seen["content"] | {"name": "Quelqu’un d’autre"}
    body = {"id": str(uuid4()), "content": other, "bases": ids(back), "restores": old}
    refused = await family.father.client.put(f"{base(family)}/contacts/{place}", json=body)
    assert [one["name"] for one in refused.json()["fields"]] == ["restores"]


async def test_sent_again_after_a_lost_answer_it_is_kept_once(family, clock):
    place = str(uuid4())
    first = await put(family, family.mother, place, relative(OPEN, "everyone"), [])
    kept = await put(family, family.mother, place, relative(), ids(first))
    seen = kept["heads"][0]["content"] | {"phone": "", "relation": "mère"}
    older = relative("", "everyone", relation="", address="", note="")
    url = f"{base(family)}/contacts/{place}"
    bases = ids(kept)
    for content, more in ((seen, {}), (older, {"restores": ids(first)[0]})):
        body = {"id": str(uuid4()), "content": content, "bases": bases, **more}
        once, again = [await family.father.client.put(url, json=body) for _ in range(2)]
        assert (once.status_code, again.status_code) == (200, 200), again.text
        assert once.json() == again.json()
        bases = ids(once.json())
    body["content"] = older | {"name": "Autre"}
    assert (await family.father.client.put(url, json=body)).json()["code"] == "version_id_taken"
