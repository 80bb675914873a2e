import email
import email.message
import stat
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import pytest

from push.email import BadMessage, BadServerAddress, Email, Later, Never, Outbox, Sent, Smtp, send
from tests.push.smtp_server import certificate, mail_server

MESSAGE = Email(
    message_id="<0193a1b2-0000-7000-8000-000000000001@carnet.example.org>",
    sender="CS3 <carnet@example.org>",
    to="claire@example.org",
    subject="Confirmez votre adresse\u202f: été",
    text="Bonjour,\n\nhttp://localhost:8000/bienvenue#"
    + "A" * 43
    + "\n.\nUne ligne qui commence par un point.\n",
    html="<p>Bonjour, é</p>",
    language="fr",
    at=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
)


def plain(port: int, **more: object) -> Smtp:
    return replace(Smtp.from_url(f"smtp://127.0.0.1:{port}?tls=none"), **more)  # type: ignore[arg-type]


def read(data: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(data, policy=policy.default)  # type: ignore[return-value]


async def test_a_message_arrives_whole():
    async with mail_server() as server:
        assert await send(MESSAGE, plain(server.port)) == Sent()
    arrived = read(server.taken[0])
    assert arrived["Subject"] == MESSAGE.subject
    assert arrived["Message-ID"] == MESSAGE.message_id
    assert arrived["From"] == "CS3 <carnet@example.org>"
    assert arrived["To"] == "claire@example.org"
    assert arrived["Content-Language"] == "fr"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Date"] == "Sat, 21 Nov 2026 09:00:00 +0000"
    text, html = arrived.get_body(("plain",)), arrived.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().replace("\r\n", "\n").replace("\n..", "\n.") == MESSAGE.text
    assert html.get_content().strip() == MESSAGE.html
    assert server.envelopes[0][1] == ["RCPT TO:<claire@example.org>"]


async def test_a_retry_is_the_same_message():
    async with mail_server() as server:
        await send(MESSAGE, plain(server.port))
        await send(MESSAGE, plain(server.port))
    assert {read(data)["Message-ID"] for data in server.taken} == {MESSAGE.message_id}


async def test_starttls_and_a_login(tmp_path: Path):
    context, trusted = certificate(tmp_path)
    async with mail_server(starttls=context) as server:
        via = Smtp.from_url(f"smtp://me%40example.org:p%2Fw@127.0.0.1:{server.port}?ca={trusted}")
        assert await send(MESSAGE, via) == Sent()
    assert server.secure == [True]
    assert server.logins == [("me@example.org", "p/w")]


async def test_tls_from_the_start(tmp_path: Path):
    context, trusted = certificate(tmp_path)
    async with mail_server(tls=context) as server:
        assert await send(MESSAGE, Smtp.from_url(f"smtps://127.0.0.1:{server.port}?ca={trusted}")) == Sent()
    assert server.secure == [True]


async def test_a_server_nobody_vouches_for_gets_nothing(tmp_path: Path):
    context, _ = certificate(tmp_path)
    async with mail_server(tls=context) as server:
        outcome = await send(MESSAGE, Smtp.from_url(f"smtps://127.0.0.1:{server.port}"))
    assert isinstance(outcome, Later)
    assert server.taken == []


async def test_a_server_without_tls_gets_neither_password_nor_message():
    async with mail_server() as server:
        outcome = await send(MESSAGE, Smtp.from_url(f"smtp://me:secret@127.0.0.1:{server.port}"))
    assert isinstance(outcome, Later)
    assert (server.taken, server.logins) == ([], [])


@pytest.mark.parametrize(
    ("command", "reply", "outcome"),
    [
        ("GREET", "421 busy", Later("smtp_421")),
        ("MAIL", "451 later", Later("smtp_451")),
        ("RCPT", "450 greylisted", Later("smtp_450")),
        ("RCPT", "550 5.1.1 unknown claire@example.org", Never("smtp_550")),
        ("DATA", "452 full", Later("smtp_452")),
        ("DATA", "554 spam", Never("smtp_554")),
    ],
)
async def test_what_may_be_tried_again_is_told_apart(command: str, reply: str, outcome: object):
    async with mail_server(replies={command: reply}) as server:
        assert await send(MESSAGE, plain(server.port)) == outcome


async def test_a_refused_login_is_ours_to_mend(tmp_path: Path):
    context, trusted = certificate(tmp_path)
    async with mail_server(starttls=context, replies={"AUTH": "535 no"}) as server:
        outcome = await send(MESSAGE, Smtp.from_url(f"smtp://me:pw@127.0.0.1:{server.port}?ca={trusted}"))
    assert outcome == Later("smtp_auth_535")


async def test_a_server_that_is_away_silent_or_gone_in_the_middle():
    async with mail_server(silent=True) as server:
        assert isinstance(await send(MESSAGE, plain(server.port, seconds=0.3)), Later)
    assert isinstance(await send(MESSAGE, plain(server.port)), Later)
    async with mail_server(ends_in_data=True) as server:
        assert isinstance(await send(MESSAGE, plain(server.port)), Later)
    assert server.taken == []


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Bonjour\r\nBcc: x@example.org"},
        {"subject": "Bonjour\nx"},
        {"subject": "Bonjour\u2028x"},
        {"to": "claire@example.org\r\nBcc: x@example.org"},
        {"to": "claire@example.org, x@example.org"},
        {"to": "Claire <claire@example.org>"},
        {"to": "claire"},
        {"to": ""},
        {"sender": "CS3 <carnet@example.org>\nX-Evil: 1"},
        {"message_id": "<a@b>\r\nX-Evil: 1"},
        {"message_id": "../../evil"},
        {"message_id": "<../../evil@host>"},
        {"language": "fr\nX-Evil: 1"},
    ],
)
async def test_a_header_never_becomes_two(changes: dict[str, str], tmp_path: Path):
    with pytest.raises(BadMessage):
        await send(replace(MESSAGE, **changes), Outbox(folder=tmp_path / "outbox"))
    assert not list(tmp_path.rglob("*.eml"))


async def test_addresses_beyond_ascii():
    async with mail_server() as server:
        assert await send(replace(MESSAGE, to="zoé@exemple.fr"), plain(server.port)) == Sent()
        assert await send(replace(MESSAGE, to="claire@été.fr"), plain(server.port)) == Sent()
    assert server.envelopes[0][1][0].startswith("RCPT TO:<zoé@exemple.fr>")
    assert read(server.taken[1])["To"] == "claire@xn--t-9fab.fr"


async def test_without_a_server_it_is_a_private_file(tmp_path: Path):
    folder = tmp_path / "data" / "outbox"
    for _ in range(2):
        assert await send(MESSAGE, Outbox(folder=folder)) == Sent()
    (file,) = folder.iterdir()
    assert file.name == "20261121T090000Z-0193a1b2-0000-7000-8000-000000000001.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert read(file.read_bytes())["Subject"] == MESSAGE.subject


@pytest.mark.parametrize(
    "url",
    ["", "http://mail.example.org", "smtp://", "smtp://mail.example.org?tls=none", "mail.example.org:25"],
)
def test_a_server_address_that_cannot_be_used(url: str):
    with pytest.raises(BadServerAddress):
        Smtp.from_url(url)


def test_usual_server_addresses():
    assert (Smtp.from_url("smtp://m.example.org").port, Smtp.from_url("smtp://m.example.org").security) == (
        587,
        "starttls",
    )
    assert (Smtp.from_url("smtps://m.example.org").port, Smtp.from_url("smtps://m.example.org").security) == (
        465,
        "tls",
    )
