"""What a phone keeps of the seal."""

from msgspec import Struct

from backend.rooms.audit.proofs import State


class SealState(Struct, kw_only=True):
    """`months`: how long a line is kept, and why when longer than a year. `state`: None while nothing is sealed yet."""

    state: State | None
    months: int
    reason: str
