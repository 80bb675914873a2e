from typing import Annotated
from uuid import UUID

from backend.rooms.sheets.described import Kind, Line, Short, Text, said

SIGNS = ("sign_1", "sign_2", "sign_3")


class PainSignLine(Line, tag="pain_sign", kw_only=True, frozen=True):
    """Short: it is a tap of the daily sheet too."""

    text: Annotated[
        Short,
        said(
            "Le signe, avec vos mots",
            "The sign, in your words",
            help=(
                "Ce qu’on voit ou entend\u202f: se raidit, ferme la main, ne joue plus…",
                "What one sees or hears: goes stiff, closes the hand, stops playing…",
            ),
        ),
    ]


class PainWordsLine(Line, tag="pain_words", kw_only=True, frozen=True):
    """Of what, its place says."""

    text: Annotated[
        Text,
        said(
            "En quelques mots",
            "In a few words",
            help=(
                "Pour quelqu’un qui ne l’a jamais vu",
                "For somebody who never saw them",
            ),
        ),
    ]


class PainFilmLine(Line, tag="pain_film", kw_only=True, frozen=True):
    """A film of the album, seen by who sees that film there."""

    film: Annotated[
        UUID, said("Le film", "The film", input="item", unit=("choisi dans l’album", "chosen from the album"))
    ]


KINDS = (
    Kind(
        type=PainSignLine,
        name=("Trois signes", "Three signs"),
        one=("Un signe", "A sign"),
        title=("text",),
        slots={
            "sign_1": ("Premier signe", "First sign"),
            "sign_2": ("Deuxième signe", "Second sign"),
            "sign_3": ("Troisième signe", "Third sign"),
        },
    ),
    Kind(
        type=PainWordsLine,
        name=("Pour ne pas se tromper, pour soulager", "Not to be mistaken, and to soothe"),
        one=("Quelques mots", "A few words"),
        title=("text",),
        slots={
            "seizure": ("Ce qui n’est pas comme une crise", "What is not like a seizure"),
            "soothes": ("Ce qui soulage", "What soothes"),
        },
    ),
    Kind(
        type=PainFilmLine,
        name=("Deux films", "Two films"),
        one=("Un film", "A film"),
        title=("film",),
        slots={
            "film_calm": ("Quand tout va bien", "When all is well"),
            "film_pain": ("Quand ça fait mal", "When it hurts"),
        },
    ),
)
