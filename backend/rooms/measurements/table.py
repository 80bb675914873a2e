"""The measurements as a table for a spreadsheet."""

from dataclasses import dataclass
from uuid import UUID

from backend.kit import csv
from backend.kit.days import day_of
from backend.kit.errors import NotFound
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.measurements import queries
from backend.rooms.measurements.content import decode, number, same_series, unit_of
from backend.rooms.measurements.schemas import Kind, MeasureSaid, Posture

NAMES: dict[Kind, tuple[str, str]] = {
    "weight": ("Poids", "Weight"),
    "height": ("Taille", "Height"),
    "head": ("Tour de tête", "Head circumference"),
}
POSTURES: dict[Posture, tuple[str, str]] = {
    "not_said": ("", ""),
    "lying": ("couché", "lying"),
    "standing": ("debout", "standing"),
}
COLUMNS = (
    ("Mesure", "Measure"),
    ("Date", "Date"),
    ("Heure", "Time"),
    ("Valeur", "Value"),
    ("Unité", "Unit"),
    ("Position", "Position"),
    ("Comment", "How"),
    ("Mesuré par", "Measured by"),
    ("Écrit par", "Written by"),
    ("Vérifié", "Checked"),
)


@dataclass(frozen=True, kw_only=True)
class Made:
    body: bytes
    filename: str


async def make(visit: Visit, of: UUID | None, language: str) -> Made:
    """of: one of those whose series is wanted; all of them without. Raises NotFound."""
    rows = await queries.standing(visit.carnet_id)
    values = [(decode(row["content"]), row) for row in rows]
    if of is not None:
        wanted = next((content for content, row in values if row["id"] == of), None)
        if wanted is None:
            raise NotFound
        values = [(content, row) for content, row in values if same_series(content, wanted)]
    await visit.trace(Tag.MEASUREMENTS_EXPORT)
    at = 1 if language == "en" else 0
    lines = [_line(content, row["author_name"], at) for content, row in values]
    body = csv.table([column[at] for column in COLUMNS], lines, language=language)
    name = "measurements" if language == "en" else "mesures"
    return Made(body=body, filename=f"{name}-{day_of(visit.at).isoformat()}.csv")


def _line(content: MeasureSaid, author: str, at: int) -> list[csv.Value]:
    return [
        called(content, at),
        content.on.isoformat(),
        content.time or "",
        number(content),
        unit_of(content),
        POSTURES[content.posture][at],
        content.how,
        content.by,
        author,
        ("oui", "yes")[at] if content.checked else "",
    ]


def called(content: MeasureSaid, at: int) -> str:
    """at: 0 in French, 1 in English."""
    return content.name or NAMES[content.kind][at]
