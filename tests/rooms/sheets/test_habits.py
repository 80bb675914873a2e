"""The habits: who may not, then that nothing written is ever lost, whatever the order in which it arrives."""

import asyncio
import random
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest

from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.paper import cut


def base(family: Any) -> str:
    return f"/api/carnets/{family.carnet_id}/habits"


def calls(family: Any) -> list[tuple[str, str, Any]]:
    root = base(family)
    return [
        ("GET", root, None),
        ("PUT", f"{root}/sleep", {"id": str(uuid4()), "text": "dort", "bases": []}),
        ("POST", f"{root}/sleep/confirm", {"version": str(uuid4())}),
        ("DELETE", f"{root}/sleep/confirm/{uuid4()}", None),
        ("GET", f"{root}/sleep/history", None),
        ("GET", f"{root}/print", None),
    ]


async def write(
    family: Any, who: Any, text: str, bases: list[str], heading: str = "sleep", **more: Any
) -> Any:
    id = more.pop("id", str(uuid4()))
    answer = await who.client.put(
        f"{base(family)}/{heading}", json={"id": id, "text": text, "bases": bases, **more}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


def texts(view: Any) -> set[str]:
    return {head["text"] for head in view["heads"]}


def ids(view: Any) -> list[str]:
    return [head["id"] for head in view["heads"]]


async def test_nobody_outside_the_circle(family):
    for method, url, body in calls(family):
        assert (await family.doctor.request(method, url, json=body)).status_code == 401, (method, url)
        assert (await family.stranger.client.request(method, url, json=body)).status_code == 404, (
            method,
            url,
        )


async def test_a_carer_writes_and_the_family_reads_who_and_when(family, clock):
    begun = (await family.granny.client.get(base(family))).json()
    assert [h["heading"] for h in begun["headings"]] == [h.value for h in Heading]
    assert {h["state"] for h in begun["headings"]} == {"not_noted"}
    clock.advance(minutes=1)
    await write(family, family.granny, "La chanson du bateau.", [])
    read = (await family.mother.client.get(base(family))).json()["headings"][6]
    assert read["state"] == "holds"
    assert read["heads"][0]["author"]["name"].startswith("Odile")
    home = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/home")).json()
    assert "a complété" in home["news"][0]["sentence"]
    assert "Sommeil" in home["news"][0]["sentence"]


async def test_two_at_once_are_both_read_until_a_person_settles(family):
    first = await write(family, family.mother, "Un", [])
    await write(family, family.granny, "Deux", ids(first))
    both = await write(family, family.physio, "Trois", ids(first))
    assert both["state"] == "conflict"
    assert texts(both) == {"Deux", "Trois"}
    refused = await family.mother.client.post(
        f"{base(family)}/sleep/confirm", json={"version": both["heads"][0]["id"]}
    )
    assert refused.status_code == 409
    assert len(refused.json()["current"]["heads"]) == 2
    settled = await write(family, family.mother, "Deux et trois", ids(both))
    assert (settled["state"], settled["heads"][0]["action"]) == ("holds", "settle")
    past = (await family.granny.client.get(f"{base(family)}/sleep/history")).json()["versions"]
    assert {v["text"] for v in past} == {"Un", "Deux", "Trois", "Deux et trois"}


async def test_the_same_words_are_no_conflict_and_the_same_sending_is_kept_once(family):
    first = await write(family, family.mother, "Un", [])
    sent = str(uuid4())
    await write(family, family.mother, "Deux", ids(first), id=sent)
    again = await write(family, family.mother, "Deux", ids(first), id=sent)
    assert again["versions"] == 2
    same = await write(family, family.granny, "Deux", ids(first))
    assert (same["state"], len(same["heads"])) == ("holds", 1)
    taken = await family.granny.client.put(
        f"{base(family)}/sleep", json={"id": sent, "text": "Autre", "bases": []}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "version_id_taken")


async def test_a_base_of_another_heading_or_too_long_a_text_is_refused(family):
    other = await write(family, family.mother, "Mange", [], heading="food")
    for body in (
        {"id": str(uuid4()), "text": "Dort", "bases": ids(other)},
        {"id": str(uuid4()), "text": "Mange", "bases": [], "restores": ids(other)[0]},
    ):
        answer = await family.mother.client.put(f"{base(family)}/sleep", json=body)
        assert answer.status_code == 422
    long = {"id": str(uuid4()), "text": "x" * 4001, "bases": []}
    assert (await family.mother.client.put(f"{base(family)}/sleep", json=long)).status_code in {400, 422}


async def test_six_months_then_still_true(family, clock):
    view = await write(family, family.mother, "Dort", [])
    clock.advance(days=190)
    await family.mailbox.run_jobs()
    who = family.mother
    answer = await who.client.get(base(family))
    if answer.status_code == 401:
        from tests.rooms.identity import people

        await people.sign_in_with(who.client, who.key)
        answer = await who.client.get(base(family))
    assert answer.json()["headings"][6]["state"] == "to_confirm"
    kept = await who.client.post(f"{base(family)}/sleep/confirm", json={"version": ids(view)[0]})
    assert kept.json()["state"] == "holds"
    assert kept.json()["heads"][0]["written_at"] != kept.json()["heads"][0]["confirmed_at"]


async def test_who_said_still_true_is_kept_each_time(family, clock):
    view = await write(family, family.mother, "Dort", [])
    confirm = f"{base(family)}/sleep/confirm"
    for who in (family.granny, family.granny, family.physio):
        clock.advance(minutes=10)
        answer = await who.client.post(confirm, json={"version": ids(view)[0]})
        assert answer.status_code == 200
    assert answer.json()["heads"][0]["confirmed_by"]["id"] != answer.json()["heads"][0]["author"]["id"]
    past = (await family.mother.client.get(f"{base(family)}/sleep/history")).json()["versions"][0]
    # Twice by the same person on the same day says nothing more.
    assert [c["by"]["name"].split()[0] for c in past["confirmations"]] == ["Odile", "Karim"]


async def confirm(family: Any, who: Any, version: str, **more: Any) -> Any:
    return await who.client.post(f"{base(family)}/sleep/confirm", json={"version": version, **more})


async def take_back(family: Any, who: Any, id: str) -> Any:
    answer = await who.client.delete(f"{base(family)}/sleep/confirm/{id}")
    assert answer.status_code == 200, answer.text
    return answer.json()["heads"][0]


async def test_still_true_is_taken_back_by_whoever_said_it_and_stays_so(family, clock):
    [version] = ids(await write(family, family.mother, "Dort", []))
    clock.advance(days=2)
    said = str(uuid4())
    held = (await confirm(family, family.granny, version, id=said)).json()
    assert (held["state"], held["heads"][0]["confirmed_by"]["name"][:5]) == ("holds", "Odile")
    # Another cannot; and what is not there is no error, since a phone may ask twice.
    assert (await take_back(family, family.mother, said))["confirmed_by"]["name"].startswith("Odile")
    await take_back(family, family.granny, str(uuid4()))
    for _ in range(2):
        head = await take_back(family, family.granny, said)
        assert (head["confirmed_by"]["name"][:4], head["confirmed_at"]) == ("Anne", head["written_at"])
    # The same sending that arrives late does not say it again.
    late = (await confirm(family, family.granny, version, id=said)).json()
    assert late["heads"][0]["confirmed_at"] == late["heads"][0]["written_at"]
    past = (await family.mother.client.get(f"{base(family)}/sleep/history")).json()["versions"][0]
    assert past["confirmations"] == []
    traces = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    told = [one["sentence"] for one in traces]
    assert sum("a annulé sa confirmation d’une habitude" in one for one in told) == 1
    assert sum("a confirmé une habitude" in one for one in told) == 1
    # Said anew, it stands.
    anew = (await confirm(family, family.granny, version, id=str(uuid4()))).json()["heads"][0]
    assert anew["confirmed_by"]["name"].startswith("Odile")


async def test_still_true_sent_twice_at_once_stands_once_and_its_number_serves_once(family, clock):
    [version] = ids(await write(family, family.mother, "Dort", []))
    clock.advance(days=1)
    said = str(uuid4())
    twice = await asyncio.gather(*(confirm(family, family.granny, version, id=said) for _ in range(4)))
    assert {answer.status_code for answer in twice} == {200}
    past = (await family.mother.client.get(f"{base(family)}/sleep/history")).json()["versions"][0]
    assert len(past["confirmations"]) == 1
    taken = await confirm(family, family.physio, version, id=said)
    assert (taken.status_code, taken.json()["code"]) == (409, "version_id_taken")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-11-22T18:00:00Z", "2026-11-22T18:00:00Z"),
        ("2026-11-19T18:00:00Z", "2026-11-21T09:00:00Z"),
        ("1970-01-01T00:00:12Z", "2026-11-23T09:00:00Z"),
        ("2031-01-01T00:00:00Z", "2026-11-23T09:00:00Z"),
    ],
)
async def test_still_true_said_without_a_network_holds_since_it_was_said(family, clock, told, kept):
    """Never since before the text stood there."""
    [version] = ids(await write(family, family.mother, "Dort", []))
    clock.advance(days=2)
    view = (await confirm(family, family.granny, version, id=str(uuid4()), noted_at=told)).json()
    assert view["heads"][0]["confirmed_at"] == kept


