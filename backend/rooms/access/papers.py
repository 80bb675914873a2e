"""Consent signed on paper: the paper of the very text and matrix of an access, its number, and its scan once it was signed.

The number is worked out of what is printed, and kept nowhere: a paper of other terms than those of now has another one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.lines import one_line
from backend.rooms.access import consent_queries, consents, masks, queries, receipts, service
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import VERSION, accepted_by, digest, given_by, shown
from backend.rooms.access.majority import of_age
from backend.rooms.access.matrix import held, written
from backend.rooms.access.paper_schemas import NewSignedPaper, SignedPaper
from backend.rooms.access.receipts import Receipt
from backend.rooms.access.schemas import ConsentText
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

KEPT = Limit("signed papers kept", 10, timedelta(days=1))
LANGUAGES: tuple[Literal["fr", "en"], ...] = ("fr", "en")
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """To be printed and signed. `given`, `accepted`: what each of the two signs."""

    number: str
    receipt: Receipt
    given: str
    accepted: str


async def to_sign(visit: Visit, habilitation_id: UUID, language: str) -> Paper:
    """Of an access that holds: for who decides, and for the person themself. Raises NotFound."""
    row = await _access(visit, habilitation_id)
    receipt = await receipts.of(visit, row["id"], language)
    given, accepted = _texts(row, language)
    await visit.trace(Tag.PAPER_PRINT, row["id"])
    return Paper(number=_number(row, language), receipt=receipt, given=given, accepted=accepted)


async def keep(visit: Visit, habilitation_id: UUID, new: NewSignedPaper) -> list[SignedPaper]:
    """The scan is a letter of this notebook that its keeper sees; from then on the person of the access may read it too, by it: so a
    representative proves who they are again, and anybody else names a letter that they added themself. The same paper sent again is kept
    once. Raises NotFound, FreshProofNeeded, Invalid (`number` too when the terms are others now)."""
    row = await _access(visit, habilitation_id, lock=True)
    if visit.person.id != row["person_id"]:
        identity.require_fresh_proof(visit.person)
    await count_attempt(KEPT, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    language = _language(row, new.number)
    if new.signed_on > day_of(visit.at) or new.signed_on < day_of(visit.at) - timedelta(days=366):
        raise Invalid({"signed_on": _DAY})
    await _letter(visit, new.document_id)
    if await _again(visit, row, new, _number(row, language)):
        return await _kept(visit, row)
    names = await identity.person_names([row["person_id"]])
    text = "\n\n".join(_texts(row, language))
    await consents.keep(
        "paper",
        visit.person,
        at=visit.at,
        carnet_id=visit.carnet_id,
        text=ConsentText(key="paper", version=VERSION, language=language, text=text, sha256=digest(text)),
        about=names.get(row["person_id"], ""),
        habilitation_id=row["id"],
        paper={
            "paper": _number(row, language),
            "signed_on": new.signed_on,
            "signed_by": one_line(new.signed_by, "signed_by"),
            "document_id": new.document_id,
        },
        **{name: row[name] for name in consents.TERMS},
    )
    await visit.trace(Tag.PAPER_KEEP, row["id"])
    return await _kept(visit, row)


async def _letter(visit: Visit, document_id: UUID) -> None:
    """Tied to an access, a letter is read by it whatever is closed later: else who reads one today would keep it so. Raises Invalid."""
    try:
        found = await masks.found(visit, "document", document_id)
    except NotFound:
        raise Invalid({"document_id": _DOCUMENT}) from None
    if not visit.is_representative and found.author_id != visit.person.id:
        raise Invalid({"document_id": _OWN})


async def _again(visit: Visit, row: Row, new: NewSignedPaper, number: str) -> bool:
    """On a bad network, what was kept already is sent once more."""
    kept = await consent_queries.of_habilitation(visit.carnet_id, row["id"])
    said = (number, new.document_id, new.signed_on, one_line(new.signed_by, "signed_by"))
    return said in [(one["paper"], one["document_id"], one["signed_on"], one["signed_by"]) for one in kept]


async def of(visit: Visit, habilitation_id: UUID) -> list[SignedPaper]:
    """For representatives, of accesses that are over too, and for the person themself. Raises NotFound."""
    row = await _any(visit, habilitation_id)
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return await _kept(visit, row | {"of_age": await _of_age(visit)})


async def scan_of(visit: Visit, habilitation_id: UUID, paper_id: UUID) -> tuple[UUID, datetime]:
    """The letter that it is, and when it was kept as that. Raises NotFound."""
    await _any(visit, habilitation_id)
    rows = await consent_queries.of_habilitation(visit.carnet_id, habilitation_id)
    found = next(
        ((row["document_id"], row["at"]) for row in rows if row["id"] == paper_id and row["act"] == "paper"),
        None,
    )
    if found is None:
        raise NotFound
    return found


async def _any(visit: Visit, habilitation_id: UUID) -> Row:
    row = await queries.any_habilitation(visit.carnet_id, habilitation_id)
    if row is None or row["profile"] == Profile.IMPORTER.value:
        raise NotFound
    if not visit.is_representative and row["person_id"] != visit.person.id:
        raise await service.refuse(visit)
    return row


async def _access(visit: Visit, habilitation_id: UUID, *, lock: bool = False) -> Row:
    """One that holds."""
    row = await _any(visit, habilitation_id)
    if lock:
        row = await queries.habilitation(visit.carnet_id, habilitation_id)
    if row is None or row["withdrawn_at"] or (row["until"] and row["until"] < day_of(visit.at)):
        raise NotFound
    if not visit.decides and row["person_id"] != visit.person.id:
        raise await service.refuse(visit)
    return row | {"of_age": await _of_age(visit)}


async def _of_age(visit: Visit) -> bool:
    """Whether the one whom the notebook is about is: by the representatives' rights, whoever prints."""
    people = await service.individuals(visit.carnet_id, at=visit.at)
    return any(of_age(one.adult_on, visit.at) for one in people)


