"""Sheets to render: the demonstration boy's, and any number of generated ones, from bare to overloaded."""

import random
from datetime import UTC, date, datetime, timedelta

from backend.kit.days import months_later
from backend.rooms.emergency import content as c
from backend.rooms.emergency.freshness import CONFIRM_MONTHS, from_sheet, reasons
from backend.rooms.emergency.sections import (
    MOST_LINES,
    NONE_MAKES_SENSE,
    ONE_LINE,
    WRITTEN_ON,
    Answer,
    Section,
)
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection, Signed, Subject
from backend.rooms.measurements.growth import weight_holds_until
from backend.rooms.sheets import stale

SHOWN = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)
TODAY = date(2026, 11, 21)
BORN = date(2016, 10, 25)
ANNE = Signed(name="Anne Tagorre", on=date(2026, 11, 8), relation="mère")
NOW = c.Weight(kg=27, measured_on=date(2026, 11, 2))


def line(content: c.Content, signed: Signed = ANNE) -> ReadLine:
    moved = reasons(confirmed_on=signed.on, today=TODAY)
    if isinstance(content, c.Treatment) and content.prescribed_on:
        moved.append(from_sheet(stale.Reason(kind="age", years=10)))
    until = months_later(signed.on, CONFIRM_MONTHS)
    if isinstance(content, c.Weight):
        until = weight_holds_until(content.measured_on, BORN)
    if moved:
        until = TODAY - timedelta(days=1)
    return ReadLine(content=content, confirmed=signed, to_confirm=tuple(moved), until=until)


def lines(*contents: c.Content) -> ReadSection:
    return ReadSection(answer=Answer.LINES, lines=tuple(line(content) for content in contents))


def sheet(
    sections: dict[Section, ReadSection], *, given: str = "Théo", family: str = "Tagorre"
) -> PublicSheet:
    subject = Subject(given_name=given, family_name=family, birth_date=BORN, sex="male")
    return PublicSheet(subject=subject, read=ANNE, shown_at=SHOWN, sections=sections)


def theo() -> PublicSheet:
    return sheet(
        {
            Section.WEIGHT: lines(NOW),
            Section.ALLERGIES: lines(
                c.Allergy(
                    substance="Pénicilline", reaction="choc anaphylactique, 2021", certainty="confirmed"
                ),
                c.Allergy(substance="Latex", certainty="precaution", note="pas de réaction connue"),
            ),
            Section.DIAGNOSES: lines(
                c.Diagnosis(name="Hémiplégie gauche", since="2019", note="traumatisme crânien"),
                c.Diagnosis(name="Épilepsie", note="dernière crise 3 sept. 2026"),
                c.Diagnosis(name="Valve de dérivation", note="ventriculo-péritonéale réglable, 2020"),
            ),
            Section.ANAESTHESIA: lines(c.Anaesthesia(text="3, sans incident")),
            Section.TODO: lines(
                c.ToDo(title="Crise > 5 min", text="protocole du Dr Lenoir, 4 nov. 2026", tone="do"),
                c.ToDo(title="Vomissements, somnolence", text="penser à la valve", tone="know"),
                c.ToDo(title="IRM", text="contrôler le réglage de la valve avant et après", tone="never"),
            ),
            Section.TREATMENTS: lines(
                c.Treatment(
                    name="Lévétiracétam", dose="250 mg", form="solution buvable", schedule="8 h et 20 h"
                ),
                c.Treatment(
                    name="Midazolam",
                    way="buccal",
                    schedule="en cas de crise",
                    prescriber="Dr Lenoir",
                    prescribed_on=date(2026, 3, 10),
                ),
            ),
            Section.YES_NO: lines(c.YesNo(yes="ferme les yeux", no="tourne la tête")),
            Section.PAIN: lines(c.Pain(shows="se raidit, ne joue plus", unlike_seizure="suit des yeux")),
            Section.DEVICES: ReadSection(answer=Answer.NONE_KNOWN, answered=ANNE),
            Section.DIRECTIVES: ReadSection(answer=Answer.NOT_STATED, answered=ANNE),
            Section.CONTACTS: lines(
                c.Contact(name="Anne", relation="mère", phone="06 00 00 00 01"),
                c.Contact(name="Mamie", relation="grand-mère"),
            ),
        }
    )


