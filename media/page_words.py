"""The words of a page, where they stand on its picture, and how they came to be known. Pure."""

from typing import Literal

from msgspec import Struct, json

Read = Literal["typed", "recognised", "unread", "failed", "empty"]
"""typed: the file's own words, as far as they are seen. recognised: read from the picture, with errors; and the file's own, if any.
unread: more is drawn than the words that are known. failed: what was drawn could not be read. empty: nothing is drawn."""


MOST_WORDS = 5_000
"""Of a page: more is noise."""
MOST_OF_FILE = 200_000
"""Three hundred pages of close print. Those of the pages after them are said not to be known."""


class Word(Struct, frozen=True, array_like=True):
    """x, y, width, height: in pixels of the page's picture, from its upper left corner. sure: percent, 100 when it was typed."""

    text: str
    x: int
    y: int
    width: int
    height: int
    sure: int = 100


Line = list[Word]


class PageText(Struct):
    """`lines`: in the order in which they are read."""

    read: Read
    lines: list[Line]

    @property
    def count(self) -> int:
        return sum(map(len, self.lines))

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


def bounded(pages: list[PageText]) -> list[PageText]:
    """With as many words as a file may have. Pure."""
    left = MOST_OF_FILE
    kept: list[PageText] = []
    for page in pages:
        left -= page.count
        kept.append(page if left >= 0 or not page.lines else PageText("failed", []))
    return kept


def packed(pages: list[PageText]) -> bytes:
    return json.encode(pages)


def unpacked(kept: bytes) -> list[PageText]:
    """Raises msgspec.ValidationError for what is not `packed`."""
    return json.decode(kept, type=list[PageText])
