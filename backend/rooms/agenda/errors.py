"""What the agenda refuses, each with its field and what to do."""

from typing import ClassVar

from backend.kit.errors import Conflict, Invalid


class AgendaFull(Conflict):
    code = "agenda_full"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cet agenda a déjà {limit} dates à venir : mettez à la corbeille celles qui ne servent plus.",
        "en": "This agenda already has {limit} dates to come: put those no longer needed in the bin.",
    }


class KeptByALine(Conflict):
    code = "kept_by_a_line"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette date vient d’une fiche\u202f: changez-la ou enlevez-la sur sa ligne.",
        "en": "This date comes from a sheet: change it or take it off on its line.",
    }


def _field(name: str, fr: str, en: str) -> Invalid:
    return Invalid({name: {"fr": fr, "en": en}})


def ends_before_it_starts() -> Invalid:
    return _field("ends", "La fin vient avant le début.", "The end comes before the start.")


def lasts_too_long() -> Invalid:
    return _field(
        "ends", "Un rendez-vous dure moins de trente jours.", "An appointment lasts less than thirty days."
    )


def impossible_day(name: str) -> Invalid:
    return _field(
        name,
        "Cette date est trop loin d’aujourd’hui : vérifiez l’année.",
        "This date is too far from today: check the year.",
    )


def skipped_hour() -> Invalid:
    return _field(
        "starts",
        "Cette heure n’existe pas ce jour-là : on passe à l’heure d’été. Choisissez l’heure d’après.",
        "This hour does not exist on that day: the clocks go forward. Choose the next hour.",
    )


def unknown_zone() -> Invalid:
    return _field("zone", "Ce fuseau horaire n’est pas connu.", "This time zone is not known.")


def no_hours_before_a_deadline() -> Invalid:
    return _field(
        "reminders",
        "Une échéance se rappelle des jours ou des mois avant, pas des heures.",
        "A deadline is recalled days or months before, not hours.",
    )


def too_long(name: str) -> Invalid:
    return _field(name, "Ce texte est trop long : raccourcissez-le.", "This text is too long: shorten it.")


def needs_a_name(name: str) -> Invalid:
    return _field(name, "Dites de quoi il s’agit.", "Say what it is.")
