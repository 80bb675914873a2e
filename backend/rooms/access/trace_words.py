"""The words of a copy of « Qui a vu »: its headings, kinds, rights, and what stands out."""

from backend.rooms.access.categories import Right
from backend.rooms.access.category_names import category_name
from backend.rooms.audit.kinds import Kind
from backend.rooms.audit.unusual import Unusual

WORDS: dict[str, dict[str, str]] = {
    "fr": {
        "title": "Qui a vu",
        "of": "Carnet de {name}",
        "made": "Copie faite le {day} à {hour} par {who}. Jours et heures de France.",
        "filters": "Filtres\u202f: {filters}.",
        "everything": "Tout ce qui est gardé, sans filtre.",
        "from": "depuis le {day}",
        "to": "jusqu’au {day}",
        "nothing": "Rien ne répond à ces filtres.",
        "nobody": "sans compte",
        "page": "page {n}",
        "between": "{start} à {end}",
    },
    "en": {
        "title": "Who looked",
        "of": "{name}’s notebook",
        "made": "Copy made on {day} at {hour} by {who}. Days and hours of France.",
        "filters": "Filters: {filters}.",
        "everything": "All that is kept, without a filter.",
        "from": "since {day}",
        "to": "until {day}",
        "nothing": "Nothing answers these filters.",
        "nobody": "without an account",
        "page": "page {n}",
        "between": "{start} to {end}",
    },
}

COLUMNS: dict[str, tuple[str, ...]] = {
    "fr": ("Jour", "Heure de France", "Personne", "Profession ou lien", "Structure", "Acte", "Catégorie", "Genre", "Droit",
           "Appareil", "Inhabituel", "Instant (UTC)", "Numéro de la trace", "Numéro de ce qui est concerné"),
    "en": ("Day", "Hour in France", "Person", "Profession or relation", "Structure", "Act", "Category", "Kind", "Right",
           "Device", "Unusual", "Instant (UTC)", "Number of the trace", "Number of what it is about"),
}  # fmt: skip

_KINDS: dict[Kind, tuple[str, str]] = {
    Kind.READINGS: ("lecture", "reading"),
    Kind.ADDITIONS: ("ajout", "addition"),
    Kind.CHANGES: ("changement", "change"),
    Kind.SHARING: ("partage", "sharing"),
    Kind.REFUSED: ("refus", "refusal"),
    Kind.EMERGENCY: ("urgence", "emergency"),
}
_UNUSUAL: dict[Unusual, tuple[str, str]] = {
    Unusual.NIGHT: ("la nuit", "at night"),
    Unusual.FIRST: ("première fois", "first time"),
    Unusual.MANY: ("beaucoup à la fois", "many at once"),
    Unusual.REFUSED: ("refusé", "refused"),
}
_RIGHTS: dict[str, tuple[str, str]] = {
    Right.READ.value: ("lire", "read"),
    Right.ADD.value: ("ajouter", "add"),
    Right.MANAGE.value: ("gérer", "manage"),
    "code": ("par le code d’urgence", "by the emergency code"),
    "invitation": ("par une invitation", "by an invitation"),
    "team": ("par une équipe", "by a team"),
}


def _in(language: str, words: tuple[str, str]) -> str:
    return words[1 if language == "en" else 0]


def kind_word(kind: Kind, language: str) -> str:
    return _in(language, _KINDS[kind])


def unusual_words(found: list[Unusual], language: str) -> str:
    return ", ".join(_in(language, _UNUSUAL[one]) for one in found)


def right_words(right: str, language: str) -> str:
    """« CR médicaux : lire » for `documents.medical:read`; nothing for nothing."""
    category, _, what = right.rpartition(":")
    if what not in _RIGHTS:
        return right
    colon = ": " if language == "en" else "\u202f: "
    return f"{category_name(category, language)}{colon}{_in(language, _RIGHTS[what])}"
