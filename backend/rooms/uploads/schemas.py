"""What sending answers in JSON."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct


class UploadView(Struct, kw_only=True):
    """`capture_id` is `id`, under the name that the first phones knew."""

    id: UUID
    capture_id: UUID
    offset: int
    length: int
    expires_at: datetime
