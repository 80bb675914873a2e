"""Teams, as people live them: joining, acting in one's own name for a structure, leaving that minute; a family opens and takes back."""

import asyncio
import hashlib
from typing import Any
from uuid import UUID

import asyncpg
import httpx

from backend.rooms.access import team_sleep
from backend.rooms.access.team_opening_queries import every_place
from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.captures.conftest import PIECE, add, begin, jpeg
from tests.rooms.identity.people import text
from tests.team import Team

_WAITS = "SELECT count(*) FROM pg_stat_activity WHERE $1::int = ANY(pg_blocking_pids(pid))"


def _base(family: Family) -> str:
    return f"/api/carnets/{family.carnet_id}"


async def _open(who: httpx.AsyncClient, family: Family) -> int:
    return (await who.get(_base(family))).status_code


async def _team_line(family: Family) -> dict[str, Any]:
    (one,) = (await family.mother.client.get(f"{_base(family)}/circle")).json()["teams"]
    return one


async def test_whoever_leaves_is_out_that_minute_in_the_middle_of_a_film_and_of_an_upload(
    family: Family,
) -> None:
    team = await Team.founded(family.physio)
    place = await team.takes(family.stranger.client, "Zoé")
    assert await _open(family.stranger.client, family) == 404
    photo = await add(family.mother.client, family.carnet_id, jpeg())
    await family.mailbox.run_jobs()
    await team.opened_by(family, {"speech_therapist": {"photos": ["read", "add"]}}, reason="Bilan")
    zoe = family.stranger.client
    assert (await zoe.get("/api/carnets")).json()[0]["me"]["teams"] == [
        {"id": team.id, "name": "SESSAD Les Tilleuls"}
    ]
    small = f"{_base(family)}/captures/{photo}/files/small"
    begun = (await zoe.get(small, headers={"Range": "bytes=0-9"})).status_code
    content, id = jpeg(), "0190f0f0-0000-7000-8000-00000000abcd"
    assert (await begin(zoe, family.carnet_id, len(content), capture_id=id)).status_code == 201
    said = {**PIECE, "Upload-Offset": "0"}
    half = await zoe.patch(f"/api/uploads/{id}", content=content[:100], headers=said)
    assert (begun, half.status_code) == (206, 204)
    told = (await family.mother.client.get(f"{_base(family)}/traces/days")).json()["days"][0]["groups"]
    assert any(g["sentence"].startswith("Zoé Moreau, orthophoniste (SESSAD Les Tilleuls), ") for g in told), [
        g["sentence"] for g in told
    ]

    await team.ends(place)
    rest = await zoe.patch(
        f"/api/uploads/{id}", content=content[100:], headers={**PIECE, "Upload-Offset": "100"}
    )
    assert rest.status_code == 404
    for path in ("", "/home", "/captures", f"/captures/{photo}/files/small"):
        again = await zoe.get(_base(family) + path, headers={"Range": "bytes=10-19"})
        assert again.status_code == 404, path
    assert (await zoe.get("/api/carnets")).json() == []
    assert (await zoe.get(f"/api/teams/{team.id}")).status_code == 404
    ended = (await family.mother.client.get(f"{_base(family)}/traces", params={"kind": "sharing"})).json()
    # Of one moment, in any order: the clock stands still here.
    said_of_it = "Karim Moreau a fait sortir quelqu’un d’une équipe"
    assert any(one["sentence"].startswith(said_of_it) for one in ended["traces"])
    # What they were when they acted is still said.
    told = (await family.mother.client.get(f"{_base(family)}/traces/days")).json()["days"][0]["groups"]
    assert any("Zoé Moreau, orthophoniste" in g["sentence"] for g in told)


