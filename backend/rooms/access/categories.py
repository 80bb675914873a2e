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
    """What one may do with a category. None includes another: a grandparent may add photos without seeing the album."""

    READ = "read"
    ADD = "add"
    MANAGE = "manage"


class Profile(StrEnum):
    """The kind of person. What is open to them is in their matrix (matrix.py)."""

    REPRESENTATIVE = "representative"
    PROFESSIONAL = "professional"
    CARER = "carer"
    HOLDER = "holder"
    """The person the notebook is about, on an account of their own. Reads and adds what is open to them, and decides nothing yet
    (docs/decisions/0025-minors.md)."""
    IMPORTER = "importer"
    """Of a notebook that is still arriving in an archive: sends it, and sees nothing of it before it is whole."""
