"""What is written when no phone has shown an alert of the daily sheet: that there is one, and nothing of health."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual


def alert(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Feuille du jour\u202f: une alerte que vous avez demandée",
            paragraphs=("Une alerte que votre famille a réglée vient de commencer dans un carnet CS3.",),
            link=Link(label="Ouvrir la feuille du jour", address=address),
            then=("Elle ne sera pas répétée tant qu’elle dure.",),
        ),
        en=Letter(
            subject="Daily sheet: an alert that you asked for",
            paragraphs=("An alert that your family set has just begun in a CS3 notebook.",),
            link=Link(label="Open the daily sheet", address=address),
            then=("It will not be repeated as long as it lasts.",),
        ),
    )
