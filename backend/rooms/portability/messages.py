"""What portability writes to people. Who asked, how an import ended, and nothing of health."""

from collections.abc import Callable

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual


def asked(*, person: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Une copie entière d’un carnet a été demandée",
            paragraphs=(
                "Bonjour,",
                f"{person} a demandé une copie de tout ce que contient un carnet que vous représentez aussi. "
                "Ce que vous gardez pour vous n’y est pas.",
            ),
            link=Link(label="Voir qui a vu quoi", address=address),
        ),
        en=Letter(
            subject="A whole copy of a notebook was asked for",
            paragraphs=(
                "Hello,",
                f"{person} asked for a copy of everything in a notebook that you represent too. "
                "What you keep from this person is not in it.",
            ),
            link=Link(label="See who looked at what", address=address),
        ),
    )


def taken_in(*, child: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"Le carnet de {child} est ouvert",
            paragraphs=(
                "Bonjour,",
                f"L’archive que vous avez envoyée est lue\u202f: le carnet de {child} est là, en entier.",
            ),
            link=Link(label="Ouvrir le carnet", address=address),
        ),
        en=Letter(
            subject=f"{child}’s notebook is open",
            paragraphs=(
                "Hello,",
                f"The archive that you sent has been read: {child}’s notebook is here, whole.",
            ),
            link=Link(label="Open the notebook", address=address),
        ),
    )


def not_taken_in(*, reason: Callable[[str], str], address: str) -> Texts:
    """reason: why, in that language."""
    return bilingual(
        fr=Letter(
            subject="Un carnet n’a pas pu être repris",
            paragraphs=("Bonjour,", f"L’archive que vous avez envoyée n’a pas été prise. {reason('fr')}"),
            link=Link(label="Voir ce qui ne va pas", address=address),
        ),
        en=Letter(
            subject="A notebook could not be taken back",
            paragraphs=("Hello,", f"The archive that you sent was not taken. {reason('en')}"),
            link=Link(label="See what is wrong", address=address),
        ),
    )
