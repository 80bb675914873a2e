"""The QR code of an emergency link: level M, with its quiet zone, as an SVG for screens and as squares for print."""

import io

import segno

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004 asks for four)."""
SMALLEST_MODULE_MM = 0.4

Squares = list[tuple[int, int, int]]


def make(url: str) -> segno.QRCode:
    """Level M, in the smallest version that holds `url`. `boost_error` is off: the size must not hide a choice."""
    return segno.make_qr(url, error="m", boost_error=False)


def svg(url: str) -> str:
    """One dark path on white, whatever the screen's theme: some readers do not know inverted codes."""
    written = io.BytesIO()
    make(url).save(
        written, kind="svg", border=QUIET, scale=8, dark="#000", light="#fff", xmldecl=False, omitsize=True
    )
    return written.getvalue().decode().strip()


def side(url: str) -> int:
    """Modules from edge to edge, quiet zone included."""
    return int(make(url).symbol_size(border=QUIET)[0])


def runs(url: str) -> Squares:
    """Dark runs as (column, row, length), quiet zone included: fewer and seamless shapes for print."""
    found: Squares = []
    for row, modules in enumerate(make(url).matrix_iter(border=QUIET)):
        start: int | None = None
        for column, dark in enumerate([*modules, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                found.append((start, row, column - start))
                start = None
    return found
