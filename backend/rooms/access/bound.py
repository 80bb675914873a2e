"""Two rules of secrecy, and none: what the family is told of the person, and what that person agrees to.

Sources: CSP L.1110-4 (secrecy of care; exchange between identified professionals of what is strictly necessary), R.1110-1,
R.1110-2 (who else shares under professional secrecy). School staff do not stand in the part of R.1110-2 that was read:
what says so is marked as to be confirmed.
"""

from backend.rooms.access.schemas import SecrecyName

_ABOUT: dict[str, dict[str, str]] = {
    "medical": {
        "fr": "Cette personne est tenue au secret médical\u202f: ce qui est lu ici sert au soin de l’enfant, et n’est redit qu’aux professionnels qui le soignent, dans ce qui est strictement nécessaire.",
        "en": "This person is bound by medical secrecy: what is read here serves the child’s care, and is told only to the professionals who care for the child, as far as strictly necessary.",
    },
    "professional": {
        "fr": "Cette personne est tenue au secret professionnel\u202f: ce qui est lu ici sert à sa mission auprès de l’enfant, et n’est partagé qu’avec ceux qui le suivent, dans ce qui est strictement nécessaire.",
        "en": "This person is bound by professional secrecy: what is read here serves their work with the child, and is shared only with those who follow the child, as far as strictly necessary.",
    },
    "own": {
        "fr": "Ce carnet parle de cette personne\u202f: la lire et y écrire est son droit, selon son âge et sa maturité. Ce que la loi lui permet de garder pour soi le reste.",
        "en": "This notebook is about this person: reading it and writing in it is their right, as far as their age and maturity go. What the law lets them keep to themselves stays so.",
    },
    "none": {
        "fr": "Aucun secret professionnel partagé ne vise cette personne\u202f: c’est vous qui lui confiez ces informations, et elle s’engage à ne pas les redire.",
        "en": "No shared professional secrecy covers this person: you entrust this information to them, and they undertake not to repeat it.",
    },
}
_UNVERIFIED = {"fr": " (Règle à confirmer.)", "en": " (To be confirmed.)"}


def about(secrecy: SecrecyName, language: str, *, verified: bool) -> str:
    """What the family is told of someone."""
    return _ABOUT[secrecy][language] + ("" if verified else _UNVERIFIED[language])
