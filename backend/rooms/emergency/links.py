"""Codes that open the sheet: make, show, renew and revoke, each in one tap."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.days import begins, day_of
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access.service import Visit, overtaken, refuse
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import contents, link_queries, qr, queries
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.errors import LinkOver, TooManyLinks, wrong
from backend.rooms.emergency.passcodes import WRONG_MOST, new_passcode
from backend.rooms.emergency.schemas import (
    ChangedContents,
    Code,
    LinkContents,
    LinkState,
    LinkView,
    MadeLink,
    NewLink,
    SheetPerson,
    SignedBy,
)
from backend.rooms.emergency.sealing import seal_passcode, seal_token, unseal_passcode, unseal_token
from backend.rooms.identity.tokens import new_token, token_hash

MOST = 20
Row = dict[str, Any]


async def list_of(visit: Visit, *, kept: bool = False) -> list[LinkView]:
    """Newest first, those that no longer serve too. kept: for the phone's copy of the sheet, one viewing with it."""
    await visit.trace_viewing(Tag.SHEET_KEEP if kept else Tag.LINKS_READ)
    return [_view(row, visit.at) for row in await link_queries.of_carnet(visit.carnet_id)]


async def make(visit: Visit, new: NewLink) -> MadeLink:
    """Raises TooManyLinks, Invalid."""
    name = clean(new.name)
    if not name:
        raise wrong("name", "Donnez un nom à ce code.", "Give this code a name.")
    if new.until is not None and new.until < day_of(visit.at):
        raise wrong(
            "until", "Ce jour est déjà passé : choisissez-en un autre.", "That day is over: choose another."
        )
    shows = _shown(new)
    await queries.lock_sheet(visit.carnet_id)  # those asked for at once are made one by one
    if await link_queries.how_many(visit.carnet_id, visit.at) >= MOST:
        raise TooManyLinks
    made = await _insert(
        visit, name, _end_of(new.until) if new.until else None, asks=new.passcode, shows=shows
    )
    await visit.trace(Tag.LINK_MAKE, made.link.id)
    return made


async def renew(visit: Visit, link_id: UUID) -> MadeLink:
    """A new code under the same name, with a new passcode if it asks for one; the old one then says that it was replaced, but for one that was revoked, which stays so. Raises LinkOver, NotFound.

    Who keeps the sheet up without deciding renews what still opens; and one that was revoked or has run out, while no code opens the
    sheet at all: the person would be in an emergency room without one. Never one code more.
    """
    await queries.lock_sheet(visit.carnet_id)
    row = await _get(visit, link_id, lock=True)
    if state_of(row, visit.at) != "live" and not visit.decides:
        if row["replaced_by"] is not None or await link_queries.how_many(visit.carnet_id, visit.at):
            raise await refuse(visit)
    elif row["revoked_at"] is not None:
        raise LinkOver
    # One that has run out starts again without an end: the family sees it in the list and may say another.
    still = row["expires_at"] if row["expires_at"] and row["expires_at"] > visit.at else None
    shows = {"left_out": row["left_out"], "documents": row["documents"]}
    made = await _insert(visit, row["name"], still, asks=row["passcode"] is not None, shows=shows)
    await link_queries.revoke(link_id, by=visit.person.id, at=visit.at, replaced_by=made.link.id)
    await visit.trace(Tag.LINK_RENEW, made.link.id)
    return made


async def choose_contents(visit: Visit, link_id: UUID, what: ChangedContents) -> LinkView:
    """What the code shows from now on, on paper that is already printed too. Raises LinkOver, NotFound, Invalid, Conflict with the code of now
    when somebody was faster: what one parent closes is not opened by the other's old screen."""
    shows = _shown(what)
    row = await _get(visit, link_id, lock=True)
    if state_of(row, visit.at) != "live":
        raise LinkOver
    if (set(row["left_out"]), row["documents"]) != (set(what.seen.left_out), what.seen.documents):
        raise await overtaken(visit, Tag.LINKS_READ, _view(row, visit.at))
    if any(row[name] != value for name, value in shows.items()):
        await link_queries.show(link_id, **shows)
        await visit.trace(Tag.LINK_CONTENTS, link_id)
    return _view(row | shows, visit.at)


def _shown(what: LinkContents) -> dict[str, Any]:
    return {"left_out": contents.checked(what.left_out), "documents": what.documents}


async def revoke(visit: Visit, link_id: UUID) -> None:
    """Twice is once. Raises NotFound."""
    row = await _get(visit, link_id, lock=True)
    if row["revoked_at"] is None:
        await link_queries.revoke(link_id, by=visit.person.id, at=visit.at)
        await visit.trace(Tag.LINK_REVOKE, link_id)


