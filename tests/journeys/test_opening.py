"""Anne hears of CS3, opens Théo's notebook, and puts the first things in it: from nothing to a photo."""

from typing import Any
from uuid import uuid4

from tests.conftest import MovingClock
from tests.journeys.conftest import Phones
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.rooms.identity.people import Mailbox

ANNE = "anne.moreau@example.org"


async def test_from_nothing_to_the_first_photo(
    phone: Phones, letters: Mailbox, run_jobs: Any, clock: MovingClock
) -> None:
    anne = await phone()
    assert (await anne.get("/api/carnets")).status_code == 401

    # She gives her address. What she is answered does not say whether it is known; the letter does.
    asked = await anne.post("/api/auth/signup", json={"email": ANNE, "locale": "fr"})
    assert (asked.status_code, asked.json()) == (202, {"mail": "outbox"})
    (letter,) = await letters.new()
    assert letter["To"] == ANNE
    (token,) = people.links([letter], ANNE, "bienvenue")

    # The link proves the address, and opens nothing before she has a way in of her own.
    named = {"token": token, "given_name": "Anne", "family_name": "Moreau", "locale": "fr"}
    assert (await anne.post("/api/auth/signup/complete", json=named)).status_code == 201
    child = {
        "given_name": "Théo",
        "family_name": "Moreau",
        "birth_date": "2016-10-25",
        "sex": "male",
        "diagnoses": "Hémiplégie gauche après un traumatisme crânien.",
        "relation": "mère",
    }
    early = await anne.post("/api/carnets", json=child)
    assert (early.status_code, early.json()["code"]) == (403, "enrolling")
    key = Authenticator()
    assert (await people.add_passkey(anne, key)).status_code == 201
    assert (
        await anne.post("/api/auth/signup/complete", json=named)
    ).status_code == 410  # the link served once

    # She opens the notebook, and is the child's representative in it.
    opened = await anne.post("/api/carnets", json=child)
    assert opened.status_code == 201, opened.text
    carnet = f"/api/carnets/{opened.json()['id']}"
    assert opened.json()["me"]["profile"] == "representative"
    home = (await anne.get(f"{carnet}/home")).json()
    assert (home["news"], home["seen_today"]) == ([], 0)

    # The first allergy, the first photo, a portrait.
    said = {"kind": "allergy", "substance": "Pénicilline", "reaction": "choc"}
    line = {"id": str(uuid4()), "content": said, "bases": [], "urgent": True}
    assert (await anne.put(f"{carnet}/sheets/allergies/{uuid4()}", json=line)).status_code == 200
    id = await add(anne, opened.json()["id"], jpeg(), note="Premier jour avec l’attelle")
    await run_jobs()
    capture = (await anne.get(f"{carnet}/captures/{id}")).json()
    assert (capture["state"], capture["note"]) == ("ready", "Premier jour avec l’attelle")
    small = await anne.get(f"{carnet}/captures/{id}/files/small")
    assert (small.status_code, small.headers["content-type"]) == (200, "image/webp")
    assert (await anne.put(f"{carnet}/portrait", content=jpeg())).json()["portrait"]

    # A fortnight less a day later, on the same phone, it is all there; on another, the passkey opens it.
    clock.advance(days=13)
    assert [c["id"] for c in (await anne.get(f"{carnet}/captures")).json()["captures"]] == [id]
    tablet = await phone()
    assert (await people.sign_in_with(tablet, key)).status_code == 200
    (listed,) = (await tablet.get("/api/carnets")).json()
    assert (listed["given_name"], listed["portrait"] is not None) == ("Théo", True)
    sheet = (await tablet.get(f"{carnet}/emergency")).json()
    substances = [
        entry["content"]["substance"]
        for section in sheet["sections"]
        if section["section"] == "allergies"
        for entry in section["lines"]
    ]
    assert substances == ["Pénicilline"]

    # And the notebook remembers each of these acts.
    told = [t["sentence"] for t in (await tablet.get(f"{carnet}/traces")).json()["traces"]]
    for said in (
        "Anne Moreau a ouvert ce carnet.",
        "Anne Moreau a écrit sur la fiche «\u202fAllergies\u202f».",
        "Anne Moreau a choisi de montrer une ligne sur la fiche urgente.",
        "Anne Moreau a ajouté une photo.",
        "Anne Moreau a changé le portrait.",
    ):
        assert said in told, told
