from typing import Annotated, Literal

from backend.rooms.sheets.described import Email, Kind, Line, Phone, Short, Text, choices, said

PhoneSeen = Annotated[
    Literal["everyone", "sheet", "me"],
    choices(
        everyone=("Toutes les personnes du carnet", "Everybody of the notebook"),
        sheet=("La fiche d’urgence seulement", "The urgent sheet alone"),
        me=("Moi seulement", "Me alone"),
    ),
]


class RelativeLine(Line, tag="relative", kw_only=True, frozen=True):
    """Someone to call. `phone_seen`: by the whole circle and on the urgent sheet; on that sheet alone; by its owner alone."""

    name: Annotated[Short, said("Nom", "Name")]
    relation: Annotated[
        Short,
        said(
            "Qui est-ce", "Who it is", help=("Mère, grand-père, voisine…", "Mother, grandfather, neighbour…")
        ),
    ] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    phone_seen: Annotated[PhoneSeen, said("Qui voit ce numéro", "Who sees this number")] = "everyone"
    address: Annotated[Short, said("Adresse", "Address")] = ""
    note: Annotated[
        Text,
        said(
            "À savoir",
            "Good to know",
            help=("Peut venir chercher l’enfant, parle anglais…", "May fetch the child, speaks English…"),
        ),
    ] = ""


class ProfessionalLine(Line, tag="professional", kw_only=True, frozen=True):
    name: Annotated[Short, said("Nom", "Name")]
    speciality: Annotated[Short, said("Métier", "Profession")] = ""
    structure: Annotated[
        Short, said("Où", "Where", help=("Cabinet, service, école…", "Practice, ward, school…"))
    ] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    email: Annotated[Email, said("Adresse électronique", "E-mail address")] = ""
    address: Annotated[Short, said("Adresse", "Address")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class HospitalLine(Line, tag="hospital", kw_only=True, frozen=True):
    name: Annotated[Short, said("Hôpital qui la ou le connaît", "Hospital that knows the child")]
    ward: Annotated[Short, said("Service", "Ward")] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    address: Annotated[Short, said("Adresse", "Address")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=RelativeLine,
        name=("Proches", "Relatives"),
        one=("Un proche", "A relative"),
        title=("name",),
        urgent=False,
    ),
    Kind(
        type=ProfessionalLine,
        name=("Professionnels", "Professionals"),
        one=("Un professionnel", "A professional"),
        title=("name",),
        most=120,
        urgent=False,
    ),
    Kind(
        type=HospitalLine, name=("Hôpitaux", "Hospitals"), one=("Un hôpital", "A hospital"), title=("name",)
    ),
)
