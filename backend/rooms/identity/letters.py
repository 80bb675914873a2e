"""A message before it is mail: a subject, short paragraphs, at most two links. Written once, sent as text and HTML."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, kw_only=True)
class Link:
    """`address` stands alone on its line in the text version, so that every mail program makes it a link."""

    label: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Letter:
    """In one language. Nothing about anybody's health: mail is read on lock screens and kept by others."""

    subject: str
    paragraphs: tuple[str, ...]
    link: Link | None = None
    then: tuple[str, ...] = ()
    other_link: Link | None = None


Texts = Callable[[str], Letter]
"""A letter in each language, by its code."""


def bilingual(*, fr: Letter, en: Letter) -> Texts:
    return lambda language: en if language == "en" else fr


def as_text(letter: Letter) -> str:
    blocks = list(letter.paragraphs)
    if letter.link:
        blocks.append(f"{letter.link.label}\n{letter.link.address}")
    blocks += letter.then
    if letter.other_link:
        blocks.append(f"{letter.other_link.label}\n{letter.other_link.address}")
    return "\n\n".join([*blocks, "-- \nCS3"]) + "\n"


def as_html(letter: Letter, *, language: str) -> str:
    """Readable without pictures or remote parts; every word escaped."""
    body = [_paragraph(text) for text in letter.paragraphs]
    if letter.link:
        body.append(
            f'<p style="margin:24px 0"><a href="{escape(letter.link.address)}" style="background:#1c4f8b;color:#fff;'
            'padding:12px 20px;border-radius:8px;text-decoration:none;display:inline-block">'
            f"{escape(letter.link.label)}</a></p>"
        )
    body += [_paragraph(text) for text in letter.then]
    if letter.other_link:
        body.append(
            f'<p><a href="{escape(letter.other_link.address)}">{escape(letter.other_link.label)}</a></p>'
        )
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(letter.subject)}</title></head>"
        '<body style="font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;max-width:36em;margin:0 auto;padding:16px">'
        f"{''.join(body)}<p>CS3</p></body></html>"
    )


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"
