"""What a phone keeps of the seal."""

from msgspec import Struct

from backend.rooms.audit.proofs import State


class SealState(Struct, kw_only=True):
    """`months`: how long a line is kept, and why when longer than a year. `state` is read as it is in `cs3 audit verify`."""

    state: State
    months: int
    reason: str
