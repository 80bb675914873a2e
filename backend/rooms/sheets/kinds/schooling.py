from typing import Annotated, Literal

from backend.rooms.sheets.described import Kind, Line, Phone, Short, Text, Until, choices, said

Plan = Annotated[
    Literal["not_said", "pai", "pps", "pap", "ppre", "aesh", "ulis", "equipment", "other"],
    choices(
        pai=("PAI", "PAI (care plan)"),
        pps=("PPS", "PPS (schooling plan)"),
        pap=("PAP", "PAP (support plan)"),
        ppre=("PPRE", "PPRE"),
        aesh=("AESH", "AESH (assistant)"),
        ulis=("ULIS, UE, autre classe", "ULIS or another class"),
        equipment=("Matériel adapté", "Adapted equipment"),
        other=("Autre", "Other"),
        not_said=("Pas précisé", "Not said"),
    ),
]


class SchoolLine(Line, tag="school", kw_only=True, frozen=True):
    name: Annotated[Short, said("École ou établissement", "School")]
    year: Annotated[
        Short, said("Classe et année", "Class and year", help=("CM1, 2026-2027", "Year 5, 2026-2027"))
    ] = ""
    teacher: Annotated[Short, said("Avec qui", "With whom")] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    hours: Annotated[Text, said("Jours et heures", "Days and hours")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class ArrangementLine(Line, tag="arrangement", kw_only=True, frozen=True):
    plan: Annotated[Plan, said("Sorte", "Sort")]
    title: Annotated[Short, said("Quoi", "What")] = ""
    text: Annotated[Text, said("En quelques mots", "In a few words")] = ""
    until: Until | None = None


KINDS = (
    Kind(
        type=SchoolLine,
        name=("École", "School"),
        one=("Une année d’école", "A school year"),
        title=("name", "year"),
    ),
    Kind(
        type=ArrangementLine,
        name=("Projets et aménagements", "Plans and arrangements"),
        one=("Un aménagement", "An arrangement"),
        title=("plan", "title"),
    ),
)
