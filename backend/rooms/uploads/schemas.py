"""What sending answers in JSON."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

MOST_SUMS = 100
MOST_TAGS = 10
LONGEST_TAG = 40
Tag = Annotated[str, Meta(min_length=1, max_length=LONGEST_TAG)]


class UploadView(Struct, kw_only=True):
    """`capture_id` is `id`, under the name that the first phones knew."""

    id: UUID
    capture_id: UUID
    offset: int
    length: int
    expires_at: datetime


class Sums(Struct, forbid_unknown_fields=True):
    """SHA-256 of whole files, in hexadecimal."""

    sha256: Annotated[list[Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]], Meta(max_length=MOST_SUMS)]


class Same(Struct):
    """What has the same content, of what who asks sees already; the first that came."""

    sha256: str
    id: UUID
