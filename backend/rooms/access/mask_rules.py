"""From whom an item is hidden, and who may hide or show it. Pure.

Sources: CSP L.1111-5 and R.1111-6 (a minor may oppose that their parents be told of care; the professional writes it down), L.1111-7 (parents
have no right of access to it); CASF L.226-2-1 and following for child protection (not read: unverified).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from backend.kit.masked import Viewer


class Scope(StrEnum):
    PERSON = "person"
    """From one person, who represents nobody."""
    EVERYONE = "everyone"
    """« Masqué »: from everyone but the representatives."""
    REPRESENTATIVES = "representatives"
    """From the representatives, and from whoever is not named: told to a grandparent, it would be told to the parents."""
    PROTECTION = "protection"
    """Child protection: for those named, and for nobody else; never toward the DMP."""


@dataclass(frozen=True, kw_only=True)
class Mask:
    """named: who sees it all the same. family: of child protection, whether the representatives count as named."""

    scope: Scope
    author_id: UUID
    person_id: UUID | None = None
    named: frozenset[UUID] = frozenset()
    family: bool = False


def is_hidden(masks: Iterable[Mask], viewer: Viewer) -> bool:
    """Whether an item is hidden from somebody to whom its category is open."""
    return any(_hides(mask, viewer) for mask in masks)


def _hides(mask: Mask, viewer: Viewer) -> bool:
    if mask.author_id == viewer.person_id:
        return False
    match mask.scope:
        case Scope.PERSON:
            return mask.person_id == viewer.person_id and not viewer.represents
        case Scope.EVERYONE:
            return not viewer.represents
        case Scope.REPRESENTATIVES:
            return viewer.represents or viewer.person_id not in mask.named
        case Scope.PROTECTION:
            return viewer.person_id not in mask.named and not (viewer.represents and mask.family)


class Standing(StrEnum):
    """What somebody is to the notebook, as far as hiding goes."""

    FAMILY = "family"
    """Represents it."""
    CARE = "care"
    """A professional of care, under medical secrecy."""
    SECRECY = "secrecy"
    """Another professional, under professional secrecy: social work, education."""
    HOLDER = "holder"
    """The person the notebook is about, on an account of their own."""
    OTHER = "other"


def may_hide(standing: Standing, *, wrote_it: bool) -> frozenset[Scope]:
    """Representatives decide who sees what; whoever added something decides of that. Only a professional of care keeps from the
    representatives what they added themselves, and so does whose notebook it is, of their own words and pictures."""
    if standing is Standing.FAMILY:
        return frozenset({Scope.PERSON, Scope.EVERYONE, Scope.PROTECTION})
    if not wrote_it:
        return frozenset()
    if standing is Standing.HOLDER:
        return frozenset({Scope.PERSON, Scope.EVERYONE, Scope.REPRESENTATIVES})
    kept = {Scope.REPRESENTATIVES} if standing is Standing.CARE else set[Scope]()
    return frozenset({Scope.PERSON, Scope.EVERYONE, Scope.PROTECTION} | kept)


def family_is_named(standing: Standing, *, wanted: bool) -> bool:
    """Of child protection: only who is bound by secrecy may leave the representatives out. One parent does not keep it from the other."""
    return wanted or standing in {Standing.FAMILY, Standing.OTHER}


def may_show(mask: Mask, *, standing: Standing, made_it: bool) -> bool:
    """Whoever hid it shows it again; a representative too, what hides nothing from the representatives."""
    for_family = mask.scope in {Scope.PERSON, Scope.EVERYONE} or (
        mask.scope is Scope.PROTECTION and mask.family
    )
    return made_it or (standing is Standing.FAMILY and for_family)
