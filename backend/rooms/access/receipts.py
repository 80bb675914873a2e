"""The receipt of an access: who gave what to whom, seeing which texts, for the family and for the person themself."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access import consent_queries, queries, service, team_opening_queries
from backend.rooms.access.bound import about
from backend.rooms.access.categories import Profile
from backend.rooms.access.matrix import NOTHING, Matrix, held
from backend.rooms.access.models import model, secrecy_of
from backend.rooms.access.service import Visit
from backend.rooms.access.team_rights import opened_by
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """One act. `text` empty: the app of that day showed none. `device`: one's own; another's is nobody's business."""

    act: str
    by: str
    at: datetime
    device: str
    text: str
    version: str
    sha256: str
    matrix: Matrix
    until: date | None
    withdrawn_at: datetime | None
    withdrawn_by: str
    professions: tuple[tuple[str, Matrix], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """`professions`: of a team, what each sees, by name; then `matrix` says nothing."""

    habilitation_id: UUID
    person: str
    what: str
    structure: str
    profile: Profile
    matrix: Matrix
    since: datetime
    period: str
    until: date | None
    reason: str
    granted_by: str
    secrecy: str
    withdrawn_at: datetime | None
    acts: list[Agreed]
    professions: tuple[tuple[str, Matrix], ...] = ()


async def read_of_team(visit: Visit, opening_id: UUID, language: str) -> Receipt:
    """For a representative, withdrawn ones too. Raises NotFound."""
    row = await team_opening_queries.opening(visit.carnet_id, opening_id)
    if row is None:
        raise NotFound
    if not visit.is_representative:
        raise await service.refuse(visit)
    kept = await consent_queries.of_habilitation(visit.carnet_id, opening_id)
    names = await identity.person_names([row["granted_by"], row["referent_id"]])
    await visit.trace(Tag.RECEIPT_READ, opening_id)
    says = "référent" if language == "fr" else "referent"
    return Receipt(
        habilitation_id=opening_id,
        person=row["structure"],
        what=f"{says}{_COLON[language]}{names.get(row['referent_id'], '')}",
        structure="",
        profile=Profile.PROFESSIONAL,
        matrix=NOTHING,
        since=row["since"],
        period=row["period"],
        until=row["until"],
        reason=row["reason"],
        granted_by=names.get(row["granted_by"], ""),
        secrecy="",
        withdrawn_at=row["withdrawn_at"],
        acts=[
            replace(_agreed(one, visit.person.id), professions=_by_profession(one["rights"], language))
            for one in kept
        ],
        professions=_by_profession(row["rights"], language),
    )


_COLON = {"fr": "\u202f: ", "en": ": "}


def _by_profession(rights: str, language: str) -> tuple[tuple[str, Matrix], ...]:
    opened = opened_by(rights)
    return tuple((known.names[language], opened[key]) for key in opened if (known := model(key)) is not None)


async def read(visit: Visit, habilitation_id: UUID, language: str) -> Receipt:
    """For a representative, of any access, withdrawn ones too; for anybody else, of their own. Raises NotFound."""
    row = await queries.any_habilitation(visit.carnet_id, habilitation_id)
    if row is None or row["profile"] == Profile.IMPORTER.value:
        raise NotFound
    if not visit.is_representative and row["person_id"] != visit.person.id:
        raise await service.refuse(visit)
    kept = await consent_queries.of_habilitation(visit.carnet_id, habilitation_id)
    people = [id for id in (row["person_id"], row["granted_by"]) if id]
    names = await identity.person_names(people)
    profile = Profile(row["profile"])
    proposed = model(row["model"])
    what = row["profession"] or row["relation"] or (proposed.names[language] if proposed else "")
    secrecy = ""
    if profile is not Profile.REPRESENTATIVE:
        rule = secrecy_of(profile, row["model"])
        secrecy = about(rule, language, verified=proposed.verified if proposed else False)
    await visit.trace(Tag.RECEIPT_READ, habilitation_id)
    return Receipt(
        habilitation_id=habilitation_id,
        person=names.get(row["person_id"], ""),
        what=what,
        structure=row["structure"],
        profile=profile,
        matrix=held(profile, row["rights"]),
        since=row["since"],
        period=row["period"],
        until=row["until"],
        reason=row["reason"],
        granted_by=names.get(row["granted_by"], "") if row["granted_by"] else "",
        secrecy=secrecy,
        withdrawn_at=row["withdrawn_at"],
        acts=[_agreed(one, visit.person.id) for one in kept],
    )


def _agreed(row: dict[str, Any], reader: UUID) -> Agreed:
    return Agreed(
        act=row["act"],
        by=row["person_name"],
        at=row["at"],
        device=row["device"] if row["person_id"] == reader else "",
        text=row["text"],
        version=row["version"],
        sha256=row["sha256"].hex() if row["sha256"] else "",
        matrix=held(Profile(row["profile"]), row["rights"]),
        until=row["until"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["withdrawn_name"],
    )
