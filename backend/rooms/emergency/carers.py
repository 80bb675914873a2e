"""Somebody who holds a code says that they care for the child: the documents for emergencies for four hours, and word to the family in
the same transaction. Nobody checks who they are (docs/decisions/0043-carers-with-a-code.md)."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import TooManyAttempts
from backend.kit.ids import new_id
from backend.kit.transaction import one_by_one, transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category
from backend.rooms.access.closing import is_closed
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import carer_jobs, carer_queries, link_queries, pain
from backend.rooms.emergency.carer_form import LONGEST_NOTE, Carer, CarerForm, checked
from backend.rooms.emergency.carer_texts import profession_word
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.links import state_of
from backend.rooms.emergency.opening import UNKNOWN, Device, Over, asked, scanned_in_vain, who_reads
from backend.rooms.emergency.passcodes import Asks, opens
from backend.rooms.emergency.sealing import carer_secret
from backend.rooms.identity.limits import place
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash

HOURS = 4
TWICE = timedelta(minutes=5)
"""The same words again by then are one asking, or one note: a hand tapped twice, or a network made it send again."""
FORMS = Limit("carers' forms", 40, timedelta(minutes=10))
"""By one address: a hospital shares one."""
FROM_HERE = Limit("carers of a code from one network", 12, timedelta(days=1))
"""By one code and one network, each told to the family at once: more than an emergency has, fewer than fill a letter box."""
A_DAY = Limit("carers of a code", 48, timedelta(days=1))
"""By one code: who filled what their network may leaves room for three others."""
MOST_NOTES = 3
"""Of one carer, in their four hours."""
NOTES_FROM_HERE = Limit("notes of a code from one network", 6, timedelta(days=1))
NOTES_A_DAY = Limit("notes of a code", 24, timedelta(days=1))
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The form again. errors: for each field why. asks: the code asks for a passcode too."""

    errors: dict[str, str]
    asks: bool
    tries_left: int = 0


@dataclass(frozen=True, kw_only=True)
class Inside:
    """Somebody who reads now. own_look: a representative, signed in."""

    carer: Row
    link: Row
    who: Who

    @property
    def carnet_id(self) -> UUID:
        return self.carer["carnet_id"]

    async def trace(self, tag: Tag, category: str, at: datetime, item_id: UUID | None = None) -> None:
        """A reading, once a viewing."""
        await audit.record_viewing(
            self.who, tag, carnet_id=self.carnet_id, category=category, at=at, item_id=item_id, key=item_id
        )


async def ask(
    token: str, form: CarerForm, *, reader: Person | None, device: Device, at: datetime, digits: bool = False
) -> str | Refused | Over:
    """What their browser is to hold, for HOURS. Over: as for the sheet, or `nothing` (no document is marked). digits: the form had a place
    for a passcode.

    Raises TooManyAttempts.
    """
    await count_attempt(FORMS, device.address, at=at)
    said, errors = checked(form)
    if errors:
        # Before any look at the code: what is answered is the same for every address.
        return Refused(errors=errors, asks=digits)
    digest = token_hash(token)
    if digest is not None:
        async with transaction():
            link = await link_queries.by_digest(digest)
            state = state_of(link, at) if link else "revoked"
            if link is not None and state == "live":
                if await is_closed(link["carnet_id"]):
                    await scanned_in_vain(link["id"], link["carnet_id"], reader, device, at)
                    return Over(notice="closed")
                allowed = await opens(link, form.passcode, at)
                if isinstance(allowed, Asks):
                    found = await asked(link, allowed, reader, device, at)
                    if isinstance(found, Over):
                        return found
                    errors["passcode"] = "wrong" if allowed.wrong else "missing"
                    return Refused(errors=errors, asks=True, tries_left=allowed.tries_left)
                if not await pain.anything_given(link):
                    return Over(notice="nothing")
                key = await carnet.carnet_key(link["carnet_id"])
                await one_by_one(f"carers of {link['id']}")
                there = await carer_queries.same(link["id"], asdict(said), since=at - TWICE, at=at)
                if there is not None:
                    return carer_secret(carer_id=there, carnet_key=key)
                await count_attempt(FROM_HERE, f"{link['id']} {place(device.address)}", at=at)
                await count_attempt(A_DAY, str(link["id"]), at=at)
                return await _let_in(link, said, reader, device, at, key=key)
            if state != "revoked":
                return Over(notice=state)
    await count_attempt(UNKNOWN, device.address, at=at)
    return Over(notice="gone")


