"""Text typed by people: kept as typed but for what cannot be seen (`tidy`), or made safe to stand among other text, where
nothing in it may reorder, hide or pile up letters (`clean`)."""

import re
import unicodedata

_MARKS = 3  # no living language stacks more on one letter
_PLAIN = re.compile("[ -~\xa0-\xac\xae-\u017f\u2013\u2014\u2018-\u201e\u2026\u202f]*")
"""Letters and signs that stand as they are, whatever is beside them: nearly all that is written here."""
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def tidy(text: str) -> str:
    """NFC, line breaks as \\n, without control or bidirectional characters (emoji joiners stay), nor blanks around.

    What this Python does not know yet stays too: it may be an emoji of the year.
    """
    seen = (
        letter
        for letter in _BREAKS.sub("\n", text)
        if letter in "\n\t\u200d\u200c" or unicodedata.category(letter) not in {"Cc", "Cf", "Cs"}
    )
    return unicodedata.normalize("NFC", "".join(seen)).strip()


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without control, bidirectional, zero-width or unassigned characters.

    lines: line breaks are kept (two in a row at most); else they become spaces.
    """
    if "  " not in text and _PLAIN.fullmatch(text):
        return text.strip()
    return _clean(text, lines=lines)


def _clean(text: str, *, lines: bool) -> str:
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
    # Once more: letters that something unseen kept apart have come together.
    result = re.sub(r"[ \t]{2,}", " ", unicodedata.normalize("NFC", "".join(kept)))
    return re.sub(r" ?\n ?(?:\n ?)*", lambda found: "\n" * min(2, found.group().count("\n")), result).strip()
