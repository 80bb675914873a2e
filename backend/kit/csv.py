"""Tables for a spreadsheet: RFC 4180, with a mark that says UTF-8, and no cell that a spreadsheet would compute (ASVS 5.0, 1.2.10)."""

from collections.abc import Iterable
from decimal import Decimal

BOM = "\ufeff"
_FORMULA = "=+-@\t\r\n\0＝＋－＠"
_ROOM = " \u00a0\u202f\u2007"


Value = str | float | Decimal | None


def table(columns: Iterable[str], rows: Iterable[Iterable[Value]], *, language: str) -> bytes:
    """Semicolons between the cells in French, commas in English: what a spreadsheet of that language opens by itself. Our own numbers stay
    numbers, below zero too; a float has two decimals, a Decimal those that it has."""
    sign, point = (",", ".") if language == "en" else (";", ",")

    def written(value: Value) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return cell(value, sign)
        if isinstance(value, Decimal):
            return format(value, "f").replace(".", point)
        return f"{value:.2f}".replace(".", point) if isinstance(value, float) else str(value)

    lines = (sign.join(map(written, row)) for row in (columns, *rows))
    return (BOM + "".join(f"{line}\r\n" for line in lines)).encode()


def cell(text: str, sign: str) -> str:
    """A quote before what looks like a formula keeps it a text; then the quoting of RFC 4180."""
    if text.startswith(tuple(_FORMULA)) or text.lstrip(_ROOM).startswith(tuple(_FORMULA)):
        text = f"'{text}"
    text = text.replace("\0", "")
    if any(letter in text for letter in (sign, '"', "\r", "\n", ",", ";")):
        return '"' + text.replace('"', '""') + '"'
    return text