async def test_what_was_decided_for_one_person_stands_before_their_team(family: Family) -> None:
    """Karim is in the team, with an access of his own: narrower, then withdrawn; neither time nor withdrawing gives him the team's."""
    team = await Team.founded(family.physio)
    opening = await team.opened_by(family, {"physiotherapist": None, "speech_therapist": None})
    await family.change_access("Karim", rights={"sheets.habits": ["read"]})
    assert set(await family.rights_of(family.physio)) == {"identity", "sheets.habits"}
    assert [p["entry"] for p in (await _team_line(family))["people"]] == ["own"]
    gone = await family.mother.client.delete(
        f"{_base(family)}/habilitations/{await family.habilitation('Karim')}"
    )
    assert (gone.status_code, await _open(family.physio.client, family)) == (204, 404)
    assert [p["entry"] for p in (await _team_line(family))["people"]] == ["own_over"]

    # One of the team is kept out, let in again; then all of it is withdrawn at once.
    await team.takes(family.stranger.client, "Zoé")
    zoe = (await _team_line(family))["people"][1]
    assert (zoe["entry"], await _open(family.stranger.client, family)) == ("in", 200)
    url = f"{_base(family)}/teams/{opening}"
    out = await family.mother.client.patch(url, json={"version": 1, "kept_out": [zoe["person"]["id"]]})
    assert (out.status_code, await _open(family.stranger.client, family)) == (204, 404)
    late = await family.father.client.patch(url, json={"version": 1, "professions": {"nurse": None}})
    assert (late.status_code, late.json()["current"]["version"]) == (409, 2)
    await family.mother.prove()
    assert (await family.mother.client.patch(url, json={"version": 2, "kept_out": []})).status_code == 204
    assert await _open(family.stranger.client, family) == 200
    assert (
        await family.mother.client.patch(url, json={"version": 3, "professions": {"nurse": None}})
    ).status_code == 204
    assert await _open(family.stranger.client, family) == 404
    assert (await family.mother.client.delete(url)).status_code == 204
    assert (await family.mother.client.get(f"{_base(family)}/circle")).json()["teams"] == []


async def test_what_only_the_family_decides_and_knows(family: Family, clock: MovingClock) -> None:
    """Whom it keeps out, and whom the referent let in: no colleague reads the one, the other reads no parent's hidden phone."""
    zoe, odile = family.stranger.client, family.granny.client
    team = await Team.founded(family.physio)
    await team.ends(await team.takes(odile, "Odile", "nurse"))
    clock.advance(seconds=1)
    await team.takes(zoe, "Zoé")
    proposed = {"circle": ["read"], "agenda": ["read"]}
    opening = await team.opened_by(family, {"speech_therapist": proposed})
    base, url = _base(family), f"{_base(family)}/teams/{opening}"

    # Let in by the team's referent, and not by the mother herself: what she shows to professionals is not for them.
    await family.mother.prove()
    hidden = {"text": "06 11 22 33 44", "seen_by": ["professionals"]}
    nothing = {"text": "", "seen_by": []}
    said = {"version": 0, "address": nothing, "phone": hidden, "note": nothing}
    assert (await family.mother.client.put(f"{base}/details/mine", json=said)).status_code == 200
    assert [one["phone"] for one in (await zoe.get(f"{base}/details")).json()["others"]] == [None, None]
    assert "06 11 22 33 44" in (await family.physio.client.get(f"{base}/details")).text

    # A colleague reads who enters, and not who does not.
    (line,) = (await zoe.get(f"{base}/circle")).json()["teams"]
    assert [one["entry"] for one in line["people"]] == ["in"]

    # Kept out, away, and back: still kept out, whoever else was meanwhile; and when the notebook is opened anew.
    me = line["people"][0]["person"]["id"]
    assert (await family.mother.client.patch(url, json={"version": 1, "kept_out": [me]})).status_code == 204
    place = next(m["id"] for m in (await zoe.get(f"/api/teams/{team.id}")).json()["members"] if m["me"])
    await team.ends(place)
    assert (await family.mother.client.patch(url, json={"version": 2, "kept_out": []})).status_code == 204
    place = await team.takes(zoe, "Zoé")
    assert await _open(zoe, family) == 404
    assert (await family.mother.client.delete(url)).status_code == 204
    opening = await team.opened_by(family, {"speech_therapist": proposed})
    assert await _open(zoe, family) == 404
    assert [p["entry"] for p in (await _team_line(family))["people"]] == ["own", "kept_out"]

    # Who left the team before it was opened is in no copy of this notebook.
    names = {row["person_id"] for row in await every_place(UUID(family.carnet_id))}
    assert names == {UUID(me), UUID((await family.access("Karim"))["person"]["id"])}