async def _let_in(
    link: Row, said: Carer, reader: Person | None, device: Device, at: datetime, *, key: bytes
) -> str:
    id = new_id(at)
    held = carer_secret(carer_id=id, carnet_key=key)
    carer: Row = {
        "id": id,
        "carnet_id": link["carnet_id"],
        "link_id": link["id"],
        "digest": token_hash(held),
        "asked_at": at,
        "until": at + timedelta(hours=HOURS),
        **asdict(said),
    }
    await carer_queries.insert(carer)
    await link_queries.mark_used(link["id"], at)
    who, own_look = await _who(carer, reader, device, at)
    await audit.record(
        who,
        Tag.CARER_ENTERS,
        carnet_id=link["carnet_id"],
        category=Category.EMERGENCY.value,
        at=at,
        item_id=id,
    )
    if not own_look:
        await carer_jobs.tell_carer.defer(carer_id=str(id))
    return held


async def inside(
    token: str, held: str, *, reader: Person | None, device: Device, at: datetime
) -> Inside | Over:
    """Who reads with this code and what their browser holds; in the caller's transaction. Over: as for the sheet; `ask` (they have not said
    who they are), `ended` (four hours are over), `shut` (by the family)."""
    digest = token_hash(token)
    link = await link_queries.by_digest(digest) if digest else None
    if link is None:
        return Over(notice="gone")
    state = state_of(link, at)
    if state != "live":
        return Over(notice="gone" if state == "revoked" else state)
    if await is_closed(link["carnet_id"]):
        return Over(notice="closed")
    if not link["documents"]:
        return Over(notice="nothing")
    found = token_hash(held)
    carer = await carer_queries.by_digest(link["id"], found) if found else None
    if carer is None:
        return Over(notice="ask")
    if carer["closed_at"] is not None:
        return Over(notice="shut")
    if carer["until"] <= at:
        return Over(notice="ended")
    who, _ = await _who(carer, reader, device, at)
    return Inside(carer=carer, link=link, who=who)


async def leave(one: Inside, at: datetime) -> None:
    """They have finished, on a screen that others use: what was opened to them ends now."""
    await carer_queries.end(one.carer["id"], at)
    await audit.record(
        one.who,
        Tag.CARER_LEAVES,
        carnet_id=one.carnet_id,
        category=Category.EMERGENCY.value,
        at=at,
        item_id=one.carer["id"],
    )


async def leave_note(one: Inside, text: str, *, address: str, at: datetime) -> str:
    """Kept apart until the family has read it. Why not: missing, long, many, later (others left as many as they may); empty when it is
    there."""
    written = clean(text, lines=True)
    if not written:
        return "missing"
    if len(written) > LONGEST_NOTE:
        return "long"
    await carer_queries.get(
        one.carnet_id, one.carer["id"], lock=True
    )  # sent twice at once, they are looked at one by one
    if await carer_queries.has_written(one.carer["id"], written, since=at - TWICE):
        return ""
    if await carer_queries.how_many_notes(one.carer["id"]) >= MOST_NOTES:
        return "many"
    try:
        await count_attempt(NOTES_FROM_HERE, f"{one.link['id']} {place(address)}", at=at)
        await count_attempt(NOTES_A_DAY, str(one.link["id"]), at=at)
    except TooManyAttempts:
        return "later"
    id = new_id(at)
    await carer_queries.insert_note(
        {
            "id": id,
            "carnet_id": one.carnet_id,
            "carer_id": one.carer["id"],
            "text": written,
            "written_at": at,
            "state": "waiting",
        }
    )
    await audit.record(
        one.who,
        Tag.CARER_WROTE,
        carnet_id=one.carnet_id,
        category=Category.EMERGENCY.value,
        at=at,
        item_id=id,
    )
    await carer_jobs.tell_note.defer(note_id=str(id))
    return ""


async def has_left_all(one: Inside) -> bool:
    """Whether they have written as much as they may."""
    return await carer_queries.how_many_notes(one.carer["id"]) >= MOST_NOTES


async def _who(carer: Row, reader: Person | None, device: Device, at: datetime) -> tuple[Who, bool]:
    """As whom it is traced, and whether they represent the child: whoever has an account is known by it, whatever they say."""
    habilitation = await access.habilitation_on(reader.id, carer["carnet_id"], at=at) if reader else None
    known = replace(device, recipient=claim(carer), known_as=carer["id"])
    who = await who_reads(reader, habilitation, known, carer["carnet_id"])
    return who, habilitation is not None and habilitation.decides


def claim(carer: Row) -> str:
    """« Dr Martin, urgentiste, CHU de Grenoble »: what they say of themself."""
    return ", ".join((carer["name"], profession_word(carer, "fr"), carer["structure"]))
