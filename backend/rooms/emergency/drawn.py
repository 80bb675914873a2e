"""The sections of the urgent sheet that are written elsewhere, read from the sheets and the measurements (docs/decisions/0042-one-source.md)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.emergency.content import Weight
from backend.rooms.emergency.drawing import drawn_content
from backend.rooms.emergency.freshness import (
    CONFLICT,
    OVER_TOO,
    WEIGHT_MOVED,
    Reason,
    from_sheet,
    weight_reasons,
)
from backend.rooms.emergency.privacy import on_page
from backend.rooms.emergency.sections import WRITTEN_ON, Answer, Section
from backend.rooms.emergency.sheet import ReadLine, ReadSection, Signed
from backend.rooms.measurements.growth import weight_holds_until
from backend.rooms.measurements.weighing import Weighed, weighed
from backend.rooms.sheets import urgent
from backend.rooms.sheets.content import AnswerLine
from backend.rooms.sheets.eleven import BY_TAG, Sheet
from backend.rooms.sheets.growing import Body
from backend.rooms.sheets.succession import begins_on
from backend.rooms.sheets.urgent import DrawnKind, DrawnLine, DrawnText


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What the other rooms hold of one notebook, for its urgent sheet. weight_shown: None while nobody decided."""

    kinds: dict[str, DrawnKind]
    weighed: Weighed
    weight_shown: bool | None
    birth: date

    def kind(self, section: Section) -> DrawnKind:
        return self.kinds[WRITTEN_ON[section]]

    @property
    def tells_weight(self) -> bool:
        return self.weighed.newest is not None and self.weight_shown is not False

    def stale(self, line: DrawnLine) -> list[Reason]:
        if line.conflict:
            return [OVER_TOO if line.ends else CONFLICT]
        return [
            WEIGHT_MOVED if why.kind == "weight_shift" and not self.tells_weight else from_sheet(why)
            for why in line.stale
        ]


async def draw(carnet_id: UUID, *, birth: date, at: datetime) -> Drawn:
    weights = await weighed(carnet_id, birth=birth)
    chosen = await urgent.chosen_of(carnet_id)
    kinds = await urgent.drawn(carnet_id, chosen, birth=birth, at=at, body=Body(weights=weights.every))
    return Drawn(kinds=kinds, weighed=weights, weight_shown=chosen.get(urgent.WEIGHT), birth=birth)


def read_section(drawn: Drawn, section: Section, *, reader: UUID | None, today: date) -> ReadSection:
    """As a stranger reads it. reader: who looks at a preview or prints; None for a scan."""
    if section is Section.WEIGHT:
        return _weight(drawn, today)
    kind = drawn.kind(section)
    more = any(line.choice != "shown" for line in kind.lines)
    shown = [line for line in kind.lines if line.choice == "shown"]
    told = [(line, text, False) for line in shown for text in line.texts]
    # Behind what holds now: where there is no room, what is to come is left out first.
    told += [(line, text, True) for line in shown for text in line.coming]
    lines = tuple(_read(drawn, *one, reader=reader, today=today) for one in told)
    if lines:
        return ReadSection(answer=Answer.LINES, lines=lines, more=more)
    if more:
        return ReadSection(answer=Answer.NOT_STATED)
    if not kind.answers:
        return ReadSection()
    last = kind.answers[-1].row
    return ReadSection(
        answer=answer_of(kind),
        answered=Signed(name=last["confirmed_name"], on=day_of(last["confirmed_at"])),
        to_confirm=tuple(answer_stale(kind)),
        until=kind.answer_until,
    )


def _read(
    drawn: Drawn, line: DrawnLine, text: DrawnText, to_come: bool, *, reader: UUID | None, today: date
) -> ReadLine:
    begins = begins_on(text.row) if to_come else None
    ends = [day - timedelta(days=1) for one in line.coming if (day := begins_on(one.row))]
    return ReadLine(
        content=on_page(drawn_content(text.content), owner=text.row["phone_owner"], reader=reader),
        confirmed=Signed(name=text.row["confirmed_name"], on=day_of(text.row["confirmed_at"])),
        to_confirm=tuple(stale_coming(drawn, line) if to_come else drawn.stale(line)),
        until=min([line.until or today - timedelta(days=1), *ends]),
        begins=begins,
        last=None if to_come else line.last,
    )


def stale_coming(drawn: Drawn, line: DrawnLine) -> list[Reason]:
    """Of a text that is to come: what is said of the one that it takes the place of is not said of it."""
    return [] if line.texts and not line.conflict else drawn.stale(line)


def answer_stale(kind: DrawnKind) -> list[Reason]:
    return [CONFLICT] if len(kind.answers) > 1 else [from_sheet(why) for why in kind.answer_stale]


def answer_of(kind: DrawnKind) -> Answer:
    """What was said of a section without lines; of two answers, the one that says less."""
    said = {text.content.answer for text in kind.answers if isinstance(text.content, AnswerLine)}
    return Answer.NOT_STATED if "not_stated" in said else Answer.NONE_KNOWN


def _weight(drawn: Drawn, today: date) -> ReadSection:
    newest = drawn.weighed.newest
    if newest is None or not drawn.tells_weight:
        return ReadSection(answer=Answer.NOT_STATED if drawn.weight_shown is False else Answer.UNANSWERED)
    line = ReadLine(
        content=weight_content(drawn),
        confirmed=Signed(name=newest.author_name, on=day_of(newest.added_at)),
        to_confirm=tuple(weight_stale(drawn, today)),
        until=today - timedelta(days=1)
        if newest.doubtful
        else weight_holds_until(newest.taken.on, drawn.birth),
    )
    return ReadSection(answer=Answer.LINES, lines=(line,))


def weight_content(drawn: Drawn) -> Weight:
    newest = drawn.weighed.newest
    assert newest is not None
    return Weight(kg=float(newest.taken.value), measured_on=newest.taken.on)


def weight_stale(drawn: Drawn, today: date) -> list[Reason]:
    newest = drawn.weighed.newest
    assert newest is not None
    return weight_reasons(newest.taken.on, birth=drawn.birth, today=today, doubtful=newest.doubtful)


def readable(drawn: Drawn) -> Iterator[tuple[Sheet, UUID]]:
    """(sheet, version) of every line and answer that a reading of the whole confirms: one text each, and shown."""
    for tag, kind in drawn.kinds.items():
        for line in kind.lines:
            if line.choice == "shown" and not line.conflict:
                yield line.sheet, (line.coming or line.texts)[0].version
        if not kind.lines and len(kind.answers) == 1:
            yield BY_TAG[tag][0], kind.answers[0].version


def digest(drawn: Drawn) -> str:
    """Changes with all that is drawn: with it a phone says which sheet was on its screen."""
    told: list[str] = []
    for kind in drawn.kinds.values():
        shown = [line for line in kind.lines if line.choice == "shown"]
        told += [f"{text.version} {line.conflict}" for line in shown for text in line.texts]
        told += [f"{text.version} to come" for line in shown for text in line.coming]
        told += [f"more {any(line.choice != 'shown' for line in kind.lines)}"]
        told += [str(text.version) for text in kind.answers]
    newest = drawn.weighed.newest
    told.append(f"{newest.id} {newest.version}" if newest and drawn.tells_weight else f"{drawn.weight_shown}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
