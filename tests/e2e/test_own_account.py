"""The child on an account of their own: let in by a parent with a code on the screen, and what their home screen says."""

import asyncio
import os
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from uuid import UUID

import asyncpg

from backend.kit.days import ZONE
from tests.e2e.phone import Phone
from tests.e2e.test_closing import Notebook, ask, look
from tests.e2e.test_giving import code_on_screen
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]


def picture(phone: Phone, name: str) -> None:
    if folder := os.environ.get("CS3_TEST_PICTURES"):
        phone.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_the_child_is_let_in_and_reads_in_their_own_words(phone: Phones) -> None:
    nino = Notebook(phone("anne", alone=True), phone("marc", alone=True))
    anne, child = nino.anne, phone("sophie", alone=True)
    anne.go(f"{nino.path}/cercle/inviter")
    anne.page.get_by_role("button", name="L’enfant, titulaire du carnet").tap()
    anne.fill("Son nom", "Nino")
    anne.reads("Ce carnet parle de cette personne")
    assert anne.page.get_by_text("Pour combien de temps").count() == 0
    look(anne)
    picture(anne, "give")
    anne.tap("Je donne cet accès")
    anne.page.get_by_role("button", name=re.compile("^Cette personne est devant moi")).tap()
    anne.reads("Montrez ce code à Nino")
    child.go(code_on_screen(anne).removeprefix(child.base))
    child.reads("t’ouvre ton carnet")
    child.reads("Ce carnet parle de moi.")
    picture(child, "invitation")
    child.tap("J’accepte")
    child.page.wait_for_url(f"**{nino.path}")
    child.reads("Bonjour Nino")
    child.reads("Ce carnet parle de toi.")
    child.settled()
    look(child)
    picture(child, "home")
    words = child.page.get_by_role("main").inner_text()
    assert "Donner un accès" not in words
    assert "vous " not in words
    child.page.get_by_role("link", name="Qui peut lire ton carnet").tap()
    child.reads("titulaire")
    assert child.page.get_by_role("link", name="Donner un accès").count() == 0
    child.forgive.append("status of 404")  # what is kept ahead may be asked for just then
    nino.close()


def test_at_eighteen_they_take_it_over(phone: Phones) -> None:
    nino = Notebook(phone("anne", alone=True), phone("marc", alone=True))
    anne, child = nino.anne, phone("sophie", alone=True)
    invited = {"email": child.person["email"], "name": "Nino", "model": "holder"}
    made = ask(anne, "POST", f"{nino.api}/invitations", invited)
    ask(child, "POST", "/api/invitations/accept", {"token": made["url"].partition("#")[2]})
    today = datetime.now(ZONE).date()
    next_month = (today + timedelta(days=30)).replace(day=15)
    ask(anne, "PATCH", nino.api, {"version": 1, "birth_date": str(years_before(next_month))})
    anne.go(nino.path)
    anne.page.get_by_role("link", name=re.compile("Nino aura 18 ans le")).tap()
    anne.reads("rien ne s’efface")
    look(anne)
    picture(anne, "soon")
    # As if a year had gone by: the notebook was opened, and the account was there, before the birthday.
    with ThreadPoolExecutor() as beside:  # the browser has this thread's loop
        beside.submit(lambda: asyncio.run(_a_year_ago(child.served, nino.id, years_before(today)))).result()
    anne.go(nino.path)
    anne.page.get_by_role("link", name=re.compile("Nino a 18 ans")).tap()
    anne.reads("attend d’être repris")
    look(anne)
    picture(anne, "waiting")
    child.go(nino.path)
    child.page.get_by_role("link", name=re.compile("Ton carnet est à toi")).tap()
    child.reads("Tu as 18 ans")
    child.settled()
    child.tap("Reprendre mon carnet")
    child.page.get_by_text("Choisis.").first.wait_for()
    child.page.get_by_role("group", name=re.compile("Anne")).get_by_role(
        "radio", name=re.compile("Lit tout")
    ).check()
    child.page.get_by_role("group", name=re.compile("Marc")).get_by_role(
        "radio", name=re.compile("Ne lit plus")
    ).check()
    look(child)
    picture(child, "take")
    for parent in (anne, nino.marc, child):  # what is kept ahead may be asked for just then
        parent.forgive.append("status of 404")
    child.tap("Reprendre mon carnet")
    child.page.get_by_role("alertdialog").get_by_role("button", name="Reprendre mon carnet").tap()
    child.reads("Tu décides qui le lit")
    look(child)
    picture(child, "taken")
    assert nino.id not in [c["id"] for c in ask(nino.marc, "GET", "/api/carnets")]
    rights = ask(anne, "GET", nino.api)["me"]["rights"]
    assert rights["documents.medical"] == ["read"]
    ask(child, "POST", f"{nino.api}/closing")


def years_before(day: date) -> date:
    """Eighteen; on 29 February, the day before."""
    return day.replace(year=day.year - 18, day=min(day.day, 28) if day.month == 2 else day.day)


async def _a_year_ago(served: Served, carnet_id: str, born: date) -> None:
    pid = next(served.data.rglob("postmaster.pid")).read_text().splitlines()
    connection = await asyncpg.connect(host=pid[4], port=int(pid[3]), user="postgres", database="postgres")
    try:
        for table, column, key in (("carnet", "opened_at", "id"), ("habilitation", "since", "carnet_id")):
            await connection.execute(
                f"UPDATE {table} SET {column} = {column} - interval '1 year' WHERE {key} = $1",
                UUID(carnet_id),
            )
        await connection.execute("UPDATE carnet SET birth_date = $2 WHERE id = $1", UUID(carnet_id), born)
    finally:
        await connection.close()
