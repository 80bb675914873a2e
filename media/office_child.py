"""The child process of `media.kinds`: reads the list of what is in an office file. Nothing of it is unpacked."""

import json
import sys
import zipfile

from media.refused import Reason, Refused

MOST_PARTS = 10_000
_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_OPEN = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}
_RUNS = (
    "vbaproject.bin",
    "vbadata.xml",
    "/activex",
    "macrosheets/",
    "basic/",
    "scripts/",
)
"""Parts in which office files carry programs, by a piece of their names."""
_PROGRAMS = (".exe", ".js", ".vbs")
"""And by how they end: a theme in .json is none."""


def main(given: list[str]) -> None:
    try:
        outcome: dict[str, str] = {"type": _type(given[0])}
    except Refused as refused:
        outcome = {"refused": refused.reason}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        outcome = {"refused": Reason.UNREADABLE}
    except MemoryError:
        outcome = {"refused": Reason.TOO_HUNGRY}
    print(json.dumps(outcome))
    sys.stdout.flush()


def _type(source: str) -> str:
    """Raises Refused(UNKNOWN_TYPE, MACROS, UNREADABLE)."""
    with zipfile.ZipFile(source) as archive:
        names = archive.namelist()
        if len(names) > MOST_PARTS or len(set(names)) < len(names):
            raise Refused(Reason.UNREADABLE)
        if min(info.header_offset for info in archive.infolist()) > 0:
            raise Refused(Reason.UNKNOWN_TYPE)  # something else stands before it
        found = _by_parts(names) or _open_document(archive, names)
    if found is None:
        raise Refused(Reason.UNKNOWN_TYPE)
    lower = [name.lower() for name in names]
    if any(name.endswith(_PROGRAMS) or any(piece in name for piece in _RUNS) for name in lower):
        raise Refused(Reason.MACROS)
    return found


def _by_parts(names: list[str]) -> str | None:
    if "[Content_Types].xml" not in names:
        return None
    return next((kind for start, kind in _FOLDERS.items() if any(n.startswith(start) for n in names)), None)


def _open_document(archive: zipfile.ZipFile, names: list[str]) -> str | None:
    """Its type stands in its first part, as it is (ODF 1.3, part 2, § 3.3)."""
    info = archive.infolist()[0] if names and names[0] == "mimetype" else None
    if info is None or info.compress_type != zipfile.ZIP_STORED or info.file_size > 100:
        return None
    start, _, kind = archive.read(info).decode("ascii", "replace").rpartition(".opendocument.")
    return _OPEN.get(kind) if start == "application/vnd.oasis" else None
