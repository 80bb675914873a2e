from datetime import date
from typing import Annotated, Literal

from backend.rooms.sheets.described import Kind, Line, Phone, Short, Text, Until, choices, said

Mention = Annotated[
    Literal["not_said", "disability", "priority", "parking", "other"],
    choices(
        disability=("CMI invalidité", "Disability (CMI invalidité)"),
        priority=("CMI priorité", "Priority (CMI priorité)"),
        parking=("CMI stationnement", "Parking (CMI stationnement)"),
        other=("Autre carte", "Another card"),
        not_said=("Pas précisé", "Not said"),
    ),
]


class EntitlementLine(Line, tag="right", kw_only=True, frozen=True):
    """A right or a decision: of the MDPH, of the family benefits office, of the health insurance."""

    name: Annotated[
        Short,
        said(
            "Droit ou décision",
            "Right or decision",
            help=("AEEH, PCH, AESH, ALD, orientation…", "AEEH, PCH, AESH, ALD, placement…"),
        ),
    ]
    by: Annotated[Short, said("Décidé par", "Decided by", help=("MDPH, CAF, CPAM…", "MDPH, CAF, CPAM…"))] = ""
    number: Annotated[Short, said("Numéro", "Number")] = ""
    decided_on: Annotated[date, said("Décision du", "Decided on")] | None = None
    since: Annotated[date, said("À partir du", "From")] | None = None
    until: Until | None = None
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class CardLine(Line, tag="card", kw_only=True, frozen=True):
    mention: Annotated[Mention, said("Quelle carte", "Which card")]
    number: Annotated[Short, said("Numéro", "Number")] = ""
    until: Annotated[Until, said("Valable jusqu’au", "Valid until")] | None = None
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class InsuranceLine(Line, tag="insurance", kw_only=True, frozen=True):
    name: Annotated[
        Short,
        said(
            "Nom",
            "Name",
            help=(
                "Caisse, mutuelle, assurance scolaire…",
                "Fund, supplementary insurance, school insurance…",
            ),
        ),
    ]
    number: Annotated[Short, said("Numéro", "Number")] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    until: Until | None = None
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class FileNumberLine(Line, tag="file_number", kw_only=True, frozen=True):
    office: Annotated[Short, said("Où", "Where", help=("MDPH de l’Isère, CAF…", "An office"))]
    number: Annotated[Short, said("Numéro de dossier", "File number")] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=EntitlementLine,
        name=("Droits et décisions", "Rights and decisions"),
        one=("Un droit ou une décision", "A right or a decision"),
        title=("name",),
    ),
    Kind(type=CardLine, name=("Cartes", "Cards"), one=("Une carte", "A card"), title=("mention",)),
    Kind(
        type=InsuranceLine,
        name=("Assurances", "Insurance"),
        one=("Une assurance", "An insurance"),
        title=("name",),
    ),
    Kind(
        type=FileNumberLine,
        name=("Numéros de dossier", "File numbers"),
        one=("Un numéro de dossier", "A file number"),
        title=("office",),
    ),
)
