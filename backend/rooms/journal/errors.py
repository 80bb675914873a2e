"""What the daily sheet refuses, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Forbidden
from backend.kit.say import say_number


class EntryTaken(Conflict):
    code = "version_id_taken"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ceci n’a pas pu être rangé sous ce numéro. C’est gardé\u202f: envoyez-le de nouveau.",
        "en": "This could not be filed under this number. It is kept: send it again.",
    }


class EntryRemoved(Conflict):
    """`by`: who took it away."""

    code = "entry_removed"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette note a été retirée entre-temps, par {by}. Votre correction est gardée\u202f: remettez la note avec elle, ou jetez-la.",
        "en": "This note was taken away meanwhile, by {by}. Your correction is kept: put the note back with it, or throw it away.",
    }


class NotYours(Forbidden):
    code = "not_your_entry"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Seule la personne qui l’a noté peut le corriger. Vous pouvez noter à votre tour ce que vous avez vu.",
        "en": "Only who noted it can correct it. You can note in your turn what you saw.",
    }


class BaseFile(Forbidden):
    code = "base_file_not_yours"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "C’est la famille qui dit si le dossier de base San Salvadour de l’enfant existe. Le reste de votre choix peut être enregistré sans cela.",
        "en": "The family says whether the child’s San Salvadour base file exists. The rest of your choice can be saved without it.",
    }


class DoseClose(Conflict):
    """`current`: the other taking."""

    code = "dose_close"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Une autre prise est notée à moins de {hours}\u202fh de celle-ci. Vérifiez, puis confirmez si c’est bien ce qui a été donné.",
        "en": "Another taking is noted less than {hours} h from this one. Check, then confirm if this is what was given.",
    }

    def sentence(self, language: str) -> str:
        hours = float(str(self.values["hours"]))
        return self.sentences[language].format(hours=say_number(hours, language))
