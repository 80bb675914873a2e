"""The urgent sheet as one page: no script, no second request, the vital facts first.

It fits TCP's first window: what does not fit is left out line by line from the least vital, and the page says so.
"""

import gzip
from collections.abc import Callable
from html import escape

from backend.rooms.emergency.cleaning import clean, dial
from backend.rooms.emergency.dates import age_years, say_age, say_day, say_time
from backend.rooms.emergency.freshness import ADULT, Reason
from backend.rooms.emergency.sections import MOST_VITAL_FIRST, Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection, Signed
from backend.rooms.emergency.style import STYLE
from backend.rooms.emergency.texts import TEXTS, Texts
from backend.rooms.emergency.wording import Said, colon, say

WIRE = 12_288
"""Bytes on the wire, headers too (docs/decisions/0006-urgent-sheet.md)."""
HEADERS = 1_400
"""What the answer's status line and headers may take; a test compares it with a real answer."""

GROUPS: tuple[tuple[str, tuple[Section, ...]], ...] = (
    ("allergies", (Section.ALLERGIES,)),
    ("diagnoses", (Section.DIAGNOSES, Section.HISTORY, Section.ANAESTHESIA)),
    ("todo", (Section.TODO,)),
    ("treatments", (Section.TREATMENTS,)),
    ("talk", (Section.YES_NO, Section.PAIN, Section.CALMS, Section.HEARING, Section.VISION)),
    ("body", (Section.SWALLOWING, Section.DEVICES)),
    ("call", (Section.CONTACTS, Section.DOCTOR)),
    ("wishes", (Section.HOSPITAL, Section.DIRECTIVES)),
)

Pack = Callable[[bytes], bytes]


def packed(page: bytes) -> bytes:
    """gzip, the same bytes each time."""
    return gzip.compress(page, 9, mtime=0)


def plain(page: bytes) -> bytes:
    return page


def render(sheet: PublicSheet, language: str, *, footer: str, pack: Pack = packed) -> bytes:
    """The body as it is sent: `pack` applied, at most WIRE - HEADERS bytes.

    footer: the sentence that says who is told of this look.
    """
    room = WIRE - HEADERS
    order = [(name, n) for name in MOST_VITAL_FIRST for n in range(len(sheet.section(name).lines))]

    def with_first(count: int) -> bytes:
        kept: dict[Section, int] = {}
        for name, _ in order[:count]:
            kept[name] = kept.get(name, 0) + 1
        return pack(_page(sheet, sheet.cut_to(kept), language, footer))

    whole = with_first(len(order))
    if len(whole) <= room:
        return whole
    fits, too_many = 0, len(order)
    body = with_first(0)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        tried = with_first(middle)
        if len(tried) <= room:
            fits, body = middle, tried
        else:
            too_many = middle
    return body


def document(language: str, title: str, body: str) -> str:
    return (
        f'<!doctype html><html lang={language}><meta charset=utf-8><meta name=viewport content="width=device-width">'
        "<meta name=robots content=noindex,nofollow,noarchive><link rel=icon href=data:,>"
        f"<title>{safe(title)}</title><style>{STYLE}</style><body>{body}"
    )


def safe(text: str) -> str:
    """Text for HTML: escaped, and without characters that reorder or hide."""
    return escape(clean(text, lines=True), quote=False)


def _page(whole: PublicSheet, sheet: PublicSheet, language: str, footer: str) -> bytes:
    texts = TEXTS[language]
    groups = "".join(_group(name, sections, whole, sheet, language) for name, sections in GROUPS)
    lang = "" if sheet.written_in == language else f" lang={sheet.written_in}"
    body = (
        f"{_heading(sheet, texts, language)}<main{lang}>{groups}</main>"
        f"<footer><p>{safe(texts.not_said)}<p>{safe(footer)} "
        f"{safe(texts.shown.format(time=say_time(sheet.shown_at, language)))}</footer>"
    )
    return document(language, texts.title, body).encode()


def _heading(sheet: PublicSheet, texts: Texts, language: str) -> str:
    return "<header><h1>{}</h1><p>{}<p>{}</header>".format(*(safe(line) for line in heading(sheet, language)))


