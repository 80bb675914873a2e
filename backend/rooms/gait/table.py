"""The measures of a film as a table for a spreadsheet. Each line says by itself what it is, and what it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from backend.kit import csv
from backend.kit.days import day_of
from backend.kit.say import say_time
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.gait import queries
from backend.rooms.gait.measures import content_of, enter, rate_of, reading
from backend.rooms.gait.schemas import Angle, Content, FootView, Lean, Mark, StepsView
from backend.rooms.gait.steps import reckon
from backend.rooms.gait.words import COLUMNS, CONVENTIONS, EVENTS, JOINTS, KINDS, NATURE, PHASES, SIDES, STEPS

Row = dict[str, object]
Pick = Callable[[tuple[str, str]], str]


@dataclass(frozen=True, kw_only=True)
class Made:
    body: bytes
    filename: str


async def make(visit: Visit, capture_id: UUID, language: str) -> Made:
    """Raises NotFound."""
    own, film = await enter(visit, capture_id)
    rows = [row for row in await queries.measures(capture_id) if row["deleted_at"] is None]
    await own.trace(Tag.MEASURES_EXPORT, capture_id)
    day = day_of(film["taken_at"]).isoformat()
    contents = [content_of(row) for row in rows]
    steps = reckon([one for one in contents if isinstance(one, Mark)], rate_of(film))

    def pick(pair: tuple[str, str]) -> str:
        return pair[1 if language == "en" else 0]

    lines = [
        [pick(NATURE), day, *_said(content, pick), row["author_name"], say_time(row["added_at"], language)]
        for row, content in zip(rows, contents, strict=True)
    ]
    lines += [[pick(NATURE), day, *line, "", ""] for line in _reckoned(steps, pick)]
    columns = [pick(column) for column in COLUMNS]
    body = csv.table(columns, lines, language=language)
    return Made(body=body, filename=f"{'gait' if language == 'en' else 'marche'}-{day}.csv")


def _said(content: Content, pick: Pick) -> list[csv.Value]:
    """What, side, joint, phase, convention, value, unit, image, time in the file, points, note."""
    degrees, toward = reading(content)
    side = pick(SIDES[content.side]) if content.side else ""
    seconds = None if content.file_us is None else content.file_us / 1e6
    where = [content.frame + 1, seconds]
    if isinstance(content, Mark):
        return [
            pick(KINDS["mark"]),
            side,
            "",
            pick(EVENTS[content.event]),
            "",
            None,
            "",
            *where,
            "",
            content.note,
        ]
    spots = [content.one, content.other]
    if isinstance(content, Angle):
        spots.insert(1, content.vertex)
        convention = pick(CONVENTIONS[content.convention])
    else:
        assert isinstance(content, Lean)
        convention = pick(CONVENTIONS[f"lean_{toward}"])
    points = " ; ".join(f"{spot.x:.1f} {spot.y:.1f}" for spot in spots)
    return [
        pick(KINDS["angle" if isinstance(content, Angle) else "lean"]),
        side,
        pick(JOINTS[content.joint]) if content.joint else "",
        pick(PHASES[content.phase]) if content.phase else "",
        convention,
        degrees,
        "°",
        *where,
        f"{points} / {content.width} × {content.height}",
        content.note,
    ]


def _reckoned(steps: StepsView, pick: Pick) -> list[list[csv.Value]]:
    """What the marks come to, where they tell."""
    found: list[tuple[str, str, float | None, str]] = []
    feet: tuple[tuple[str, FootView], ...] = (("left", steps.left), ("right", steps.right))
    for side, foot in feet:
        found += [
            ("stance", side, foot.stance, "%"),
            ("swing", side, foot.swing, "%"),
            ("step_s", side, foot.step_s, "s"),
        ]
        if foot.step_s is None:
            found.append(("step_images", side, foot.step_images, pick(STEPS["images"])))
    found.append(("cadence", "", steps.cadence, pick(STEPS["per_minute"])))
    convention = pick(CONVENTIONS["by_time" if steps.by_time else "by_image"])
    return [
        [
            pick(STEPS[what]),
            pick(SIDES[side]) if side else "",
            "",
            "",
            convention,
            value,
            unit,
            "",
            "",
            "",
            "",
        ]
        for what, side, value, unit in found
        if value is not None
    ]
