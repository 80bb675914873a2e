"""The eleven sheets, in the order of the paper notebook: which category opens each, who usually fills it, what its lines are."""

from dataclasses import dataclass
from enum import StrEnum

from backend.rooms.access.categories import Category
from backend.rooms.sheets.described import Kind, Line, Words
from backend.rooms.sheets.kinds import (
    administrative,
    allergies,
    autonomy,
    clinical,
    contacts,
    equipment,
    medication,
    pain,
    schooling,
    social,
)


class Sheet(StrEnum):
    """Those made of lines. The habits have their headings (headings.py); weight and height are measurements."""

    ADMINISTRATIVE = "administrative"
    SOCIAL = "social"
    CONTACTS = "contacts"
    SCHOOLING = "schooling"
    MEDICATION = "medication"
    AUTONOMY = "autonomy"
    EQUIPMENT = "equipment"
    CLINICAL = "clinical"
    ALLERGIES = "allergies"
    PAIN_PASSPORT = "pain_passport"
    """Beside the eleven; of the habits, whose heading « Manifestation de la douleur » it makes visible."""


@dataclass(frozen=True, kw_only=True)
class About:
    """filled_by: who usually does. months: how long a line holds without anybody saying so again."""

    category: Category
    name: Words
    filled_by: Words
    kinds: tuple[Kind, ...]
    months: int = 12

    def kind(self, tag: str) -> Kind | None:
        return next((kind for kind in self.kinds if kind.tag == tag), None)


PARENTS = ("Les parents", "The parents")
SHEETS: dict[Sheet, About] = {
    Sheet.ADMINISTRATIVE: About(
        category=Category.ADMINISTRATIVE,
        name=("Administratif", "Paperwork"),
        filled_by=PARENTS,
        kinds=administrative.KINDS,
    ),
    Sheet.SOCIAL: About(
        category=Category.SOCIAL,
        name=("Social", "Social life"),
        filled_by=("Les parents, le service social", "The parents, the social service"),
        kinds=social.KINDS,
    ),
    Sheet.CONTACTS: About(
        category=Category.CONTACTS_SHEET,
        name=("Contacts", "Contacts"),
        filled_by=PARENTS,
        kinds=contacts.KINDS,
    ),
    Sheet.SCHOOLING: About(
        category=Category.SCHOOLING,
        name=("Parcours scolaire", "Schooling"),
        filled_by=("Les parents, l’école", "The parents, the school"),
        kinds=schooling.KINDS,
    ),
    Sheet.MEDICATION: About(
        category=Category.MEDICATION,
        name=("Traitement médicamenteux", "Medicines"),
        filled_by=("Les parents, d’après l’ordonnance", "The parents, from the prescription"),
        kinds=medication.KINDS,
    ),
    Sheet.AUTONOMY: About(
        category=Category.AUTONOMY,
        name=("Autonomie", "Autonomy"),
        filled_by=("Les parents, l’ergothérapeute", "The parents, the occupational therapist"),
        kinds=autonomy.KINDS,
        months=6,
    ),
    Sheet.EQUIPMENT: About(
        category=Category.EQUIPMENT,
        name=("Aides techniques, appareillage, aménagement", "Aids, devices, adaptations"),
        filled_by=(
            "Les parents, l’orthoprothésiste, l’ergothérapeute",
            "The parents, the orthotist, the occupational therapist",
        ),
        kinds=equipment.KINDS,
    ),
    Sheet.CLINICAL: About(
        category=Category.CLINICAL,
        name=("Données cliniques minimales", "Minimal clinical data"),
        filled_by=("Le médecin, les parents", "The doctor, the parents"),
        kinds=clinical.KINDS,
    ),
    Sheet.ALLERGIES: About(
        category=Category.ALLERGIES,
        name=("Allergies", "Allergies"),
        filled_by=("Les parents, l’allergologue", "The parents, the allergist"),
        kinds=allergies.KINDS,
    ),
    Sheet.PAIN_PASSPORT: About(
        category=Category.HABITS,
        name=("Passeport douleur", "Pain passport"),
        filled_by=("Les parents, avec qui soigne", "The parents, with those who care"),
        kinds=pain.KINDS,
        months=6,
    ),
}

BY_TAG: dict[str, tuple[Sheet, Kind]] = {
    kind.tag: (sheet, kind) for sheet, about in SHEETS.items() for kind in about.kinds
}


def kind_of(line: Line) -> Kind:
    return BY_TAG[str(line.__struct_config__.tag)][1]
