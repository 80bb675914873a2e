"""A WebP's own pixels, bit for bit, without the rest (RFC 9649 § 2)."""

from media.icc import nameless
from media.refused import Reason, Refused

_PIXELS = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_FRAME_HEADER = 16
_ICC_FLAG, _ALPHA_FLAG, _EXIF_FLAG, _XMP_FLAG = 0x20, 0x10, 0x08, 0x04


def strip_webp(data: bytes, exif: bytes, size: tuple[int, int]) -> bytes:
    """exif: the TIFF block to put in. size: of the canvas, for the header that a plain file lacks."""
    header = b""
    profile = b""
    pixels: list[bytes] = []
    end = min(8 + int.from_bytes(data[4:8], "little"), len(data))
    at = 12
    while at + 8 <= end:
        kind, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + length]
        if len(body) < length:
            raise Refused(Reason.TRUNCATED)
        if kind == b"VP8X":
            header = body
        elif kind == b"ICCP":
            profile = nameless(body)
        elif kind in _PIXELS:
            pixels.append(_chunk(kind, _frame(body) if kind == b"ANMF" else body))
        at += 8 + length + length % 2
    header = header or bytes(4) + b"".join((side - 1).to_bytes(3, "little") for side in size)
    flags = header[0] & ~(_ICC_FLAG | _EXIF_FLAG | _XMP_FLAG)
    flags |= _ALPHA_FLAG if pixels and _is_clear(pixels[0]) else 0
    flags |= (_ICC_FLAG if profile else 0) | (_EXIF_FLAG if exif else 0)
    parts = [
        _chunk(b"VP8X", bytes((flags,)) + header[1:]),
        *([_chunk(b"ICCP", profile)] if profile else []),
        *pixels,
        *([_chunk(b"EXIF", exif)] if exif else []),
    ]
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _frame(body: bytes) -> bytes:
    """One image of an animation, without the chunks of unknown kinds that may stand in it (§ 2.7.1.1)."""
    kept = [body[:_FRAME_HEADER]]
    at = _FRAME_HEADER
    while at + 8 <= len(body):
        kind, length = body[at : at + 4], int.from_bytes(body[at + 4 : at + 8], "little")
        if kind in (b"VP8 ", b"VP8L", b"ALPH"):
            kept.append(_chunk(kind, body[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return b"".join(kept)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + len(body).to_bytes(4, "little") + body + b"\0" * (len(body) % 2)


def _is_clear(chunk: bytes) -> bool:
    """Whether a lossless picture says that it has alpha: bit 28 of its header (RFC 9649 § 3.4)."""
    return chunk[:4] == b"VP8L" and len(chunk) > 12 and bool(chunk[12] & 0x10)
