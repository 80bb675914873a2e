"""Théo's weights and heights over four years, Léa's since last year: plausible, and nobody's."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.identity.service import Person
from backend.rooms.measurements import service
from backend.rooms.measurements.schemas import Kind, MeasureSaid, NewMeasurement

# (days ago, kg, cm)
_TAKEN = {
    "theo": [
        (1460, "17.2", "107"), (1330, "17.9", "109.5"), (1190, "18.6", "111.5"), (1050, "19.3", "114"),
        (920, "20.4", "116"), (790, "21.2", "118.5"), (660, "22.3", "121"), (540, "22.9", "123"),
        (420, "24.1", "124.5"), (310, "24.8", "126.5"), (190, "25.9", "128.5"), (110, "26.4", "131"), (19, "27", "133"),
    ],
    "lea": [(400, "11.8", "86"), (230, "12.9", "90.5"), (60, "14.1", "94.5")],
}  # fmt: skip
_CALF = [(190, "24.5"), (110, "24"), (19, "25")]


async def note(mother: Person, carnet_id: UUID, child: str, now: datetime) -> None:
    """Written now, as a family does from its old health record."""
    visit = await access.enter(mother, carnet_id, Category.GROWTH, Right.ADD, at=now - timedelta(days=12))

    async def add(days: int, kind: Kind, value: str, **more: str) -> None:
        said = MeasureSaid(kind=kind, value=value, on=day_of(now - timedelta(days=days)), **more)  # pyright: ignore[reportArgumentType]
        await service.add(visit, NewMeasurement(id=new_id(visit.at), content=said))

    for days, kg, cm in _TAKEN[child]:
        await add(days, "weight", kg, by="Dr Lenoir" if days > 300 else "")
        await add(days, "height", cm, posture="standing")
    if child == "theo":
        await add(19, "head", "53.5")
        for days, cm in _CALF:
            await add(days, "other", cm, name="Tour de mollet gauche", unit="cm", by="Karim Saïdi")