_WORDS = [
    "épilepsie",
    "hémiplégie",
    "<b>gras</b>",
    "&",
    "«",
    "valve",
    "»",
    "œdème",
    "crâne",
    "d’été",
    "5",
    "mg/kg",
    ";",
    "à",
    "8",
    "h",
    "midi",
    "soir",
    "&",
    "&",
    "<",
    ">",
    '"',
    "'",
    "لغة",
    "עברית",
    "日本語",
    "naïve",
    "Łódź",
    "🧸",
    "jamais",
    "toujours",
    "ventriculo-péritonéale",
    "repas",
    "sommeil",
    "main",
    "gauche",
    "droite",
]


def _text(chance: random.Random, most: int) -> str:
    said = ""
    for _ in range(chance.randint(1, most)):
        word = chance.choice(_WORDS)
        if chance.random() < 0.3:
            word += str(chance.getrandbits(40))  # text that does not compress
        if len(said) + len(word) + 1 > most:
            break
        said += f" {word}" if said else word
    return said or "x"


def _content(section: Section, chance: random.Random, fill: float) -> c.Content:
    def short() -> str:
        return _text(chance, max(4, int(120 * fill)))

    def text() -> str:
        return _text(chance, max(4, int(600 * fill)))

    day = TODAY - timedelta(days=chance.randint(0, 2000))
    match section:
        case Section.WEIGHT:
            return c.Weight(kg=round(chance.uniform(1, 150), 2), measured_on=day)
        case Section.ALLERGIES:
            return c.Allergy(
                substance=short(), reaction=text(), severity=short(), certainty="suspected", note=text()
            )
        case Section.DIAGNOSES:
            return c.Diagnosis(name=short(), since=short(), note=text())
        case Section.HISTORY:
            return c.PastCondition(name=short(), since=short(), note=text())
        case Section.TODO:
            return c.ToDo(title=short(), text=text(), tone=chance.choice(("do", "know", "never")))
        case Section.TREATMENTS:
            return c.Treatment(
                name=short(), amount=chance.choice((None, 0.0625, 250.0)), unit="mg", dose=short(), times=["08:00", "20:30"], form=short(), way=short(), schedule=text(), prescriber=short(),
                prescribed_on=day, note=text(),
            )  # fmt: skip
        case Section.YES_NO:
            return c.YesNo(yes=text(), no=text())
        case Section.PAIN:
            return c.Pain(shows=text(), unlike_usual=text(), unlike_seizure=text())
        case Section.DEVICES:
            return c.Device(name=short(), note=text())
        case Section.CONTACTS:
            return c.Contact(name=short(), relation=short(), phone=chance.choice(("", "06 12 34 56 78")))
        case Section.DOCTOR:
            return c.Doctor(name=short(), speciality=short(), place=short(), phone="+33 4 00 00 00 00")
        case Section.HOSPITAL:
            return c.Hospital(name=short(), note=text())
        case Section.ANAESTHESIA:
            return c.Anaesthesia(text=text())
        case Section.CALMS:
            return c.Calms(text=text())
        case Section.HEARING:
            return c.Hearing(text=text())
        case Section.VISION:
            return c.Vision(text=text())
        case Section.SWALLOWING:
            return c.Swallowing(text=text())
        case Section.DIRECTIVES:
            return c.Directives(text=text())


def generated(number: int) -> PublicSheet:
    """The same number gives the same sheet; later numbers are fuller, up to every limit at once."""
    chance = random.Random(number)
    fill = (number % 50) / 49
    sections: dict[Section, ReadSection] = {}
    for section in Section:
        most = 1 if section in ONE_LINE else max(1, int(MOST_LINES * fill**2))
        if chance.random() < 0.15 * (1 - fill):
            continue
        if section in NONE_MAKES_SENSE and chance.random() < 0.2 * (1 - fill):
            moved = reasons(confirmed_on=ANNE.on, today=TODAY)
            sections[section] = ReadSection(answer=Answer.NONE_KNOWN, answered=ANNE, to_confirm=tuple(moved))
            continue
        signed = Signed(name=_text(chance, 100), on=TODAY - timedelta(days=chance.randint(0, 900)))
        count = most if fill == 1 else chance.randint(1, most)
        made = tuple(
            line(_content(section, chance, fill), chance.choice((ANNE, signed))) for _ in range(count)
        )
        more = section in WRITTEN_ON and chance.random() < 0.5
        sections[section] = ReadSection(answer=Answer.LINES, lines=made, more=more)
    if fill == 1:
        return sheet(sections, given="&" * 100, family="é<" * 50)
    return sheet(sections)
