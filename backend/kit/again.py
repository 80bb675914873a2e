"""Whether what was tidied can be read again."""

import re

import msgspec

_PLACE = re.compile(r"`\$\.(\w+)")


def unreadable_field(value: msgspec.Struct) -> str | None:
    """The name of a field that breaks a limit of its own type; None when all is well.

    Some letters become two or three in composed form (the ten of U+0958 to U+095F, the Hebrew ones of U+FB1D to U+FB4E): what
    was short enough when it was typed may be too long once tidied, and nobody could open what is stored.
    """
    try:
        msgspec.json.decode(msgspec.json.encode(value), type=type(value))
    except msgspec.ValidationError as wrong:
        found = _PLACE.search(str(wrong))
        return found.group(1) if found else ""
    return None
