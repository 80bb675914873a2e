"""The categories in words, in French and in English."""

from backend.rooms.access.categories import Category

_NAMES: dict[Category, tuple[str, str]] = {
    Category.IDENTITY: ("Le carnet", "The notebook"),
    Category.CIRCLE: ("Le cercle", "The circle"),
    Category.EMERGENCY: ("Fiche urgente", "Urgent sheet"),
    Category.MEDICAL_REPORTS: ("CR médicaux", "Medical reports"),
    Category.PARAMEDICAL_REPORTS: ("CR paramédicaux", "Paramedical reports"),
    Category.SYNTHESES: ("Synthèses", "Syntheses"),
    Category.IMAGING: ("Imagerie médicale", "Medical imaging"),
    Category.MEDIA_DOCUMENTS: ("Documents photos-vidéos", "Documents of photos and videos"),
    Category.PSYCHOLOGY: ("CR de psychologie", "Psychology reports"),
    Category.SCHOOL_REPORTS: ("CR scolaires, éducatifs", "School, education reports"),
    Category.PROJECTS: ("Projets, contrats", "Projects, contracts"),
    Category.CERTIFICATES: ("Certificats, ordonnances", "Certificates, prescriptions"),
    Category.LIAISON: ("Fiches de liaison", "Liaison sheets"),
    Category.PHOTOS: ("Photos et films", "Photos and films"),
    Category.GAIT: ("Films de marche", "Gait films"),
    Category.ADMINISTRATIVE: ("Administratif", "Administrative"),
    Category.SOCIAL: ("Social", "Social"),
    Category.HABITS: ("Habitudes de vie", "Daily habits"),
    Category.CONTACTS_SHEET: ("Fiche des contacts", "Sheet of contacts"),
    Category.SCHOOLING: ("Parcours scolaire", "Schooling"),
    Category.GROWTH: ("Poids, taille", "Weight, height"),
    Category.MEDICATION: ("Traitement", "Medication"),
    Category.AUTONOMY: ("Autonomie", "Autonomy"),
    Category.EQUIPMENT: ("Aides techniques", "Equipment"),
    Category.CLINICAL: ("Données cliniques", "Clinical data"),
    Category.ALLERGIES: ("Allergies", "Allergies"),
    Category.JOURNAL: ("Feuille du jour", "Daily sheet"),
    Category.AGENDA: ("Agenda", "Agenda"),
    Category.CONTACTS: ("Contacts", "Contacts"),
    Category.MEASUREMENTS: ("Mesures", "Measurements"),
    Category.MESSAGES: ("Messages", "Messages"),
}
_ORDER = list(Category)


def category_name(category: str, language: str) -> str:
    """The word itself for one that is not known here."""
    try:
        return _NAMES[Category(category)][1 if language == "en" else 0]
    except ValueError:
        return category


def in_order(categories: set[str]) -> list[str]:
    """As the rooms of the notebook stand; unknown ones last."""
    known = [c.value for c in _ORDER if c.value in categories]
    return known + sorted(categories - set(known))
