"""Anne and Marc live apart. She invites him; from then on each sees what the other adds, and neither is above the other."""

from typing import Any

from tests.conftest import MovingClock
from tests.family import Family
from tests.journeys.conftest import Phones
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

MARC = "marc.petit@example.org"


async def test_the_second_parent(family: Family, phone: Phones, run_jobs: Any, clock: MovingClock) -> None:
    letters = family.mailbox
    # Zoé has a daughter, Léa, whose father has no account yet.
    zoé = family.stranger
    opened = await zoé.client.post(
        "/api/carnets",
        json={"given_name": "Léa", "family_name": "Petit", "birth_date": "2023-05-04", "relation": "mère"},
    )
    id = opened.json()["id"]
    carnet = f"/api/carnets/{id}"
    invited = await zoé.client.post(
        f"{carnet}/invitations",
        json={
            "email": MARC,
            "name": "Marc",
            "profile": "representative",
            "relation": "père",
            "message": "Voici le carnet de Léa.",
        },
    )
    assert invited.status_code == 201, invited.text
    (letter,) = await letters.new()
    assert letter["To"] == MARC
    assert "Voici le carnet de Léa." in people.text(letter)
    (token,) = people.links([letter], MARC, "invitation")

    # He opens the link: a first name, who invites, and nothing of her health. It waits while he makes an account.
    marc = await phone()
    seen = (await marc.post("/api/invitations/open", json={"token": token})).json()
    assert (seen["carnet_given_name"], seen["invited_by"]) == ("Léa", "Zoé Moreau")
    assert "Petit" not in str(seen)
    assert MARC not in str(seen)
    assert (await marc.post("/api/invitations/accept", json={"token": token})).status_code == 401
    await people.sign_up(marc, letters, MARC, given="Marc")
    assert (await marc.post("/api/invitations/accept", json={"token": token})).status_code == 403
    key = Authenticator()
    await people.add_passkey(marc, key)

    # The link that someone else finds opens nothing to them.
    other = await family.granny.client.post("/api/invitations/accept", json={"token": token})
    assert (other.status_code, other.json()["code"]) == (403, "invitation_for_another")
    entered = await marc.post("/api/invitations/accept", json={"token": token})
    assert (entered.status_code, entered.json()["me"]["profile"]) == (200, "representative")
    again = await marc.post("/api/invitations/accept", json={"token": token})
    assert (again.status_code, again.json()["code"]) == (404, "invitation_gone")
    told = await letters.new()
    assert [m["To"] for m in told if "Marc" in people.text(m)] == [zoé.email]

    # What one adds is news to the other, once.
    assert (await marc.post(f"{carnet}/visit")).status_code == 204
    clock.advance(hours=2)
    photo = await add(zoé.client, id, jpeg())
    await run_jobs()
    news = (await marc.get(f"{carnet}/home")).json()
    assert [(n["action"], n["item_id"]) for n in news["news"]] == [("captures:photo:add", photo)]
    assert news["fresh"]
    assert news["news"][0]["sentence"] == "Zoé Moreau a ajouté une photo."
    assert (await marc.post(f"{carnet}/visit")).status_code == 204
    clock.advance(hours=2)
    assert not (await marc.get(f"{carnet}/home")).json()["fresh"]

    # He has the same rights as she: the photo, the traces, inviting. She sees that he looked. What her camera wrote stays hers,
    # until she shows him her address.
    original = f"{carnet}/captures/{photo}/files/original"
    assert (await marc.get(original)).json()["code"] == "original_kept"
    await zoé.prove()
    shown = {"text": "", "seen_by": ["representatives"]}
    nothing = {"text": "", "seen_by": []}
    said = {"version": 0, "address": shown, "phone": nothing, "note": nothing}
    assert (await zoé.client.put(f"{carnet}/details/mine", json=said)).status_code == 200
    assert ((await marc.get(original)).status_code, (await marc.get(original)).content) == (200, jpeg())
    told = (await zoé.client.get(f"{carnet}/traces")).json()["traces"]
    assert "Marc Moreau a téléchargé un original." in [t["sentence"] for t in told]
    assert (await people.prove_with(marc, key)).status_code == 200
    nurse = {"email": "rose@example.org", "name": "Rose", "profile": "professional"}
    assert (await marc.post(f"{carnet}/invitations", json=nurse)).status_code == 201

    # Neither takes the child's notebook from the other; each may leave, but not both.
    members = (await zoé.client.get(f"{carnet}/circle")).json()["members"]
    his = next(m["habilitation_id"] for m in members if not m["me"])
    hers = next(m["habilitation_id"] for m in members if m["me"])
    await zoé.prove()
    taken = await zoé.client.delete(f"{carnet}/habilitations/{his}")
    assert (taken.status_code, taken.json()["code"]) == (403, "other_representative")
    assert (await zoé.client.delete(f"{carnet}/habilitations/{hers}")).status_code == 204
    assert (await zoé.client.get(carnet)).status_code == 404
    alone = await marc.delete(f"{carnet}/habilitations/{his}")
    assert (alone.status_code, alone.json()["code"]) == (409, "last_representative")

    # And all the while, Théo's family next door is none of his business.
    assert (await marc.get(f"/api/carnets/{family.carnet_id}")).status_code == 404