async def test_one_id_under_two_headings_at_the_same_moment(family):
    body = {"id": str(uuid4()), "text": "Un", "bases": []}
    answers = await asyncio.gather(
        *(family.mother.client.put(f"{base(family)}/{h.value}", json=body) for h in Heading)
    )
    assert sorted(a.status_code for a in answers) == [200] + [409] * 11
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"version_id_taken"}


async def test_twelve_sent_at_the_same_moment_are_all_kept(family):
    """Over the same text, by three people: none is refused, none is lost, one person settles."""
    first = ids(await write(family, family.mother, "Un", []))
    people = [family.mother, family.granny, family.physio] * 4
    await asyncio.gather(*(write(family, who, f"texte {n}", first) for n, who in enumerate(people)))
    both = (await family.mother.client.get(base(family))).json()["headings"][6]
    assert texts(both) == {f"texte {n}" for n in range(12)}
    assert both["versions"] == 13
    settled = await write(family, family.granny, "Tous", ids(both))
    assert (settled["state"], texts(settled)) == ("holds", {"Tous"})


async def test_three_texts_at_once_are_printed_apart(family, clock):
    for who, text in ((family.mother, "Un"), (family.granny, "Deux"), (family.physio, "Trois")):
        clock.advance(minutes=1)
        await write(family, who, text, [])
    answer = await family.granny.client.get(f"{base(family)}/print")
    words = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_bounded()
    assert "3 textes, à départager" in words
    assert [line.split(" (")[0] for line in words.splitlines() if line[:2] in {"1.", "2.", "3."}] == [
        "1. Un",
        "2. Deux",
        "3. Trois",
    ]


