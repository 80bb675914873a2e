"""What the gait room refuses, each with what to do."""

from typing import ClassVar

from backend.kit.errors import Conflict, Invalid


class NotAFilm(Conflict):
    code = "not_a_film"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "On mesure sur l’image d’un film, pas sur une photo.",
        "en": "Measures are set on a film’s image, not on a photo.",
    }


class TooManyMeasures(Conflict):
    code = "too_many_measures"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce film a déjà {limit} mesures : mettez à la corbeille celles qui ne servent plus.",
        "en": "This film already has {limit} measures: put those no longer needed in the bin.",
    }


class OpensToOthers(Conflict):
    code = "opens_to_others"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Rangé là, ce rapport montrerait ces images à des personnes à qui le film n’est pas ouvert. Choisissez une autre catégorie, ou demandez à un représentant.",
        "en": "Filed there, this report would show these images to people to whom the film is not open. Choose another category, or ask a representative.",
    }


class TooManyTreatments(Conflict):
    code = "too_many_treatments"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce carnet a déjà {limit} traitements datés : mettez à la corbeille ceux qui ne servent plus.",
        "en": "This notebook already has {limit} dated treatments: put those no longer needed in the bin.",
    }


def _field(name: str, fr: str, en: str) -> Invalid:
    return Invalid({name: {"fr": fr, "en": en}})


def another_picture() -> Invalid:
    return _field(
        "content",
        "Ces points ne sont pas dans l’image de ce film : rouvrez-le et recommencez.",
        "These points are not in this film’s picture: open it again and start over.",
    )


def no_such_frame() -> Invalid:
    return _field("content", "Ce film n’a pas cette image.", "This film has no such image.")


def no_length() -> Invalid:
    return _field(
        "content",
        "Deux de ces points sont au même endroit : écartez-les.",
        "Two of these points are in the same place: move them apart.",
    )


def impossible_day() -> Invalid:
    return _field(
        "day",
        "Cette date est trop loin d’aujourd’hui : vérifiez l’année.",
        "This date is too far from today: check the year.",
    )


def needs_a_name() -> Invalid:
    return _field("name", "Dites de quoi il s’agit.", "Say what it is.")
