"""A family and its circle, let in over HTTP as people are: once for the whole run, then each test begins with a copy."""

import copy
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from backend.settings import Settings
from tests.conftest import (
    Beginning,
    MovingClock,
    browser,
    copied,
    database_named,
    run_jobs_of,
    settings_in,
    started,
)
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.rooms.identity.people import Mailbox

PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0 Mobile Safari/537.36"

SHEETS = {
    "allergies": ("allergies", "allergy"),
    "diagnoses": ("clinical", "diagnosis"),
    "history": ("clinical", "history"),
    "treatments": ("medication", "treatment"),
    "devices": ("equipment", "device"),
    "contacts": ("contacts", "relative"),
    "doctor": ("contacts", "professional"),
}
"""Of each section of the urgent sheet that is written elsewhere: the sheet and the kind of its lines."""
RENAMED = {("professional", "place"): "structure"}


@dataclass
class Member:
    """Someone signed in, in a browser of their own, with the passkey they prove themselves with."""

    client: httpx.AsyncClient
    key: Authenticator
    email: str

    async def prove(self) -> None:
        assert (await people.prove_with(self.client, self.key)).status_code == 200


@dataclass
class Family:
    carnet_id: str
    mother: Member
    father: Member
    physio: Member
    granny: Member
    stranger: Member
    doctor: httpx.AsyncClient
    mailbox: Mailbox

    @property
    def sheet(self) -> str:
        return f"/api/carnets/{self.carnet_id}/emergency"

    async def access(self, name: str, who: Member | None = None) -> dict[str, Any]:
        """Of the member whose name begins so, as a representative reads it."""
        circle = await (who or self.mother).client.get(f"/api/carnets/{self.carnet_id}/circle")
        return next(m for m in circle.json()["members"] if m["person"]["name"].startswith(name))

    async def habilitation(self, name: str) -> str:
        return (await self.access(name))["habilitation_id"]

    async def change_access(self, name: str, **parts: Any) -> None:
        """As the mother changes it on her screen."""
        await self.mother.prove()
        now = await self.access(name)
        url = f"/api/carnets/{self.carnet_id}/habilitations/{now['habilitation_id']}"
        answer = await self.mother.client.patch(url, json={"version": now["version"], **parts})
        assert answer.status_code == 204, answer.text

    async def rights_of(self, who: Member) -> dict[str, list[str]]:
        return (await who.client.get(f"/api/carnets/{self.carnet_id}")).json()["me"]["rights"]

    async def read(self, who: Member | None = None) -> dict[str, Any]:
        answer = await (who or self.mother).client.get(self.sheet)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def add(self, content: dict[str, Any], who: Member | None = None) -> dict[str, Any]:
        """The line as it then stands; one that a sheet holds is written there, and chosen as shown."""
        if content["section"] in SHEETS:
            return await self.show(content, who)
        if content["section"] == "weight":
            return await self.weigh(content, who)
        answer = await (who or self.mother).client.post(f"{self.sheet}/lines", json={"content": content})
        assert answer.status_code == 201, answer.text
        return section(answer.json(), content["section"])["lines"][-1]

    async def show(self, content: dict[str, Any], who: Member | None = None) -> dict[str, Any]:
        """content: as the urgent sheet says it. The line of the urgent sheet that is drawn from it."""
        sheet, kind = SHEETS[content["section"]]
        said = {"kind": kind} | {RENAMED.get((kind, n), n): v for n, v in content.items() if n != "section"}
        body = {"id": str(uuid4()), "content": said, "bases": [], "urgent": True}
        place = str(uuid4())
        url = f"/api/carnets/{self.carnet_id}/sheets/{sheet}/{place}"
        answer = await (who or self.mother).client.put(url, json=body)
        assert answer.status_code == 200, answer.text
        lines = section(await self.read(who), content["section"])["lines"]
        return next(line for line in lines if line["place"] == place)

    async def weigh(self, content: dict[str, Any], who: Member | None = None) -> dict[str, Any]:
        said = {"kind": "weight", "value": str(content["kg"]), "on": content["measured_on"]}
        url = f"/api/carnets/{self.carnet_id}/measurements"
        answer = await (who or self.mother).client.post(url, json={"id": str(uuid4()), "content": said})
        assert answer.status_code == 201, answer.text
        return section(await self.read(who), "weight")["lines"][0]

    async def rewrite(self, line: dict[str, Any], who: Member | None = None, **fields: Any) -> dict[str, Any]:
        """A line that is drawn from a sheet, with these fields changed there."""
        sheet, kind = SHEETS[line["section"]]
        told = line["content"] | fields
        said = {"kind": kind} | {RENAMED.get((kind, n), n): v for n, v in told.items() if n != "section"}
        body = {"id": str(uuid4()), "content": said, "bases": [line["id"]]}
        url = f"/api/carnets/{self.carnet_id}/sheets/{sheet}/{line['place']}"
        answer = await (who or self.mother).client.put(url, json=body)
        assert answer.status_code == 200, answer.text
        lines = section(await self.read(who), line["section"])["lines"]
        return next(one for one in lines if one["place"] == line["place"])

    async def answer(self, name: str, said: str) -> None:
        """Of a section of the urgent sheet, on the sheet that holds it."""
        sheet, kind = SHEETS[name]
        body = {"id": str(uuid4()), "content": {"kind": "answer", "of": kind, "answer": said}, "bases": []}
        url = f"/api/carnets/{self.carnet_id}/sheets/{sheet}/answer-{kind}"
        written = await self.mother.client.put(url, json=body)
        assert written.status_code == 200, written.text

    async def reread(self, who: Member | None = None) -> dict[str, Any]:
        """« Relue en entier »: the sheet as it then stands."""
        now = await self.read(who)
        body = {"version": now["version"], "seen": now["seen"]}
        answer = await (who or self.mother).client.post(f"{self.sheet}/confirm", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def link(self, name: str = "Carte du cartable", **more: Any) -> dict[str, Any]:
        answer = await self.mother.client.post(f"{self.sheet}/links", json={"name": name, **more})
        assert answer.status_code == 201, answer.text
        return answer.json()


def section(sheet: dict[str, Any], name: str) -> dict[str, Any]:
    return next(s for s in sheet["sections"] if s["section"] == name)


@asynccontextmanager
async def let_in(app: Litestar, mailbox: Mailbox) -> AsyncIterator[Family]:
    async with AsyncExitStack() as stack:

        async def member(given: str) -> Member:
            client = await stack.enter_async_context(browser(app, **{"User-Agent": PHONE}))
            address, key = f"{given.lower()}@example.org", Authenticator()
            await people.sign_up(client, mailbox, address, given=given)
            assert (await people.add_passkey(client, key)).status_code == 201
            return Member(client, key, address)

        mother = await member("Anne")
        opened = await mother.client.post(
            "/api/carnets",
            json={
                "given_name": "Théo",
                "family_name": "Moreau",
                "birth_date": "2016-10-25",
                "sex": "male",
                "diagnoses": "Hémiplégie gauche",
                "relation": "mère",
            },
        )
        assert opened.status_code == 201, opened.text
        carnet_id = opened.json()["id"]

        async def join(given: str, profile: str, **more: str) -> Member:
            who = await member(given)
            invited = await mother.client.post(
                f"/api/carnets/{carnet_id}/invitations",
                json={"email": who.email, "name": given, "profile": profile, **more},
            )
            assert invited.status_code == 201, invited.text
            token = invited.json()["url"].partition("#")[2]
            accepted = await who.client.post("/api/invitations/accept", json={"token": token})
            assert accepted.status_code == 200, accepted.text
            return who

        father = await join("Marc", "representative", relation="père")
        physio = await join("Karim", "professional", profession="kinésithérapeute")
        granny = await join("Odile", "carer", relation="grand-mère")
        made = Family(
            carnet_id=carnet_id,
            mother=mother,
            father=father,
            physio=physio,
            granny=granny,
            stranger=await member("Zoé"),
            doctor=await stack.enter_async_context(browser(app, **{"User-Agent": PHONE})),
            mailbox=mailbox,
        )
        await mailbox.new()
        yield made


def mailbox_of(settings: Settings, database: str) -> Mailbox:
    async def run_all() -> None:
        """Telling is a job, and each e-mail another, which it puts in the queue."""
        await run_jobs_of(database)
        await run_jobs_of(database)

    return Mailbox(folder=settings.outbox, run_jobs=run_all)


@dataclass(frozen=True)
class KeptFamily:
    beginning: Beginning
    family: Family

    @asynccontextmanager
    async def again(self, app: Litestar, mailbox: Mailbox) -> AsyncIterator[Family]:
        """The same people, on the same phones, before an application that was started on the copy."""
        mailbox.read |= self.family.mailbox.read
        async with AsyncExitStack() as stack:

            async def phone(cookies: httpx.Cookies | None = None) -> httpx.AsyncClient:
                client = await stack.enter_async_context(browser(app, **{"User-Agent": PHONE}))
                for cookie in cookies.jar if cookies else ():
                    client.cookies.jar.set_cookie(cookie)
                return client

            async def member(name: str) -> Member:
                kept: Member = getattr(self.family, name)
                return Member(await phone(kept.client.cookies), copy.copy(kept.key), kept.email)

            names = ("mother", "father", "physio", "granny", "stranger")
            members = {name: await member(name) for name in names}
            yield Family(carnet_id=self.family.carnet_id, doctor=await phone(), mailbox=mailbox, **members)


@pytest.fixture(scope="session")
async def kept_family(
    postgres: str, template: str, new_storage: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[KeptFamily]:
    folder = tmp_path_factory.mktemp("family")
    settings = settings_in(folder, new_storage())
    async with copied(postgres, template) as name:
        database = database_named(postgres, name)
        async with (
            started(settings, database, MovingClock()) as app,
            let_in(app, mailbox_of(settings, database)) as family,
        ):
            # Read, and copied by none of the tests.
            for letter in settings.outbox.glob("*.eml"):
                letter.unlink()
        yield KeptFamily(Beginning(name, folder / "data"), family)


@pytest.fixture
async def family(
    kept_family: KeptFamily, app: Litestar, settings: Settings, database: str
) -> AsyncIterator[Family]:
    async with kept_family.again(app, mailbox_of(settings, database)) as made:
        yield made