async def show(visit: Visit, link_id: UUID, *, kept: bool = False) -> Code:
    """The code again; `kept` with the phone's copy of the sheet, not shown. Raises LinkOver, NotFound."""
    code = await _code(visit, await _live(visit, link_id))
    await (visit.trace_viewing(Tag.SHEET_KEEP) if kept else visit.trace_viewing(Tag.CODE_SHOW, link_id))
    return code


async def address(visit: Visit, link_id: UUID) -> tuple[str, list[str]]:
    """What the code holds, for print, and the sections that it does not show. Raises LinkOver, NotFound."""
    row = await _live(visit, link_id)
    code = await _code(visit, row)
    return _held(code.url, code.shlink), row["left_out"]


async def left_out(visit: Visit, link_id: UUID) -> list[str]:
    """Raises NotFound."""
    return (await _get(visit, link_id))["left_out"]


async def _live(visit: Visit, link_id: UUID) -> Row:
    """Raises LinkOver, NotFound."""
    row = await _get(visit, link_id)
    if state_of(row, visit.at) != "live":
        raise LinkOver
    return row


async def _code(visit: Visit, row: Row) -> Code:
    key = await carnet.carnet_key(visit.carnet_id)
    sealed = row["passcode"]
    passcode = unseal_passcode(sealed, link_id=row["id"], carnet_key=key) if sealed else ""
    return _written(unseal_token(row["sealed"], link_id=row["id"], carnet_key=key), passcode)


def state_of(row: Row, at: datetime) -> LinkState:
    if row["replaced_by"] is not None:
        return "replaced"
    if row["revoked_at"] is not None:
        return "revoked"
    if row["expires_at"] and row["expires_at"] <= at:
        return "expired"
    return "locked" if row["tries_left"] == 0 else "live"


async def _get(visit: Visit, link_id: UUID, *, lock: bool = False) -> Row:
    row = await link_queries.get(visit.carnet_id, link_id, lock=lock)
    if row is None:
        raise NotFound
    return row


async def _insert(
    visit: Visit, name: str, expires_at: datetime | None, *, asks: bool, shows: dict[str, Any]
) -> MadeLink:
    token, passcode = new_token(), new_passcode() if asks else ""
    digest = token_hash(token)
    assert digest is not None
    id = new_id(visit.at)
    key = await carnet.carnet_key(visit.carnet_id)
    await link_queries.insert(
        id=id,
        carnet_id=visit.carnet_id,
        digest=digest,
        sealed=seal_token(token, link_id=id, carnet_key=key),
        name=name,
        by=visit.person.id,
        by_name=visit.person.name,
        at=visit.at,
        expires_at=expires_at,
        passcode=seal_passcode(passcode, link_id=id, carnet_key=key) if passcode else None,
        tries=WRONG_MOST if passcode else None,
        **shows,
    )
    row = await _get(visit, id)
    return MadeLink(link=_view(row, visit.at), code=_written(token, passcode))


def _written(token: str, passcode: str) -> Code:
    public = runtime.get().settings.public_url
    url, shlink = f"{public}/u/{token}", _for_systems(public, token, bool(passcode))
    return Code(url=url, shlink=shlink, svg=qr.svg(_held(url, shlink)), passcode=passcode)


def _held(url: str, shlink: str) -> str:
    """One code, two readers: a camera opens the page, and keeps what follows `#` to itself; a system reads what follows `#`."""
    return f"{url}#{shlink}" if shlink else url


def _no_system(public_url: str, token: str, asks: bool) -> str:
    return ""


_for_systems: Callable[[str, str, bool], str] = _no_system


def read_by_systems(link: Callable[[str, str, bool], str]) -> None:
    """link: (public address, token, whether it asks for a passcode) to `shlink:/…`, by the room above that writes for systems."""
    global _for_systems
    _for_systems = link


def _end_of(day: date) -> datetime:
    """Midnight at the end of that day, on the wall clock of France."""
    return begins(min(day, date.max - timedelta(days=1)) + timedelta(days=1))


def _view(row: Row, at: datetime) -> LinkView:
    return LinkView(
        id=row["id"],
        name=row["name"],
        state=state_of(row, at),
        created=SignedBy(
            by=SheetPerson(id=row["created_by"], name=row["created_name"]), at=row["created_at"]
        ),
        last_used_at=row["last_used_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        replaced_by=row["replaced_by"],
        tries_left=row["tries_left"],
        left_out=row["left_out"],
        documents=row["documents"],
    )
