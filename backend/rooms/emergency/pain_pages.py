"""The pain passport as a carer with a code reads it: words, and films in the browser's own player. No script."""

from html import escape

from backend.kit.days import day_of
from backend.rooms.emergency.carer_pages import whole_page
from backend.rooms.emergency.carer_texts import CARER_TEXTS
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.page_lines import safe
from backend.rooms.emergency.pain import Given
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.sheets.eleven import SHEETS
from backend.rooms.sheets.kinds.pain import SIGNS
from backend.rooms.sheets.pain import PLACES, SHEET, PassportPart
from backend.rooms.sheets.urgent import DrawnText

_SLOTS = {place: words for kind in SHEETS[SHEET].kinds for place, words in kind.slots.items()}
_WORDS = {
    "fr": {
        "signs": "Ses signes de douleur",
        "not_noted": "Pas noté.",
        "at_once": "Écrits en même temps, pas encore départagés\u202f:",
        "stale": "à confirmer",
        "no_film": "Pas de film.",
        "not_given": "Ce film ne peut pas être montré ici. Demandez-le à la famille.",
        "alone": "Ouvrir le film seul",
        "taken": "Filmé le {day}",
    },
    "en": {
        "signs": "Their signs of pain",
        "not_noted": "Not noted.",
        "at_once": "Written at the same time, not settled yet:",
        "stale": "to be confirmed",
        "no_film": "No film.",
        "not_given": "This film cannot be shown here. Ask the family for it.",
        "alone": "Open the film alone",
        "taken": "Filmed on {day}",
    },
}


def passport_page(token: str, language: str, given: Given, *, who: str) -> bytes:
    """who: whose it is."""
    texts, words = CARER_TEXTS[language], _WORDS[language]
    signs = [given.parts[place] for place in SIGNS if place in given.parts]
    inside = f"<h2>{safe(words['signs'])}</h2>"
    inside += "".join(_words(part, language) for part in signs) or f"<p>{words['not_noted']}</p>"
    for place in PLACES:
        if place not in SIGNS:
            part = given.parts.get(place)
            body = (
                _films(token, part, given, place, language)
                if place.startswith("film_")
                else _words(part, language)
                if part
                else f"<p>{words['not_noted']}</p>"
            )
            inside += f"<h2>{safe(_slot(place, language))}</h2>{body}"
    back = (f"/u/{token}/documents", texts.to_list)
    return whole_page(language, texts.pain, texts.pain, inside, more=who, back=back)


def _slot(place: str, language: str) -> str:
    return _SLOTS[place][1 if language == "en" else 0]


def _words(part: PassportPart, language: str) -> str:
    words = _WORDS[language]
    before = f"<p class=n>{safe(words['at_once'])}</p>" if not part.settled else ""
    tail = f" <strong class=q>{words['stale']}</strong>" if part.stale else ""
    said = "".join(
        f"<p><b>{safe(text)}</b>{tail}<br><small>{_signed(one, language)}</small></p>"
        for text, one in zip(part.words, part.texts, strict=True)
    )
    return before + said


def _signed(one: DrawnText, language: str) -> str:
    row, texts = one.row, TEXTS[language]
    day = say_day(day_of(row["confirmed_at"]), language)
    return safe(texts.confirmed_by.format(day=day, who=row["confirmed_name"]))


def _films(token: str, part: PassportPart | None, given: Given, place: str, language: str) -> str:
    words = _WORDS[language]
    if part is None:
        return f"<p>{words['no_film']}</p>"
    shown = f"<p class=n>{safe(words['at_once'])}</p>" if not part.settled else ""
    if part.stale:
        shown += f"<p><strong class=q>{words['stale']}</strong> <small>{_signed(part.texts[0], language)}</small></p>"
    if part.taken_back:
        return f"{shown}<p>{safe(words['not_given'])}</p>"
    for id in part.films:
        film = given.films.get(id)
        if film is None:
            shown += f"<p>{safe(words['not_given'])}</p>"
            continue
        base = f"/u/{escape(token)}/douleur/{id}"
        taken = words["taken"].format(day=say_day(day_of(film.taken_at), language))
        shown += (
            f'<figure><video controls preload=none src="{base}/play" poster="{base}/poster"'
            f' aria-label="{escape(_slot(place, language))}"></video><figcaption><small>{safe(taken)}</small></figcaption></figure>'
            f'<a href="{base}/play">{safe(words["alone"])}</a>'
        )
    return shown
