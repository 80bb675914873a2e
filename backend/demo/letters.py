"""The letters of the demonstration, as offices print them. Nobody in them exists, and nothing in them is advice."""

from dataclasses import dataclass
from typing import Literal

from backend.rooms.access.categories import Category


@dataclass(frozen=True, kw_only=True)
class DemoLetter:
    """author: who added it. days: how long ago it was written; it was added `filed` days later.
    paragraphs: one page each when `pages` says so."""

    child: Literal["theo", "lea"]
    author: str
    category: Category
    days: int
    filed: int = 2
    title: str
    written_by: str
    structure: str
    paragraphs: tuple[str, ...]
    pages: int = 1
    note: str = ""
    urgent: bool = False
    """For emergencies; by an author who represents the child."""


LETTERS = (
    DemoLetter(
        child="theo", author="claire", category=Category.MEDICAL_REPORTS, days=9, filed=1, pages=2,
        title="Consultation de neuropédiatrie", written_by="Dr Claire Lenoir", structure="CHU · Service de neuropédiatrie",
        paragraphs=(
            "J’ai revu Théo avec ses parents. Il marche pieds nus sans aide à la maison, plus longtemps qu’en septembre. Les films de marche du SESSAD, pris cinq semaines après les injections, montrent un appui du talon gauche retrouvé.",
            "Aucune crise depuis le 3 septembre. L’école a été prévenue de la conduite à tenir, que les parents ont dans le carnet.",
            "L’examen retrouve l’hémiplégie gauche connue. La valve de dérivation a été contrôlée ; son réglage est noté au dossier de neurochirurgie.",
            "Nous nous revoyons dans trois mois, après le bilan de kinésithérapie. Je reste joignable par le secrétariat.",
        ),
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.MEDICAL_REPORTS, days=64,
        title="Compte rendu, chirurgie orthopédique", written_by="Dr Paul Astier", structure="CHU · Orthopédie pédiatrique",
        paragraphs=(
            "Consultation conjointe avec l’appareilleur. L’orthèse suro-pédieuse gauche est devenue courte ; une nouvelle est moulée aujourd’hui.",
            "Pas d’indication chirurgicale à ce jour. Une radiographie du bassin sera faite avant la prochaine consultation.",
        ),
        note="La nouvelle orthèse est livrée le mois suivant.",
        urgent=True,
    ),
    DemoLetter(
        child="theo", author="karim", category=Category.PARAMEDICAL_REPORTS, days=21, filed=0, pages=2,
        title="Bilan de kinésithérapie", written_by="Karim Saïdi", structure="SESSAD Les Tilleuls",
        paragraphs=(
            "Théo vient deux fois par semaine. Il participe bien, surtout quand la séance commence par le ballon.",
            "Équilibre sur un pied : quatre secondes à gauche, contre une au printemps. Il monte l’escalier en alternant, la main sur la rampe.",
            "Les étirements du soir sont faits par ses parents, sans douleur. Nous gardons le même rythme, et un film de marche tous les deux mois.",
        ),
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.SYNTHESES, days=110,
        title="Synthèse d’équipe du SESSAD", written_by="Équipe du SESSAD", structure="SESSAD Les Tilleuls",
        paragraphs=(
            "Présents : les deux parents, l’enseignante, le kinésithérapeute, l’ergothérapeute, la directrice.",
            "Théo est fier de venir seul jusqu’à la salle de classe. Il se fatigue en fin de matinée : une pause allongée de vingt minutes est prévue.",
            "Prochaine synthèse au printemps.",
        ),
    ),
    DemoLetter(
        child="theo", author="marc", category=Category.IMAGING, days=150,
        title="Radiographie du bassin, compte rendu", written_by="Dr Inès Favre", structure="Centre d’imagerie du Parc",
        paragraphs=("Cliché de face. Résultat transmis au service d’orthopédie pédiatrique, qui le commentera en consultation.",),
        urgent=True,
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.PSYCHOLOGY, days=190,
        title="Bilan neuropsychologique", written_by="Lucie Marchand", structure="Cabinet de neuropsychologie", pages=2,
        paragraphs=(
            "Bilan demandé par l’école et par les parents, en deux matinées. Théo a demandé des pauses et les a prises.",
            "Le détail des épreuves est remis aux parents en main propre. En classe : consignes courtes, une à la fois, et du temps en plus.",
        ),
    ),
    DemoLetter(
        child="theo", author="marc", category=Category.SCHOOL_REPORTS, days=35,
        title="Compte rendu d’équipe éducative", written_by="Mme Robin, directrice", structure="École élémentaire Jean-Macé",
        paragraphs=(
            "Les aménagements en place conviennent : place près de la porte, ordinateur pour les textes longs, récréation avec un camarade.",
            "La sortie à la ferme se fera avec l’accompagnante ; le trajet sera en minibus.",
        ),
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.PROJECTS, days=170,
        title="Projet individualisé d’accompagnement", written_by="SESSAD Les Tilleuls", structure="SESSAD Les Tilleuls", pages=2,
        paragraphs=(
            "Ce que Théo demande : jouer au football dans la cour, et dormir chez son cousin.",
            "Ce que l’équipe propose : deux séances de kinésithérapie, une d’ergothérapie, une visite à l’école chaque trimestre.",
        ),
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.CERTIFICATES, days=16, filed=0,
        title="Certificat médical pour la cantine", written_by="Dr Claire Lenoir", structure="CHU · Service de neuropédiatrie",
        paragraphs=("Je certifie que l’état de santé de Théo permet qu’il déjeune à la cantine, avec une aide pour couper les aliments.",),
    ),
    DemoLetter(
        child="theo", author="anne", category=Category.LIAISON, days=5, filed=0,
        title="Fiche de liaison, week-end chez Papi", written_by="Anne Tagorre", structure="Famille",
        paragraphs=(
            "Il dort avec sa veilleuse. L’orthèse se met le matin, avec la chaussette blanche.",
            "S’il est fatigué, il vaut mieux rentrer à pied par le parc : il y a des bancs.",
        ),
    ),
    DemoLetter(
        child="lea", author="julie", category=Category.MEDICAL_REPORTS, days=12, pages=2,
        title="Consultation ORL, réglage de l’implant", written_by="Dr Hugo Pons", structure="CHU · Implants cochléaires",
        paragraphs=(
            "Léa porte son processeur toute la journée. Elle se retourne à son prénom depuis la pièce voisine.",
            "Les réglages du jour sont enregistrés dans l’appareil ; le programme 1 reste celui de la journée.",
            "Prochain réglage dans deux mois.",
        ),
    ),
    DemoLetter(
        child="lea", author="sophie", category=Category.PARAMEDICAL_REPORTS, days=18, filed=0,
        title="Bilan d’orthophonie", written_by="Sophie Bernard", structure="Cabinet d’orthophonie",
        paragraphs=(
            "Léa associe deux signes, et commence à dire « encore ». Elle regarde les lèvres.",
            "À la maison et chez l’assistante maternelle : les mêmes images, les mêmes signes.",
        ),
    ),
    DemoLetter(
        child="lea", author="thomas", category=Category.IMAGING, days=95,
        title="Scanner des rochers, compte rendu", written_by="Dr Inès Favre", structure="Centre d’imagerie du Parc",
        paragraphs=("Examen fait avant la consultation de l’équipe d’implantation, à qui le résultat a été transmis.",),
    ),
    DemoLetter(
        child="lea", author="julie", category=Category.PROJECTS, days=70,
        title="Accueil chez l’assistante maternelle", written_by="Nadia Haddad et les parents", structure="Contrat d’accueil",
        paragraphs=("Le processeur se retire pour la sieste et se range dans la boîte bleue. Les piles de rechange sont dans le sac.",),
    ),
    DemoLetter(
        child="lea", author="thomas", category=Category.CERTIFICATES, days=44,
        title="Ordonnance, piles du processeur", written_by="Dr Hugo Pons", structure="CHU · Implants cochléaires",
        paragraphs=("Piles pour processeur d’implant cochléaire, pour six mois.",),
    ),
    DemoLetter(
        child="lea", author="julie", category=Category.LIAISON, days=30,
        title="Fiche de liaison, crèche d’été", written_by="Julie Martel", structure="Famille",
        paragraphs=("Lui parler de face. Allumer la lumière avant de l’appeler. Elle signe « doudou » en croisant les bras.",),
    ),
)  # fmt: skip
