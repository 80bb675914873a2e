"""What is written to who is asked for an access. Nothing that the asker wrote, not even their name: it would be a way to write to strangers."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual
from backend.rooms.identity.messages import NB


def asked(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Quelqu’un vous demande un accès",
            paragraphs=(
                "Un professionnel vous demande un accès à un carnet que vous représentez sur CS3.",
                f"Il ne sait pas si vous en avez un. Personne n’entre sans votre oui{NB}; vous pouvez aussi ne pas répondre.",
            ),
            link=Link(label="Voir qui demande", address=address),
        ),
        en=Letter(
            subject="Someone asks you for an access",
            paragraphs=(
                "A professional asks you for an access to a notebook that you represent on CS3.",
                "They do not know whether you have one. Nobody enters without your yes; you can also leave it unanswered.",
            ),
            link=Link(label="See who asks", address=address),
        ),
    )
