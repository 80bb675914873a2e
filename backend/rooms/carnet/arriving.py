"""A notebook that arrives from elsewhere: its row and its key first, what it says once all of it is there."""

import tempfile
from datetime import datetime
from pathlib import Path
from uuid import UUID

from backend.kit import runtime
from backend.kit.arriving import Arrival, Wrong
from backend.kit.attempts import count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import arriving as circle
from backend.rooms.carnet import arriving_queries, queries
from backend.rooms.carnet.portable import PortableCarnet
from backend.rooms.carnet.service import OPENED, check_birth
from backend.rooms.carnet.vaults import make_key
from media.limits import Refused
from media.photos import render_photo
from media.sniff import FileType, sniff

SMALL = 320
"""Pixels of a portrait's longest side, as it is kept."""


async def begin(person_id: UUID, *, at: datetime) -> UUID:
    """A notebook without a name, that only this person may send to. Raises TooManyAttempts, as for any that is opened."""
    await count_attempt(OPENED, str(person_id), at=at)
    id = new_id(at)
    await queries.insert(
        {
            "id": id,
            "given_name": "",
            "family_name": "",
            "birth_date": day_of(at),
            "sex": "unknown",
            "opened_at": at,
            "opened_by": person_id,
        }
    )
    await make_key(id)
    await circle.begin(id, person_id, at=at)
    return id


async def take_in(arrival: Arrival, part: PortableCarnet, portrait: str | None) -> None:
    """portrait: the object that was kept of it. Raises Wrong."""
    try:
        check_birth(part.birth_date, arrival.at)
        given, family = one_line(part.given_name, "given_name"), one_line(part.family_name, "family_name")
    except Invalid as wrong:
        raise Wrong(f"$.{next(iter(wrong.fields))}") from None
    if not 1 <= part.version < 2**31:
        raise Wrong("$.version")
    await arriving_queries.open_as(
        arrival.carnet_id,
        {
            "given_name": given,
            "family_name": family,
            "birth_date": part.birth_date,
            "sex": part.sex,
            "diagnoses": tidy(part.diagnoses),
            "opened_at": arrival.moment(part.opened_at, "$.opened_at"),
            "version": part.version,
            "portrait": portrait,
        },
    )


async def small_portrait(raw: bytes) -> bytes | None:
    """What is kept of a portrait: these very bytes when they are such a small copy already. None when they are no picture."""
    with tempfile.TemporaryDirectory(dir=runtime.get().settings.work) as folder:
        source = Path(folder) / "received"
        source.write_bytes(raw)
        try:
            photo = await render_photo(source, Path(folder))
        except Refused:
            return None
        if sniff(source) is FileType.WEBP and max(photo.width, photo.height) <= SMALL:
            return raw
        return photo.renditions["small"].path.read_bytes()


async def forget(carnet_id: UUID) -> None:
    """One that never opened: its row, its key, the right to send to it. Its files are erased before."""
    await circle.forget(carnet_id)
    await arriving_queries.forget(carnet_id)
