"""The habits on the readable page: what holds, and every earlier text."""

from backend.rooms.portability.page_bits import by, empty, folded, safe, section
from backend.rooms.portability.page_texts import Words
from backend.rooms.sheets.headings import name
from backend.rooms.sheets.portable import PortableHabits, PortableHeading, PortableVersion


def habits_html(habits: PortableHabits, w: Words) -> str:
    cards = "".join(_heading(heading, w) for heading in habits.headings)
    return section("habitudes", w.of("Habitudes de vie", "Daily habits"), f"<div class='cols'>{cards}</div>")


def _heading(heading: PortableHeading, w: Words) -> str:
    heads = [version for version in heading.versions if version.id in set(heading.heads)]
    past = [version for version in reversed(heading.versions) if version.id not in set(heading.heads)]
    body = "".join(_version(version, w) for version in heads) or empty(
        w.of("pas encore noté", "not noted yet")
    )
    if len(heads) > 1:
        words = w.of("écrits en même temps, à départager", "written at the same time, to be settled")
        body = f"<p><span class='pill amber'>{words}</span></p>{body}"
    if past:
        title = w.count(
            len(past), ("texte précédent", "earlier text"), ("textes précédents", "earlier texts")
        )
        body += folded(title, "".join(f"<div class='past'>{_version(version, w)}</div>" for version in past))
    return f"<div class='card'><h3>{safe(name(heading.heading, w.language))}</h3>{body}</div>"


def _version(version: PortableVersion, w: Words) -> str:
    words = safe(version.text) or w.of("(texte vidé)", "(text emptied)")
    signed = w.of("écrit ", "written ") + by(version.author, version.written_at, w)
    if version.confirmations:
        last = version.confirmations[-1]
        signed += w.of(
            f" · toujours vrai {by(last.by, last.at, w)}", f" · still true {by(last.by, last.at, w)}"
        )
    return f"<p class='text'>{words}</p><p><small>{signed}</small></p>"
