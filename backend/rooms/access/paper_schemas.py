"""What the routes of papers to sign receive and answer."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct


class NewSignedPaper(Struct, forbid_unknown_fields=True, kw_only=True):
    """`number`: as it is printed at the foot of the paper. `document_id`: its scan, a letter of this notebook. `signed_by`: as the
    signatures say."""

    number: Annotated[str, Meta(min_length=12, max_length=20)]
    document_id: UUID
    signed_on: date
    signed_by: Annotated[str, Meta(min_length=1, max_length=200)]


class SignedPaper(Struct, kw_only=True):
    """`kept_by`: who put its scan here. `withdrawn_at`: with the access. `current`: it says the very text and terms of now."""

    id: UUID
    number: str
    signed_on: date
    signed_by: str
    kept_by: str
    kept_at: datetime
    withdrawn_at: datetime | None
    current: bool
