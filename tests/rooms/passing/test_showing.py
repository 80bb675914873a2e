"""Showing an item to somebody of the circle: who may not, what it says on the way, what it never opens."""

from typing import Any
from uuid import uuid4

from backend.rooms.identity import pushing
from backend.rooms.passing import service
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.captures.conftest import add, begin, jpeg
from tests.rooms.identity import people

WORDS = "Regarde son genou gauche"


async def person_of(family: Family, name: str) -> str:
    return (await family.access(name))["person"]["id"]


async def shown_to(family: Family, who: Member) -> list[dict[str, Any]]:
    answer = await who.client.get(f"/api/carnets/{family.carnet_id}/shown")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_from_one_person_to_another(family: Family, query: Any) -> None:
    mother, karim, granny = family.mother, family.physio, family.granny
    base = f"/api/carnets/{family.carnet_id}/shown"
    film = str(uuid4())
    begun = await begin(
        mother.client, family.carnet_id, 10, capture_id=film, kind="video", category="gait", note="Toxine"
    )
    assert begun.status_code == 201, begun.text
    # She is of the circle; the films are not open to her, nor is the circle.
    assert (await granny.client.get(f"{base}/capture/{film}")).status_code == 404
    assert (await family.stranger.client.get(f"{base}/capture/{film}")).status_code == 404

    seen = (await mother.client.get(f"{base}/capture/{film}")).json()
    assert {one["name"].split()[0] for one in seen["people"]} == {"Marc", "Karim"}
    hers, his = await person_of(family, "Odile"), await person_of(family, "Karim")
    for to in ([hers], [his, hers], [str(uuid4())], [await person_of(family, "Anne")]):
        refused = await mother.client.post(f"{base}/capture/{film}", json={"to": to, "words": WORDS})
        assert (refused.status_code, refused.json()["fields"][0]["name"]) == (422, "to")
    assert await shown_to(family, karim) == []

    body = {"to": [his], "words": WORDS}
    for _ in range(2):  # the answer was lost: it is shown once
        told = (await mother.client.post(f"{base}/capture/{film}", json=body)).json()
    passed = next(one["passed"] for one in told["people"] if one["name"].startswith("Karim"))
    assert (passed["words"], passed["seen_at"]) == (WORDS, None)
    (one,) = await shown_to(family, karim)
    assert (one["by"], one["words"], one["sort"], one["item_id"]) == ("Anne Moreau", WORDS, "video", film)
    assert await shown_to(family, family.father) == []

    # On the way: an address that names nothing, no word of hers, no name.
    (row,) = await query("SELECT kind, path FROM notification WHERE kind = 'shown'")
    assert row["path"] == f"/c/{family.carnet_id}/montre/{one['id']}"
    # Opened by whom it is shown to, and by nobody else.
    assert (await family.father.client.post(f"{base}/{one['id']}/open")).status_code == 404
    assert (await mother.client.post(f"{base}/{one['id']}/open")).status_code == 404
    opened = await karim.client.post(f"{base}/{one['id']}/open")
    assert opened.json() == {"kind": "capture", "item_id": film}
    assert await shown_to(family, karim) == []
    told = (await mother.client.get(f"{base}/capture/{film}")).json()
    assert next(p["passed"]["seen_at"] for p in told["people"] if p["passed"]) is not None
    # What he opened may be shown again.
    assert (await mother.client.post(f"{base}/capture/{film}", json=body)).status_code == 200
    assert len(await shown_to(family, karim)) == 1


