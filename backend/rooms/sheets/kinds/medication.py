from datetime import date
from typing import Annotated

from msgspec import Meta

from backend.rooms.sheets.described import Kind, Line, Short, Text, Times, said


class TreatmentLine(Line, tag="treatment", kw_only=True, frozen=True):
    """As prescribed: no unit is converted, no dose computed. `stopped_on`: kept, and not given any more.

    `amount`: of one taking, in `unit`. `dose`: where no number says it. `apart_hours`: the least between two takings, as prescribed.
    `until_age`: in years, the age up to which the prescriber said that this holds.
    """

    name: Annotated[Short, said("Médicament", "Medicine", help=("Comme sur la boîte", "As on the box"))]
    form: Annotated[
        Short, said("Forme", "Form", help=("Sirop, gouttes, comprimé…", "Syrup, drops, tablet…"))
    ] = ""
    way: Annotated[
        Short, said("Par où", "Way", help=("Bouche, sonde, piqûre…", "Mouth, tube, injection…"))
    ] = ""
    amount: (
        Annotated[float, Meta(gt=0, le=1_000_000), said("Dose d’une prise", "Dose of one taking")] | None
    ) = None
    unit: Annotated[
        Short, said("Unité", "Unit", help=("mg, ml, gouttes, comprimé…", "mg, ml, drops, tablet…"))
    ] = ""
    dose: Annotated[
        Short,
        said(
            "Dose, en toutes lettres",
            "Dose, in words",
            help=(
                "Quand un nombre ne suffit pas\u202f: «\u202f1 comprimé le matin, ½ le soir\u202f»",
                "When a number does not say it: “1 tablet in the morning, ½ in the evening”",
            ),
        ),
    ] = ""
    times: Annotated[Times, said("Heures", "Times")] = []
    schedule: Annotated[
        Text, said("Quand", "When", help=("Avant les repas, si besoin…", "Before meals, when needed…"))
    ] = ""
    apart_hours: (
        Annotated[
            float,
            Meta(gt=0, le=720),
            said("Jamais plus près que", "Never closer than", unit=("heures", "hours")),
        ]
        | None
    ) = None
    reason: Annotated[Short, said("Pour quoi", "What for")] = ""
    missed: Annotated[
        Text,
        said(
            "Si une prise est oubliée",
            "When one is missed",
            help=("Comme le prescripteur l’a dit", "As the prescriber said"),
        ),
    ] = ""
    since: Annotated[date, said("Depuis le", "Since")] | None = None
    until: Annotated[date, said("Jusqu’au", "Until")] | None = None
    prescriber: Annotated[Short, said("Prescrit par", "Prescribed by")] = ""
    prescribed_on: Annotated[date, said("Ordonnance du", "Prescription of")] | None = None
    until_age: (
        Annotated[
            int,
            Meta(ge=1, le=120),
            said(
                "À revoir à l’âge de",
                "To be seen again at the age of",
                unit=("ans", "years"),
                help=("Si le prescripteur l’a dit", "If the prescriber said so"),
            ),
        ]
        | None
    ) = None
    stopped_on: Annotated[date, said("Arrêté le", "Stopped on")] | None = None
    stopped_why: Annotated[Text, said("Pourquoi arrêté", "Why stopped")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=TreatmentLine,
        name=("Traitements", "Treatments"),
        one=("Un traitement", "A treatment"),
        title=("name",),
        most=120,
        none=True,
        urgent=True,
    ),
)
