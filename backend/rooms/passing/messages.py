"""What is written to who is shown something: that there is something, and nothing about anybody."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual


def shown(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Quelqu’un vous montre quelque chose",
            paragraphs=("Une personne du cercle vous montre quelque chose dans un carnet CS3.",),
            link=Link(label="Voir qui, et quoi", address=address),
        ),
        en=Letter(
            subject="Someone shows you something",
            paragraphs=("A person of the circle shows you something in a CS3 notebook.",),
            link=Link(label="See who, and what", address=address),
        ),
    )
