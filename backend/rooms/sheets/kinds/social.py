from typing import Annotated

from backend.rooms.sheets.described import Kind, Line, Phone, Short, Text, said


class LivingLine(Line, tag="living", kw_only=True, frozen=True):
    title: Annotated[
        Short,
        said(
            "Quoi",
            "What",
            help=(
                "Chez qui, quels jours, le logement, le transport…",
                "With whom, which days, housing, transport…",
            ),
        ),
    ]
    text: Annotated[Text, said("En quelques mots", "In a few words")] = ""


class SupportLine(Line, tag="support", kw_only=True, frozen=True):
    name: Annotated[
        Short,
        said(
            "Qui",
            "Who",
            help=("Une personne, un service, une association", "A person, a service, an association"),
        ),
    ]
    role: Annotated[Short, said("Pour quoi", "What for")] = ""
    when: Annotated[Short, said("Quand", "When")] = ""
    phone: Annotated[Phone, said("Téléphone", "Phone")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=LivingLine,
        name=("Vie de famille", "Family life"),
        one=("Une chose à savoir", "Something to know"),
        title=("title",),
    ),
    Kind(
        type=SupportLine,
        name=("Aides et accompagnements", "Help and support"),
        one=("Une aide", "A help"),
        title=("name",),
    ),
)
