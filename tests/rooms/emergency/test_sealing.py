from uuid import UUID

import pytest

from backend.rooms.emergency.sealing import Unreadable, reader_id, seal_token, unseal_token

KEY = bytes(range(32))
LINK = UUID("0199f0d0-0000-7000-8000-000000000001")
TOKEN = "A" * 43
# Made apart, with HKDF written out from RFC 5869 and a nonce of 0, 1, 2 … 11.
SEALED = bytes.fromhex(
    "000102030405060708090a0bbc6ba01345eccad7e8ea45b828920044231bad169ffcf590acd9ce5c8935e7884bb031c8"
    "c4aece41a9efbfe17e2f7acd2d979937dc0b745c62748e"
)


def test_a_recorded_token_opens():
    assert unseal_token(SEALED, link_id=LINK, carnet_key=KEY) == TOKEN


def test_a_sealed_token_opens_for_its_link_and_notebook_alone():
    sealed = seal_token(TOKEN, link_id=LINK, carnet_key=KEY)
    assert TOKEN.encode() not in sealed
    assert unseal_token(sealed, link_id=LINK, carnet_key=KEY) == TOKEN
    for changed in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), b"", b"\0" * 12):
        with pytest.raises(Unreadable):
            unseal_token(changed, link_id=LINK, carnet_key=KEY)
    with pytest.raises(Unreadable):
        unseal_token(sealed, link_id=UUID(int=1), carnet_key=KEY)
    with pytest.raises(Unreadable):
        unseal_token(sealed, link_id=LINK, carnet_key=bytes(32))


def test_the_same_token_is_never_sealed_twice_alike():
    assert seal_token(TOKEN, link_id=LINK, carnet_key=KEY) != seal_token(TOKEN, link_id=LINK, carnet_key=KEY)


def test_a_reader_is_the_same_number_under_one_notebook_and_another_under_the_next():
    told = reader_id(address="192.0.2.1", user_agent="Mozilla/5.0", carnet_key=KEY)
    assert told == UUID("b2297903-8e59-1370-0a12-3b1ed1268d74")
    assert told != reader_id(address="192.0.2.1", user_agent="Mozilla/5.0", carnet_key=bytes(32))
    assert told != reader_id(address="192.0.2.2", user_agent="Mozilla/5.0", carnet_key=KEY)
    assert told != reader_id(address="192.0.2.1", user_agent="Mozilla/5.1", carnet_key=KEY)
