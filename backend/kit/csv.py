"""Tables for a spreadsheet: RFC 4180, with a mark that says UTF-8, and no cell that a spreadsheet would compute (ASVS 5.0, 1.2.10)."""

from collections.abc import Iterable

BOM = "\ufeff"
_FORMULA = "=+-@\t\r\n\0＝＋－＠"
_ROOM = " \u00a0\u202f\u2007"


def table(columns: Iterable[str], rows: Iterable[Iterable[str]], *, language: str) -> bytes:
    """Semicolons between the cells in French, commas in English: what a spreadsheet of that language opens by itself."""
    sign = "," if language == "en" else ";"
    lines = (sign.join(cell(text, sign) for text in row) for row in (columns, *rows))
    return (BOM + "".join(f"{line}\r\n" for line in lines)).encode()


def cell(text: str, sign: str) -> str:
    """A quote before what looks like a formula keeps it a text; then the quoting of RFC 4180."""
    if text.startswith(tuple(_FORMULA)) or text.lstrip(_ROOM).startswith(tuple(_FORMULA)):
        text = f"'{text}"
    text = text.replace("\0", "")
    if any(letter in text for letter in (sign, '"', "\r", "\n", ",", ";")):
        return '"' + text.replace('"', '""') + '"'
    return text
