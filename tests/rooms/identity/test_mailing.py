"""Messages enter the queue with the act they tell of, sealed, and leave once."""

import stat
from uuid import UUID

import pytest

from backend.kit.transaction import transaction
from backend.rooms.identity import service
from backend.rooms.identity.letters import Letter, Link, as_html, as_text
from tests.rooms.identity import people

CLAIRE = "claire@example.org"


def texts(language: str) -> Letter:
    return Letter(subject="Bonjour" if language == "fr" else "Hello", paragraphs=("<b>Un & deux</b>",))


async def test_a_message_of_an_act_undone_is_never_sent(client, mailbox, query):
    class Undone(Exception):
        pass

    async def undone() -> None:
        async with transaction():
            await service.write_to(CLAIRE, texts, language="fr")
            raise Undone

    with pytest.raises(Undone):
        await undone()
    assert await mailbox.new() == []
    assert await query("SELECT 1 FROM procrastinate_jobs WHERE task_name = 'identity.send_mail'") == []


async def test_waiting_it_is_sealed_sent_it_is_forgotten(client, mailbox, query):
    async with transaction():
        await service.write_to(CLAIRE, texts, language="fr")
    (row,) = await query("SELECT sealed FROM mail")
    (job,) = await query(
        "SELECT args::text AS args FROM procrastinate_jobs WHERE task_name = 'identity.send_mail'"
    )
    for held in (bytes(row["sealed"]), str(job["args"]).encode()):
        assert b"claire" not in held
        assert b"Bonjour" not in held
    (message,) = await mailbox.new()
    assert (message["To"], message["Subject"]) == (CLAIRE, "Bonjour")
    assert await query("SELECT 1 FROM mail") == []


async def test_each_in_their_language_and_only_to_people_who_exist(client, mailbox, app):
    from tests.conftest import browser

    me = await people.sign_up(client, mailbox, CLAIRE)
    async with browser(app) as other:
        paul = await people.sign_up(other, mailbox, "paul@example.org", given="Paul")
        await people.set_code_way(other, (await _now()))
        await other.patch("/api/me", json={"locale": "en"})
    ids = [UUID(me["id"]), UUID(paul["id"]), UUID(int=7), UUID(me["id"])]
    async with transaction():
        await service.tell(ids, texts)
        assert await service.person_names(ids) == {
            UUID(me["id"]): "Claire Moreau",
            UUID(paul["id"]): "Paul Moreau",
        }
    sent = {m["To"]: m["Subject"] for m in await mailbox.new()}
    assert sent == {CLAIRE: "Bonjour", "paul@example.org": "Hello"}


async def _now():
    from backend.kit import runtime

    return runtime.get().clock.now()


async def test_the_outbox_is_private(client, mailbox):
    async with transaction():
        await service.write_to(CLAIRE, texts, language="fr")
    await mailbox.new()
    assert stat.S_IMODE(mailbox.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(p.stat().st_mode) for p in mailbox.folder.iterdir()] == [0o600]


async def test_a_message_past_its_time_is_dropped(client, mailbox, clock, query):
    async with transaction():
        await service.write_to(CLAIRE, texts, language="fr")
    clock.advance(days=3)
    assert await mailbox.new() == []
    assert await query("SELECT 1 FROM mail") == []


async def test_without_a_server_it_waits_and_leaves_once_it_is_back(client, mailbox, query, settings, clock):
    """A mail server that is away: the job comes back, and the message is the same one."""
    import socket
    from dataclasses import replace

    from backend.app import open_runtime
    from backend.rooms.identity.delivery import MailWaits, deliver

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    async with transaction():
        await service.write_to(CLAIRE, texts, language="fr")
    (row,) = await query("SELECT id FROM mail")
    away = replace(
        settings, smtp_url=f"smtp://127.0.0.1:{port}?tls=none", mail_from="CS3 <carnet@example.org>"
    )
    open_runtime(away, clock=clock)
    with pytest.raises(MailWaits) as waits:
        await deliver(row["id"])
    assert "claire" not in str(waits.value)
    open_runtime(settings, clock=clock)
    await deliver(row["id"])
    await deliver(row["id"])
    assert len(list(mailbox.folder.glob("[!.]*.eml"))) == 1


def test_every_word_is_escaped():
    letter = Letter(
        subject="<i>",
        paragraphs=('"<script>"',),
        link=Link(label="<a>", address='https://x/#"><script>'),
        then=("&",),
    )
    html = as_html(letter, language="fr")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert 'https://x/#"><script>' in as_text(letter)
    assert '"><script>' not in html


async def test_demonstration_people_only_in_a_demonstration(client, settings, clock):
    from dataclasses import replace

    from backend.app import open_runtime

    asked = {
        "email": CLAIRE, "given_name": "Claire", "family_name": "Moreau", "locale": "fr",
        "password": people.PASSWORD, "totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "at": clock.at,
    }  # fmt: skip
    async with transaction():
        with pytest.raises(RuntimeError):
            await service.create_demo_person(**asked)
    open_runtime(replace(settings, demo=True), clock=clock)
    async with transaction():
        first = await service.create_demo_person(**asked)
        assert await service.create_demo_person(**asked) == first
    import pyotp

    answer = await people.sign_in_by_code(client, CLAIRE, pyotp.TOTP(str(asked["totp_secret"])).at(clock.at))
    assert answer.status_code == 200
    assert answer.json()["demo"] is True


async def test_after_a_new_server_key_codes_still_work(client, mailbox, clock, settings):
    import pyotp

    from backend.kit import runtime

    await people.sign_up(client, mailbox, CLAIRE)
    secret, _ = await people.set_code_way(client, clock.at)
    keys = runtime.get().keys
    keys.rotate()
    assert await service.reseal() == 1
    clock.advance(minutes=2)
    answer = await client.post("/api/auth/proof/otp", json={"code": pyotp.TOTP(secret).at(clock.at)})
    assert answer.status_code == 200


def test_messages_link_to_screens_that_exist():
    from pathlib import Path

    from backend.rooms.identity import screens

    routes = (Path(__file__).parents[3] / "pwa/src/rooms/identity/routes.ts").read_text()
    named = [value for name, value in vars(screens).items() if name.isupper()]
    assert len(named) == 8
    assert [path for path in named if f'path: "{path}"' not in routes] == []
