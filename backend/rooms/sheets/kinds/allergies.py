from typing import Annotated, Literal

from msgspec import Meta

from backend.rooms.sheets.described import LONG, Kind, Line, Short, Text, choices, said

Severity = Annotated[
    Literal["not_said", "unknown", "mild", "moderate", "severe"],
    choices(
        severe=("Grave", "Severe"),
        moderate=("Modérée", "Moderate"),
        mild=("Légère", "Mild"),
        unknown=("On ne sait pas", "Not known"),
        not_said=("Pas précisé", "Not said"),
    ),
]
"""FHIR R4, reaction-event-severity; `unknown`: somebody looked for it, which is not `not_said`."""

Certainty = Annotated[
    Literal["not_said", "unknown", "confirmed", "suspected", "precaution"],
    choices(
        confirmed=("Confirmée", "Confirmed"),
        suspected=("Soupçonnée", "Suspected"),
        precaution=("Évité par précaution", "Avoided as a precaution"),
        unknown=("On ne sait pas", "Not known"),
        not_said=("Pas précisé", "Not said"),
    ),
]


class AllergyLine(Line, tag="allergy", kw_only=True, frozen=True):
    """`precaution`: avoided without a known reaction (FHIR: propensity)."""

    substance: Annotated[
        Short,
        said(
            "À quoi", "To what", help=("Un médicament, un aliment, le latex…", "A medicine, a food, latex…")
        ),
    ]
    reaction: Annotated[
        Text,
        said(
            "Ce qui se passe",
            "What happens",
            help=("Ce qu’on a vu, et en combien de temps", "What was seen, and how fast"),
        ),
    ] = ""
    severity: Annotated[Severity, said("Gravité", "Severity")] = "not_said"
    certainty: Annotated[Certainty, said("Certitude", "Certainty")] = "not_said"
    since: Annotated[Short, said("Depuis", "Since")] = ""
    note: Annotated[
        str,
        # Room for a severity that was said in words of its own, on an urgent sheet of before.
        Meta(max_length=LONG + 160, extra={"input": "text"}),
        said("À savoir", "Good to know"),
    ] = ""


KINDS = (
    Kind(
        type=AllergyLine,
        name=("Allergies", "Allergies"),
        one=("Une allergie", "An allergy"),
        title=("substance",),
        none=True,
        urgent=True,
    ),
)