async def test_who_is_in_several_says_for_which_they_act(family: Family) -> None:
    zoe = family.stranger.client
    teams = [await Team.founded(family.physio, name) for name in ("CAMSP", "SESSAD")]
    for team in teams:
        await team.takes(zoe, "Zoé")
    await teams[0].opened_by(family, {"speech_therapist": {"agenda": ["read"]}})
    await teams[1].opened_by(family, {"speech_therapist": {"photos": ["read"]}})
    assert set(await family.rights_of(family.stranger)) == {"identity", "agenda"}
    said = await zoe.put(f"{_base(family)}/acting", json={"structure_id": teams[1].id})
    me = (await zoe.get(_base(family))).json()["me"]
    assert (said.status_code, set(me["rights"])) == (204, {"identity", "photos"})
    assert [one["name"] for one in me["teams"]] == ["SESSAD", "CAMSP"]
    other = await zoe.put(f"{_base(family)}/acting", json={"structure_id": family.carnet_id})
    assert (other.status_code, other.json()["code"]) == (404, "not_found")


async def test_a_referent_who_vanishes_leaves_a_deputy_or_a_team_asleep(
    family: Family, clock: MovingClock, query: Any
) -> None:
    async def days_go_by(n: int) -> None:
        """For the team alone: nobody has to sign in again."""
        await query("UPDATE structure SET confirmed_at = confirmed_at - $1 * interval '1 day'", n)
        await team_sleep.tell(clock.now())

    zoe, team = family.stranger.client, await Team.founded(family.physio)
    place = await team.takes(zoe, "Zoé")
    odile = await team.takes(family.granny.client, "Odile", "nurse")
    opening = await team.opened_by(family, {"speech_therapist": None})
    url = f"/api/teams/{team.id}"
    await team.referent.prove()
    named = await team.referent.client.put(f"{url}/deputy", json={"member_id": place})
    assert [one["deputy"] for one in named.json()["members"]] == [False, True, False]
    # Of the referent themself, or by anybody else: no.
    first = named.json()["members"][0]["id"]
    own = await team.referent.client.put(f"{url}/deputy", json={"member_id": first})
    assert (own.status_code, own.json()["fields"][0]["name"]) == (422, "member_id")
    # The deputy ends a place at once, and the referent is told; the role itself waits.
    await family.mailbox.new()
    assert (await zoe.delete(f"{url}/members/{odile}")).status_code == 204
    told = {str(m["Subject"]): m["To"] for m in await family.mailbox.new()}
    assert told["Quelqu’un a quitté votre équipe"] == family.physio.email
    await family.stranger.prove()
    early = await zoe.post(f"{url}/takeover")
    assert (early.status_code, early.json()["code"]) == (409, "referent_is_there")

    # Nothing is heard of the referent: two weeks before, both are told; then nobody enters, and the families are told, once.
    await days_go_by(77)
    soon = [m["To"] for m in await family.mailbox.new() if "sommeil" in str(m["Subject"])]
    assert (sorted(soon), await _open(zoe, family)) == (
        sorted([family.physio.email, family.stranger.email]),
        200,
    )
    for n in (13, 0):
        await days_go_by(n)
    assert await _open(zoe, family) == 404
    asleep = [m["To"] for m in await family.mailbox.new() if "ne voit plus" in str(m["Subject"])]
    assert sorted(asleep) == sorted([family.mother.email, family.father.email])
    line = await _team_line(family)
    assert (line["asleep"], [one["entry"] for one in line["people"]]) == (True, ["own", "asleep"])
    assert (await zoe.post(f"{url}/link")).json()["code"] == "team_asleep"

    # The deputy takes it over: it opens again what it opened, and everybody is told who answers for it now.
    await family.stranger.prove()
    taken = await zoe.post(f"{url}/takeover")
    assert (taken.status_code, taken.json()["referent"], await _open(zoe, family)) == (200, True, 200), (
        taken.text
    )
    mails = {(str(m["Subject"]), m["To"]): text(m) for m in await family.mailbox.new()}
    assert "elle entre de nouveau" in mails["Une équipe a un nouveau référent", family.father.email]
    assert ("Votre équipe a un nouveau référent", family.physio.email) in mails
    assert (await team.referent.client.put(f"{url}/deputy", json={"member_id": place})).status_code == 404
    traces = (await family.mother.client.get(f"{_base(family)}/traces", params={"kind": "sharing"})).json()[
        "traces"
    ]
    # Of one moment, in any order: the clock stands still here.
    assert sum("réveillé une équipe" in one["sentence"] for one in traces) == 1
    assert any(
        one["sentence"].startswith("Zoé Moreau a repris, comme suppléant, une équipe") for one in traces
    )
    assert (await family.mother.client.delete(f"{_base(family)}/teams/{opening}")).status_code == 204


