"""What a report says of a film, of a value and of its marks: French, English."""

from typing import Any

from backend.kit.days import day_of
from backend.kit.say import say_day
from backend.rooms.gait.measures import content_of, reading
from backend.rooms.gait.schemas import Angle, FootView, Mark, StepsView
from backend.rooms.gait.words import CONVENTIONS, EVENTS, JOINTS, KINDS, PHASES, SIDES, STEPS

Row = dict[str, Any]
WORDS = {
    "fr": {
        "made": "Fait par {who}, le {day}.",
        "notice": "Annotations posées par une personne. Ce n’est pas un diagnostic.",
        "image": "image {n}",
        "film": "Film du {day}",
        "steps": "Appuis. {film}",
        "by": "par {who}, {day}",
        "page": "page {n}",
    },
    "en": {
        "made": "Made by {who}, {day}.",
        "notice": "Annotations set by a person. This is not a diagnosis.",
        "image": "image {n}",
        "film": "Film of {day}",
        "steps": "Foot contacts. {film}",
        "by": "by {who}, {day}",
        "page": "page {n}",
    },
}
_SEEN = {
    "left": ("côté gauche", "left side"),
    "right": ("côté droit", "right side"),
    "front": ("de face", "from the front"),
    "back": ("de dos", "from behind"),
}
_WORN = {
    "barefoot": ("pieds nus", "barefoot"),
    "shoes": ("avec chaussures", "with shoes"),
    "orthoses": ("avec orthèses", "with orthoses"),
    "aid": ("avec une aide à la marche", "with a walking aid"),
}


def film_said(film: Row, language: str) -> str:
    """« Film du 3 oct. 2026, côté gauche, pieds nus »."""
    which = 1 if language == "en" else 0
    said = [WORDS[language]["film"].format(day=say_day(day_of(film["taken_at"]), language))]
    said += [_SEEN[film["seen_from"]][which]] if film["seen_from"] in _SEEN else []
    said += [_WORN[one][which] for one in film["worn"] if one in _WORN]
    return ", ".join([*said, *([film["worn_words"]] if film["worn_words"] else [])])


def value_said(row: Row, language: str) -> str:
    """A value with all that names it: « 30,0° · genou gauche · milieu d’appui · flexion… · par Karim Saïdi, 3 oct. 2026 »."""
    which = 1 if language == "en" else 0
    content = content_of(row)
    degrees, toward = reading(content)
    side = SIDES[content.side][which] if content.side else ""
    if isinstance(content, Mark):
        said = [KINDS["mark"][which], EVENTS[content.event][which], side]
    else:
        joint = JOINTS[content.joint][which] if content.joint else ""
        convention = content.convention if isinstance(content, Angle) else f"lean_{toward}"
        said = [
            f"{_number(degrees or 0, 1, language)}°",
            KINDS["angle" if isinstance(content, Angle) else "lean"][which],
            " ".join(part for part in ((joint, side) if which == 0 else (side, joint)) if part),
            PHASES[content.phase][which] if content.phase else "",
            CONVENTIONS[convention][which],
        ]
    day = say_day(day_of(row["added_at"]), language)
    said += [content.note, WORDS[language]["by"].format(who=row["author_name"], day=day)]
    return " · ".join(part for part in said if part)


def steps_said(steps: StepsView, language: str) -> list[str]:
    """What a film's marks come to; nothing where they do not tell."""
    which = 1 if language == "en" else 0
    told: list[str] = []
    feet: tuple[tuple[str, FootView], ...] = (("left", steps.left), ("right", steps.right))
    for side, foot in feet:
        values = [
            (STEPS["stance"][which], foot.stance, "%", 0),
            (STEPS["swing"][which], foot.swing, "%", 0),
            (STEPS["step_s"][which], foot.step_s, "s", 2),
        ]
        if foot.step_s is None:
            values.append((STEPS["step_images"][which], foot.step_images, STEPS["images"][which], 1))
        told += [
            f"{name}, {SIDES[side][which]}\u202f: {_number(value, digits, language)}\u202f{unit}"
            for name, value, unit, digits in values
            if value is not None
        ]
    if steps.cadence is not None:
        number = _number(steps.cadence, 0, language)
        told.append(f"{STEPS['cadence'][which]}\u202f: {number} {STEPS['per_minute'][which]}")
    if told:
        told.append(CONVENTIONS["by_time" if steps.by_time else "by_image"][which])
    return [line.replace(" : ", ": ") for line in told] if language == "en" else told


def _number(value: float, digits: int, language: str) -> str:
    said = f"{value:.{digits}f}"
    return said if language == "en" else said.replace(".", ",")
