"""Against answers recorded from Chromium (recorded_passkey.json, Ed25519) and made here (ES256)."""

import copy
import json
import secrets
from pathlib import Path

import pytest

from backend.rooms.identity import passkeys
from backend.rooms.identity.passkeys import PasskeyRefused, RelyingParty
from tests.rooms.identity.authenticator import UP, Authenticator, b64, unb64

RECORDED = json.loads((Path(__file__).parent / "recorded_passkey.json").read_text())
PARTY = RelyingParty(id="localhost", origin=RECORDED["origin"])
MADE = bytes.fromhex(RECORDED["registration_challenge"])
ASKED = bytes.fromhex(RECORDED["sign_in_challenge"])


def recorded_key() -> passkeys.NewPasskey:
    return passkeys.verify_registration(party=PARTY, challenge=MADE, credential=RECORDED["registration"])


def sign_in(**changes: object) -> int:
    key = recorded_key()
    arguments = {
        "party": PARTY,
        "challenge": ASKED,
        "credential": RECORDED["sign_in"],
        "public_key": key.public_key,
        "sign_count": key.sign_count,
    }
    return passkeys.verify_sign_in(**{**arguments, **changes})  # type: ignore[arg-type]


def test_a_recorded_registration_gives_its_key():
    key = recorded_key()
    assert b64(key.credential_id) == RECORDED["registration"]["rawId"]
    assert (key.sign_count, key.backed_up, len(key.public_key)) == (1, False, 42)


def test_a_recorded_sign_in_is_accepted_and_counts():
    assert sign_in() == 2


def test_the_answer_says_whose_it_is():
    claimed = passkeys.claimed_credential(RECORDED["sign_in"])
    assert claimed == (recorded_key().credential_id, bytes.fromhex(RECORDED["user_handle"]))


@pytest.mark.parametrize(
    "changes",
    [
        {"challenge": secrets.token_bytes(64)},
        {"party": RelyingParty(id="localhost", origin="http://localhost:8001")},
        {"party": RelyingParty(id="evil.example", origin=PARTY.origin)},
        {"sign_count": 2},
        {"sign_count": 90},
    ],
    ids=["challenge", "origin", "relying party", "counter stood still", "counter went back"],
)
def test_anything_else_than_expected_is_refused(changes: dict[str, object]):
    with pytest.raises(PasskeyRefused):
        sign_in(**changes)


def test_another_key_is_refused():
    other = Authenticator()
    made = other.create({"user": {"id": b64(bytes(32))}, "challenge": b64(MADE)})
    key = passkeys.verify_registration(party=PARTY, challenge=MADE, credential=made)
    with pytest.raises(PasskeyRefused):
        sign_in(public_key=key.public_key)


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_changed_bit_is_refused(part: str):
    changed = copy.deepcopy(RECORDED["sign_in"])
    data = bytearray(unb64(changed["response"][part]))
    data[-1] ^= 1
    changed["response"][part] = b64(bytes(data))
    with pytest.raises(PasskeyRefused):
        sign_in(credential=changed)


def test_without_the_persons_verification_it_is_refused():
    key = Authenticator()
    options = {"user": {"id": b64(bytes(32))}, "challenge": b64(MADE)}
    with pytest.raises(PasskeyRefused):
        passkeys.verify_registration(party=PARTY, challenge=MADE, credential=key.create(options, flags=UP))
    made = passkeys.verify_registration(party=PARTY, challenge=MADE, credential=key.create(options))
    with pytest.raises(PasskeyRefused):
        sign_in(
            credential=key.get({"challenge": b64(ASKED)}, flags=UP), public_key=made.public_key, sign_count=0
        )


def test_a_counter_that_stays_at_zero_is_valid():
    key = Authenticator(counts=False)
    made = passkeys.verify_registration(
        party=PARTY,
        challenge=MADE,
        credential=key.create({"user": {"id": b64(bytes(32))}, "challenge": b64(MADE)}),
    )
    answer = key.get({"challenge": b64(ASKED)})
    assert sign_in(credential=answer, public_key=made.public_key, sign_count=0) == 0


@pytest.mark.parametrize(
    "credential", [{}, {"rawId": 4}, {"rawId": "AA"}, {"rawId": "é", "response": []}, {"rawId": ""}]
)
def test_nonsense_is_refused_like_the_rest(credential: dict[str, object]):
    with pytest.raises(PasskeyRefused):
        passkeys.claimed_credential(credential)
    with pytest.raises(PasskeyRefused):
        sign_in(credential=credential)
    with pytest.raises(PasskeyRefused):
        passkeys.verify_registration(party=PARTY, challenge=MADE, credential=credential)


def test_what_the_browser_is_asked_for():
    options = passkeys.registration_options(
        party=PARTY,
        challenge=MADE,
        user_handle=bytes(32),
        user_name="c@example.org",
        display_name="C",
        known=[b"k"],
    )
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["rp"]["id"] == "localhost"
    assert [c["id"] for c in options["excludeCredentials"]] == [b64(b"k")]
    asked = passkeys.sign_in_options(party=PARTY, challenge=ASKED)
    assert asked["userVerification"] == "required"
    assert asked["allowCredentials"] == []
