"""The carers' pages: who they are, the documents, one document, a note, and why it is over. No script; pictures and films of this house alone."""

from collections.abc import Mapping
from html import escape

from backend.rooms.access.category_names import category_name
from backend.rooms.documents.service import urgent
from backend.rooms.emergency.carer_form import LONGEST, LONGEST_NOTE, PROFESSIONS, CarerForm
from backend.rooms.emergency.carer_style import CARER_STYLE
from backend.rooms.emergency.carer_texts import CARER_TEXTS, CarerTexts, error_of
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.page_lines import safe

PAGES_AT_ONCE = 10
"""Of a document: without a script a browser fetches every picture of a page at once."""
_ENDINGS = {
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    "application/pdf": ".pdf",
}
_DIGITS = "?digits=1"
"""The form has a place for the passcode."""
_COPIES = {"film": ".mp4", "sound": ".m4a"}


def link_to_documents(token: str, language: str, *, asks: bool) -> str:
    """At the foot of the sheet. asks: the code asked for a passcode, and so does the form then."""
    return f'<a href="/u/{escape(token)}/soignant{_DIGITS if asks else ""}">{safe(CARER_TEXTS[language].link)}</a>'


def ask_form(
    token: str, language: str, form: CarerForm, errors: Mapping[str, str], *, asks: bool, tries_left: int = 0
) -> bytes:
    """What was typed stays. asks: for the passcode too."""
    texts = CARER_TEXTS[language]
    said = {name: error_of(name, errors[name], language) for name in texts.fields if name in errors}
    if errors.get("passcode") == "wrong":
        said["passcode"] += f" {texts.tries.format(count=tries_left)}"
    first = next((name for name in texts.fields if name in said), "")
    fields = "".join(
        _field(name, texts, form, said, focus=name == first)
        for name in texts.fields
        if asks or name != "passcode"
    )
    sent = f"/u/{escape(token)}/soignant{_DIGITS if asks else ''}"
    inside = (
        f"<p>{safe(texts.intro)}</p><p><b>{safe(texts.unchecked)}</b></p>"
        f'<form method=post action="{sent}" novalidate>{_summary(texts, said)}{fields}<button>{safe(texts.send)}</button></form>'
    )
    return whole_page(language, texts.title, texts.title, inside, back=(f"/u/{token}", texts.to_sheet))


def list_page(
    token: str,
    language: str,
    documents: list[urgent.UrgentDocument],
    *,
    passport: bool = False,
    who: str,
    born: str,
    until: str,
    note: str = "",
    error: str = "",
    left: bool = False,
    notes_full: bool = False,
) -> bytes:
    """passport: the pain passport is among them. who, born: whose documents they are. note: what was typed, when it was not taken (`error`). left: a note has just been handed over."""
    texts = CARER_TEXTS[language]
    links = "".join(
        f'<li><a href="/u/{escape(token)}/documents/{one.id}"><b>{safe(one.title or texts.untitled)}</b>'
        f"<span>{safe(_about(one, language))}</span></a>"
        for one in documents
    )
    if passport:
        first = f"<b>{safe(texts.pain)}</b><span>{safe(texts.pain_about)}</span>"
        links = f'<li><a href="/u/{escape(token)}/douleur">{first}</a>{links}'
    body = links or f"<li>{safe(texts.notices['nothing'][1])}"
    inside = (
        f"<p>{safe(texts.until.format(time=until))}</p><h2>{safe(texts.documents)}</h2><ul>{body}</ul></section>"
        f"<section>{_note(token, texts, note, error and error_of('text', error, language), left, notes_full)}</section>"
        f"<section><h2>{safe(texts.shared)}</h2><p id=end-h>{safe(texts.shared_text)}</p>"
        f'<form method=post action="/u/{escape(token)}/fini"><button aria-describedby=end-h>{safe(texts.finish)}</button></form>'
    )
    return whole_page(language, texts.documents, who, inside, more=born, back=(f"/u/{token}", texts.to_sheet))


