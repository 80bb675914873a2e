from typing import ClassVar

from backend.kit.errors import Conflict, Invalid


class BornLater(Invalid):
    sentences: ClassVar[dict[str, str]] = {
        "fr": "La date de naissance est à corriger.",
        "en": "The date of birth needs correcting.",
    }

    def __init__(self) -> None:
        super().__init__(
            {
                "birth_date": {
                    "fr": "Cette date n’est pas encore arrivée, ou remonte à plus de 120 ans : vérifiez l’année.",
                    "en": "This date has not come yet, or is over 120 years ago: check the year.",
                }
            }
        )


class OfAgeAtOnce(Invalid):
    """A corrected birth that would take the notebook from those who decide, with no week to say that it is wrong."""

    sentences: ClassVar[dict[str, str]] = BornLater.sentences

    def __init__(self) -> None:
        super().__init__(
            {
                "birth_date": {
                    "fr": "Avec cette date, les 18 ans sont passés ou arrivent dans la semaine : plus personne ici ne pourrait la corriger. Vérifiez l’année.",
                    "en": "With this date, 18 has passed or comes within the week: nobody here could correct it any more. Check the year.",
                }
            }
        )


class PortraitRefused(Invalid):
    """`reason` is the code that the media package gave."""

    code = "portrait_refused"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette image n’a pas pu être lue. Choisissez une photo JPEG, PNG, WebP ou HEIC de 15 Mo au plus.",
        "en": "This image could not be read. Choose a JPEG, PNG, WebP or HEIC photo of at most 15 MB.",
    }


class NotOfAgeYet(Conflict):
    """Or there is nothing to take over: it belongs to them already."""

    code = "not_of_age_yet"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce carnet se reprend à partir de 18 ans, une seule fois.",
        "en": "This notebook is taken over from 18 on, once.",
    }


class AccountTooNew(Conflict):
    """access/majority.py, SETTLES."""

    code = "account_too_new"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce compte vient d’arriver\u202f: le carnet se reprend sept jours après, le temps que la famille sache que c’est bien la bonne personne.",
        "en": "This account has just arrived: the notebook is taken over seven days later, so that the family knows that it is the right person.",
    }
