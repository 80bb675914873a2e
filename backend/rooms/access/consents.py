"""Consent, express and kept: who agreed to what, seeing which text, when, from which device. Written with the act itself."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.ids import new_id
from backend.rooms.access import consent_queries as queries
from backend.rooms.access.schemas import ConsentText
from backend.rooms.identity.service import Person

TERMS = ("profile", "model", "rights", "period", "until", "reason")
"""What is agreed to, as the row of an invitation or of a habilitation calls it."""


async def keep(
    act: str,
    person: Person,
    *,
    at: datetime,
    carnet_id: UUID,
    text: ConsentText | None,
    about: str,
    profile: str,
    model: str,
    rights: str | None,
    period: str,
    until: date | None,
    reason: str,
    habilitation_id: UUID | None = None,
    invitation_id: UUID | None = None,
    paper: dict[str, Any] | None = None,
) -> None:
    """act: give, change, accept or paper. paper: of one that was signed, its number, scan, day and signatures. about: the name of whom it is for. text: None when the app showed none."""
    row: dict[str, Any] = {
        "id": new_id(at),
        "carnet_id": carnet_id,
        "habilitation_id": habilitation_id,
        "invitation_id": invitation_id,
        "act": act,
        "person_id": person.id,
        "person_name": person.name,
        "device": person.device,
        "about_name": about,
        "at": at,
        "text": text.text if text else "",
        "version": text.version if text else "",
        "language": text.language if text else "",
        "sha256": bytes.fromhex(text.sha256) if text else None,
        "profile": profile,
        "model": model,
        "rights": rights,
        "period": period,
        "until": until,
        "reason": reason,
        **(paper or {}),
    }
    await queries.insert(row)


async def entered(invitation_id: UUID, habilitation_id: UUID) -> None:
    """What was given with an invitation is from now on about that habilitation."""
    await queries.bind(invitation_id, habilitation_id)


async def withdraw(habilitation_id: UUID, *, by: Person, at: datetime) -> None:
    await queries.withdraw("habilitation_id", habilitation_id, by=by.id, name=by.name, at=at)


async def withdraw_invitation(invitation_id: UUID, *, by: Person, at: datetime) -> None:
    await queries.withdraw("invitation_id", invitation_id, by=by.id, name=by.name, at=at)
