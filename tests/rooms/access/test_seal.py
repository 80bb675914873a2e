"""The seal as the circle's phones and the representatives get it: over HTTP, checked with the public key alone."""

import json
from typing import Any

import msgspec
import pytest

from backend.rooms.audit import keys
from backend.rooms.audit.proofs import State, read_file, written_file
from backend.rooms.audit.service import seal
from backend.rooms.audit.verify import Altered, Held, check
from tests.conftest import MovingClock
from tests.family import Family, Member


def _check(data: bytes) -> Held:
    return check(read_file(data), keys.of_house().public)


async def _state(family: Family, who: Member, **asked: int) -> dict[str, Any]:
    answer = await who.client.get(f"/api/carnets/{family.carnet_id}/traces/seal", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _held(answer: dict[str, Any]) -> tuple[State, Held]:
    state = msgspec.convert(answer["state"], State)
    assert json.loads(written_file(state)) == answer["state"]
    return state, _check(written_file(state))


async def test_who_may(family: Family, clock: MovingClock) -> None:
    base = f"/api/carnets/{family.carnet_id}/traces"
    assert (await _state(family, family.physio))["state"] is None  # nothing is sealed yet
    await seal.run()
    for path, allowed in (("seal", 200), ("sealed", 404)):
        assert (await family.doctor.get(f"{base}/{path}")).status_code == 401
        assert (await family.stranger.client.get(f"{base}/{path}")).status_code == 404
        for who in (family.granny, family.physio):
            assert (await who.client.get(f"{base}/{path}")).status_code == allowed
    clock.advance(minutes=20)
    old = await family.father.client.get(f"{base}/sealed")
    assert (old.status_code, old.json()["code"]) == (403, "fresh_proof_needed")


async def test_a_phone_sees_that_nothing_was_removed_since_it_last_looked(family: Family) -> None:
    await seal.run()
    first, _ = _held(await _state(family, family.mother))
    assert first.growth is None
    for member in (family.physio, family.granny, family.father):
        await member.client.get(f"/api/carnets/{family.carnet_id}")
        await seal.run()
    then, held = _held(await _state(family, family.mother, since=first.root.number))
    assert then.root.number == first.root.number + 3
    assert held.since == first.root
    assert then.head
    assert first.head
    assert then.head.size == first.head.size + 3
    assert then.growth
    assert then.growth.head == first.head
    # A grandmother's phone learns nothing of how many lines there are.
    hers, held = _held(await _state(family, family.granny, since=first.root.number))
    assert hers.head is None
    assert hers.growth
    assert hers.growth.head is None
    assert held.since == first.root
    # A root that was never signed here is not spoken of.
    assert (await _state(family, family.mother, since=999))["state"]["growth"] is None


async def test_a_history_that_was_rewritten_does_not_follow(family: Family, query: Any) -> None:
    await seal.run()
    first, _ = _held(await _state(family, family.mother))
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}")
    await seal.run()
    await query("UPDATE seal_node SET hash = sha256('other') WHERE level = 0 AND number = 0")
    with pytest.raises(Altered):
        _held(await _state(family, family.mother, since=first.root.number))


async def test_the_family_takes_its_sealed_history_away_and_it_holds(
    family: Family, query: Any, clock: MovingClock
) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    clock.advance(minutes=1)  # newer than what the family did before, whatever its numbers
    await family.physio.client.get(base)
    await seal.run()
    await family.mother.prove()
    answer = await family.mother.client.get(f"{base}/traces/sealed")
    assert answer.status_code == 200, answer.text
    assert "attachment" in answer.headers["content-disposition"]
    (row,) = await query("SELECT count(*) AS n FROM trace WHERE carnet_id::text = $1", family.carnet_id)
    assert _check(answer.content).lines == row["n"] - 1  # but the trace of this very download
    sessions = [str(row["id"]) for row in await query("SELECT id FROM session")]
    assert not [id for id in sessions if id in answer.text]
    with pytest.raises(Altered):
        _check(answer.content.replace(b"Karim", b"Marik"))
    clock.advance(minutes=1)
    traces = (await family.mother.client.get(f"{base}/traces")).json()["traces"]
    seen = next(t for t in traces if t["action"] == "carnet:notebook:read")
    proof = await family.mother.client.get(f"{base}/traces/{seen['id']}/proof")
    assert _check(proof.content).lines == 1
    newest = await family.mother.client.get(f"{base}/traces/{traces[0]['id']}/proof")
    assert newest.status_code == 404  # not sealed yet
    await seal.run()
    assert (await family.mother.client.get(f"{base}/traces/{traces[0]['id']}/proof")).status_code == 200


async def test_a_proof_of_another_family_s_line_is_nobody_s(family: Family, query: Any) -> None:
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
    )
    other = opened.json()["id"]
    await seal.run()
    (line,) = await query("SELECT id FROM trace WHERE carnet_id::text = $1 LIMIT 1", other)
    url = f"/api/carnets/{family.carnet_id}/traces/{line['id']}/proof"
    assert (await family.mother.client.get(url)).status_code == 404
    own = await family.stranger.client.get(f"/api/carnets/{other}/traces/{line['id']}/proof")
    assert _check(own.content).lines == 1
    assert family.carnet_id not in own.text
