"""Typing errors: how many letters two words are apart. Pure.

Letters added, left out, changed, or two that changed places (G. Navarro, « A guided tour to approximate string matching », 2001, § 2:
the restricted Damerau distance).
"""

SHORT = 6
"""Letters below which a word with an error is looked for whole: too many others begin almost like it."""


def allowed(word: str) -> int:
    """How many errors a word of this length is allowed: a short one with an error is another word."""
    return 0 if len(word) < 4 else 1 if len(word) < 8 else 2


def begins_like(asked: str, word: str, most: int) -> bool:
    """Whether `word`, or some beginning of it when `asked` is not short, is `asked` but for at most so many errors. Both folded."""
    if len(asked) < SHORT and len(word) > len(asked) + most:
        return False
    if most < 1 or len(word) < len(asked) - most or len(set(asked) - set(word)) > most:
        return False
    word = word[: len(asked) + most]
    before: list[int] = []
    row = list(range(len(word) + 1))
    for n, letter in enumerate(asked, start=1):
        earlier, before, row = before, row, [n]
        for m, other in enumerate(word, start=1):
            best = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other))
            if n > 1 and m > 1 and letter == word[m - 2] and asked[n - 2] == other:
                best = min(best, earlier[m - 2] + 1)
            row.append(best)
        if min(row) > most:
            return False
    return min(row) <= most
