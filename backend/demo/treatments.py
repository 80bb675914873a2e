"""The treatment between Théo's films: his mother noted it from the letter of the day."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.gait import treatments
from backend.rooms.gait.schemas import NewTreatment, TreatmentSaid
from backend.rooms.identity.service import Person

TOXIN_DAYS = 42
"""Between the films of 48 and of 7 days ago (images.py)."""


async def note(mother: Person, carnet_id: UUID, child: str, now: datetime) -> None:
    if child != "theo":
        return
    day = now - timedelta(days=TOXIN_DAYS)
    visit = await access.enter(mother, carnet_id, Category.GAIT, Right.ADD, at=day + timedelta(days=1))
    said = TreatmentSaid(
        kind="toxin",
        day=day_of(day),
        name="Toxine botulique",
        site="Triceps sural et jambier postérieur, à gauche",
        dose="100 unités, en deux points par muscle",
        note="Plâtre de posture pendant dix jours, puis l’attelle de nuit.",
    )
    await treatments.add(visit, NewTreatment(id=new_id(visit.at), said=said))
