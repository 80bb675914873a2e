"""Which of a document's files is read at each of its places. Pure."""

from typing import Any

Row = dict[str, Any]


def shown_of(files: list[Row]) -> dict[int, Row]:
    """What is read at each place now: its newest version that is ready, else its newest. Pure."""
    shown: dict[int, Row] = {}
    for file in sorted(files, key=lambda one: (one["state"] == "ready", one["number"])):
        if file["taken_back_at"] is None:
            shown[file["place"]] = file
    return shown
