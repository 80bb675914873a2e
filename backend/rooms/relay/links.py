"""Addresses that open the relay sheet until a moment that the family says, for somebody who has no account: made, listed, closed."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.cleaning import clean
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity.tokens import new_token, token_hash
from backend.rooms.relay import queries
from backend.rooms.relay.errors import TooManyAddresses
from backend.rooms.relay.reading import open_to
from backend.rooms.relay.schemas import MadeRelayLink, NewRelayLink, RelayLinkView

MOST = 20
LONGEST = timedelta(days=31)
OVER_SHOWN = timedelta(days=30)


async def list_of(visit: Visit) -> list[RelayLinkView]:
    """Newest first; those that are over stay a month, with who read through them."""
    await visit.trace_viewing(Tag.RELAY_LINKS)
    rows = await queries.links(visit.carnet_id, since=visit.at - OVER_SHOWN)
    return [_view(row, visit.at) for row in rows]


async def make(visit: Visit, new: NewRelayLink) -> MadeRelayLink:
    """Raises Invalid (until, name, parts), TooManyAddresses."""
    name = clean(new.name)
    if not name:
        raise _wrong("name", "Dites pour qui est cette adresse.", "Say for whom this address is.")
    if not visit.at < new.until <= visit.at + LONGEST:
        raise _wrong(
            "until",
            "Choisissez un moment à venir, dans les 31 jours.",
            "Choose a moment to come, within 31 days.",
        )
    closed = set(new.parts) - open_to(visit.habilitation)
    if closed:
        raise _wrong(
            "parts",
            "Vous ne voyez pas tout cela vous-même\u202f: n’en montrez pas plus.",
            "You do not see all of this yourself: show no more than that.",
        )
    await queries.hold(visit.carnet_id)
    if await queries.how_many(visit.carnet_id, visit.at) >= MOST:
        raise TooManyAddresses
    token, id = new_token(), new_id(visit.at)
    await queries.insert(
        {
            "id": id,
            "carnet_id": visit.carnet_id,
            "digest": token_hash(token),
            "name": name,
            "parts": list(dict.fromkeys(new.parts)),
            "created_by": visit.person.id,
            "created_name": visit.person.name,
            "created_at": visit.at,
            "ends_at": new.until,
        }
    )
    await visit.trace(Tag.RELAY_LINK_MAKE, id)
    row = await queries.link(visit.carnet_id, id)
    assert row is not None
    url = f"{runtime.get().settings.public_url}/r/{token}"
    return MadeRelayLink(link=_view(row, visit.at), url=url)


async def close(visit: Visit, link_id: UUID) -> None:
    """Twice is once. Raises NotFound."""
    if await queries.link(visit.carnet_id, link_id) is None:
        raise NotFound
    if await queries.close(link_id, visit.at):
        await visit.trace(Tag.RELAY_LINK_CLOSE, link_id)


def is_live(row: dict[str, Any], at: datetime) -> bool:
    return row["closed_at"] is None and row["ends_at"] > at


def _view(row: dict[str, Any], at: datetime) -> RelayLinkView:
    return RelayLinkView(
        id=row["id"],
        name=row["name"],
        parts=row["parts"],
        created_by=row["created_name"],
        created_at=row["created_at"],
        ends_at=row["ends_at"],
        closed_at=row["closed_at"],
        live=is_live(row, at),
        last_read_at=row["last_read_at"],
        readings=row["readings"],
    )


def _wrong(field: str, fr: str, en: str) -> Invalid:
    return Invalid({field: {"fr": fr, "en": en}})
