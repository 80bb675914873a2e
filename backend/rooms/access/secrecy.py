"""What a minor may keep from those who hold parental authority, and who reads a minor's record. Pure; docs/decisions/0022-representatives.md.

Texts that were read: L.1111-5, L.1111-5-1, R.1111-6, L.1111-7 of the code de la santé publique.
"""

from dataclasses import dataclass
from typing import Literal

from backend.rooms.access.authority import Standing

Profession = Literal["doctor", "midwife", "nurse", "other"]


@dataclass(frozen=True, kw_only=True)
class Opposition:
    """What a professional records of an act that a minor wants kept from their parents.

    sought: the professional tried to bring the minor to agree that the parents be told, and writes it down (R.1111-6).
    """

    profession: Profession
    sexual_or_reproductive: bool
    refused_by_minor: bool
    sought: bool


def is_kept(opposition: Opposition) -> bool:
    """Whether the act is kept from the holders of parental authority, and from whatever they take away.

    A doctor or a midwife: L.1111-5. A nurse: L.1111-5-1, for sexual and reproductive health alone. Nobody else.
    """
    if not (opposition.refused_by_minor and opposition.sought):
        return False
    if opposition.profession in {"doctor", "midwife"}:
        return True
    return opposition.profession == "nurse" and opposition.sexual_or_reproductive


OWN = "own"
"""Their own words and pictures: no text, but their private life."""
GENERAL = "L.1110-4"
"""The secrecy of whoever cares for somebody; that it holds against the parents was not read of a profession that L.1111-5 does not name."""


def ground(opposition: Opposition) -> str | None:
    """The article on which an act is kept from the parents; None when the minor has not refused, or nobody tried to convince them."""
    if not (opposition.refused_by_minor and opposition.sought):
        return None
    if is_kept(opposition):
        return "L.1111-5-1" if opposition.profession == "nurse" else "L.1111-5"
    return GENERAL


def reads_record(standing: Standing, *, kept: bool) -> bool:
    """L.1111-7: a minor's record is read by who holds parental authority, an act that is kept apart; not by another adult.

    Who no longer exercises it, and was not deprived of it, still reads (INFORMED).
    """
    return standing >= Standing.INFORMED and not kept
