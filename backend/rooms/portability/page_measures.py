"""The measurements on the readable page: a table for each thing that is measured."""

from backend.rooms.measurements.content import series, unit_of
from backend.rooms.measurements.portable import PortableMeasurement, PortableMeasurements
from backend.rooms.measurements.table import POSTURES, called
from backend.rooms.portability.page_bits import empty, safe, section
from backend.rooms.portability.page_texts import Words


def measurements_html(part: PortableMeasurements, w: Words) -> str:
    by_series: dict[tuple[str, str, str], list[PortableMeasurement]] = {}
    for one in part.values:
        if one.deleted_at is None:
            by_series.setdefault(series(one.content), []).append(one)
    cards = "".join(_card(values, w) for values in by_series.values())
    body = f"<div class='cols'>{cards}</div>" if cards else empty(w.of("Aucune mesure.", "No measurement."))
    return section("mesures", w.of("Poids et taille", "Weight and height"), body)


def _card(values: list[PortableMeasurement], w: Words) -> str:
    title = safe(called(values[-1].content, w.language == "en"))
    lines = "".join(f"<li>{_said(one, w)}</li>" for one in reversed(values))
    return f"<div class='card'><h3>{title}</h3><ul>{lines}</ul></div>"


def _said(one: PortableMeasurement, w: Words) -> str:
    content = one.content
    value = content.value if w.language == "en" else content.value.replace(".", ",")
    more = [
        POSTURES[content.posture][w.language == "en"],
        content.how,
        w.of("mesuré par ", "measured by ") + content.by if content.by else "",
        w.of("vérifié", "checked") if content.checked else "",
        w.of("écrit par ", "written by ") + one.author.name,
    ]
    told = " · ".join(safe(part) for part in more if part)
    when = w.day(content.on) + (f" {content.time}" if content.time else "")
    return f"<b>{safe(value)}\u202f{safe(unit_of(content))}</b> · {safe(when)}<br><small>{told}</small>"
