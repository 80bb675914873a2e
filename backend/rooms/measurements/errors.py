"""What the measurements refuse, each with its field and what to do. No value is repeated in a sentence."""

from typing import ClassVar

from backend.kit.errors import Conflict, Invalid


class MeasureDoubtful(Conflict):
    """`current`: schemas.MeasureDoubt. Sent again with `checked`, it is kept."""

    code = "measure_doubtful"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette valeur est loin de la précédente : vérifiez-la, puis confirmez-la.",
        "en": "This value is far from the one before: check it, then confirm it.",
    }


class NumberTaken(Conflict):
    code = "measurement_id_taken"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette mesure n’a pas pu être rangée sous ce numéro. Elle est gardée : envoyez-la de nouveau.",
        "en": "This measurement could not be filed under this number. It is kept: send it again.",
    }


class MeasurementsFull(Conflict):
    code = "measurements_full"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce carnet a déjà {limit} mesures : retirez celles qui ne servent plus.",
        "en": "This notebook already has {limit} measurements: remove those no longer needed.",
    }


def wrong(field: str, fr: str, en: str) -> Invalid:
    return Invalid({f"content.{field}": {"fr": fr, "en": en}})


def impossible(kind: str) -> Invalid:
    fr, en = {
        "weight": (
            "Écrivez le poids en kilogrammes : entre 0,2 et 400.",
            "Write the weight in kilograms: between 0.2 and 400.",
        ),
        "height": (
            "Écrivez la taille en centimètres : entre 15 et 250.",
            "Write the height in centimetres: between 15 and 250.",
        ),
        "head": (
            "Écrivez le tour de tête en centimètres : entre 10 et 80.",
            "Write the head circumference in centimetres: between 10 and 80.",
        ),
    }[kind]
    return wrong("value", fr, en)


def not_yet() -> Invalid:
    return wrong("on", "Cette date est à venir : vérifiez-la.", "This date is to come: check it.")


def before_birth() -> Invalid:
    return wrong(
        "on",
        "Cette date vient avant la naissance : vérifiez l’année.",
        "This date comes before the birth: check the year.",
    )


def needs_a_name(field: str) -> Invalid:
    if field == "unit":
        return wrong("unit", "Dites dans quelle unité.", "Say in which unit.")
    return wrong("name", "Dites ce qui est mesuré.", "Say what is measured.")


def not_of_this_kind(field: str) -> Invalid:
    return wrong(
        field, "Cette mesure n’a pas cela : laissez-le vide.", "This measure has none: leave it empty."
    )


def too_long(field: str) -> Invalid:
    return wrong(field, "Ce texte est trop long : raccourcissez-le.", "This text is too long: shorten it.")