async def test_a_family_reads_who_joined_meanwhile_and_in_which_profession_each_acted(
    family: Family, clock: MovingClock
) -> None:
    zoe, team = family.stranger.client, await Team.founded(family.physio)
    opening = await team.opened_by(family, {"nurse": None, "speech_therapist": None})
    # Closed, a notebook is told all the same who joins.
    for parent in (family.father, family.mother):
        await parent.prove()
        closed = await parent.client.post(f"{_base(family)}/closing")
    place = await team.takes(zoe, "Zoé", "nurse")
    assert (await family.mother.client.post(f"/api/closings/{closed.json()['id']}/reopen")).status_code == 200
    assert await _open(zoe, family) == 200
    # Another profession is another place: what was done before keeps the one of then.
    clock.advance(days=1)
    await team.ends(place)
    await team.takes(zoe, "Zoé")
    assert await _open(zoe, family) == 200
    days = (await family.mother.client.get(f"{_base(family)}/traces/days")).json()["days"]
    said = [[g["sentence"] for g in day["groups"]] for day in days]
    of_then = [one for one in said[1] if "Zoé" in one]
    assert any("a rejoint une équipe" in one for one in of_then), said
    assert all("Zoé Moreau, infirm" in one for one in of_then), said
    assert any("Zoé Moreau, orthophoniste" in one for one in said[0]), said
    # Both sides hold a receipt of how she enters; nobody else.
    me = (await zoe.get("/api/me")).json()["id"]
    url = f"{_base(family)}/teams/{opening}/people/{me}/receipt"
    papers = [await who.get(url) for who in (zoe, family.mother.client, family.physio.client)]
    assert [paper.status_code for paper in papers] == [200, 200, 404]
    assert all(paper.content.startswith(b"%PDF") for paper in papers[:2])


async def test_an_upload_begun_for_a_structure_ends_for_it(family: Family) -> None:
    zoe = family.stranger.client
    teams = [await Team.founded(family.physio, name) for name in ("CAMSP", "SESSAD")]
    places = [await team.takes(zoe, "Zoé") for team in teams]
    await teams[0].opened_by(family, {"speech_therapist": {"photos": ["read", "add"]}})
    await teams[1].opened_by(family, {"speech_therapist": {"photos": ["read", "add"]}})
    content, id = jpeg(), "0190f0f0-0000-7000-8000-00000000abce"
    assert (await begin(zoe, family.carnet_id, len(content), capture_id=id)).status_code == 201
    said = await zoe.put(f"{_base(family)}/acting", json={"structure_id": teams[1].id})
    assert said.status_code == 204

    async def goes_on(start: int, stop: int) -> int:
        more = {**PIECE, "Upload-Offset": str(start)}
        return (await zoe.patch(f"/api/uploads/{id}", content=content[start:stop], headers=more)).status_code

    assert await goes_on(0, 100) == 204
    assert [one["id"] for one in (await zoe.get("/api/uploads")).json()] == [id]
    # And by no other: out of that team, what was begun for it is refused, whatever else lets them in.
    await teams[0].ends(places[0])
    assert (await goes_on(100, 200), await _open(zoe, family)) == (404, 200)
    assert (await zoe.get("/api/uploads")).json() == []


async def test_the_family_agrees_to_what_it_reads_and_keeps_a_receipt(family: Family, app: Any) -> None:
    team = await Team.founded(family.physio)
    token = await team.token()
    seen = (await family.mother.client.post("/api/teams/link", json={"token": token})).json()
    assert (seen["referent"], [p["profession"] for p in seen["people"]]) == (
        "Karim Moreau",
        ["kinésithérapeute"],
    )
    texts = (await family.mother.client.get("/api/access/consents", params={})).json()
    text = next(one for one in texts if one["key"] == "give_team")
    shown = {name: text[name] for name in ("version", "language", "sha256")}
    wrong = {**shown, "sha256": hashlib.sha256(b"").hexdigest()}
    body = {"token": token, "professions": {"nurse": None}}
    url = f"{_base(family)}/teams"
    await family.mother.prove()
    for bad, field in (
        ({**body, "consent": wrong}, "consent"), ({**body, "professions": {}}, "professions"),
        ({**body, "professions": {"relative": None}}, "professions"), ({**body, "professions": {"x": None}}, "model"),
        ({**body, "professions": {"nurse": {"circle": ["manage"]}}}, "rights"),
    ):  # fmt: skip
        answer = await family.mother.client.post(url, json=bad)
        assert (answer.status_code, answer.json()["fields"][0]["name"]) == (422, field), bad
    made = await family.mother.client.post(url, json={**body, "consent": shown})
    assert made.status_code == 201
    again = await family.mother.client.post(url, json=body)
    assert (again.status_code, again.json()["code"]) == (409, "already_opened")
    paper = await family.mother.client.get(f"{url}/{made.json()['opening_id']}/receipt")
    assert paper.content.startswith(b"%PDF")
    assert (await family.physio.client.get(f"{url}/{made.json()['opening_id']}/receipt")).status_code == 404
    mails = await family.mailbox.new()
    assert [m["To"] for m in mails if "équipe" in str(m["Subject"])] == [family.father.email]


