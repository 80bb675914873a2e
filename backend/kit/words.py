"""Words as they are found: without accents or capitals. The same as `find_fold` of the database, for what is shown here; pure."""

import re
import unicodedata

LONGEST = 40
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0300-\u036f]|[\\W_]")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def fold(word: str) -> str:
    """« Œdème » → « oedeme »."""
    plain = unicodedata.normalize("NFC", word).lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", plain)).translate(_LETTERS)[:LONGEST]


def words_in(text: str) -> list[tuple[int, int, str]]:
    """(start, end, folded) of each word of a text, in order."""
    return [(m.start(), m.end(), fold(m[0])) for m in _WORD.finditer(text)]


def labelled(text: str) -> str:
    """Our own words (a heading, a sort of date), as a `found` column holds people's: each once, with no stem but itself."""
    return " ".join(dict.fromkeys(folded for _, _, folded in words_in(text) if folded))
