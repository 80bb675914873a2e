"""What sort of act a tag is, as the family asks for it in « Qui a vu ». Every tag is of exactly one kind."""

from enum import StrEnum

from backend.rooms.audit.tags import Tag


class Kind(StrEnum):
    READINGS = "readings"
    ADDITIONS = "additions"
    CHANGES = "changes"
    SHARING = "sharing"
    REFUSED = "refused"
    EMERGENCY = "emergency"


_EMERGENCY = frozenset(
    {Tag.SHEET_OPENED, Tag.CODE_CLOSED, Tag.CODE_WRONG, Tag.CARER_ENTERS, Tag.CARER_LISTS, Tag.CARER_READS, Tag.CARER_KEEPS, Tag.CARER_WROTE, Tag.CARER_LEAVES}
)  # fmt: skip
"""With the code, by whoever holds it. What the circle does with the urgent sheet is read, changed or shared like the rest."""

_CODES = frozenset(
    {Tag.LINK_MAKE, Tag.LINK_REVOKE, Tag.LINK_RENEW, Tag.LINK_CONTENTS, Tag.CODE_SHOW, Tag.CARD_PRINT, Tag.CARER_CLOSED,
     Tag.DOCUMENT_URGENT, Tag.DOCUMENT_NOT_URGENT, Tag.NOTE_KEEP, Tag.NOTE_DROP, Tag.NOTE_WAIT,
     Tag.RELAY_LINK_MAKE, Tag.RELAY_LINK_CLOSE}
)  # fmt: skip
"""A code that is made, shown or printed goes to someone else's eyes."""

_LOOKS = frozenset({"read", "keep", "print", "export", "ask"})
"""Seen on a screen, kept on a phone, on paper or in a file: whoever did it knows it now."""

_ADDS = frozenset({"add", "write", "open", "import"})


def kind_of(tag: Tag) -> Kind:
    if tag is Tag.REFUSED:
        return Kind.REFUSED
    if tag is Tag.FILE_INFECTED:
        return Kind.ADDITIONS  # what somebody sent, though nobody was given it
    if tag in _EMERGENCY:
        return Kind.EMERGENCY
    if tag in _CODES:
        return Kind.SHARING
    if tag.action in _LOOKS:
        return Kind.READINGS
    if tag.value.startswith(("access:", "passing:")):
        return Kind.SHARING
    return Kind.ADDITIONS if tag.action in _ADDS else Kind.CHANGES


KINDS: dict[Kind, frozenset[Tag]] = {
    kind: frozenset(tag for tag in Tag if kind_of(tag) is kind) for kind in Kind
}

LOOKS = KINDS[Kind.READINGS] | {Tag.SHEET_OPENED}
"""What stands out when it is unusual: at night, for the first time, many at once."""

OPENS = frozenset(
    {Tag.PHOTO_READ, Tag.VIDEO_READ, Tag.ORIGINAL_READ, Tag.DOCUMENT_READ, Tag.DOCUMENT_ORIGINAL, Tag.DOCUMENT_COPY}
)  # fmt: skip
"""One item each: these are counted, when many are opened at once."""
