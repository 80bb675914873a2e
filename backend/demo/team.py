"""The team of the demonstration: a SESSAD to which Théo's mother opened his notebook, and two people who enter by it; and a speech
therapist who asks her for an access."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.demo.people import TEAM, TEAM_PLACES, TEAM_REFERENT
from backend.rooms.access import asking, team_opening, team_referent, teams
from backend.rooms.access import service as access
from backend.rooms.access.asking_schemas import NewAsking
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.team_schemas import NewOpening, NewTeam
from backend.rooms.audit.tags import Tag
from backend.rooms.identity.service import Person


async def make_team(carnet_id: UUID, people: dict[str, Person], now: datetime) -> None:
    opened = now - timedelta(days=60)
    referent = people[TEAM_REFERENT]
    made = await teams.found(referent, NewTeam(name=TEAM, kind="sessad", model="physiotherapist"), at=opened)
    for key, (model, profession) in TEAM_PLACES.items():
        await teams.join(people[key], made.id, model=model, profession=profession, text=None, at=opened)
    await team_referent.confirm(referent, made.id, at=now - timedelta(days=6))
    mother = await access.enter(people["anne"], carnet_id, Category.CIRCLE, Right.MANAGE, at=opened)
    place = await teams.enter(referent, made.id, at=opened)
    wanted = NewOpening(token="", professions={model: None for model, _ in TEAM_PLACES.values()})
    await team_opening.open_to(mother, place.structure, wanted)
    looked = (now - timedelta(days=4)).replace(hour=10, minute=12, second=0, microsecond=0)
    reader = await access.enter(people["ines"], carnet_id, Category.EMERGENCY, Right.READ, at=looked)
    await reader.trace_viewing(Tag.SHEET_READ)
    asked = NewAsking(
        email=people["anne"].email,
        model="speech_therapist",
        structure="cabinet libéral",
        child="Théo, pour qui vous m’avez appelée mardi",
        reason="Lire les derniers comptes rendus avant le bilan de langage, puis y ajouter le mien.",
    )
    await asking.keep(people["sophie"], asked, at=now - timedelta(hours=5))
