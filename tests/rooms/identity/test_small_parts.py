"""Addresses, devices, tokens, sealing, limits: what takes a value and answers one."""

import hashlib
from pathlib import Path
from uuid import UUID

import pytest

from backend.rooms.identity import addresses, devices, limits, sealing, tokens
from backend.rooms.identity.errors import EmailWrong
from media.storage.keys import FileKeyService

ONE, OTHER = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(
    "email", ["claire@example.org", " Claire.Moreau+cs3@mail.example.fr ", "zoé@exemple.fr", "a@é.fr"]
)
def test_addresses_that_people_have(email: str):
    assert addresses.clean(email) == email.strip()


@pytest.mark.parametrize(
    "email",
    [
        "", "claire", "claire@", "@example.org", "a@b", "a b@example.org", "a@example.org\nBcc: x@example.org",
        "a@example.org,b@example.org", "<a@example.org>", '"a"@example.org', "a@example..org", "a@127.0.0.1",
        "x" * 250 + "@example.org", "a@straße.de", "a@exa\u200dmple.fr", "a@example.fr\x00z", "a@example.f\x07r",
    ],
)  # fmt: skip
def test_what_is_no_address(email: str):
    with pytest.raises(EmailWrong):
        addresses.clean(email)


def test_capitals_do_not_make_another_person():
    assert addresses.key("Claire@Example.ORG") == addresses.key("claire@example.org")
    assert addresses.key("Zoé@exemple.fr") == addresses.key("ZOe\u0301@exemple.fr")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strasse@example.org", "straße@example.org"),
        ("fin@example.org", "ﬁn@example.org"),
        ("ali@example.org", "alı@example.org"),
    ],
)
def test_lookalikes_are_other_people(one: str, other: str):
    assert addresses.key(one) != addresses.key(other)


def test_a_sign_that_is_another_one_is_written_as_that_one():
    """Unicode has the Kelvin sign be a K: the message goes to the person whose address it is."""
    assert addresses.clean("mi\u212ae@example.org") == "miKe@example.org"


CHROME = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0"


@pytest.mark.parametrize(
    ("agent", "french", "english"),
    [
        (CHROME, "Chrome sur Android", "Chrome on Android"),
        (SAFARI, "Safari sur iPhone", "Safari on iPhone"),
        (FIREFOX, "Firefox sur Windows", "Firefox on Windows"),
        (EDGE, "Edge sur Windows", "Edge on Windows"),
        ("curl/8", "Appareil inconnu", "Unknown device"),
        ("<script>alert(1)</script>", "Appareil inconnu", "Unknown device"),
    ],
)
def test_a_device_in_words(agent: str, french: str, english: str):
    browser, system = devices.read(agent)
    assert devices.label(browser=browser, system=system, locale="fr") == french
    assert devices.label(browser=browser, system=system, locale="en") == english


def test_a_token_is_256_random_bits_kept_as_a_digest():
    token = tokens.new_token()
    assert len(token) == 43
    assert token != tokens.new_token()
    assert tokens.token_hash("A" * 43) is not None
    assert tokens.token_hash("A" * 43).hex() == hashlib.sha256(b"A" * 43).hexdigest()  # type: ignore[union-attr]


@pytest.mark.parametrize("token", ["", "A" * 42, "A" * 44, "A" * 43 + "\n", "é" * 43, "A" * 42 + "="])
def test_what_cannot_be_a_token(token: str):
    assert tokens.token_hash(token) is None


async def test_what_is_sealed_opens_only_in_its_place(tmp_path: Path):
    keys = FileKeyService(tmp_path / "key")
    sealed = await sealing.seal(b"secret", owner=ONE, purpose="totp", keys=keys)
    assert b"secret" not in sealed
    assert await sealing.unseal(sealed, owner=ONE, purpose="totp", keys=keys) == b"secret"
    for owner, purpose in [(OTHER, "totp"), (ONE, "mail")]:
        with pytest.raises(sealing.Unreadable):
            await sealing.unseal(sealed, owner=owner, purpose=purpose, keys=keys)
    for place in range(0, len(sealed), 7):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(sealing.Unreadable):
            await sealing.unseal(bytes(changed), owner=ONE, purpose="totp", keys=keys)


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_who_counts_as_one_place(address: str, place: str):
    assert limits.place(address) == place
