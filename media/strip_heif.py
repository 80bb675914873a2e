"""A HEIC's or AVIF's own pixels, bit for bit; every byte that is not needed to show them is blanked where it stands.

Nothing is moved, since items are found by their place in the file. What is kept is listed; what is not known is blanked:
Exif, XMP, makers' items, films and sounds beside the picture, and whatever lies in the data without belonging to a picture.
"""

from media.boxes import Box, boxes_in
from media.heif_items import Extent, infos, locations
from media.icc import nameless
from media.refused import Reason, Refused

_TOP = set(b"ftyp meta mdat".split())
_META = set(b"hdlr pitm iloc iinf iref iprp idat dinf grpl".split())
_PROPERTIES = set(
    b"ispe pixi colr hvcC av1C lhvC irot imir clap auxC pasp a1op a1lx lsel mdcv clli cclv amve ndwt oinf tols".split()
)
_PICTURES = set(b"hvc1 av01 grid iden iovl tmap lhv1".split())


def strip_heif(data: bytes, exif: bytes) -> bytes:
    """exif: the TIFF block to put in the place of the file's own. Raises Refused(UNREADABLE, TRUNCATED)."""
    clean = bytearray(data)
    top = list(boxes_in(data))
    meta = [box for box in top if box.kind == b"meta"]
    if len(meta) != 1:
        raise Refused(Reason.UNREADABLE)
    children = list(boxes_in(data, meta[0].body + 4, meta[0].end))
    inner = {box.kind: box for box in children}
    if len([box for box in children if box.kind in _META]) != len(inner.keys() & _META):
        raise Refused(Reason.UNREADABLE)  # twice the same: readers would choose differently
    if b"iloc" not in inner or b"iinf" not in inner:
        raise Refused(Reason.UNREADABLE)
    _blank_boxes(clean, top, _TOP)
    _blank_boxes(clean, children, _META)
    _blank_words(clean, inner)
    _blank_items(clean, data, top, inner, exif)
    del clean[max(box.end for box in top if box.kind in _TOP) :]
    return bytes(clean)


def _blank(clean: bytearray, start: int, end: int) -> None:
    clean[start:end] = bytes(end - start)


def _blank_boxes(clean: bytearray, boxes: list[Box], kept: set[bytes]) -> None:
    for box in boxes:
        if box.kind not in kept:
            clean[box.start + 4 : box.start + 8] = b"free"
            _blank(clean, box.body, box.end)


def _blank_words(clean: bytearray, inner: dict[bytes, Box]) -> None:
    """The handler's name, the profile's words, properties that are not of the picture."""
    if handler := inner.get(b"hdlr"):
        _blank(clean, min(handler.body + 24, handler.end), handler.end)
    if b"iprp" not in inner:
        return
    data = bytes(clean)
    for container in boxes_in(data, inner[b"iprp"].body, inner[b"iprp"].end):
        if container.kind != b"ipco":
            continue
        properties = list(boxes_in(data, container.body, container.end))
        _blank_boxes(clean, properties, _PROPERTIES)
        for box in properties:
            if box.kind == b"colr" and data[box.body : box.body + 4] in (b"prof", b"rICC"):
                profile = nameless(data[box.body + 4 : box.end])
                clean[box.body + 4 : box.end] = profile or bytes(box.end - box.body - 4)


def _blank_items(clean: bytearray, data: bytes, top: list[Box], inner: dict[bytes, Box], exif: bytes) -> None:
    places = locations(data, inner[b"iloc"])
    inside = inner[b"idat"].body if b"idat" in inner else 0
    stores = [box for box in top if box.kind == b"mdat"] + ([inner[b"idat"]] if inside else [])
    for box in stores:
        _blank(clean, box.body, box.end)
    for info in infos(data, inner[b"iinf"]):
        _blank(clean, *info.words)
        pieces = [_span(extent, inside, stores) for extent in places.get(info.item, [])]
        if info.kind in _PICTURES:
            for start, end in pieces:
                clean[start:end] = data[start:end]
        elif info.kind == b"Exif" and exif and pieces:
            start, end = pieces[0]
            block = bytes(4) + exif
            if len(block) <= end - start:
                clean[start : start + len(block)] = block


def _span(extent: Extent, inside: int, stores: list[Box]) -> tuple[int, int]:
    start = extent.start + (inside if extent.inside else 0)
    end = start + extent.length
    if not any(box.body <= start and end <= box.end for box in stores):
        raise Refused(Reason.TRUNCATED)
    return start, end
