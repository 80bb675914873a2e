"""Which of a document's files is read at each of its places. Pure."""

from typing import Any

Row = dict[str, Any]


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
