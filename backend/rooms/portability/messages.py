"""What portability writes to people. Who asked, and nothing of health."""

from backend.rooms.identity.letters import Letter, Link
from backend.rooms.identity.messages import Texts


def asked(*, person: str, address: str) -> Texts:
    def text(language: str) -> Letter:
        if language == "en":
            return Letter(
                subject="A whole copy of a notebook was asked for",
                paragraphs=(
                    "Hello,",
                    f"{person} asked for a copy of everything in a notebook that you represent too. "
                    "What you keep from this person is not in it.",
                ),
                link=Link(label="See who looked at what", address=address),
            )
        return Letter(
            subject="Une copie entière d’un carnet a été demandée",
            paragraphs=(
                "Bonjour,",
                f"{person} a demandé une copie de tout ce que contient un carnet que vous représentez aussi. "
                "Ce que vous gardez pour vous n’y est pas.",
            ),
            link=Link(label="Voir qui a vu quoi", address=address),
        )

    return text
