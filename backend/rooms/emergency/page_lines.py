"""One line of the page in HTML: every word escaped, whatever it holds."""

from html import escape

from backend.rooms.emergency.cleaning import clean, dial
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.freshness import Reason
from backend.rooms.emergency.sections import Section
from backend.rooms.emergency.sheet import ReadLine, ReadSection, Signed
from backend.rooms.emergency.texts import TEXTS, Texts
from backend.rooms.emergency.wording import Said, colon, say_line


def safe(text: str) -> str:
    """Text for HTML: escaped, and without characters that reorder or hide."""
    return escape(clean(text, lines=True), quote=False)


def line_html(line: ReadLine, label: str, shared: Signed | None, language: str) -> str:
    texts, said = TEXTS[language], say_line(line, language)
    tail = ""
    if line.to_confirm:
        tail += f" <strong class=q>{texts.to_confirm}{colon(language)}{safe(_because(line.to_confirm, language))}</strong>"
    if shared is None:
        tail += f" <small>({safe(confirmed_words(line.confirmed, texts, language))})</small>"
    if said.phone or said.phone_missing:
        return f"<li class=t>{_call(said, label, tail, texts, language)}"
    before = f"{safe(label)}{colon(language)}" if label else ""
    return f"<li>{before}{_words(said, language)}{tail}"


def _words(said: Said, language: str) -> str:
    if not said.strong:
        return safe(said.rest)
    kind = {"do": " class=d", "never": " class=n"}.get(said.tone, "")
    rest = f"{colon(language)}{safe(said.rest)}" if said.rest else ""
    return f"<b{kind}>{safe(said.strong)}</b>{rest}"


def _call(said: Said, label: str, tail: str, texts: Texts, language: str) -> str:
    what = ", ".join(part for part in (said.rest, label.lower()) if part)
    who = f"<span><b>{safe(said.strong)}</b>{f', {safe(what)}' if what else ''}{tail}</span>"
    if said.phone_missing:
        return f"{who} <small>{texts.no_number}</small>"
    return f"<a href=tel:{dial(said.phone)}>{who}<b>{safe(said.phone)}</b></a>"


def none_known_html(section: Section, told: ReadSection, label: str, language: str) -> str:
    texts = TEXTS[language]
    before = f"{safe(label)}{colon(language)}" if label else ""
    when = (
        f" <small>({safe(confirmed_words(told.answered, texts, language))})</small>" if told.answered else ""
    )
    stale = ""
    if told.to_confirm:
        stale = f" <strong class=q>{texts.to_confirm}{colon(language)}{safe(_because(told.to_confirm, language))}</strong>"
    return f"{before}<strong>{texts.none_known[section]}</strong>{stale}{when}"


def _because(reasons: tuple[Reason, ...], language: str) -> str:
    return ", ".join(reason.sentence(language) for reason in reasons)


def shared_by(lines: list[ReadLine]) -> Signed | None:
    """The confirmation that all these lines have in common, said once in the heading."""
    signed = {line.confirmed for line in lines}
    return signed.pop() if len(signed) == 1 else None


def confirmed_words(
    signed: Signed | None, texts: Texts, language: str, *, reader: Signed | None = None
) -> str:
    """The name is left out when it is the reader's of the whole sheet, who stands in the heading."""
    if signed is None:
        return texts.never_confirmed
    said = texts.confirmed if reader and reader.name == signed.name else texts.confirmed_by
    return said.format(day=say_day(signed.on, language), who=signed.name)
