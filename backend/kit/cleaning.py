"""Text typed by people, made safe to stand among other text: nothing in it can reorder, hide or pile up letters."""

import re
import unicodedata

_MARKS = 3  # no living language stacks more on one letter
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without control, bidirectional, zero-width or unassigned characters.

    lines: line breaks are kept (two in a row at most); else they become spaces.
    """
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", _BREAKS.sub("\n", text)):
        category = unicodedata.category(letter)
        if category in {"Mn", "Me"}:
            marks += 1
            if marks > _MARKS or not kept or kept[-1].isspace():
                continue
        else:
            marks = 0
        if letter == "\n":
            kept.append("\n" if lines else " ")
        elif (
            letter in "\t\u2800\u3164\uffa0\u115f\u1160"
        ):  # blank, though Unicode calls them symbols or letters
            kept.append(" ")
        elif category[0] != "C" and letter != "\ufffc":
            kept.append(letter)
    result = re.sub(r"[ \t]{2,}", " ", "".join(kept))
    return re.sub(r" ?\n ?(?:\n ?)*", lambda found: "\n" * min(2, found.group().count("\n")), result).strip()
