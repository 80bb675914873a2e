"""The same, with a real notebook: who may vouch comes from the circle."""

from tests.conftest import browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.rooms.identity.test_recovery import ask

CLAIRE, PAUL = "claire@example.org", "paul@example.org"


async def test_the_second_parent_may_vouch_after_a_month_and_a_professional_may_not(
    app, client, mailbox, clock
):
    async with browser(app) as claire, browser(app) as paul, browser(app) as doctor:
        keys = {claire: Authenticator(), paul: Authenticator(), doctor: Authenticator()}
        for who, address in [(claire, CLAIRE), (paul, PAUL), (doctor, "doctor@example.org")]:
            await people.sign_up(who, mailbox, address, given=address.split("@")[0].title())
            await people.add_passkey(who, keys[who])
        carnet = {
            "given_name": "Théo",
            "family_name": "Moreau",
            "birth_date": "2016-03-01",
            "relation": "mère",
        }
        opened = await claire.post("/api/carnets", json=carnet)
        assert opened.status_code == 201, opened.text
        carnet_id = opened.json()["id"]
        assert (await client.post("/api/auth/recovery", json={"email": CLAIRE})).status_code == 202
        for who, address, profile in [
            (paul, PAUL, "representative"),
            (doctor, "doctor@example.org", "professional"),
        ]:
            invited = await claire.post(
                f"/api/carnets/{carnet_id}/invitations",
                json={"email": address, "name": "Quelqu’un", "profile": profile},
            )
            assert invited.status_code == 201, invited.text
            token = invited.json()["url"].partition("#")[2]
            assert (await who.post("/api/invitations/accept", json={"token": token})).status_code == 200
        await mailbox.new()
        token = await ask(client, mailbox, CLAIRE)
        opened = await client.post("/api/auth/recovery/open", json={"token": token})
        # Paul has accepted a minute ago: nothing opens, and it is said from when
        assert (opened.json()["can"], opened.json()["vouch_from"]) == ([], "2026-12-21T09:00:00Z")
        clock.advance(days=30)
        for who, key in keys.items():
            assert (await people.sign_in_with(who, key)).status_code == 200
        token = await ask(client, mailbox, CLAIRE)
        opened = await client.post("/api/auth/recovery/open", json={"token": token})
        assert opened.json()["can"] == ["vouch"]
        await client.post("/api/auth/recovery/vouch", json={"token": token})
        assert sorted(m["To"] for m in await mailbox.new()) == [CLAIRE, PAUL]
        (vouch,) = (await paul.get("/api/me/vouches")).json()
        assert vouch["carnet"] == {"id": carnet_id, "given_name": "Théo"}
        assert (await doctor.get("/api/me/vouches")).json() == []
        # withdrawn from the circle, Paul no longer counts
        circle = (await claire.get(f"/api/carnets/{carnet_id}/circle")).json()
        his = next(m["habilitation_id"] for m in circle["members"] if m["person"]["name"].startswith("Paul"))
        assert (await paul.delete(f"/api/carnets/{carnet_id}/habilitations/{his}")).status_code == 204
        assert (await paul.get("/api/me/vouches")).json() == []