async def test_it_opens_nothing_and_is_taken_back(family: Family, query: Any, clock: MovingClock) -> None:
    mother, karim = family.mother, family.physio
    base = f"/api/carnets/{family.carnet_id}/shown"
    his = await person_of(family, "Karim")
    photo = await add(mother.client, family.carnet_id, jpeg(), note="Mirabelle")

    async def show() -> str:
        body = {"to": [his], "words": WORDS}
        assert (await mother.client.post(f"{base}/capture/{photo}", json=body)).status_code == 200
        return (await shown_to(family, karim))[0]["id"]

    first = await show()
    assert (await karim.client.delete(f"{base}/{first}")).status_code == 404  # not his to take back
    assert (await mother.client.delete(f"{base}/{first}")).status_code == 204
    assert await shown_to(family, karim) == []
    assert (await karim.client.post(f"{base}/{first}/open")).status_code == 404
    assert await query("SELECT 1 FROM notification WHERE kind = 'shown'") == []

    # Hidden from him meanwhile: the card, the way to it and the message are gone; she cannot show it to him any more.
    second = await show()
    mask = {"kind": "capture", "item_id": photo, "scope": "person", "person_id": his}
    hidden = await mother.client.post(f"/api/carnets/{family.carnet_id}/masks", json=mask)
    assert hidden.status_code == 201, hidden.text
    assert await shown_to(family, karim) == []
    assert (await karim.client.post(f"{base}/{second}/open")).status_code == 404
    assert await query("SELECT 1 FROM notification WHERE kind = 'shown'") == []
    people_now = (await mother.client.get(f"{base}/capture/{photo}")).json()["people"]
    assert {p["name"].split()[0] for p in people_now} == {"Marc"}
    shown = await mother.client.delete(
        f"/api/carnets/{family.carnet_id}/masks/{hidden.json()['masks'][0]['id']}"
    )
    assert shown.status_code == 204
    assert len(await shown_to(family, karim)) == 1
    # The album closed to him: the same.
    await family.change_access("Karim", rights={"identity": ["read"], "circle": ["read"]})
    assert await shown_to(family, karim) == []
    assert (await karim.client.post(f"{base}/{second}/open")).status_code == 404
    # What was shown is not kept for ever.
    clock.advance(days=31)
    await service.forget_old()
    assert await query("SELECT 1 FROM passed_on") == []


async def test_what_is_binned_or_hidden_since_neither_blocks_nor_holds(family: Family, query: Any) -> None:
    """Ten things that are gone do not keep the eleventh from being seen; and one's own words are taken back, whatever is closed to oneself since."""
    mother, karim = family.mother, family.physio
    base = f"/api/carnets/{family.carnet_id}"
    his = await person_of(family, "Karim")
    photos = [await add(mother.client, family.carnet_id, jpeg(f"#{n:02}2222")) for n in range(11)]
    for photo in photos:
        body = {"to": [his], "words": WORDS}
        assert (await mother.client.post(f"{base}/shown/capture/{photo}", json=body)).status_code == 200
    first = photos[0]
    for photo in photos[1:]:
        assert (await mother.client.delete(f"{base}/captures/{photo}")).status_code == 204
    assert [one["item_id"] for one in await shown_to(family, karim)] == [first]
    # What is in the bin is shown to nobody.
    assert (await mother.client.get(f"{base}/shown/capture/{photos[1]}")).status_code == 404
    body = {"to": [his], "words": WORDS}
    assert (await mother.client.post(f"{base}/shown/capture/{photos[1]}", json=body)).status_code == 404
    # Karim shows it to the father; the album is closed to him; what he wrote is still his to take back.
    fathers = await person_of(family, "Marc")
    told = await karim.client.post(f"{base}/shown/capture/{first}", json={"to": [fathers], "words": WORDS})
    passed = next(one["passed"]["id"] for one in told.json()["people"] if one["passed"])
    mask = {"kind": "capture", "item_id": first, "scope": "person", "person_id": his}
    assert (await mother.client.post(f"{base}/masks", json=mask)).status_code == 201
    assert len(await shown_to(family, family.father)) == 1
    assert (await karim.client.delete(f"{base}/shown/{passed}")).status_code == 204
    assert await shown_to(family, family.father) == []


async def test_the_letter_says_nothing(family: Family, clock: MovingClock) -> None:
    """No phone has shown it within ten minutes."""
    photo = await add(family.mother.client, family.carnet_id, jpeg(), note="Mirabelle")
    await family.mailbox.new()
    body = {"to": [await person_of(family, "Karim")], "words": WORDS}
    url = f"/api/carnets/{family.carnet_id}/shown/capture/{photo}"
    answer = await family.mother.client.post(url, json=body)
    assert answer.status_code == 200, answer.text
    await family.mailbox.run_jobs()
    for _ in range(2):
        clock.advance(minutes=11)
        await pushing.follow_up()
    (letter,) = [m for m in await family.mailbox.new() if m["To"] == family.physio.email]
    said = people.text(letter) + str(letter["Subject"])
    assert f"/c/{family.carnet_id}/montre/" in said
    for word in (WORDS, "Anne", "Théo", "Mirabelle", "photo", photo):
        assert word not in said