def document_page(
    token: str, language: str, document: urgent.UrgentDocument, *, who: str, first: int
) -> bytes:
    """first: the page of each of its files to begin with."""
    texts = CARER_TEXTS[language]
    title = document.title or texts.untitled
    parts = "".join(_file(token, language, document, file, first) for file in document.files)
    inside = f"<p>{safe(_about(document, language))}</p>{parts}"
    return whole_page(language, title, title, inside, more=who, back=(f"/u/{token}/documents", texts.to_list))


def over_page(token: str, kind: str, language: str) -> bytes:
    """kind: nothing, unmarked, shut, ended, finished, busy, files_away."""
    texts = CARER_TEXTS[language]
    title, what = texts.notices[kind]
    inside = f"<p>{safe(what)}</p>"
    if kind in {"ended", "finished"}:
        inside += f'<a href="/u/{escape(token)}/soignant">{safe(texts.notices["again"][0])}</a>'
    back = (f"/u/{token}", texts.to_sheet)
    if kind in {"unmarked", "files_away"}:
        back = (f"/u/{token}/documents", texts.to_list)
    return whole_page(language, title, title, inside, back=back)


def whole_page(
    language: str, title: str, heading: str, inside: str, *, more: str = "", back: tuple[str, str]
) -> bytes:
    under = f"<p>{safe(more)}" if more else ""
    address, label = back
    return (
        f'<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content="width=device-width">'
        "<meta name=robots content=noindex,nofollow,noarchive><link rel=icon href=data:,>"
        f"<title>{safe(title)}</title><style>{CARER_STYLE}</style><body><header><h1>{safe(heading)}</h1>{under}</header>"
        f'<main><section>{inside}</section></main><nav><section><a href="{escape(address)}">{safe(label)}</a></section></nav>'
    ).encode()


def _summary(texts: CarerTexts, said: Mapping[str, str]) -> str:
    if not said:
        return ""
    lines = "".join(f"<li><a href=#{name}>{safe(what)}</a>" for name, what in said.items())
    return f"<div class=e role=alert><b class=n>{safe(texts.summary)}</b><ul>{lines}</ul></div>"


def _field(name: str, texts: CarerTexts, form: CarerForm, said: Mapping[str, str], *, focus: bool) -> str:
    typed, hint = getattr(form, name), texts.hints.get(name, "")
    described = [f"{name}-h"] * bool(hint) + [f"{name}-e"] * (name in said)
    marks = f"id={name} name={name}"
    if described:
        marks += f' aria-describedby="{" ".join(described)}"'
    if name in said:
        marks += " aria-invalid=true"
    if focus:
        marks += " autofocus"
    label = f"<label for={name}>{safe(texts.fields[name])}</label>"
    label += f"<p class=h id={name}-h>{safe(hint)}</p>" if hint else ""
    label += f"<p class=n id={name}-e>{safe(said[name])}</p>" if name in said else ""
    if name == "profession":
        options = "".join(
            f"<option value={one}{' selected' if one == typed else ''}>{safe(texts.professions[one])}"
            for one in PROFESSIONS
        )
        return f"{label}<select {marks}><option value=''>{safe(texts.choose)}{options}</select>"
    if name == "reason":
        return f"{label}<textarea {marks} maxlength={LONGEST[name]} rows=3>{escape(typed)}</textarea>"
    return f'{label}<input {marks} {_KEYS[name]} value="{escape(typed)}">'


_KEYS = {
    "passcode": "inputmode=numeric autocomplete=off maxlength=9",
    "name": f"autocomplete=name maxlength={LONGEST['name']}",
    "profession_said": f"autocomplete=off maxlength={LONGEST['profession_said']}",
    "structure": f"autocomplete=organization maxlength={LONGEST['structure']}",
    "phone": f"type=tel autocomplete=tel maxlength={LONGEST['phone']}",
    "rpps": "inputmode=numeric autocomplete=off maxlength=20",
}


