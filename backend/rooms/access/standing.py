"""What somebody is to a notebook, as far as hiding goes: by the model their right was proposed from, else by their profession."""

from backend.rooms.access.categories import Profile
from backend.rooms.access.mask_rules import Standing
from backend.rooms.access.models import model, models
from backend.rooms.access.service import Habilitation

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


def _key_of(profession: str) -> str:
    """For rights given before there were models, or without one: the profession as the family wrote it."""
    said = profession.casefold().strip()
    for key, known in models().items():
        names = {part.strip() for name in known.names.values() for part in name.casefold().split(",")}
        if said and said in names:
            return key
    return ""
