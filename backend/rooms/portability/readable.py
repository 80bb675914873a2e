"""What the pages to be read are made of. Plain values."""

from dataclasses import dataclass
from typing import Any

from backend.rooms.audit.portable import PortableTrace
from backend.rooms.portability.format import Manifest, PartName


@dataclass(frozen=True, kw_only=True)
class Readable:
    """parts: as they were written, decoded again; all but the traces. traces: the last ones, newest first."""

    manifest: Manifest
    parts: dict[PartName, Any]
    traces: list[PortableTrace]
    how_many_traces: int

    @property
    def unread(self) -> dict[str, str]:
        """By path: why a file is not there, or is not what it should be."""
        return {one.path: one.problem for one in self.manifest.problems if one.path}
