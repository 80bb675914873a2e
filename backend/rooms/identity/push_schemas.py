"""What the routes about notifications receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Key = Annotated[str, Meta(min_length=1, max_length=120)]
Endpoint = Annotated[str, Meta(min_length=1, max_length=1000)]
Mark = Annotated[str, Meta(min_length=1, max_length=100)]
Action = Literal["done", "later"]


class PushAddress(Struct, forbid_unknown_fields=True, kw_only=True):
    """What the browser's `PushSubscription` says. `replaces`: the address it had before."""

    endpoint: Endpoint
    p256dh: Key
    auth: Key
    replaces: Annotated[str, Meta(max_length=1000)] = ""


class PushDevice(Struct, kw_only=True):
    """`sent_at`: a push service took one for it; `shown_at`: it said that it showed one. `failure`: a short code."""

    id: UUID
    label: str
    current: bool
    added_at: datetime
    sent_at: datetime | None
    shown_at: datetime | None
    failure: str


class Push(Struct, kw_only=True):
    """`key`: for the browser to subscribe with; null when this server sends no notifications."""

    key: str | None
    devices: list[PushDevice]


class PushMark(Struct, forbid_unknown_fields=True, kw_only=True):
    """The token that came inside a notification."""

    token: Mark


class PushAnswer(Struct, forbid_unknown_fields=True, kw_only=True):
    token: Mark
    action: Action