async def test_the_referent_alone_says_who_is_in(family: Family, app: Any, clock: MovingClock) -> None:
    team = await Team.founded(family.physio)
    await team.referent.prove()
    url = f"/api/teams/{team.id}"
    made = await team.referent.client.post(
        f"{url}/invitations", json={"email": family.stranger.email, "name": "Zoé", "model": "nurse"}
    )
    token = {"token": made.json()["url"].partition("#")[2]}
    other = await family.granny.client.post("/api/team-invitations/accept", json=token)
    assert (other.status_code, other.json()["code"]) == (403, "invitation_for_another")
    zoe = family.stranger.client
    joined = (await zoe.post("/api/team-invitations/accept", json=token)).json()
    assert (await zoe.post("/api/team-invitations/accept", json=token)).json()[
        "code"
    ] == "team_invitation_gone"
    mine = next(m["id"] for m in joined["members"] if m["me"])
    first = next(m["id"] for m in joined["members"] if m["referent"])
    assert (await zoe.delete(f"{url}/members/{first}")).status_code == 404
    stays = await team.referent.client.delete(f"{url}/members/{first}")
    assert (stays.status_code, stays.json()["code"]) == (409, "referent_stays")
    facing = await team.referent.client.post(f"{url}/invitations", json={"name": "Odile", "model": "nurse"})
    assert (await team.referent.client.put(f"{url}/referent", json={"member_id": mine})).json()[
        "referent"
    ] is False
    # What the referent of before had handed out lets nobody in any more.
    late = await family.granny.client.post(
        "/api/team-invitations/accept", json={"token": facing.json()["url"].partition("#")[2]}
    )
    assert late.json()["code"] == "team_invitation_gone"
    link = await team.token()
    assert (await zoe.delete(f"{url}/members/{first}")).status_code == 204
    gone = await family.mother.client.post("/api/teams/link", json={"token": link})
    assert gone.json()["code"] == "team_link_gone"
    assert (await zoe.delete(f"{url}/members/{mine}")).status_code == 204
    assert (await zoe.get("/api/teams")).json() == []


async def test_an_invitation_replaced_while_it_is_accepted_lets_nobody_in(
    family: Family, database: str
) -> None:
    """Both take the team first, then the invitation: neither waits for the other for ever."""
    team = await Team.founded(family.physio)
    await team.referent.prove()
    asked = {"email": family.stranger.email, "name": "Zoé", "model": "nurse"}
    made = (await team.referent.client.post(f"/api/teams/{team.id}/invitations", json=asked)).json()
    token = {"token": made["url"].partition("#")[2]}
    referent, looking = [await asyncpg.connect(database) for _ in range(2)]
    try:
        async with referent.transaction():
            await referent.execute("SELECT 1 FROM structure WHERE id = $1 FOR UPDATE", UUID(team.id))
            accepting = asyncio.create_task(
                family.stranger.client.post("/api/team-invitations/accept", json=token)
            )
            async with asyncio.timeout(10):
                while not await looking.fetchval(_WAITS, referent.get_server_pid()):
                    pass
            await referent.execute("SET LOCAL lock_timeout = '2s'")
            await referent.execute(
                "UPDATE team_invitation SET cancelled_at = now() WHERE id = $1",
                UUID(made["invitation"]["id"]),
            )
        assert (await accepting).json()["code"] == "team_invitation_gone"
    finally:
        await referent.close()
        await looking.close()
