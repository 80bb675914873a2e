"""Someone scans the code: the sheet at once, the trace with it, and word to the family in the same transaction."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import TooManyAttempts
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category
from backend.rooms.access.closing import is_closed
from backend.rooms.access.service import Habilitation
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import jobs, link_queries, pain
from backend.rooms.emergency.contents import cut
from backend.rooms.emergency.links import state_of
from backend.rooms.emergency.passcodes import Asks, Key, Location, opens
from backend.rooms.emergency.reading import public_sheet
from backend.rooms.emergency.sealing import reader_id
from backend.rooms.emergency.sheet import PublicSheet
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash

IN_VAIN = Limit("codes of a closed notebook scanned", 5, timedelta(hours=1))
"""As many are told; all are traced."""
BY_CODE = f"{Category.EMERGENCY.value}:code"
"""The right used: what the family gave to whoever holds the code."""
UNKNOWN = Limit("unknown emergency codes", 30, timedelta(minutes=10))


@dataclass(frozen=True, kw_only=True)
class Device:
    """`label` in words (« Chrome sur Android »); `address` and `user_agent` are never stored. `recipient`: who a program says that it
    reads for, in its own words; kept in the trace. `known_as`: to whom the address was given that is asked for now."""

    address: str
    user_agent: str
    label: str
    recipient: str = ""
    known_as: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Opened:
    sheet: PublicSheet
    own_look: bool
    link_id: UUID
    carnet_id: UUID
    reader: UUID | None
    documents: bool
    """Whether there are some for emergencies, which open to who says who they are (carers.py)."""


@dataclass(frozen=True, kw_only=True)
class Over:
    """A code that opens nothing. notice: gone (unknown, or revoked: both look the same), replaced, expired, locked (too many wrong
    passcodes), closed (its notebook is)."""

    notice: str


async def open_with_code(
    token: str, *, reader: Person | None, device: Device, at: datetime, key: Key = None
) -> Opened | Asks | Over:
    """The sheet behind the token, or what else it asks for. Raises TooManyAttempts for one address that tries many unknown codes.

    A known code always opens, whatever was tried from the same network before: a hospital shares one address. One that looks while it is
    signed in is known by their account; a program that reads the code as a link says who it is for (`device.recipient`).
    """
    digest = token_hash(token)
    if digest is not None:
        async with transaction():
            row = await link_queries.by_digest(digest)
            state = state_of(row, at) if row else "revoked"
            if row is not None and state in {"live", "replaced"} and await is_closed(row["carnet_id"]):
                await scanned_in_vain(row["id"], row["carnet_id"], reader, device, at)
                return Over(notice="closed")
            if row is not None and state == "live":
                allowed = await opens(row, key, at)
                if isinstance(key, Location):
                    device = replace(device, known_as=key.reader)
                if isinstance(allowed, Asks):
                    return await asked(row, allowed, reader, device, at)
                if allowed:
                    return await _open(row, reader, device, at)
                return Over(notice="gone")
            if state != "revoked":
                return Over(notice=state)
    await count_attempt(UNKNOWN, device.address, at=at)
    return Over(notice="gone")


async def _open(row: link_queries.Row, reader: Person | None, device: Device, at: datetime) -> Opened:
    link_id, carnet_id = row["id"], row["carnet_id"]
    habilitation = await access.habilitation_on(reader.id, carnet_id, at=at) if reader else None
    own_look = habilitation is not None and habilitation.decides
    sheet = await public_sheet(carnet_id, reader=None, at=at)
    documents = await pain.anything_given(row)
    who = await who_reads(reader, habilitation, device, carnet_id)
    # Last what others who open the same code wait for.
    new = await audit.record_viewing(
        who,
        Tag.SHEET_OPENED,
        carnet_id=carnet_id,
        category=Category.EMERGENCY.value,
        at=at,
        item_id=link_id,
    )
    if new and not own_look:
        await link_queries.mark_used(link_id, at)
        await jobs.tell_opening.defer(
            link_id=str(link_id), opened_at=at.isoformat(), reader_id=str(reader.id) if reader else ""
        )
    return Opened(
        sheet=cut(sheet, row["left_out"]),
        own_look=own_look,
        link_id=link_id,
        carnet_id=carnet_id,
        reader=who.session_id,
        documents=documents,
    )


async def asked(
    row: link_queries.Row, asks: Asks, reader: Person | None, device: Device, at: datetime
) -> Asks | Over:
    """Who only arrives read nothing, and is not traced; who gave a wrong passcode is, and the family is told when the code closes for it."""
    if not asks.wrong:
        return asks
    await audit.record(
        await who_reads(reader, None, device, row["carnet_id"]),
        Tag.CODE_WRONG,
        carnet_id=row["carnet_id"],
        category=Category.EMERGENCY.value,
        at=at,
        item_id=row["id"],
    )
    if asks.tries_left:
        return asks
    await jobs.tell_locked.defer(link_id=str(row["id"]), at_text=at.isoformat())
    return Over(notice="locked")


async def scanned_in_vain(
    link_id: UUID, carnet_id: UUID, reader: Person | None, device: Device, at: datetime
) -> None:
    """The child may be in an emergency room: the family, who can open the notebook again, is told."""
    if reader is not None and reader.id in await access.family(carnet_id, at=at):
        return
    new = await audit.record_viewing(
        await who_reads(reader, None, device, carnet_id),
        Tag.CODE_CLOSED,
        carnet_id=carnet_id,
        category=Category.EMERGENCY.value,
        at=at,
        item_id=link_id,
    )
    if new:
        try:
            await count_attempt(IN_VAIN, str(link_id), at=at)
        except TooManyAttempts:
            return
        await jobs.tell_closed_scan.defer(link_id=str(link_id), at_text=at.isoformat())


async def who_reads(
    reader: Person | None, habilitation: Habilitation | None, device: Device, carnet_id: UUID
) -> Who:
    if reader is None:
        key = await carnet.carnet_key(carnet_id)
        agent = f"{device.user_agent}\0{device.recipient}" if device.recipient else device.user_agent
        session = device.known_as or reader_id(address=device.address, user_agent=agent, carnet_key=key)
        return Who(session_id=session, device=device.label, structure=device.recipient, right=BY_CODE)
    return Who(
        person_id=reader.id,
        person_name=reader.name,
        profile=habilitation.profile.value if habilitation else "",
        habilitation_id=habilitation.id if habilitation else None,
        session_id=reader.session_id,
        device=reader.device,
        structure=habilitation.structure if habilitation else "",
        right=BY_CODE,
    )
