"""What can be traced: `source:subject:action`. A tag, once written in a trace, is never renamed."""

from enum import StrEnum


class Tag(StrEnum):
    CARNET_OPEN = "carnet:notebook:open"
    CARNET_READ = "carnet:notebook:read"
    CARNET_CHANGE = "carnet:identity:change"
    CARNET_PORTRAIT = "carnet:portrait:change"
    PORTRAIT_READ = "carnet:portrait:read"
    CIRCLE_READ = "access:circle:read"
    TRACES_READ = "access:traces:read"
    INVITATION_MAKE = "access:invitation:make"
    INVITATION_CANCEL = "access:invitation:cancel"
    INVITATION_ACCEPT = "access:invitation:accept"
    INVITATION_REFUSE = "access:invitation:refuse"
    RIGHT_CHANGE = "access:habilitation:change"
    RIGHT_WITHDRAW = "access:habilitation:withdraw"
    RIGHT_LEAVE = "access:habilitation:leave"
    REFUSED = "access:door:refuse"
    PHOTO_ADD = "captures:photo:add"
    PHOTO_READ = "captures:photo:read"
    VIDEO_ADD = "captures:video:add"
    VIDEO_READ = "captures:video:read"
    CAPTURES_LIST = "captures:list:read"
    CAPTURE_CHANGE = "captures:capture:change"
    CAPTURE_BIN = "captures:capture:bin"
    CAPTURE_RESTORE = "captures:capture:restore"
    ORIGINAL_READ = "captures:original:read"
    BIN_READ = "captures:bin:read"
    SHEET_READ = "emergency:sheet:read"
    SHEET_KEEP = "emergency:sheet:keep"
    SHEET_CHANGE = "emergency:sheet:change"
    SHEET_CONFIRM = "emergency:sheet:confirm"
    SHEET_UNCONFIRM = "emergency:sheet:unconfirm"
    SHEET_HISTORY = "emergency:history:read"
    LINK_MAKE = "emergency:link:make"
    LINK_REVOKE = "emergency:link:revoke"
    LINK_RENEW = "emergency:link:renew"
    CODE_SHOW = "emergency:code:show"
    CARD_PRINT = "emergency:card:print"
    SHEET_OPENED = "emergency:code:open"

    @property
    def action(self) -> str:
        return self.value.rpartition(":")[2]


ADDITIONS = frozenset({Tag.PHOTO_ADD, Tag.VIDEO_ADD, Tag.SHEET_CHANGE, Tag.SHEET_CONFIRM, Tag.CARNET_CHANGE,
                       Tag.INVITATION_ACCEPT, Tag.SHEET_OPENED})  # fmt: skip
"""What is news to the others of the circle."""

READINGS = frozenset(tag for tag in Tag if tag.action in {"read", "open"}) - {Tag.CARNET_OPEN}
