"""Passwords: argon2id, at most two hashings at once, off the event loop; and which passwords are refused.

A password never opens anything alone (a code follows) and attempts are limited, so the CNIL's case 2 applies:
50 bits (délibération 2022-100). See docs/decisions/0007-ways-in.md.
"""

import asyncio
import math
import unicodedata
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn  # pyright: ignore[reportMissingTypeStubs]

LONGEST = 200
BITS = 50
GUESSES_LOG10 = (
    8  # below this many guesses (10^8) a guesser that knows common passwords and words is done too early
)

_hasher = PasswordHasher(
    time_cost=2, memory_cost=19456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID
)
# Two hashings at once, 19 MiB each, whatever the number of requests: the others wait their turn here.
_two = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")
# The hash of nothing anyone knows: verified when there is none, so that an unknown address takes the same time.
_DUMMY = _hasher.hash(b"\x00 no password has this first character")
# One estimate at a time: the estimator keeps `user_inputs` in a table shared by the process. A thread of its own, so that
# those who wait do not take the threads that others need.
_one = ThreadPoolExecutor(max_workers=1, thread_name_prefix="estimate")
ESTIMATED = 32
"""Characters looked at: made for it, 64 keep the estimator busy for 6 s, 32 for half a second. What follows only helps."""

# What the estimator's English lists lack: the commonest French ones (keyboard rows, endearments, towns, clubs).
_FRENCH_WORDS = """
azerty azertyuiop qsdfghjklm wxcvbn motdepasse mdp soleil bonjour doudou loulou chouchou jetaime
amour marseille lyon paris toulouse chocolat nicolas camille coucou bisous bisounours poussin ninou
papillon chaton princesse secret maman papa mamie papi famille enfant enfants vacances bebe cheval
bernard thomas juliette alexandre sandrine isabelle celine olivier julien caroline france football
nathalie sophie stephane laurent pascal philippe valerie caramel noisette fripouille cacahuete
moumoune titi toto tata bienvenue carnet hopital medecin ordinateur internet voiture maison jardin
fleur etoile lumiere musique dauphin licorne lapin souris janvier fevrier mars avril mai juin
juillet aout septembre octobre novembre decembre lundi dimanche
"""
FRENCH = _FRENCH_WORDS.split()


class WeakPassword(Exception):
    """Fewer than 50 bits by the CNIL's count, or too few different characters."""


class CommonPassword(Exception):
    """Found early by anyone who guesses: among the commonest, or made of the person's own name or address."""


def prepare(password: str) -> bytes:
    """One spelling for one password: keyboards write é in two ways (NFC and NFD). Raises WeakPassword over LONGEST."""
    if len(password) > LONGEST:
        raise WeakPassword
    return unicodedata.normalize("NFKC", password).encode()


async def check(password: str, *, about: Iterable[str]) -> None:
    """Refuses what is weak or common. `about`: the person's names and e-mail address.

    Raises WeakPassword or CommonPassword.
    """
    text = unicodedata.normalize("NFKC", password)
    if not 8 <= len(text) <= LONGEST or bits(text) < BITS or len(set(text)) < 5:
        raise WeakPassword
    own = sorted({part for word in about for part in _parts(word)})
    bare = _without_accents(text)
    if any(part in bare.lower() for part in own):
        raise CommonPassword
    guesses = await asyncio.get_running_loop().run_in_executor(_one, _guesses_log10, bare, own)
    if guesses < GUESSES_LOG10:
        raise CommonPassword


def bits(text: str) -> float:
    """The CNIL's count: length times log2 of the characters to choose from (26, 26, 10, 37 and letters beyond ASCII)."""
    size = 0
    size += 26 if any("a" <= c <= "z" for c in text) else 0
    size += 26 if any("A" <= c <= "Z" for c in text) else 0
    size += 10 if any("0" <= c <= "9" for c in text) else 0
    size += 37 if any(not (c.isascii() and c.isalnum()) for c in text) else 0
    return len(text) * math.log2(size) if size else 0.0


async def make_hash(password: str) -> str:
    """The encoded argon2id hash, with its parameters and salt. About 20 ms of one core and 19 MiB. Raises WeakPassword."""
    return await asyncio.get_running_loop().run_in_executor(_two, _hasher.hash, prepare(password))


async def matches(password: str, encoded: str | None) -> bool:
    """Whether `password` is the one. With no hash (no such person, no password) it works as long and says no."""
    if len(password) > LONGEST:
        password, encoded = "", None
    given = prepare(password)
    found = await asyncio.get_running_loop().run_in_executor(_two, _verify, encoded or _DUMMY, given)
    return found and encoded is not None


def outdated(encoded: str) -> bool:
    """Whether the hash was made with other parameters than today's: hash anew at the next sign-in."""
    return _hasher.check_needs_rehash(encoded)


def _verify(encoded: str, password: bytes) -> bool:
    try:
        return _hasher.verify(encoded, password)
    except (VerificationError, InvalidHashError):
        return False


def _guesses_log10(text: str, own: list[str]) -> float:
    try:
        return float(zxcvbn(text[:ESTIMATED], user_inputs=[*FRENCH, *own])["guesses_log10"])
    finally:
        zxcvbn("x", user_inputs=[])  # the names it was given are not kept


def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _parts(word: str) -> list[str]:
    """The pieces of a name or address that a password must not contain: four letters or more.

    Three-letter pieces ("léa") would refuse too many good phrases; the estimator weighs those.
    """
    folded = _without_accents(word.split("@")[0]).lower()
    pieces = "".join(c if c.isalnum() else " " for c in folded).split()
    return [piece for piece in pieces if len(piece) >= 4]
