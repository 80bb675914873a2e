"""The daily sheet on the readable page: by day, the newest first, and what each note said before."""

from datetime import date
from itertools import groupby

from backend.rooms.journal.content import day_noted, said_in, tag_of
from backend.rooms.journal.kinds import BY_TAG
from backend.rooms.journal.portable import PortableJournal, PortableNote, PortableNoteVersion
from backend.rooms.portability.page_bits import by, empty, folded, safe, section
from backend.rooms.portability.page_texts import Words


def days_html(journal: PortableJournal, w: Words) -> str:
    notes = sorted(journal.notes, key=_day, reverse=True)
    body = "".join(
        f"<div class='card'><h3>{w.day(day)}</h3>{''.join(_note(note, w) for note in reversed(list(group)))}</div>"
        for day, group in groupby(notes, key=_day)
    )
    title = w.of("Feuille du jour", "Daily sheet")
    return section("jours", title, body or empty(w.of("rien n’a été noté", "nothing was noted")))


def _day(note: PortableNote) -> date:
    last = note.versions[-1]
    return day_noted(last.content, last.happened_at, last.ended_at)


def _note(note: PortableNote, w: Words) -> str:
    last = note.versions[-1]
    gone = f" · {w.of('retirée', 'taken away')}" if note.removed_at else ""
    gone = f" · {w.of('à vérifier', 'to be checked')}{gone}" if note.to_check else gone
    said = f"<p class='text'>{_said(last, w)}</p><p><small>{w.of('noté ', 'noted ')}{by(note.author, last.written_at, w)}{gone}</small></p>"
    past = "".join(
        f"<div class='past'><p class='text'>{_said(one, w)}</p></div>" for one in reversed(note.versions[:-1])
    )
    return said + (folded(w.of("Ce qu’elle disait avant", "What it said before"), past) if past else "")


def _said(version: PortableNoteVersion, w: Words) -> str:
    words = " · ".join(
        f"{safe(label)}{w.colon}{safe(text)}" for label, text in said_in(version.content, w.language)
    )
    name = safe(w.of(*BY_TAG[tag_of(version.content)].one))
    until = f" → {w.time(version.ended_at)}" if version.ended_at else ""
    return f"<b>{name}</b> · {w.time(version.happened_at)}{until}{'<br>' + words if words else ''}"
