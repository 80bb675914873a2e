"""The gait room on the readable page: dated treatments, and what people measured on each film."""

from datetime import datetime
from itertools import groupby
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.captures.portable import PortableImage
from backend.rooms.gait.measures import reading
from backend.rooms.gait.portable import PortableGait, PortableMeasure, PortableTreatment
from backend.rooms.gait.schemas import Angle, Lean, Mark
from backend.rooms.gait.words import CONVENTIONS, EVENTS, JOINTS, NATURE, PHASES, SIDES, TREATMENTS
from backend.rooms.portability.page_bits import by, empty, safe, section, text
from backend.rooms.portability.page_texts import Words


def gait_html(gait: PortableGait, images: list[PortableImage], w: Words) -> str:
    treatments = [one for one in gait.treatments if one.deleted_at is None]
    measures = [one for one in gait.measures if one.deleted_at is None]
    body = _treatments(treatments, w) + _measures(measures, images, w)
    nothing = empty(w.of("Aucun traitement daté, aucune mesure.", "No dated treatment, no measure."))
    return section("marche", w.of("Marche", "Gait"), body or nothing)


def binned_gait(gait: PortableGait, images: list[PortableImage], w: Words) -> str:
    treatments = [one for one in gait.treatments if one.deleted_at]
    measures = [one for one in gait.measures if one.deleted_at]
    return _treatments(treatments, w) + _measures(measures, images, w)


def _treatments(treatments: list[PortableTreatment], w: Words) -> str:
    if not treatments:
        return ""
    title = w.of("Traitements", "Treatments")
    items = "".join(f"<li><div class='say'>{_treatment(one, w)}</div></li>" for one in treatments)
    return f"<div class='card'><h3>{title}</h3><ul class='files'>{items}</ul></div>"


def _treatment(one: PortableTreatment, w: Words) -> str:
    said = one.said
    title = " · ".join(part for part in (w.pick(TREATMENTS[said.kind]), said.name) if part)
    where = (
        ("Endroit", "Site", said.site),
        ("Dose", "Dose", said.dose),
    )
    more = "".join(
        f"<p class='text'>{w.of(fr, en)}{w.colon}{safe(words)}</p>" for fr, en, words in where if words
    )
    signed = w.of("noté ", "noted ") + by(one.author, one.added_at, w)
    return f"<b>{w.day(said.day)} · {safe(title)}</b>{more}{text(said.note)}<p><small>{signed}</small></p>"


def _measures(measures: list[PortableMeasure], images: list[PortableImage], w: Words) -> str:
    taken = {image.id: image.taken_at for image in images}
    return "".join(
        _film(film, list(some), taken, w) for film, some in groupby(measures, key=lambda one: one.film)
    )


def _film(film: UUID, measures: list[PortableMeasure], taken: dict[UUID, datetime], w: Words) -> str:
    at = taken.get(film)
    of = w.of("Mesures sur le film du ", "Measures on the film of ") + (w.day(day_of(at)) if at else "?")
    items = "".join(f"<li><div class='say'>{_measure(one, w)}</div></li>" for one in measures)
    return f"<div class='card'><h3>{of}</h3><p class='soft'>{w.pick(NATURE)}</p><ul class='files'>{items}</ul></div>"


def _measure(one: PortableMeasure, w: Words) -> str:
    content = one.content
    image = f"image {content.frame + 1}"
    side = w.pick(SIDES[content.side]) if content.side else ""
    if isinstance(content, Mark):
        said, how = f"{w.pick(EVENTS[content.event])}, {side}", ""
    else:
        assert isinstance(content, Angle | Lean)
        read, toward = reading(content)
        assert read is not None
        degrees = f"{read:.0f}°"
        joint = w.pick(JOINTS[content.joint]) if content.joint else ""
        phase = w.pick(PHASES[content.phase]) if content.phase else ""
        said = " · ".join(part for part in (degrees, " ".join(p for p in (joint, side) if p), phase) if part)
        how = w.pick(CONVENTIONS[content.convention if isinstance(content, Angle) else f"lean_{toward}"])
    signed = by(one.author, one.added_at, w)
    return f"<b>{image} · {said}</b>{f'<p>{how}</p>' if how else ''}{text(content.note)}<p><small>{signed}</small></p>"
