"""The relay sheet as a page for who has no account: no script, no second request, printed by the browser."""

from backend.kit.say import say_time
from backend.rooms.emergency.cleaning import dial
from backend.rooms.emergency.page import document
from backend.rooms.emergency.page_lines import safe
from backend.rooms.emergency.wording import colon
from backend.rooms.relay.blocks import WORDS, Block, Line, blocks, closed
from backend.rooms.relay.opening import Opened

_OVER = {
    "fr": (
        "Cette adresse n’ouvre plus rien",
        "Elle menait à une feuille de relais du carnet de soins CS3, pour un temps choisi par la famille. Demandez-lui-en une autre.",
    ),
    "en": (
        "This address opens nothing any more",
        "It led to a relay sheet of a CS3 care notebook, for a time chosen by the family. Ask them for another.",
    ),
}
_BUSY = {
    "fr": (
        "Trop d’essais",
        "Trop d’adresses inconnues ont été essayées depuis ce réseau. Réessayez dans quelques minutes.",
    ),
    "en": (
        "Too many attempts",
        "Too many unknown addresses were tried from this network. Try again in a few minutes.",
    ),
}
_AWAY = {
    "fr": ("La feuille ne répond pas", "L’adresse n’y est pour rien. Rechargez cette page dans une minute."),
    "en": ("The sheet does not answer", "The address is not at fault. Reload this page in a minute."),
}
_LINK = {
    "fr": ("Feuille de relais", "Ouvrez cette adresse dans un navigateur pour la lire."),
    "en": ("Relay sheet", "Open this address in a browser to read it."),
}
_NOTICES = {"over": _OVER, "busy": _BUSY, "away": _AWAY, "link": _LINK}


def render(opened: Opened, language: str) -> bytes:
    t, view = WORDS[language], opened.view
    made = say_time(view.made_at, language)
    head = f"<header><h1>{safe(t['title'])}</h1><p>{safe(t['for'].format(name=view.given_name, time=made))}</header>"
    shut = closed(view, language)
    if shut:
        head += f"<section><p class=q>{safe(shut)}</section>"
    body = "".join(_block(one, language) for one in blocks(view, language))
    foot = "<footer><p>{}<p>{}</footer>".format(
        safe(t["ends"].format(time=say_time(opened.ends_at, language))), safe(t["prevails"].format(time=made))
    )
    return document(language, t["title"], f"{head}<main>{body}</main>{foot}").encode()


def notice(kind: str, language: str) -> bytes:
    """kind: over, busy, away or link. Without any health data."""
    title, what = _NOTICES[kind][language]
    body = f"<header><h1>{safe(title)}</h1></header><main><section><p>{safe(what)}</section></main>"
    return document(language, WORDS[language]["title"], body).encode()


def _block(block: Block, language: str) -> str:
    lines = "".join(_line(one, language) for one in block.lines) or f"<li>{safe(block.empty)}"
    kind = " class=a" if block.name == "allergies" and block.lines else ""
    return f"<section{kind}><h2>{safe(block.title)}</h2><ul>{lines}</ul></section>"


def _line(line: Line, language: str) -> str:
    if line.phone:
        who = f"<b>{safe(line.strong)}</b>{f', {safe(line.rest)}' if line.rest else ''}"
        who += f" <small>({safe(line.small)})</small>" if line.small else ""
        return f"<li class=t><a href=tel:{dial(line.phone)}><span>{who}</span><b>{safe(line.phone)}</b></a>"
    box = "<span aria-hidden=true>☐ </span>" if line.box else ""
    rest = f"{colon(language)}{safe(line.rest)}" if line.rest else ""
    small = f" <small{' class=q' if line.warn else ''}>({safe(line.small)})</small>" if line.small else ""
    return f"<li>{box}<b>{safe(line.strong)}</b>{rest}{small}"
