"""Lines that an archive of before has on its urgent sheet, and that are written on the sheets or among the measurements now."""

from datetime import datetime
from uuid import UUID

from backend.kit.arriving import Arrival, known_elsewhere
from backend.rooms.emergency.content import Contact, Content, Weight, cleaned
from backend.rooms.emergency.moving import on_sheet
from backend.rooms.emergency.portable import PortableLine, PortableSectionAnswer, PortableSigned
from backend.rooms.emergency.sections import WRITTEN_ON, Section
from backend.rooms.measurements import arriving_weight
from backend.rooms.sheets import arriving_urgent
from backend.rooms.sheets.arriving_urgent import UrgentLine


async def take_in(arrival: Arrival, lines: list[PortableLine], answers: list[PortableSectionAnswer]) -> None:
    """Both have been checked."""
    moved: list[UrgentLine] = []
    for line in sorted(lines, key=lambda line: line.position):
        content = cleaned(line.content)
        if isinstance(content, Weight):
            await arriving_weight.take_in(
                arrival,
                arrival.id(line.id, "$.lines"),
                kg=content.kg,
                on=content.measured_on,
                written=_signed(arrival, line.written),
                removed_at=line.deleted_at,
            )
        else:
            one = UrgentLine(
                id=arrival.id(line.id, "$.lines"),
                content=on_sheet(content),
                owner=keeper(arrival, content),
                written=_signed(arrival, line.written),
                confirmed=_signed(arrival, line.confirmed),
                removed_at=line.deleted_at,
            )
            moved.append(one)
    await arriving_urgent.take_in(arrival, moved)
    for answer in answers:
        signed = _signed(arrival, answer.answered)
        if answer.section is Section.WEIGHT:
            await arriving_urgent.leave_weight_out(arrival, signed)
        else:
            await arriving_urgent.answer(arrival, WRITTEN_ON[answer.section], answer.answer, signed)


def keeper(arrival: Arrival, content: Content) -> UUID | None:
    """Without the number there is nothing to keep, and whoever writes it next keeps it."""
    kept = isinstance(content, Contact) and content.phone and content.phone_seen != "everyone"
    return arrival.person_id if kept else None


def _signed(arrival: Arrival, signed: PortableSigned) -> tuple[UUID, str, datetime]:
    return arrival.someone(signed.by.id), known_elsewhere(signed.by.name), signed.at
