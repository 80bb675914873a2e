"""Dates that are looked for: their words, and what is told of those that are found."""

from typing import Any
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.findable import Findable, Told
from backend.kit.words import labelled
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.agenda import queries, service
from backend.rooms.agenda.deadlines import Sort
from backend.rooms.agenda.schemas import Appointment
from backend.rooms.agenda.sources import open_to

SORTS: dict[Sort, tuple[str, str]] = {
    Sort.DISABILITY_CARD: ("Carte mobilité inclusion (CMI)", "Disability card (CMI)"),
    Sort.PAPER_CARD: ("Ancienne carte en papier", "Old card on paper"),
    Sort.MDPH_RIGHT: ("Droit accordé par la MDPH", "Right granted by the MDPH"),
    Sort.BENEFIT: ("Allocation (AEEH, PCH, AAH)", "Benefit (AEEH, PCH, AAH)"),
    Sort.PRESCRIPTION: ("Ordonnance", "Prescription"),
    Sort.EQUIPMENT: ("Appareillage, aide technique", "Equipment, technical aid"),
    Sort.OTHER: ("", ""),
}
"""As the phone calls a deadline that its family gave no name."""


async def findable(visit: Visit, language: str) -> list[Findable]:
    if not visit.habilitation.may(Category.AGENDA, Right.READ):
        return []
    return [
        Findable(
            id=row["id"],
            kind="agenda",
            category=Category.AGENDA.value,
            day=day_of(row["starts_at"]),
            people=(row["with_whom"] or row["author_name"],),
            tags=(),
            found=f"{labelled(_name(row['sort'], language))} {row['found']}",
        )
        for row in await queries.findable(visit.carnet_id, visit.viewer, open_to(visit))
    ]


async def told(visit: Visit, ids: list[UUID], language: str) -> list[Told]:
    if not visit.habilitation.may(Category.AGENDA, Right.READ):
        return []
    rows = await queries.told(visit.carnet_id, ids, visit.viewer, open_to(visit))
    return [_told(row, language) for row in rows]


def _told(row: dict[str, Any], language: str) -> Told:
    content = service.content_of(row)
    meeting = content if isinstance(content, Appointment) else None
    sort = "" if isinstance(content, Appointment) else content.sort.value
    more = (meeting.place, meeting.bring, meeting.note) if meeting else (content.note,)
    return Told(
        id=row["id"],
        kind="agenda",
        sort=sort or "appointment",
        category=Category.AGENDA.value,
        day=day_of(row["starts_at"]),
        title=" · ".join(filter(None, (_name(sort, language), content.title))),
        by=meeting.with_whom if meeting else "",
        text="\n".join(filter(None, more)),
        tags=(),
    )


def _name(sort: str | None, language: str) -> str:
    return SORTS[Sort(sort)][1 if language == "en" else 0] if sort else ""