def heading(sheet: PublicSheet, language: str) -> tuple[str, str, str]:
    """Three lines: who, born and weight, who read it all and when."""
    texts, subject, today = TEXTS[language], sheet.subject, sheet.today
    named = f"{subject.given_name} {subject.family_name.upper()}"
    grown = age_years(subject.birth_date, today) >= ADULT
    sex = "" if subject.sex == "unknown" else texts.sex[subject.sex, grown]
    who = ", ".join(part for part in (named, say_age(subject.birth_date, today, language), sex) if part)
    born = f"{texts.born[subject.sex]} {say_day(subject.birth_date, language)}"
    weight = texts.weight_unknown
    if sheet.weight is not None:
        said = say(sheet.weight.content, language)
        weight = f"{said.strong} {said.rest}"
        if sheet.weight.to_confirm:
            weight += f" {texts.to_confirm}"
    read = texts.never_read
    if sheet.read is not None:
        read = texts.read_in_full.format(who=signature(sheet.read), day=say_day(sheet.read.on, language))
    return who, f"{born} · {weight}", read


def signature(signed: Signed) -> str:
    return f"{signed.name} ({signed.relation})" if signed.relation else signed.name


def _group(
    name: str, sections: tuple[Section, ...], whole: PublicSheet, sheet: PublicSheet, language: str
) -> str:
    texts = TEXTS[language]
    lines = [line for section in sections for line in sheet.section(section).lines]
    shared = _shared(lines)
    aside = (
        f" <small>({safe(_confirmed(shared, texts, language, reader=sheet.read))})</small>" if shared else ""
    )
    parts: list[str] = []
    missing: dict[str, list[str]] = {}
    for section in sections:
        told = sheet.section(section)
        label = texts.sections[section] if section is not sections[0] else ""
        if told.answer is Answer.LINES:
            parts += _section(section, told, label, shared, language)
        elif told.answer is Answer.NONE_KNOWN:
            parts.append(f"<li>{_none_known(section, told, label, language)}")
        else:
            word = texts.not_stated if told.answer is Answer.NOT_STATED else texts.unanswered
            missing.setdefault(word, []).append(texts.sections[section])
    # Not answered is said as such: it must never look like « aucune ».
    for word, labels in missing.items():
        said = word if len(sections) == 1 else f"{', '.join(labels)}{colon(language)}{word}"
        parts.append(f"<li><small>{safe(said)}</small>")
    left = sum(len(whole.section(s).lines) - len(sheet.section(s).lines) for s in sections)
    if left:
        text = texts.cut_one if left == 1 else texts.cut.format(count=left)
        parts.append(f"<li class=q>{safe(text)}")
    kind = " class=a" if name == "allergies" else ""
    return f"<section{kind}><h2>{safe(texts.groups[name])}{aside}</h2><ul>{''.join(parts)}</ul></section>"


def _section(
    section: Section, told: ReadSection, label: str, shared: Signed | None, language: str
) -> list[str]:
    texts = TEXTS[language]
    if section is not Section.TODO:
        return [_line(line, label, shared, language) for line in told.lines]
    parts: list[str] = []
    for tone in ("do", "never", "know"):
        spoken = [line for line in told.lines if say(line.content, language).tone == tone]
        if spoken:
            parts.append(f"<li class=t><h3>{texts.tones[tone]}</h3>")
            parts += [_line(line, "", shared, language) for line in spoken]
    return parts


def _line(line: ReadLine, label: str, shared: Signed | None, language: str) -> str:
    texts, said = TEXTS[language], say(line.content, language)
    tail = ""
    if line.to_confirm:
        tail += (
            f" <b class=q>{texts.to_confirm}{colon(language)}{safe(_because(line.to_confirm, language))}</b>"
        )
    if shared is None:
        tail += f" <small>({safe(_confirmed(line.confirmed, texts, language))})</small>"
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


def _none_known(section: Section, told: ReadSection, label: str, language: str) -> str:
    texts = TEXTS[language]
    before = f"{safe(label)}{colon(language)}" if label else ""
    when = f" <small>({safe(_confirmed(told.answered, texts, language))})</small>" if told.answered else ""
    stale = ""
    if told.to_confirm:
        stale = (
            f" <b class=q>{texts.to_confirm}{colon(language)}{safe(_because(told.to_confirm, language))}</b>"
        )
    return f"{before}<b>{texts.none_known[section]}</b>{stale}{when}"


def _because(reasons: tuple[Reason, ...], language: str) -> str:
    return ", ".join(reason.sentence(language) for reason in reasons)


def _shared(lines: list[ReadLine]) -> Signed | None:
    """The confirmation that all these lines have in common, said once in the heading."""
    signed = {line.confirmed for line in lines}
    return signed.pop() if len(signed) == 1 else None


def _confirmed(signed: Signed | None, texts: Texts, language: str, *, reader: Signed | None = None) -> str:
    """The name is left out when it is the reader's of the whole sheet, who stands in the heading."""
    if signed is None:
        return texts.never_confirmed
    said = texts.confirmed if reader and reader.name == signed.name else texts.confirmed_by
    return said.format(day=say_day(signed.on, language), who=signed.name)
