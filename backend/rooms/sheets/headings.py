"""The twelve headings of the habits sheet, in the order of the paper notebook."""

from enum import StrEnum


class Heading(StrEnum):
    IDENTITY = "identity"
    SENSES = "senses"
    COMMUNICATION = "communication"
    PAIN = "pain"
    FOOD = "food"
    MOVEMENT = "movement"
    SLEEP = "sleep"
    DRESSING = "dressing"
    TOILET = "toilet"
    COMFORT = "comfort"
    LIKES = "likes"
    FEARS = "fears"


NAMES: dict[Heading, tuple[str, str]] = {
    Heading.IDENTITY: ("Identité", "Identity"),
    Heading.SENSES: ("Capacité auditive et visuelle", "Hearing and sight"),
    Heading.COMMUNICATION: (
        "Communication, comportement, sociabilité",
        "Communication, behaviour, being with others",
    ),
    Heading.PAIN: ("Manifestation de la douleur", "How pain shows"),
    Heading.FOOD: ("Alimentation, hydratation", "Eating and drinking"),
    Heading.MOVEMENT: ("Capacités motrices", "Moving"),
    Heading.SLEEP: ("Sommeil nocturne, sieste", "Sleep at night, naps"),
    Heading.DRESSING: ("Toilette, habillage", "Washing and dressing"),
    Heading.TOILET: ("Propreté, utilisation des WC", "Using the toilet"),
    Heading.COMFORT: ("Habitudes et rituels", "Habits and rituals"),
    Heading.LIKES: ("Ce que la personne aime ou ce qui la rassure", "What the person likes, what reassures"),
    Heading.FEARS: (
        "Ce que la personne n’aime pas ou ce qui l’inquiète",
        "What the person dislikes, what worries",
    ),
}


def name(heading: Heading, language: str) -> str:
    return NAMES[heading][1 if language == "en" else 0]
