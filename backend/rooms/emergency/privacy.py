"""A number that one parent keeps from the other: where it is left out. Pure."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from backend.rooms.emergency.cleaning import dial
from backend.rooms.emergency.content import Contact, Content


def in_circle(content: Content, *, owner: UUID | None, reader: UUID) -> Content:
    """As `reader` sees it in the notebook: a number kept by somebody else is left out."""
    return content if owner is None or owner == reader else _without_number(content)


def on_page(content: Content, *, owner: UUID | None, reader: UUID | None) -> Content:
    """As it stands on the page. `reader`: who looks at a preview or prints a card; None for a scan.

    A number shown "on the sheet alone" is not given to the other parent by way of a preview.
    """
    if owner is None or not isinstance(content, Contact):
        return content
    if content.phone_seen == "sheet" and reader in {None, owner}:
        return content
    return _without_number(content)


def as_kept_now(content: Content, *, owner: UUID | None, kept: Mapping[str, UUID], reader: UUID) -> Content:
    """An older text: kept by its owner of then, or because somebody keeps that number now. kept: by its digits (`dial`)."""
    content = in_circle(content, owner=owner, reader=reader)
    now = kept.get(dial(content.phone)) if isinstance(content, Contact) and content.phone else None
    return in_circle(content, owner=now, reader=reader)


def _without_number(content: Content) -> Content:
    return msgspec.structs.replace(content, phone="") if isinstance(content, Contact) else content