def _note(token: str, texts: CarerTexts, typed: str, error: str, left: bool, full: bool) -> str:
    head = f"<h2>{safe(texts.note)}</h2>"
    if left:
        head += f"<p class=k role=status>{safe(texts.note_left)}</p>"
    if full:
        return f"{head}<p>{safe(texts.notes_full)}</p>"
    marks = "id=text name=text"
    wrong = ""
    if error:
        wrong = f"<p class=n id=text-e role=alert>{safe(error)}</p>"
        marks += ' aria-describedby="text-e text-h" aria-invalid=true autofocus'
    else:
        marks += " aria-describedby=text-h"
    return (
        f'{head}<p id=text-h>{safe(texts.note_text)}</p><form method=post action="/u/{escape(token)}/documents" novalidate>'
        f"<label for=text>{safe(texts.note_label)}</label>{wrong}"
        f"<textarea {marks} maxlength={LONGEST_NOTE} rows=4>{escape(typed)}</textarea><button>{safe(texts.note_send)}</button></form>"
    )


def _about(one: urgent.UrgentDocument, language: str) -> str:
    parts = [category_name(one.category, language), one.written_by, one.structure]
    parts.append(say_day(one.written_on, language))
    first = one.files[0] if one.files else None
    if first is not None and first.place == 1:
        parts.append(_size(first, language))
    return " · ".join(part for part in parts if part)


def _size(file: urgent.UrgentFile, language: str) -> str:
    texts, count = CARER_TEXTS[language], len(file.pages)
    if count:
        return texts.page_one if count == 1 else texts.pages.format(count=count)
    return {"film": texts.film, "sound": texts.sound}.get(file.kind, "")


def _file(
    token: str, language: str, document: urgent.UrgentDocument, file: urgent.UrgentFile, first: int
) -> str:
    texts = CARER_TEXTS[language]
    base = f"/u/{escape(token)}/documents/{document.id}/{file.id}"
    title = document.title or texts.untitled
    head = ""
    if file.place > 1:
        title = file.title or texts.beside
        head = f"<h2>{safe(title)}</h2>"
    if not file.given:
        return f"{head}<p>{safe(texts.not_given)}</p>"
    if file.kind == "film":
        shown = f'<video controls preload=none src="{base}/play" poster="{base}/poster" aria-label="{escape(title)}"></video>'
    elif file.kind == "sound":
        shown = f'<audio controls preload=none src="{base}/play" aria-label="{escape(title)}"></audio>'
    else:
        shown = _pages(base, document, file, first, texts)
    name, ending = (
        ("original", _ENDINGS.get(file.media_type, ""))
        if file.kind == "other"
        else ("copy", _COPIES.get(file.kind, ".pdf"))
    )
    kept = escape("".join(one for one in title if one not in '\\/:*?"<>|')[:80])
    return f'{head}{shown}<a href="{base}/{name}" download="{kept}{ending}">{safe(texts.download)} <small>{ending.lstrip(".").upper()}</small></a>'


def _pages(
    base: str, document: urgent.UrgentDocument, file: urgent.UrgentFile, first: int, texts: CarerTexts
) -> str:
    count = len(file.pages)
    begins = first if 1 <= first <= count else 1
    shown = file.pages[begins - 1 : begins - 1 + PAGES_AT_ONCE]
    pictures = "".join(
        f'<figure><img src="{base}/{number}" alt="{escape(texts.page_of.format(number=number, count=count))}"></figure>'
        for number in shown
    )
    here = base.rpartition("/")[0]
    begin = [max(1, begins - PAGES_AT_ONCE)] if begins > 1 else []
    if begins + PAGES_AT_ONCE <= count:
        begin.append(begins + PAGES_AT_ONCE)
    return pictures + "".join(
        f'<a href="{here}?page={start}">{safe(texts.span.format(first=start, last=min(count, start + PAGES_AT_ONCE - 1)))}</a>'
        for start in begin
    )
