"""The sheets made of lines on the readable page: what holds, and every earlier text."""

from backend.kit.portable import Named
from backend.rooms.portability.page_bits import by, empty, folded, safe, section
from backend.rooms.portability.page_texts import Words
from backend.rooms.sheets.content import AnswerLine, OrderLine
from backend.rooms.sheets.eleven import BY_TAG, SHEETS
from backend.rooms.sheets.portable_lines import (
    PortableLineSheet,
    PortableLineVersion,
    PortableSheetLine,
    PortableSheets,
)
from backend.rooms.sheets.saying import fields_said, title_of


def sheets_html(sheets: PortableSheets, w: Words) -> str:
    cards = "".join(_sheet(sheet, w) for sheet in sheets.sheets)
    return section("fiches", w.of("Fiches", "Sheets"), f"<div class='cols'>{cards}</div>")


def _sheet(sheet: PortableLineSheet, w: Words) -> str:
    lines = "".join(_line(line, w) for line in sheet.lines) or empty(w.of("pas encore noté", "not noted yet"))
    return f"<div class='card'><h3>{safe(w.of(*SHEETS[sheet.sheet].name))}</h3>{lines}</div>"


def _line(line: PortableSheetLine, w: Words) -> str:
    over = {base for version in line.versions for base in version.bases}
    heads = [version for version in line.versions if version.id not in over]
    if any(isinstance(version.content, OrderLine) for version in heads):
        return ""
    body = "".join(_version(version, line.place, w) for version in heads)
    if len(heads) > 1:
        words = w.of("écrits en même temps, à départager", "written at the same time, to be settled")
        body = f"<p><span class='pill amber'>{words}</span></p>{body}"
    past = [version for version in reversed(line.versions) if version.id in over]
    if past:
        title = w.count(
            len(past), ("texte précédent", "earlier text"), ("textes précédents", "earlier texts")
        )
        body += folded(
            title, "".join(f"<div class='past'>{_version(one, line.place, w)}</div>" for one in past)
        )
    return body


def _version(version: PortableLineVersion, place: str, w: Words) -> str:
    content = version.content
    if content is None:
        said = w.of("(ligne retirée)", "(line removed)")
    elif isinstance(content, AnswerLine):
        said = _answer(content, w)
    else:
        fields = fields_said(content, place, w.language)
        rows = "".join(f"<br>{safe(label)}{w.colon}{safe(words)}" for label, words in fields)
        kept = f"<br>{w.of('Téléphone', 'Phone')}{w.colon}{_kept(w)}" if version.phone_kept else ""
        said = f"<b>{safe(title_of(content, place, w.language))}</b>{rows}{kept}"
    signed = w.of("écrit ", "written ") + by(version.author, version.written_at, w)
    last = next((one for one in reversed(version.confirmations) if one.taken_back_at is None), None)
    if last:
        who: Named = last.by
        signed += w.of(f" · toujours vrai {by(who, last.at, w)}", f" · still true {by(who, last.at, w)}")
    return f"<p class='text'>{said}</p><p><small>{signed}</small></p>"


def _answer(answer: AnswerLine, w: Words) -> str:
    name = w.of(*BY_TAG[answer.of][1].name)
    said = (
        w.of("aucune connue", "none known")
        if answer.answer == "none_known"
        else w.of("non communiqué", "not communicated")
    )
    return f"<b>{safe(name)}</b>{w.colon}{said}"


def _kept(w: Words) -> str:
    return w.of("numéro gardé par qui l’a donné", "number kept by the person who gave it")
