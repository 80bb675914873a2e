"""What a habilitation opens. Everything stored in a notebook belongs to exactly one category."""

from enum import StrEnum


class Category(StrEnum):
    IDENTITY = "identity"
    CIRCLE = "circle"
    EMERGENCY = "emergency"
    MEDICAL_REPORTS = "documents.medical"
    PARAMEDICAL_REPORTS = "documents.paramedical"
    SYNTHESES = "documents.syntheses"
    IMAGING = "documents.imaging"
    MEDIA_DOCUMENTS = "documents.media"
    PSYCHOLOGY = "documents.psychology"
    SCHOOL_REPORTS = "documents.school"
    PROJECTS = "documents.projects"
    CERTIFICATES = "documents.certificates"
    LIAISON = "documents.liaison"
    PHOTOS = "photos"
    GAIT = "gait"
    ADMINISTRATIVE = "sheets.administrative"
    SOCIAL = "sheets.social"
    HABITS = "sheets.habits"
    CONTACTS_SHEET = "sheets.contacts"
    SCHOOLING = "sheets.schooling"
    GROWTH = "sheets.growth"
    MEDICATION = "sheets.medication"
    AUTONOMY = "sheets.autonomy"
    EQUIPMENT = "sheets.equipment"
    CLINICAL = "sheets.clinical"
    ALLERGIES = "sheets.allergies"
    JOURNAL = "journal"
    AGENDA = "agenda"
    CONTACTS = "contacts"
    MEASUREMENTS = "measurements"
    MESSAGES = "messages"


class Right(StrEnum):
    """What one may do with a category. None includes another: a carer adds photos without seeing the album."""

    READ = "read"
    ADD = "add"
    MANAGE = "manage"


class Profile(StrEnum):
    REPRESENTATIVE = "representative"
    PROFESSIONAL = "professional"
    CARER = "carer"
    IMPORTER = "importer"
    """Of a notebook that is still arriving in an archive: sends it, and sees nothing of it before it is whole."""


_ALL = frozenset(Right)
_READ = frozenset({Right.READ})
_READ_ADD = frozenset({Right.READ, Right.ADD})
_DOCUMENTS = frozenset(c for c in Category if c.value.startswith("documents."))

RIGHTS: dict[Profile, dict[Category, frozenset[Right]]] = {
    Profile.REPRESENTATIVE: dict.fromkeys(Category, _ALL),
    Profile.PROFESSIONAL: {
        category: _READ_ADD
        if category in _DOCUMENTS | {Category.PHOTOS, Category.GAIT, Category.HABITS}
        else _READ
        for category in Category
    },
    Profile.CARER: {
        Category.IDENTITY: _READ,
        Category.EMERGENCY: _READ,
        Category.HABITS: _READ_ADD,
        Category.PHOTOS: frozenset({Right.ADD}),
    },
    Profile.IMPORTER: {Category.IDENTITY: frozenset({Right.ADD})},
}
"""The three profiles of the beginning, and that of a notebook which has not begun. A professional sees the circle; only representatives see the traces."""


def may(profile: Profile, category: Category, right: Right) -> bool:
    return right in RIGHTS[profile].get(category, frozenset())
