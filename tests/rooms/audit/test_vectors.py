"""What the phone's own tests are made of holds here too: one arithmetic on both sides."""

import json
from pathlib import Path

import msgspec
import pytest

from backend.rooms.audit.proofs import State, written_file
from backend.rooms.audit.verify import Altered, check

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


def test_so_do_those_of_a_key_that_was_lost() -> None:
    before, after = (msgspec.convert(state, State) for state in json.loads(VECTORS.read_text())["begun"])
    assert check(before, before.root.key).lost is None
    held = check(after, after.root.key)
    assert held.lost == after.keys[-1].lost is not None
    assert held.since == before.root
    with pytest.raises(Altered, match="began_again"):
        check(after, before.root.key)
