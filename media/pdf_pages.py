"""A PDF made of pictures of pages and of the words that are seen on them: nothing from elsewhere, no author, no tool, no action. Pure.

The pictures are not held: what stands around them is worked out from their sizes (ISO 32000-1 § 7.5).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from media.page_pictures import PNG_FOOT, PNG_HEAD
from media.page_words import Word
from media.text_layer import Letters, deflated, drawn

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: bytes, pixels, and the paper it fills, in points."""

    size: int
    media_type: str
    width: int
    height: int
    points_width: float
    points_height: float
    is_grey: bool

    @property
    def taken(self) -> tuple[int, int]:
        """Which of its bytes go into the PDF: from, to before."""
        return (PNG_HEAD, self.size - PNG_FOOT) if self.media_type == "image/png" else (0, self.size)


def layout(pictures: Sequence[Picture], words: Sequence[Sequence[Word]] = ()) -> list[bytes | int]:
    """The file, in order: bytes to write as they are, and numbers of pictures whose `taken` bytes stand in between.

    words: of each page, laid over its picture unseen; none where they are not known."""
    return list(_Writer(pictures, words).write())


def total(pictures: Sequence[Picture], laid: Sequence[bytes | int]) -> int:
    """Bytes of the whole."""
    return sum(_size(pictures[part]) if isinstance(part, int) else len(part) for part in laid)


def _size(picture: Picture) -> int:
    start, stop = picture.taken
    return stop - start


def _packing(picture: Picture) -> str:
    """How the pixels are packed, as an image's dictionary says it."""
    space, channels = ("DeviceGray", 1) if picture.is_grey else ("DeviceRGB", 3)
    if picture.media_type == "image/jpeg":
        return f"/ColorSpace /{space} /BitsPerComponent 8 /Filter /DCTDecode"
    bits = 4 if picture.is_grey else 8
    rows = f"/Predictor 15 /Colors {channels} /BitsPerComponent {bits} /Columns {picture.width}"
    return f"/ColorSpace /{space} /BitsPerComponent {bits} /Filter /FlateDecode /DecodeParms << {rows} >>"


class _Writer:
    def __init__(self, pictures: Sequence[Picture], words: Sequence[Sequence[Word]]) -> None:
        self._pictures = pictures
        self._words = [*words, *([()] * len(pictures))][: len(pictures)]
        self._letters = Letters(word for page in self._words for word in page)
        self._at = 0
        self._places: list[int] = []

    def write(self) -> Iterator[bytes | int]:
        yield self._count(_HEAD)
        pages = range(len(self._pictures))
        kids = " ".join(f"{3 + 3 * n} 0 R" for n in pages)
        yield self._object("<< /Type /Catalog /Pages 2 0 R >>")
        yield self._object(f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>")
        for number in pages:
            yield from self._page(number)
        for number in range(self._letters.fonts):
            yield self._object(self._letters.font(number, self._first_font + 2 * number + 1))
            packed, said = deflated(self._letters.map(number))
            yield self._stream(packed, said)
        start = self._at
        rows = "".join(f"{place:010} 00000 n \n" for place in self._places)
        count = len(self._places) + 1
        yield (
            f"xref\n0 {count}\n0000000000 65535 f \n{rows}"
            f"trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
        ).encode()

    @property
    def _first_font(self) -> int:
        """Its object; after it comes its map, then the next font."""
        return 3 + 3 * len(self._pictures)

    def _page(self, number: int) -> Iterator[bytes | int]:
        picture = self._pictures[number]
        wide, high = f"{picture.points_width:.2f}", f"{picture.points_height:.2f}"
        own = 3 + 3 * number
        yield self._object(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Contents {own + 1} 0 R"
            f" /Resources << /XObject << /P {own + 2} 0 R >> {self._fonts()}>> >>"
        )
        scale = picture.points_height / picture.height
        over = drawn(self._words[number], self._letters, scale=scale, high=picture.points_height)
        shown = f"q {wide} 0 0 {high} 0 0 cm /P Do Q"
        yield (
            self._stream(*deflated(f"{shown}\n{over}".encode()))
            if over
            else self._stream(shown.encode(), f"/Length {len(shown)}")
        )
        self._places.append(self._at)
        yield self._count(
            f"{own + 2} 0 obj\n<< /Type /XObject /Subtype /Image /Width {picture.width} /Height {picture.height}"
            f" {_packing(picture)} /Length {_size(picture)} >>\nstream\n".encode()
        )
        self._at += _size(picture)
        yield number
        yield self._count(b"\nendstream\nendobj\n")

    def _fonts(self) -> str:
        fonts = " ".join(f"/F{n} {self._first_font + 2 * n} 0 R" for n in range(self._letters.fonts))
        return f"/Font << {fonts} >> " if fonts else ""

    def _stream(self, content: bytes, said: str) -> bytes:
        self._places.append(self._at)
        head = f"{len(self._places)} 0 obj\n<< {said} >>\nstream\n".encode()
        return self._count(head + content + b"\nendstream\nendobj\n")

    def _object(self, body: str) -> bytes:
        self._places.append(self._at)
        return self._count(f"{len(self._places)} 0 obj\n{body}\nendobj\n".encode())

    def _count(self, written: bytes) -> bytes:
        self._at += len(written)
        return written