async def test_cleared_and_restored(family):
    one = await write(family, family.mother, "Dort", [])
    none = await write(family, family.mother, "", ids(one))
    assert none["state"] == "not_noted"
    back = await write(family, family.granny, "Dort", ids(none), restores=ids(one)[0])
    assert (back["state"], back["heads"][0]["action"]) == ("holds", "restore")


@pytest.mark.parametrize("seed", range(6))
async def test_three_phones_in_any_order_lose_nothing(family, seed):
    """Each phone writes over what it last saw, keeps it while it is offline, and sends in its own order, sometimes twice."""
    chance = random.Random(seed)
    phones = [family.mother, family.granny, family.physio]
    seen: list[list[str]] = [[], [], []]
    waiting: list[list[dict[str, Any]]] = [[], [], []]
    typed: set[str] = set()
    view: Any = None

    async def send(n: int) -> None:
        nonlocal view
        for item in waiting[n]:
            for _ in range(chance.choice((1, 1, 2))):
                view = await write(family, phones[n], item["text"], item["bases"], id=item["id"])
        waiting[n].clear()
        seen[n] = ids(view) if view else seen[n]

    for step in range(30):
        n = chance.randrange(3)
        if chance.random() < 0.6:
            text = f"phone {n}, step {step}"
            item = {"id": str(uuid4()), "text": text, "bases": seen[n]}
            waiting[n].append(item)
            typed.add(text)
            seen[n] = [item["id"]]
        else:
            await send(n)
    for n in range(3):
        await send(n)
    past = (await family.mother.client.get(f"{base(family)}/sleep/history?limit=100")).json()["versions"]
    assert {v["text"] for v in past} == typed
    assert len(past) == len(typed)
    named = {b for v in past for b in v["bases"]}
    assert set(ids(view)) == {v["id"] for v in past} - named
    settled = await write(family, family.mother, "Ensemble", ids(view))
    assert texts(settled) == {"Ensemble"}


async def test_the_history_comes_in_pages(family):
    bases: list[str] = []
    for n in range(5):
        bases = ids(await write(family, family.mother, f"v{n}", bases))
    page = (await family.mother.client.get(f"{base(family)}/sleep/history?limit=3")).json()
    rest = await family.mother.client.get(f"{base(family)}/sleep/history?limit=3&before={page['next']}")
    assert len(page["versions"]) == 3
    assert len(rest.json()["versions"]) == 2
    assert {v["text"] for v in page["versions"] + rest.json()["versions"]} == {f"v{n}" for n in range(5)}
    assert rest.json()["next"] is None


async def test_twelve_long_texts_fit_one_page_and_say_that_they_go_on(family):
    for heading in Heading:
        await write(family, family.mother, ("mot " * 1000).strip(), [], heading=heading.value)
    answer = await family.granny.client.get(f"{base(family)}/print")
    assert answer.status_code == 200
    document = pypdfium2.PdfDocument(answer.content)
    assert len(document) == 1
    words = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert words.count("(suite dans le carnet)") == 12
    assert "Sommeil nocturne" in words
    assert "Anne" in words


def test_a_cut_falls_between_words():
    assert cut("un deux trois", 9, "…") == "un deux …"
    assert cut("court", 9, "…") == "court"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("2026-11-21T07:30:00Z", "2026-11-21T07:30:00Z"),
        ("2031-01-01T00:00:00Z", "2026-11-21T09:00:00Z"),
        ("1970-01-01T00:00:12Z", None),
        ("0001-01-01T00:00:00+12:00", None),
        ("9999-12-31T23:59:59-12:00", "2026-11-21T09:00:00Z"),
    ],
)
async def test_when_it_was_typed_as_far_as_the_phones_clock_can_be_believed(
    family: Any, told: str, kept: str | None
) -> None:
    view = await write(family, family.granny, "dort bien", [], noted_at=told)
    assert [head["noted_at"] for head in view["heads"]] == [kept]
