import asyncio
import threading
import time

import pytest

from backend.rooms.identity import passwords
from backend.rooms.identity.passwords import CommonPassword, WeakPassword
from tests.rooms.identity import people

ABOUT = ["Théophile", "Moreau", "claire.moreau@example.org"]
CUT_SHORT = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$"


@pytest.mark.parametrize(
    "password",
    [
        "lune verte tambour quai",
        "kV7#pq2Lm!",
        "7294 1830 5561 9274",
        "Ça roule, petit éléphant",
        "vélo—nuage—42",
    ],
)
async def test_good_passwords_are_taken(password: str):
    await passwords.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password", ["", "court", "1234567", "aaaaaaaaaaaaaaaa", "abcdefghi", "x" * 201, "12121212121212121212"]
)
async def test_weak_ones_are_refused(password: str):
    with pytest.raises(WeakPassword):
        await passwords.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "Password1!", "motdepasse1234", "Motdepasse123!", "Azerty123!", "azertyuiop1", "bonjourbonjour1", "Jetaime123!",
        "qwertyuiop123", "doudou20155", "P@ssw0rd2024", "12345678901234567890",
    ],
)  # fmt: skip
async def test_the_commonest_are_refused_however_dressed(password: str):
    with pytest.raises(CommonPassword):
        await passwords.check(password, about=ABOUT)


@pytest.mark.parametrize(
    "password", ["MOREAU-7x!kq", "x9-theophile-K!", "kqz4 Claire w8!", "x9-Théophile-K!"]
)
async def test_ones_own_name_or_address_is_refused(password: str):
    with pytest.raises(CommonPassword):
        await passwords.check(password, about=ABOUT)


def test_bits_follow_the_cnil():
    # délibération 2022-100: log2(characters to choose from) for each character; 26, 26, 10 and 37 of them
    assert passwords.bits("00000000") == pytest.approx(26.6, abs=0.1)
    assert passwords.bits("aB3!aB3!") == pytest.approx(53.0, abs=0.1)
    assert passwords.bits("0" * 16) == pytest.approx(53.2, abs=0.1)


async def test_nothing_about_the_person_stays_in_the_estimator():
    from zxcvbn.matching import RANKED_DICTIONARIES

    await passwords.check("lune verte tambour quai", about=ABOUT)
    assert RANKED_DICTIONARIES["user_inputs"] == {}


async def test_a_hash_is_argon2id_with_the_parameters_of_the_decision():
    first, second = await passwords.make_hash("lune verte"), await passwords.make_hash("lune verte")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert await passwords.matches("lune verte", first)
    assert not await passwords.matches("lune vertE", first)
    assert not passwords.outdated(first)


async def test_hashes_made_elsewhere_are_read_and_renewed():
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=2).hash(b"lune verte")
    assert await passwords.matches("lune verte", old)
    assert passwords.outdated(old)


async def test_an_accent_typed_in_two_ways_is_one_password():
    hash = await passwords.make_hash("éléphant rouge dix")
    assert await passwords.matches("e\u0301le\u0301phant rouge dix", hash)


async def test_no_hash_means_no_and_takes_as_long():
    hash = await passwords.make_hash("lune verte")

    async def seconds(encoded: str | None) -> float:
        began = time.perf_counter()
        assert not await passwords.matches("autre chose", encoded)
        return time.perf_counter() - began

    # In turn, and the quickest of each: a machine that is busy for a moment is busy for one of them only.
    pairs = [(await seconds(hash), await seconds(None)) for _ in range(12)]
    with_hash, without = (min(times) for times in zip(*pairs, strict=True))
    assert 0.5 < with_hash / without < 2


@pytest.mark.parametrize("encoded", ["", "nonsense", CUT_SHORT])
async def test_a_broken_hash_opens_nothing(encoded: str):
    assert not await passwords.matches("lune verte", encoded)


async def test_at_most_two_are_hashed_at_once_and_never_on_the_loop(monkeypatch: pytest.MonkeyPatch):
    now, most, lock = 0, 0, threading.Lock()
    real = passwords._verify
    loop_thread = threading.get_ident()

    def watched(encoded: str, password: bytes) -> bool:
        nonlocal now, most
        assert threading.get_ident() != loop_thread
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        try:
            return real(encoded, password)
        finally:
            with lock:
                now -= 1

    monkeypatch.setattr(passwords, "_verify", watched)
    await asyncio.gather(*(passwords.matches("x", None) for _ in range(12)))
    assert most == 2


async def test_a_password_made_to_keep_the_estimator_busy_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = "4@8({6<1!|0$5+7%2zaeio1|!"
    long = "".join(signs[(7 * n + n // 9) % len(signs)] for n in range(200))
    began = time.process_time()
    await passwords.check(long, about=[])
    assert time.process_time() - began < 2


async def test_new_passwords_are_tried_a_few_times_only(client, mailbox) -> None:
    await people.sign_up(client, mailbox, "claire@example.org")
    answers = [
        (await client.put("/api/me/password", json={"password": "azertyuiop"})).status_code for _ in range(21)
    ]
    assert answers == [422] * 20 + [429]
