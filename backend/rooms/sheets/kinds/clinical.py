from datetime import date
from typing import Annotated, Literal

from backend.rooms.sheets.described import Kind, Line, Short, Text, choices, said

Level = Annotated[
    Literal["I", "II", "III", "IV", "V"],
    choices(I=("I", "I"), II=("II", "II"), III=("III", "III"), IV=("IV", "IV"), V=("V", "V")),
]
Assistance = Annotated[
    Literal["not_said", "independent", "assisted", "dependent"],
    choices(
        independent=("Seul", "Independent"),
        assisted=("Avec de l’aide", "Requires assistance"),
        dependent=("Dépendant", "Totally dependent"),
        not_said=("Pas précisé", "Not said"),
    ),
]


class DiagnosisLine(Line, tag="diagnosis", kw_only=True, frozen=True):
    name: Annotated[
        Short, said("Diagnostic", "Diagnosis", help=("Les mots du médecin", "The doctor’s words"))
    ]
    since: Annotated[
        Short, said("Depuis", "Since", help=("Une année, un âge, une date", "A year, an age, a day"))
    ] = ""
    by: Annotated[Short, said("Posé par", "Made by")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class PastConditionLine(Line, tag="history", kw_only=True, frozen=True):
    name: Annotated[
        Short,
        said(
            "Quoi",
            "What",
            help=("Une opération, une hospitalisation, une maladie", "An operation, a stay, an illness"),
        ),
    ]
    since: Annotated[Short, said("Quand", "When")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class AnaesthesiaLine(Line, tag="anaesthesia", kw_only=True, frozen=True):
    text: Annotated[Text, said("Ce qu’un anesthésiste doit savoir", "What an anaesthetist must know")]


class ClassificationLine(Line, tag="classification", kw_only=True, frozen=True):
    """A level as somebody rated it on a day: of which one, its place says. `assistance`: of EDACS alone. `edition`: « E&R 2007 »."""

    level: Annotated[Level, said("Niveau", "Level")]
    rated_on: Annotated[date, said("Évalué le", "Rated on")] | None = None
    rater: Annotated[Short, said("Par qui", "By whom")] = ""
    edition: Annotated[Short, said("Édition", "Edition")] = ""
    assistance: Annotated[
        Assistance, said("Aide pour manger et boire (EDACS)", "Help to eat and drink (EDACS)")
    ] = "not_said"
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=DiagnosisLine,
        name=("Diagnostics", "Diagnoses"),
        one=("Un diagnostic", "A diagnosis"),
        title=("name",),
        none=True,
        urgent=True,
    ),
    Kind(
        type=PastConditionLine,
        name=("Antécédents", "History"),
        one=("Un antécédent", "Something past"),
        title=("name",),
        none=True,
        urgent=False,
    ),
    Kind(
        type=AnaesthesiaLine,
        name=("Anesthésie", "Anaesthesia"),
        one=("Une chose à savoir", "Something to know"),
        title=("text",),
        none=True,
    ),
    Kind(
        type=ClassificationLine,
        name=("Classifications", "Classifications"),
        one=("Un niveau", "A level"),
        title=("level",),
        slots={
            "gmfcs": ("GMFCS · se déplacer", "GMFCS · moving"),
            "macs": ("MACS · se servir de ses mains", "MACS · using the hands"),
            "cfcs": ("CFCS · communiquer", "CFCS · communicating"),
            "edacs": ("EDACS · manger et boire", "EDACS · eating and drinking"),
        },
    ),
)
