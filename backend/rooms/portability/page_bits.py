"""Small pieces of HTML. Every word that somebody typed is escaped here, whatever it holds."""

from html import escape
from urllib.parse import quote

from backend.kit.cleaning import clean
from backend.kit.portable import Named
from backend.rooms.portability.page_texts import Words


def safe(text: str) -> str:
    """Text for HTML: escaped, without characters that reorder or hide, its line breaks kept."""
    return escape(clean(text, lines=True))


def link(path: str, words: str, *, label: str = "") -> str:
    """A relative link to a file of the archive. label: which file, for a screen reader, when the words alone do not tell."""
    said = f' aria-label="{safe(f"{words}, {label}")}"' if label else ""
    return f'<a class="get" href="{href(path)}"{said}>{safe(words)}</a>'


def href(path: str) -> str:
    return escape(quote(path, safe="/"))


def text(words: str) -> str:
    return f'<p class="text">{safe(words)}</p>' if words.strip() else ""


def by(who: Named, at: object, w: Words) -> str:
    """« par Karim Saïdi, le 8 nov. 2026 »."""
    name = safe(who.name) or w.of("quelqu’un", "someone")
    return w.of(f"par {name}, le {w.time(at)}", f"by {name}, {w.time(at)}")


def section(id: str, title: str, body: str) -> str:
    return f'<section aria-labelledby="{id}"><h2 id="{id}">{safe(title)}</h2>{body}</section>'


def empty(words: str) -> str:
    return f'<p class="soft">{safe(words)}</p>'


def folded(title: str, body: str) -> str:
    return f"<details><summary>{safe(title)}</summary>{body}</details>"
