"""What is open to a team: a matrix for each profession, as pure values and as a row holds them."""

from typing import cast

import msgspec

from backend.rooms.access.matrix import Matrix, known, sound, written

Opened = dict[str, Matrix]
"""By the model of each profession that is opened."""


def opened_by(rights: str) -> Opened:
    """What a row opens: {model: matrix}. What is not understood opens nothing."""
    found: object = msgspec.json.decode(rights)
    by_model = cast(dict[str, object], found) if isinstance(found, dict) else {}
    return {key: sound(known(said)) for key, said in by_model.items()}


def stored(opened: Opened) -> str:
    return msgspec.json.encode({key: written(matrix) for key, matrix in opened.items()}).decode()
