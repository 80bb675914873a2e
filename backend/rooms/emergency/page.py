"""The urgent sheet as one page: no script, no second request, the vital facts first.

It fits TCP's first window: what does not fit is left out line by line from the least vital, and the page says so.
"""

import gzip
from collections import Counter
from collections.abc import Callable, Mapping

from backend.rooms.emergency.dates import age_years, say_age, say_day, say_time
from backend.rooms.emergency.freshness import ADULT
from backend.rooms.emergency.page_lines import confirmed_words, line_html, none_known_html, safe, shared_by
from backend.rooms.emergency.sections import MOST_VITAL_FIRST, Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadSection, Signed
from backend.rooms.emergency.style import STYLE
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.emergency.wording import colon, say

WIRE = 12_288
"""Bytes on the wire, headers too (docs/decisions/0006-urgent-sheet.md)."""
HEADERS = 1_400
"""What the answer's status line and headers may take; a test compares it with a real answer."""
BEST_PACKING = 12
"""No text that people write packs better; a longer page would not be read on a phone anyway."""

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
SPEAKS_FOR_ITSELF = frozenset(
    {
        Section.ALLERGIES,
        Section.DIAGNOSES,
        Section.TODO,
        Section.TREATMENTS,
        Section.YES_NO,
        Section.CONTACTS,
        Section.DOCTOR,
    }
)

Pack = Callable[[bytes], bytes]


def packed(page: bytes) -> bytes:
    """gzip, the same bytes each time."""
    return gzip.compress(page, 9, mtime=0)


def plain(page: bytes) -> bytes:
    return page


def render(sheet: PublicSheet, language: str, *, footer: str, pack: Pack = packed, carers: str = "") -> bytes:
    """The body as it is sent: `pack` applied, at most WIRE - HEADERS bytes.

    footer: the sentence that says who is told of this look. carers: the link to the documents for emergencies, as HTML.
    """
    room = WIRE - HEADERS
    page = _Page(sheet, language, footer, carers)
    order = [(name, n) for name in MOST_VITAL_FIRST for n in range(len(sheet.section(name).lines))]
    # Behind all that holds now, and in its section too.
    order.sort(key=lambda one: sheet.section(one[0]).lines[one[1]].begins is not None)
    order = order[: page.count_within(order, room * BEST_PACKING)]

    def with_first(count: int) -> bytes:
        return pack(page.write(Counter(name for name, _ in order[:count])))

    fits, too_many = 0, len(order)
    body = with_first(len(order))
    if len(body) <= room:
        return body
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


class _Page:
    """One sheet in one language. Each line is written once, however often the page is tried with more or fewer."""

    def __init__(self, sheet: PublicSheet, language: str, footer: str, carers: str) -> None:
        self.carers = carers
        self.sheet, self.language, self.footer, self.texts = sheet, language, footer, TEXTS[language]
        self._lines: dict[tuple[Section, int], str] = {}
        self._group_of = {section: sections for _, sections in GROUPS for section in sections}
        self._shared = {
            sections: shared_by([line for section in sections for line in sheet.section(section).lines])
            for _, sections in GROUPS
        }

    def count_within(self, order: list[tuple[Section, int]], size: int) -> int:
        """How many of these lines stay under so many bytes, unpacked: what lies beyond need not even be tried."""
        for count, (section, number) in enumerate(order):
            size -= len(self._line(section, number).encode())
            if size < 0:
                return count
        return len(order)

    def write(self, kept: Mapping[Section, int]) -> bytes:
        """The whole page, with the first lines of each section: so many as `kept` says."""
        sheet, texts, language = self.sheet, self.texts, self.language
        top = "<header><h1>{}</h1><p>{}<p>{}</header>".format(
            *(safe(line) for line in heading(sheet, language))
        )
        groups = "".join(self._group(name, sections, kept) for name, sections in GROUPS)
        lang = "" if sheet.written_in == language else f" lang={sheet.written_in}"
        shown = texts.shown.format(time=say_time(sheet.shown_at, language))
        foot = f"<footer>{self.carers}<p>{safe(texts.not_said)}<p>{safe(self.footer)} {safe(shown)}</footer>"
        return document(language, texts.title, f"{top}<main{lang}>{groups}</main>{foot}").encode()

    def _group(self, name: str, sections: tuple[Section, ...], kept: Mapping[Section, int]) -> str:
        texts, language, shared = self.texts, self.language, self._shared[sections]
        parts: list[str] = []
        missing: dict[str, list[str]] = {}
        others: list[str] = []
        left = 0
        for section in sections:
            told = self.sheet.section(section)
            if told.answer is Answer.LINES:
                parts += self._section(section, told, kept.get(section, 0))
                left += len(told.lines) - kept.get(section, 0)
                if told.more:
                    others.append(texts.sections[section])
            elif told.answer is Answer.NONE_KNOWN:
                parts.append(f"<li>{none_known_html(section, told, self._label(section), language)}")
            else:
                word = texts.not_stated if told.answer is Answer.NOT_STATED else texts.unanswered
                missing.setdefault(word, []).append(texts.sections[section])
        # Not answered is said as such: it must never look like « aucune ».
        for word, labels in missing.items():
            said = word if len(sections) == 1 else f"{', '.join(labels)}{colon(language)}{word}"
            parts.append(f"<li><small>{safe(said)}</small>")
        if others:
            label = "" if len(sections) == 1 else f"{', '.join(others)}{colon(language)}"
            parts.append(f"<li><small>{safe(f'{label}{texts.more}')}</small>")
        if left:
            parts.append(f"<li class=q>{safe(texts.cut_one if left == 1 else texts.cut.format(count=left))}")
        aside = ""
        if shared:
            aside = (
                f" <small>({safe(confirmed_words(shared, texts, language, reader=self.sheet.read))})</small>"
            )
        kind = " class=a" if name == "allergies" else ""
        return f"<section{kind}><h2>{safe(texts.groups[name])}{aside}</h2><ul>{''.join(parts)}</ul></section>"

    def _section(self, section: Section, told: ReadSection, count: int) -> list[str]:
        if section is not Section.TODO:
            return [self._line(section, n) for n in range(count)]
        parts: list[str] = []
        tones = [getattr(line.content, "tone", "") for line in told.lines[:count]]
        for tone in ("do", "never", "know"):
            if tone in tones:
                parts.append(f"<li class=t><h3>{self.texts.tones[tone]}</h3>")
                parts += [self._line(section, n) for n, own in enumerate(tones) if own == tone]
        return parts

    def _line(self, section: Section, number: int) -> str:
        written = self._lines.get((section, number))
        if written is None:
            line = self.sheet.section(section).lines[number]
            shared = self._shared[self._group_of[section]]
            written = line_html(line, self._label(section), shared, self.language)
            self._lines[section, number] = written
        return written

    def _label(self, section: Section) -> str:
        """What a line says it is about, where neither its group's heading nor its own words do."""
        return "" if section in SPEAKS_FOR_ITSELF else self.texts.sections[section]
