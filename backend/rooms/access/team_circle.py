"""The teams to which a notebook is open, as the family reads them: each one line, with its people."""

from typing import Any, cast
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access import team_opening_queries as queries
from backend.rooms.access.matrix import written
from backend.rooms.access.schemas import CirclePerson, MemberPerson, PeriodName, TeamInCircle, Why
from backend.rooms.access.service import Visit, individuals
from backend.rooms.access.team_rights import opened_by
from backend.rooms.access.team_rules import awake
from backend.rooms.audit import service as audit
from backend.rooms.identity import service as identity


async def read(visit: Visit) -> list[TeamInCircle]:
    """Reasons, last looks, and who of the team does not enter: for representatives only."""
    found = await queries.openings(visit.carnet_id, visit.at, day_of(visit.at))
    if not found:
        return []
    places = {
        (row["structure_id"], row["person_id"]): row for row in await queries.of_carnet(visit.carnet_id)
    }
    names = await identity.person_names(
        [*(person for _, person in places), *(row["referent_id"] for row in found)]
    )
    seen = await audit.last_seen(visit.carnet_id, visit.viewer) if visit.is_representative else {}

    own = {one.person_id for one in await individuals(visit.carnet_id, at=visit.at)}

    def entry(row: dict[str, Any], person_id: UUID) -> Why:
        if row["own"]:
            return "own" if person_id in own else "own_over"
        if row["kept_out"]:
            return "kept_out"
        if not row["rights"]:
            return "profession"
        return "in" if awake(row["confirmed"], visit.at) else "asleep"

    teams: list[TeamInCircle] = []
    for one in found:
        people = [
            CirclePerson(
                person=MemberPerson(id=person_id, name=names.get(person_id, "")),
                model=row["model"],
                profession=row["profession"],
                entry=entry(row, person_id),
                last_seen_at=seen.get(person_id),
                me=person_id == visit.person.id,
            )
            for (structure_id, person_id), row in places.items()
            if structure_id == one["structure_id"]
        ]
        if not visit.is_representative:
            # That the family keeps somebody out, or ended an access of theirs, is not their colleagues' business.
            people = [person for person in people if person.entry == "in" or person.me]
        teams.append(
            TeamInCircle(
                opening_id=one["id"],
                name=one["structure"],
                kind=one["kind"],
                referent=names.get(one["referent_id"], ""),
                asleep=not awake(one["confirmed"], visit.at),
                since=one["since"],
                period=cast(PeriodName, one["period"]),
                until=one["until"],
                reason=one["reason"] if visit.is_representative else "",
                version=one["version"],
                professions={key: written(matrix) for key, matrix in opened_by(one["rights"]).items()},
                people=people,
            )
        )
    return teams
