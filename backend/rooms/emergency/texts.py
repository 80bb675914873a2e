"""The words of the page and of the card that are ours: headings, dates, what to do. French, and complete English."""

from dataclasses import dataclass
from typing import Literal

from backend.rooms.emergency.sections import Section

NB = "\u202f"
"""Narrow no-break space."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    title: str
    sex: dict[tuple[Literal["female", "male"], bool], str]  # (sex, grown up)
    born: dict[Literal["female", "male", "unknown"], str]
    read_in_full: str
    never_read: str
    weight_unknown: str
    groups: dict[str, str]
    sections: dict[Section, str]
    unanswered: str
    not_stated: str
    more: str
    none_known: dict[Section, str]
    confirmed: str
    confirmed_by: str
    to_confirm: str
    never_confirmed: str
    tones: dict[Literal["do", "never", "know"], str]
    no_number: str
    cut: str
    cut_one: str
    traced: str
    own_look: str
    preview: str
    not_said: str
    shown: str


FR = Texts(
    title="Fiche d’urgence",
    sex={
        ("female", False): "fille",
        ("male", False): "garçon",
        ("female", True): "femme",
        ("male", True): "homme",
    },
    born={"female": "née le", "male": "né le", "unknown": "naissance"},
    read_in_full="Relue en entier par {who}, le {day}",
    never_read="Jamais relue en entier",
    weight_unknown="poids non communiqué",
    groups={
        "allergies": "Allergies",
        "diagnoses": "Diagnostics et antécédents",
        "todo": "À faire, à savoir",
        "treatments": "Traitements",
        "talk": "Communiquer, douleur",
        "body": "Avaler, appareils",
        "call": "Appeler",
        "wishes": "Hôpital, volontés",
    },
    sections={
        Section.WEIGHT: "Poids",
        Section.ALLERGIES: "Allergies",
        Section.DIAGNOSES: "Diagnostics",
        Section.HISTORY: "Antécédents",
        Section.ANAESTHESIA: "Anesthésies",
        Section.TODO: "À faire, à savoir",
        Section.TREATMENTS: "Traitements",
        Section.YES_NO: "Dire oui, dire non",
        Section.PAIN: "Douleur",
        Section.CALMS: "Ce qui calme",
        Section.HEARING: "Audition",
        Section.VISION: "Vision",
        Section.SWALLOWING: "Avaler",
        Section.DEVICES: "Appareils et aides",
        Section.CONTACTS: "Proches",
        Section.DOCTOR: "Professionnels",
        Section.HOSPITAL: "Hôpital préféré",
        Section.DIRECTIVES: "Directives anticipées",
    },
    unanswered="pas encore noté",
    not_stated="non communiqué",
    more="D’autres lignes ne sont pas communiquées.",
    none_known={
        Section.ALLERGIES: "aucune connue",
        Section.DIAGNOSES: "aucun connu",
        Section.HISTORY: "aucun connu",
        Section.ANAESTHESIA: "aucune",
        Section.TODO: "rien de particulier",
        Section.TREATMENTS: "aucun",
        Section.DEVICES: "aucun",
        Section.DIRECTIVES: "aucune",
    },
    confirmed="relu le {day}",
    confirmed_by="relu le {day} par {who}",
    to_confirm="à confirmer",
    never_confirmed="jamais relu",
    tones={"do": "À faire", "never": "À ne pas faire", "know": "À savoir"},
    no_number="numéro non communiqué",
    cut=f"La suite ne tient pas ici{NB}: {{count}} lignes. Demandez-les aux proches.",
    cut_one=f"La suite ne tient pas ici{NB}: 1 ligne. Demandez-la aux proches.",
    traced=f"L’ouverture de cette fiche est tracée{NB}; la famille en est prévenue.",
    own_look=f"Vous la regardez avec votre compte de représentant{NB}: personne n’est alerté.",
    preview=f"Aperçu{NB}: voici ce que lit un soignant qui scanne le code.",
    not_said=f"Ce qui n’est pas écrit ici n’est pas communiqué{NB}; ce n’est pas «{NB}aucun{NB}».",
    shown="Affichée le {time}.",
)

EN = Texts(
    title="Emergency sheet",
    sex={("female", False): "girl", ("male", False): "boy", ("female", True): "woman", ("male", True): "man"},
    born={"female": "born", "male": "born", "unknown": "born"},
    read_in_full="Read in full by {who}, {day}",
    never_read="Never re-read in full",
    weight_unknown="weight not communicated",
    groups={
        "allergies": "Allergies",
        "diagnoses": "Diagnoses and history",
        "todo": "To do, to know",
        "treatments": "Treatments",
        "talk": "Communication, pain",
        "body": "Swallowing, devices",
        "call": "Call",
        "wishes": "Hospital, wishes",
    },
    sections={
        Section.WEIGHT: "Weight",
        Section.ALLERGIES: "Allergies",
        Section.DIAGNOSES: "Diagnoses",
        Section.HISTORY: "History",
        Section.ANAESTHESIA: "Anaesthesia",
        Section.TODO: "To do, to know",
        Section.TREATMENTS: "Treatments",
        Section.YES_NO: "Saying yes, saying no",
        Section.PAIN: "Pain",
        Section.CALMS: "What calms",
        Section.HEARING: "Hearing",
        Section.VISION: "Sight",
        Section.SWALLOWING: "Swallowing",
        Section.DEVICES: "Devices and aids",
        Section.CONTACTS: "Family and friends",
        Section.DOCTOR: "Professionals",
        Section.HOSPITAL: "Preferred hospital",
        Section.DIRECTIVES: "Advance directives",
    },
    unanswered="not noted yet",
    not_stated="not communicated",
    more="Other lines are not communicated.",
    none_known={
        Section.ALLERGIES: "none known",
        Section.DIAGNOSES: "none known",
        Section.HISTORY: "none known",
        Section.ANAESTHESIA: "none",
        Section.TODO: "nothing in particular",
        Section.TREATMENTS: "none",
        Section.DEVICES: "none",
        Section.DIRECTIVES: "none",
    },
    confirmed="re-read {day}",
    confirmed_by="re-read {day} by {who}",
    to_confirm="to be confirmed",
    never_confirmed="never re-read",
    tones={"do": "To do", "never": "Not to do", "know": "To know"},
    no_number="number not communicated",
    cut="The rest does not fit here: {count} lines. Ask the family for them.",
    cut_one="The rest does not fit here: 1 line. Ask the family for it.",
    traced="The opening of this sheet is recorded; the family is told.",
    own_look="You are looking with your representative’s account: nobody is alerted.",
    preview="Preview: this is what a professional who scans the code reads.",
    not_said="What is not written here is not communicated; it does not mean “none”.",
    shown="Shown {time}.",
)

TEXTS = {"fr": FR, "en": EN}
