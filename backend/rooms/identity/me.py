"""What a person is told of themselves."""

from datetime import datetime

from backend import __version__
from backend.kit import runtime
from backend.kit.lines import one_line
from backend.rooms.identity import queries, schemas, undelivered, vouching, way_queries
from backend.rooms.identity.delivery import mail_mode
from backend.rooms.identity.sessions import Person


async def of(person: Person, *, at: datetime) -> schemas.Me:
    ways = await way_queries.ways(person.id)
    return schemas.Me(
        id=person.id,
        email=person.email,
        given_name=person.given_name,
        family_name=person.family_name,
        locale=person.locale,
        ways=schemas.Ways(**ways),
        session=schemas.SessionNow(
            id=person.session_id, strength=person.strength, fresh_until=person.fresh_until(at)
        ),
        vouching=await vouching.running(person.id, at=at),
        undelivered=await undelivered.to_person(person.email),
        mail=mail_mode(),
        demo=runtime.get().settings.demo,
        version=__version__,
    )


async def change(person: Person, data: schemas.MeChanged) -> None:
    await queries.change_person(
        person.id,
        given_name=one_line(data.given_name, "given_name") if data.given_name is not None else None,
        family_name=one_line(data.family_name, "family_name") if data.family_name is not None else None,
        locale=data.locale,
    )


def status() -> schemas.Status:
    return schemas.Status(version=__version__, mail=mail_mode(), demo=runtime.get().settings.demo)
