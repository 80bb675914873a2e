"""Settings: each is in the README's table, and a wrong one is said in one sentence that names it."""

import re
from pathlib import Path

import pytest

from backend.kit.errors import SettingsError
from backend.settings import read_settings

ROOT = Path(__file__).resolve().parent.parent.parent


def test_the_readme_lists_every_variable_that_is_read_and_no_other() -> None:
    read = set(re.findall(r"\"(CS3_[A-Z_]+)\"", (ROOT / "backend/settings.py").read_text()))
    listed = set(re.findall(r"^\| `(CS3_[A-Z_]+)`", (ROOT / "README.md").read_text(), re.M))
    assert listed == read


@pytest.mark.parametrize(
    "environment",
    [
        {"CS3_PUBLIC_URL": "carnet.example.org"},
        {"CS3_PUBLIC_URL": "http://carnet.example.org"},
        {"CS3_PUBLIC_URL": "https://carnet.example.org/under"},
        {"CS3_DATABASE_URL": "mysql://x"},
        {"CS3_STORAGE_URL": "ftp://x"},
        {"CS3_SMTP_URL": "smtp://x"},
        {"CS3_PUBLIC_URL": "https://me:secret@carnet.example.org"},
        {"CS3_PUBLIC_URL": "https://carnet.example.org?a=b"},
        {"CS3_PUBLIC_URL": "https://carnet.example.org:port"},
        {"CS3_PUBLIC_URL": "https://carnet-é.example.org"},
        {"CS3_SMTP_URL": "mail.example.org", "CS3_MAIL_FROM": "a@example.org"},
        {"CS3_SMTP_URL": "smtp://mail.example.org:port", "CS3_MAIL_FROM": "a@example.org"},
        {"CS3_SMTP_URL": "smtp://mail.example.org?tls=none", "CS3_MAIL_FROM": "a@example.org"},
        {"CS3_SMTP_URL": "smtp://mail.example.org", "CS3_MAIL_FROM": "nobody"},
        {"CS3_WORKER": "outside"},
        {"CS3_TRUSTED_PROXIES": "127.0.0.1, caddy"},
        {"CS3_SMTP_URL": "smtp://me:hidden-word@m.example.org:port", "CS3_MAIL_FROM": "a@example.org"},
        {"CS3_MAIL_FROM": "CS3 <a@b.example>\nBcc: c@d.example"},
        {"CS3_PUSH_SUBJECT": "carnet@example.org"},
        {"CS3_PUSH_SUBJECT": "mailto:carnet@localhost"},
        {"CS3_PUSH_HOSTS": "https://push.example.org/path"},
        {"CS3_PUSH_HOSTS": "http://push.example.org"},
        {"CS3_POOL_SIZE": "²"},
        {"CS3_POOL_SIZE": "many"},
        {"CS3_POOL_SIZE": "1"},
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str]) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings(environment)
    named = error.value.name
    assert named in environment or named == "CS3_MAIL_FROM"
    assert str(error.value).startswith(named)
    assert "hidden-word" not in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://Carnet.Example.org/", "https://carnet.example.org"),
        ("https://carnet.example.org:443", "https://carnet.example.org"),
        ("https://carnet.example.org:8443", "https://carnet.example.org:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_the_public_address_is_written_as_browsers_write_it(given: str, origin: str) -> None:
    """Otherwise every change would be refused as coming from elsewhere."""
    settings = read_settings({"CS3_PUBLIC_URL": given})
    assert settings.origin == settings.public_url == origin


def test_nothing_of_the_demonstration_is_there_by_default(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path)
    assert not settings.demo
    assert settings.database_url == ""
    assert settings.smtp_url == ""


async def test_a_demonstration_person_cannot_be_made_elsewhere(app) -> None:
    from datetime import UTC, datetime

    from backend.rooms.identity.service import create_demo_person

    with pytest.raises(RuntimeError):
        await create_demo_person(
            email="a@b.example",
            given_name="A",
            family_name="B",
            locale="fr",
            password="x" * 20,
            totp_secret="A" * 32,
            at=datetime.now(UTC),
        )
