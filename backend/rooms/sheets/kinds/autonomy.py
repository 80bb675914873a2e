from typing import Annotated, Literal

from backend.rooms.sheets.described import Kind, Line, Short, Text, choices, said

How = Annotated[
    Literal["alone", "with_help", "not_possible"],
    choices(
        alone=("Seul", "Alone"),
        with_help=("Avec de l’aide", "With help"),
        not_possible=("Pas possible", "Not possible"),
    ),
]


class ActivityLine(Line, tag="activity", kw_only=True, frozen=True):
    """Of which activity, its place says."""

    how: Annotated[How, said("Comment", "How")]
    help: Annotated[
        Text,
        said(
            "Quelle aide",
            "What help",
            help=("Ce que vous faites, ce qu’on ne fait pas", "What you do, what one does not do"),
        ),
    ] = ""


class OtherActivityLine(Line, tag="other_activity", kw_only=True, frozen=True):
    title: Annotated[Short, said("Activité", "Activity")]
    how: Annotated[How, said("Comment", "How")]
    help: Annotated[Text, said("Quelle aide", "What help")] = ""


KINDS = (
    Kind(
        type=ActivityLine,
        name=("Activités de tous les jours", "Everyday activities"),
        one=("Une activité", "An activity"),
        title=("how",),
        slots={
            "eating": ("Manger", "Eating"),
            "drinking": ("Boire", "Drinking"),
            "washing": ("Se laver", "Washing"),
            "dressing": ("S’habiller", "Dressing"),
            "toilet": ("Aller aux toilettes", "Using the toilet"),
            "transfers": ("Passer du lit au fauteuil", "From bed to chair"),
            "sitting": ("Tenir assis", "Sitting"),
            "standing": ("Tenir debout", "Standing"),
            "walking": ("Marcher", "Walking"),
            "stairs": ("Monter un escalier", "Climbing stairs"),
            "wheelchair": ("Conduire son fauteuil", "Driving the wheelchair"),
            "hands": ("Se servir de ses mains", "Using the hands"),
            "understanding": ("Se faire comprendre", "Being understood"),
            "school_work": ("Lire, écrire, compter", "Reading, writing, counting"),
            "outside": ("Sortir seul", "Going out alone"),
            "danger": ("Voir un danger", "Seeing a danger"),
        },
    ),
    Kind(
        type=OtherActivityLine,
        name=("Autres activités", "Other activities"),
        one=("Une autre activité", "Another activity"),
        title=("title",),
    ),
)
