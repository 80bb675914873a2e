"""Which of a document's files is read at each of its places. Pure."""

from datetime import datetime, timedelta
from typing import Any

Row = dict[str, Any]
GIVEN_BACK_FOR = timedelta(days=30)


def is_gone(file: Row, at: datetime) -> bool:
    """Taken back too long ago to be given back. What its document is numbered by is still kept then, for the document's sake. Pure."""
    return file["taken_back_at"] is not None and file["taken_back_at"] < at - GIVEN_BACK_FOR


def shown_of(files: list[Row]) -> dict[int, Row]:
    """What is read at each place now: its newest version that is ready, else its newest. What was taken back is not read, unless nothing
    else of the letter itself is left. Pure."""

    def order(file: Row) -> tuple[bool, bool, int]:
        return file["taken_back_at"] is None, file["state"] == "ready", file["number"]

    shown: dict[int, Row] = {}
    for file in sorted(files, key=order):
        if file["taken_back_at"] is None or file["place"] == 1:
            shown[file["place"]] = file
    return shown