async def _kept(visit: Visit, access: Row) -> list[SignedPaper]:
    rows = await consent_queries.of_habilitation(visit.carnet_id, access["id"])
    of_now = {_number(access, language) for language in LANGUAGES}
    return [
        SignedPaper(
            id=row["id"],
            number=row["paper"],
            signed_on=row["signed_on"],
            signed_by=row["signed_by"],
            kept_by=row["person_name"],
            kept_at=row["at"],
            withdrawn_at=row["withdrawn_at"],
            current=row["paper"] in of_now,
        )
        for row in rows
        if row["act"] == "paper"
    ]


def _texts(row: Row, language: str) -> tuple[str, str]:
    profile = Profile(row["profile"])
    keys = (given_by(profile, of_age=row["of_age"]), accepted_by(profile, row["model"]))
    given, accepted = (shown(key, language).text for key in keys)
    return given, accepted


def _number(row: Row, language: str) -> str:
    """Twelve letters of the fingerprint of all that is printed: « 4F2A-9C1B-77D0 »."""
    until: date | None = row["until"]
    rights = written(held(Profile(row["profile"]), row["rights"]))
    said = [
        str(row["id"]), language, VERSION, *_texts(row, language), sorted((c, sorted(r)) for c, r in rights.items()),
        row["profile"], row["model"], row["period"], str(until), row["reason"], row["profession"], row["structure"], row["relation"],
    ]  # fmt: skip
    found = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12].upper()
    return "-".join(found[at : at + 4] for at in (0, 4, 8))


def _language(row: Row, number: str) -> str:
    said = "".join(letter for letter in number.upper() if letter.isalnum())
    for language in LANGUAGES:
        if said == _number(row, language).replace("-", ""):
            return language
    raise Invalid({"number": _NUMBER})


_DAY = {
    "fr": "Écrivez le jour de la signature\u202f: pas plus tard qu’aujourd’hui, ni plus d’un an avant.",
    "en": "Write the day of the signature: no later than today, and no more than a year ago.",
}
_NUMBER = {
    "fr": "Ce numéro n’est pas celui de cet accès tel qu’il est aujourd’hui\u202f: vérifiez-le, ou imprimez un nouveau papier.",
    "en": "This is not the number of this access as it is today: check it, or print a new paper.",
}
_DOCUMENT = {"fr": "Ce document n’est pas dans le carnet.", "en": "This document is not in the notebook."}
_OWN = {
    "fr": "Choisissez un document que vous avez ajouté vous-même, ou remettez le papier à la famille.",
    "en": "Choose a document that you added yourself, or hand the paper to the family.",
}
