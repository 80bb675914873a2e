"""The receipt of an access: who gave what to whom, seeing which texts, for the family and for the person themself."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access import consent_queries, queries, service, team_opening_queries
from backend.rooms.access.bound import about
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import TEXTS, accepted_by, digest
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
    paper: str = ""
    signed_on: date | None = None
    signed_by: str = ""


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


async def read_of_member(visit: Visit, opening_id: UUID, person_id: UUID, language: str) -> Receipt:
    """How one person enters by a team: what the family opened to their profession, and the secrecy they agreed to on joining. For a
    representative, of anybody who has been in that team meanwhile; for who enters by it, their own. Who has or had an access of their own
    never did by a team. Raises NotFound."""
    opening = await team_opening_queries.opening(visit.carnet_id, opening_id)
    places = await team_opening_queries.places(visit.carnet_id, opening_id, person_id)
    if opening is None or not places or places[0]["own"]:
        raise NotFound
    if not visit.is_representative and person_id != visit.person.id:
        raise await service.refuse(visit)
    place = places[-1]  # the newest: another profession is another place
    names = await identity.person_names([opening["granted_by"], person_id])
    proposed = model(place["model"])
    rule = secrecy_of(proposed.profile if proposed else Profile.PROFESSIONAL, place["model"])
    ends = [one for one in (opening["withdrawn_at"], place["ended_at"]) if one is not None]
    rights = opened_by(opening["rights"]).get(place["model"], NOTHING)
    kept = await consent_queries.of_habilitation(visit.carnet_id, opening_id)
    given = [
        replace(_agreed(one, visit.person.id), matrix=_of(one["rights"], place["model"])) for one in kept
    ]
    joined = [
        _joined(one, names.get(person_id, ""), visit.person.id, rights, opening["until"]) for one in places
    ]
    await visit.trace(Tag.RECEIPT_READ, opening_id)
    return Receipt(
        habilitation_id=opening_id,
        person=names.get(person_id, ""),
        what=place["profession"],
        structure=opening["structure"],
        profile=Profile.PROFESSIONAL,
        matrix=NOTHING if person_id in opening["kept_out"] else rights,
        since=max(opening["since"], place["since"]),
        period=opening["period"],
        until=opening["until"],
        reason=opening["reason"] if visit.is_representative else "",  # the family's own, as in the circle
        granted_by=names.get(opening["granted_by"], ""),
        secrecy=about(rule, language, verified=proposed.verified if proposed else False),
        withdrawn_at=min(ends) if ends else None,
        acts=sorted([*given, *joined], key=lambda act: act.at),
    )


def _of(rights: str, key: str) -> Matrix:
    return opened_by(rights).get(key, NOTHING)


def _joined(place: dict[str, Any], name: str, reader: UUID, matrix: Matrix, until: date | None) -> Agreed:
    """Texts that were once shown stay (consent_texts.py): the one of this version and language is the one they read."""
    key = accepted_by(Profile.PROFESSIONAL, place["model"])
    text = TEXTS.get(place["consent_version"], {}).get(key, {}).get(place["consent_language"], "")
    read = place["consent_sha256"].hex() if place["consent_sha256"] else ""
    return Agreed(
        act="join",
        by=name,
        at=place["since"],
        device=place["consent_device"] if place["person_id"] == reader else "",
        text=text if text and digest(text) == read else "",
        version=place["consent_version"],
        sha256=read,
        matrix=matrix,
        until=until,
        withdrawn_at=place["ended_at"],
        withdrawn_by="",
    )


_COLON = {"fr": "\u202f: ", "en": ": "}


def _by_profession(rights: str, language: str) -> tuple[tuple[str, Matrix], ...]:
    opened = opened_by(rights)
    return tuple((known.names[language], opened[key]) for key in opened if (known := model(key)) is not None)


async def read(visit: Visit, habilitation_id: UUID, language: str) -> Receipt:
    """For a representative, of any access, withdrawn ones too; for anybody else, of their own. Raises NotFound."""
    receipt = await of(visit, habilitation_id, language)
    await visit.trace(Tag.RECEIPT_READ, habilitation_id)
    return receipt


async def of(visit: Visit, habilitation_id: UUID, language: str) -> Receipt:
    """The same, for a reading that has a trace of its own."""
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
        paper=row["paper"],
        signed_on=row["signed_on"],
        signed_by=row["signed_by"],
    )
