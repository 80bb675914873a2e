"""What the phone's own tests are made of holds here too: one arithmetic on both sides."""

import json
from pathlib import Path

import msgspec

from backend.rooms.audit.proofs import State, written_file
from backend.rooms.audit.verify import check

VECTORS = Path(__file__).parents[3] / "pwa/src/rooms/audit/seal.vectors.json"


def test_the_phone_s_vectors_hold() -> None:
    kept = json.loads(VECTORS.read_text())
    states = [msgspec.convert(state, State) for state in (*kept["states"], *kept["uncounted"])]
    assert len(states) == 9
    for state in states:
        held = check(state, kept["key"])
        assert held.root == state.root
        assert written_file(state)
    assert len({state.root.key for state in states}) == 2
