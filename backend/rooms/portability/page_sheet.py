"""The urgent sheet on the readable page: as it stands, and what was changed."""

from datetime import date

from backend.rooms.emergency.drawing import drawn_content
from backend.rooms.emergency.portable import PortableLine, PortableSectionAnswer, PortableSheet
from backend.rooms.emergency.sections import WRITTEN_ON, Section
from backend.rooms.emergency.sheet import ReadLine
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.emergency.wording import say, say_line
from backend.rooms.portability.page_bits import by, folded, safe, section, text
from backend.rooms.portability.page_texts import Words
from backend.rooms.sheets.portable_lines import PortableSheets, Told, told_on

_ACTIONS = {
    "add": ("ajouté", "added"), "change": ("changé", "changed"), "remove": ("retiré", "taken off"),
    "restore": ("remis", "put back"), "confirm": ("confirmé", "confirmed"), "read": ("fiche relue en entier", "sheet re-read in full"),
    "unread": ("relecture annulée", "re-reading taken back"), "order": ("mis dans un autre ordre", "put in another order"),
    "answer": ("réponse", "answer"),
}  # fmt: skip


def sheet_html(sheet: PortableSheet, sheets: PortableSheets, diagnoses: str, day: date, w: Words) -> str:
    """As it stands on that day."""
    texts = TEXTS[w.language]
    if sheet.read:
        read = w.of("Relue en entier ", "Read in full ") + by(sheet.read.by, sheet.read.at, w)
    else:
        read = safe(texts.never_read)
    live: dict[Section, list[PortableLine]] = {}
    for line in sheet.lines:
        if line.deleted_at is None:
            live.setdefault(line.section, []).append(line)
    answers = {answer.section: answer for answer in sheet.answers}
    first = [Section.ALLERGIES, *(s for s in Section if s is not Section.ALLERGIES)]
    cards = "".join(
        _drawn(s, sheets, day, w) if s in WRITTEN_ON else _section(s, live.get(s, []), answers.get(s), w)
        for s in first
        if s is not Section.WEIGHT
    )
    said = f"<div class='card'><h3>{w.of('À l’ouverture du carnet', 'When the notebook was opened')}</h3>{text(diagnoses)}</div>"
    body = (
        f"<p class='soft'>{read}. {safe(texts.not_said)}</p><div class='cols' style='margin-top:12px'>{cards}"
    )
    body += (said if diagnoses.strip() else "") + "</div>" + _history(sheet, w)
    return section("fiche", w.of("Fiche urgente", "Urgent sheet"), body)


def _drawn(section: Section, sheets: PortableSheets, day: date, w: Words) -> str:
    """What is written on the sheets, below, and was chosen to stand here."""
    texts = TEXTS[w.language]
    lines = [
        (line, told)
        for one in sheets.sheets
        for line in one.lines
        if line.kind == WRITTEN_ON[section]
        if (told := told_on(line, day))
    ]
    shown = [told for line, told in lines if line.urgent and line.urgent.shown]
    if shown:
        # Behind what holds now, what is to come.
        every = sorted((one for told in shown for one in told), key=lambda one: one.begins is not None)
        body = "<ul>" + "".join(f"<li>{_told(one, w)}</li>" for one in every) + "</ul>"
        if len(shown) < len(lines):
            body += f"<p class='soft'>{safe(texts.more)}</p>"
    elif lines:
        body = f"<p class='soft'>{safe(texts.not_stated)}</p>"
    else:
        body = f"<p class='soft'>{w.of('Voir la fiche, plus bas', 'See the sheet, below')}</p>"
    kind = "card allergy" if section is Section.ALLERGIES and shown else "card"
    return f"<div class='{kind}'><h3>{safe(texts.sections[section])}</h3>{body}</div>"


def _told(one: Told, w: Words) -> str:
    version = one.version
    assert version.content is not None
    content = drawn_content(version.content)
    said = say_line(ReadLine(content=content, confirmed=None, begins=one.begins, last=one.last), w.language)
    words = w.colon.join(part for part in (f"<b>{safe(said.strong)}</b>", safe(said.rest)) if part)
    number = f"<small>({_kept(w)})</small>" if version.phone_kept else f"<b>{safe(said.phone)}</b>"
    doubt = ""
    if one.conflict:
        several = w.of(
            "plusieurs textes écrits en même temps, à départager\u202f: voir la fiche, plus bas",
            "several texts written at the same time, to be settled: see the sheet, below",
        )
        doubt = f"<br><small>({several})</small>"
    return f"{words} {number if said.phone or version.phone_kept else ''}{doubt}"


def _section(
    section: Section, lines: list[PortableLine], answer: PortableSectionAnswer | None, w: Words
) -> str:
    texts = TEXTS[w.language]
    if lines:
        body = "<ul>" + "".join(f"<li>{_line(line, w)}</li>" for line in lines) + "</ul>"
    elif answer:
        known = answer.answer == "none_known"
        words = texts.none_known.get(section, "") if known else texts.not_stated
        body = f"<p><b>{safe(words)}</b> <small>{by(answer.answered.by, answer.answered.at, w)}</small></p>"
    else:
        body = f"<p class='soft'>{safe(texts.unanswered)}</p>"
    kind = "card allergy" if section is Section.ALLERGIES and lines else "card"
    return f"<div class='{kind}'><h3>{safe(texts.sections[section])}</h3>{body}</div>"


def _line(line: PortableLine, w: Words) -> str:
    confirmed = w.of("relu ", "re-read ") + by(line.confirmed.by, line.confirmed.at, w)
    return f"{content_html(line, w)}<br><small>{confirmed}</small>"


def content_html(line: PortableLine, w: Words) -> str:
    texts = TEXTS[w.language]
    said = say(line.content, w.language)
    parts = [f"<b class='{said.tone}'>{safe(said.strong)}</b>" if said.strong else "", safe(said.rest)]
    words = (" " if said.rest.startswith("(") else w.colon).join(part for part in parts if part)
    if line.phone_kept:
        return f"{words} <small>({_kept(w)})</small>"
    if said.phone:
        return f"{words} <b>{safe(said.phone)}</b>"
    return f"{words} <small>({safe(texts.no_number)})</small>" if said.phone_missing else words


def _kept(w: Words) -> str:
    return w.of(
        "un numéro existe, gardé par qui l’a écrit", "there is a number, kept by the person who wrote it"
    )


def _history(sheet: PortableSheet, w: Words) -> str:
    if not sheet.changes:
        return ""
    names = TEXTS[w.language].sections
    items: list[str] = []
    for change in reversed(sheet.changes):
        what = w.pick(_ACTIONS.get(change.action, (change.action, change.action)))
        where = f"{safe(names[change.section])}{w.colon}" if change.section else ""
        then = ""
        if change.content is not None:
            said = say(change.content, w.language)
            number = _kept(w) if change.phone_kept else safe(said.phone)
            then = " — " + ", ".join(part for part in (safe(said.strong), safe(said.rest), number) if part)
        items.append(f"<li>{where}{what} <small>{by(change.person, change.at, w)}</small>{then}</li>")
    title = w.of("Tout ce qui a été changé sur la fiche", "Everything that was changed on the sheet")
    return folded(f"{title} ({len(items)})", f"<ul>{''.join(items)}</ul>")
