from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from backend.rooms.sheets.described import Kind, Line, Phone, Short, Text, choices, said

What = Annotated[
    Literal[
        "not_said",
        "orthosis",
        "wheelchair",
        "seat",
        "standing",
        "walking",
        "bed",
        "lifting",
        "hearing",
        "glasses",
        "communication",
        "feeding",
        "breathing",
        "implant",
        "other",
    ],
    choices(
        orthosis=("Orthèse, corset, chaussures", "Orthosis, brace, shoes"),
        wheelchair=("Fauteuil, poussette", "Wheelchair, buggy"),
        seat=("Siège, coquille, siège auto", "Seat, moulded seat, car seat"),
        standing=("Verticalisateur", "Standing frame"),
        walking=("Déambulateur, cannes", "Walker, crutches"),
        bed=("Lit, matelas", "Bed, mattress"),
        lifting=("Lève-personne, transferts", "Hoist, transfers"),
        hearing=("Appareils auditifs, implant", "Hearing aids, implant"),
        glasses=("Lunettes, aide visuelle", "Glasses, visual aid"),
        communication=("Communication", "Communication"),
        feeding=("Alimentation, sonde, bouton", "Feeding, tube, button"),
        breathing=("Respiration", "Breathing"),
        implant=("Pompe, valve, stimulateur", "Pump, shunt, stimulator"),
        other=("Autre", "Other"),
        not_said=("Pas précisé", "Not said"),
    ),
]


class DeviceLine(Line, tag="device", kw_only=True, frozen=True):
    """`weight_limit_kg`, `height_limit_cm`: what its maker allows. `returned_on`: kept in the history, not used any more."""

    name: Annotated[
        Short,
        said("Quoi", "What", help=("Attelle de nuit droite, fauteuil…", "Right night splint, wheelchair…")),
    ]
    what: Annotated[What, said("Sorte", "Sort")] = "not_said"
    model: Annotated[Short, said("Modèle", "Model")] = ""
    size: Annotated[Short, said("Taille, réglages", "Size, settings")] = ""
    maker: Annotated[Short, said("Fabricant", "Maker")] = ""
    supplier: Annotated[Short, said("Fourni et suivi par", "Supplied and followed by")] = ""
    phone: Annotated[Phone, said("Téléphone du fournisseur", "Supplier’s phone")] = ""
    fitted_on: Annotated[date, said("Essayé ou posé le", "Fitted on")] | None = None
    next_fitting: Annotated[date, said("À revoir le", "To be seen again on")] | None = None
    weight_limit_kg: (
        Annotated[
            float, Meta(gt=0, le=400), said("Jusqu’au poids de", "Up to a weight of", unit=("kg", "kg"))
        ]
        | None
    ) = None
    height_limit_cm: (
        Annotated[
            float, Meta(gt=0, le=250), said("Jusqu’à la taille de", "Up to a height of", unit=("cm", "cm"))
        ]
        | None
    ) = None
    how: Annotated[
        Text,
        said(
            "Comment s’en servir",
            "How to use it",
            help=("Quand, combien de temps, comment la mettre", "When, how long, how to put it on"),
        ),
    ] = ""
    returned_on: Annotated[date, said("Plus utilisé depuis le", "Not used since")] | None = None
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


class AdaptationLine(Line, tag="adaptation", kw_only=True, frozen=True):
    title: Annotated[
        Short,
        said(
            "Quoi", "What", help=("Une rampe, une douche, un volant…", "A ramp, a shower, a steering wheel…")
        ),
    ]
    place: Annotated[Short, said("Où", "Where", help=("Maison, école, voiture…", "Home, school, car…"))] = ""
    since: Annotated[Short, said("Depuis", "Since")] = ""
    note: Annotated[Text, said("À savoir", "Good to know")] = ""


KINDS = (
    Kind(
        type=DeviceLine,
        name=("Aides techniques et appareillage", "Aids and devices"),
        one=("Une aide ou un appareil", "An aid or a device"),
        title=("name",),
        none=True,
        urgent=True,
    ),
    Kind(
        type=AdaptationLine,
        name=("Aménagements", "Adaptations"),
        one=("Un aménagement", "An adaptation"),
        title=("title", "place"),
    ),
)
