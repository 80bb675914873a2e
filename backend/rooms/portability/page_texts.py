"""The words of the readable pages that are ours. French, and complete English."""

from dataclasses import dataclass

from backend.kit.say import say_day, say_time

NB = "\u202f"

CATEGORIES = {
    "documents.medical": ("CR médicaux", "Medical reports"),
    "documents.paramedical": ("CR paramédicaux", "Paramedical reports"),
    "documents.syntheses": ("Synthèses", "Syntheses"),
    "documents.imaging": ("Imagerie médicale", "Medical imaging"),
    "documents.media": ("Photos-vidéos", "Photos and videos"),
    "documents.psychology": (
        "CR psychologie clinique, neuropsychologie",
        "Clinical psychology, neuropsychology",
    ),
    "documents.school": ("CR scolaires, éducatifs", "School, education"),
    "documents.projects": ("Projets individualisés, contrats", "Individual projects, contracts"),
    "documents.certificates": ("Certificats médicaux, ordonnances", "Certificates, prescriptions"),
    "documents.liaison": ("Fiches de liaison", "Liaison sheets"),
}
SORTS = {
    "disability_card": ("Carte mobilité inclusion (CMI)", "Disability card (CMI)"),
    "paper_card": ("Ancienne carte en papier", "Old card on paper"),
    "mdph_right": ("Droit accordé par la MDPH", "Right granted by the MDPH"),
    "benefit": ("Allocation (AEEH, PCH, AAH)", "Benefit (AEEH, PCH, AAH)"),
    "prescription": ("Ordonnance", "Prescription"),
    "equipment": ("Appareillage, aide technique", "Equipment, technical aid"),
    "other": ("Autre échéance", "Another deadline"),
}
PROFILES = {
    "representative": ("représentant", "representative"),
    "professional": ("professionnel", "professional"),
    "carer": ("proche, aidant", "relative, carer"),
    "holder": ("titulaire du carnet", "whose notebook it is"),
}
PROBLEMS = {
    "missing": (
        "n’était plus dans le carnet au moment de la copie",
        "was no longer in the notebook when the copy was made",
    ),
    "damaged": (
        "était abîmé et n’a pas pu être lu",
        "was damaged and could not be read",
    ),
    "differs": (
        "est là, mais n’est pas exactement ce qui avait été reçu",
        "is here, but is not exactly what had been received",
    ),
    "withheld": (
        "n’est pas dans cette copie\u202f: il pourrait dire où il a été fait",
        "is not in this copy: it might tell where it was made",
    ),
}
_MONTHS = (
    ("janvier", "January"), ("février", "February"), ("mars", "March"), ("avril", "April"), ("mai", "May"),
    ("juin", "June"), ("juillet", "July"), ("août", "August"), ("septembre", "September"), ("octobre", "October"),
    ("novembre", "November"), ("décembre", "December"),
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """One language. Each sentence is written in both, side by side: `w.of(french, english)`."""

    language: str

    def of(self, french: str, english: str) -> str:
        return english if self.language == "en" else french

    def pick(self, pair: tuple[str, str]) -> str:
        return self.of(*pair)

    def day(self, day: object) -> str:
        return say_day(day, self.language)  # pyright: ignore[reportArgumentType]

    def time(self, at: object) -> str:
        return say_time(at, self.language)  # pyright: ignore[reportArgumentType]

    def month(self, year: int, month: int) -> str:
        return f"{self.pick(_MONTHS[month - 1])} {year}"

    def count(self, number: int, one: tuple[str, str], several: tuple[str, str]) -> str:
        """« 0 film », « 1 film », « 2 films »; "0 films", "1 film"."""
        single = number == 1 or (number == 0 and self.language == "fr")
        return f"{number} {self.pick(one if single else several)}"

    @property
    def colon(self) -> str:
        return f"{NB}: " if self.language == "fr" else ": "


def size(count: int, language: str) -> str:
    """« 3,4 Mo », "3.4 MB": powers of ten, as phones count."""
    units = ("o", "ko", "Mo", "Go") if language == "fr" else ("B", "kB", "MB", "GB")
    value, unit = float(count), 0
    while value >= 1000 and unit < 3:
        value, unit = value / 1000, unit + 1
    text = f"{value:.0f}" if unit == 0 or value >= 100 else f"{value:.1f}"
    return f"{text.replace('.', ',') if language == 'fr' else text}{NB}{units[unit]}"
