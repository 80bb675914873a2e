"""What can be traced: `source:subject:action`. A tag, once written in a trace, is never renamed."""

from enum import StrEnum


class Tag(StrEnum):
    CARNET_OPEN = "carnet:notebook:open"
    CARNET_READ = "carnet:notebook:read"
    CARNET_CHANGE = "carnet:identity:change"
    CARNET_PORTRAIT = "carnet:portrait:change"
    PORTRAIT_READ = "carnet:portrait:read"
    CLOSING_READ = "carnet:closing:read"
    CARNET_CLOSE = "carnet:notebook:close"
    CARNET_REOPEN = "carnet:notebook:reopen"
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
    DOCUMENT_ADD = "documents:document:add"
    DOCUMENT_READ = "documents:document:read"
    DOCUMENTS_LIST = "documents:list:read"
    DOCUMENT_CHANGE = "documents:document:change"
    DOCUMENT_BIN = "documents:document:bin"
    DOCUMENT_RESTORE = "documents:document:restore"
    DOCUMENT_ORIGINAL = "documents:original:read"
    DOCUMENT_COPY = "documents:copy:read"
    DOCUMENTS_BIN = "documents:bin:read"
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
    HABITS_READ = "sheets:habits:read"
    HABITS_KEEP = "sheets:habits:keep"
    HABITS_HISTORY = "sheets:history:read"
    HABITS_PRINT = "sheets:habits:print"
    HABIT_CONFIRM = "sheets:habit:confirm"
    HABIT_UNCONFIRM = "sheets:habit:unconfirm"
    HABIT_RESTORE = "sheets:habit:restore"
    HABIT_SETTLE = "sheets:habit:settle"
    HABIT_IDENTITY = "sheets:identity:write"
    HABIT_SENSES = "sheets:senses:write"
    HABIT_COMMUNICATION = "sheets:communication:write"
    HABIT_PAIN = "sheets:pain:write"
    HABIT_FOOD = "sheets:food:write"
    HABIT_MOVEMENT = "sheets:movement:write"
    HABIT_SLEEP = "sheets:sleep:write"
    HABIT_DRESSING = "sheets:dressing:write"
    HABIT_TOILET = "sheets:toilet:write"
    HABIT_COMFORT = "sheets:comfort:write"
    HABIT_LIKES = "sheets:likes:write"
    HABIT_FEARS = "sheets:fears:write"
    AGENDA_READ = "agenda:list:read"
    AGENDA_KEEP = "agenda:list:keep"
    AGENDA_ADD = "agenda:item:add"
    AGENDA_CHANGE = "agenda:item:change"
    AGENDA_DONE = "agenda:item:done"
    AGENDA_BIN = "agenda:item:bin"
    AGENDA_RESTORE = "agenda:item:restore"

    @property
    def action(self) -> str:
        return self.value.rpartition(":")[2]


HABIT_WRITTEN = {
    tag.value.split(":")[1]: tag for tag in Tag if tag.value.startswith("sheets:") and tag.action == "write"
}
"""By heading, so that the sentence can name it."""

ADDITIONS = frozenset({Tag.PHOTO_ADD, Tag.VIDEO_ADD, Tag.DOCUMENT_ADD, Tag.SHEET_CHANGE, Tag.SHEET_CONFIRM, Tag.CARNET_CHANGE, Tag.CARNET_REOPEN,
                       Tag.INVITATION_ACCEPT, Tag.SHEET_OPENED, Tag.AGENDA_ADD, Tag.AGENDA_CHANGE, Tag.AGENDA_DONE,
                       Tag.HABIT_CONFIRM, Tag.HABIT_RESTORE, Tag.HABIT_SETTLE, *HABIT_WRITTEN.values()})  # fmt: skip
"""What is news to the others of the circle."""

READINGS = frozenset(tag for tag in Tag if tag.action in {"read", "open"}) - {Tag.CARNET_OPEN}
