"""What somebody is to a notebook, as far as hiding goes: by the model their right was proposed from, else by their profession."""

from backend.rooms.access.categories import Profile
from backend.rooms.access.mask_rules import Standing
from backend.rooms.access.models import model, models
from backend.rooms.access.secrecy import Profession
from backend.rooms.access.service import Habilitation

_DOCTORS = frozenset({"doctor", "surgeon"})
_MIDWIVES = frozenset({"sage-femme", "midwife"})
"""No model of their own; CSP L.1111-5 names them beside doctors."""
_STANDING = {"medical": Standing.CARE, "professional": Standing.SECRECY, "none": Standing.OTHER}


def standing_of(habilitation: Habilitation) -> Standing:
    if habilitation.profile is Profile.REPRESENTATIVE:
        # Who only is informed hides what they added, as anybody does.
        return Standing.FAMILY if habilitation.decides else Standing.OTHER
    if habilitation.profile is Profile.HOLDER:
        return Standing.HOLDER
    key = habilitation.model
    if not key and habilitation.profile is Profile.PROFESSIONAL:
        key = _key_of(habilitation.profession)
    found = model(key)
    if found is not None:
        return _STANDING[found.secrecy]
    return Standing.SECRECY if habilitation.profile is Profile.PROFESSIONAL else Standing.OTHER


def profession_of(habilitation: Habilitation) -> Profession:
    """As CSP L.1111-5 and L.1111-5-1 tell professions apart."""
    key = habilitation.model or _key_of(habilitation.profession)
    if key in _DOCTORS:
        return "doctor"
    return "nurse" if key == "nurse" else "other"


def _key_of(profession: str) -> str:
    """For rights given before there were models, or without one: the profession as the family wrote it."""
    said = profession.casefold().strip()
    if said in _MIDWIVES:
        return "doctor"
    for key, known in models().items():
        names = {part.strip() for name in known.names.values() for part in name.casefold().split(",")}
        if said and said in names:
            return key
    return ""
