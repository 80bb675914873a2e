"""cs3 rotate-key, then --retire: with real keys, a real database, and everything still read afterwards."""

import json
from pathlib import Path

import pyotp
import pytest

from backend import cli_keys
from backend.app import open_runtime
from backend.cli_checks import Stop
from backend.kit import database as pool
from backend.kit.transaction import transaction
from backend.rooms.carnet import vaults
from backend.rooms.identity import service as identity
from backend.rooms.identity.letters import Letter
from backend.settings import Settings
from tests.conftest import MovingClock
from tests.family import Family
from tests.kit.test_cli import cs3, says
from tests.rooms.identity import people


def _kept(settings: Settings) -> dict[str, object]:
    return json.loads(settings.key_file.read_text())["keys"]


@pytest.fixture
def command(settings: Settings, database: str, clock: MovingClock):
    """Runs one of the two as the command does, then gives the application its database back."""

    async def run(what) -> int:
        await pool.disconnect()
        try:
            return await what(settings, database)
        finally:
            open_runtime(settings, clock=clock)
            vaults._kept.clear()
            await pool.connect(database)

    return run


async def _write(address: str) -> None:
    letter = Letter(subject="Bonjour", paragraphs=("Un message qui attend",))
    async with transaction():
        await identity.write_to(address, lambda _language: letter, language="fr")


async def test_wrapped_rotated_retired_and_still_read(
    family: Family, settings: Settings, clock: MovingClock, command
) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    secret, _ = await people.set_code_way(family.mother.client, clock.at)
    await family.mailbox.new()
    url = (await family.link())["code"]["url"]
    picture = (Path(__file__).parents[2] / "docs/pictures/home.png").read_bytes()
    put = await family.mother.client.put(
        f"{base}/portrait", content=picture, headers={"Content-Type": "image/png"}
    )
    assert put.status_code == 200, put.text
    await _write(family.father.email)

    assert await command(cli_keys.retire) == 0  # one key, current: nothing to destroy
    assert await command(cli_keys.rotate) == 1
    assert await command(cli_keys.rotate) == 1
    old = _kept(settings)
    assert len(old) == 3
    assert await command(cli_keys.retire) == 2
    assert list(_kept(settings)) == [list(old)[-1]]

    assert (await family.mother.client.get(f"{base}/portrait")).status_code == 200
    assert "Théo" in (await family.doctor.get(url)).text
    links = (await family.mother.client.get(f"{family.sheet}/links")).json()
    await family.mother.prove()
    shown = await family.mother.client.get(f"{family.sheet}/links/{links[0]['id']}/code")
    assert shown.json()["url"] == url
    clock.advance(minutes=2)
    code = {"code": pyotp.TOTP(secret).at(clock.at)}
    assert (await family.mother.client.post("/api/auth/proof/otp", json=code)).status_code == 200
    assert "Un message qui attend" in [
        line for m in await family.mailbox.new() for line in people.text(m).splitlines()
    ]


@pytest.mark.parametrize("what", ["carnet", "code à usage unique", "message en attente"])
async def test_what_still_needs_an_old_key_keeps_it(
    family: Family, settings: Settings, clock: MovingClock, command, query, what: str
) -> None:
    """As when something was written by a process that had not yet seen the new key."""
    await people.set_code_way(family.mother.client, clock.at)
    await family.mailbox.new()
    await _write(family.father.email)
    table, column = {
        "carnet": ("carnet_key", "wrapped"),
        "code à usage unique": ("person_totp", "sealed"),
        "message en attente": ("mail", "sealed"),
    }[what]
    ((before,),) = [tuple(row.values()) for row in await query(f"SELECT {column} FROM {table}")]
    await command(cli_keys.rotate)
    await query(f"UPDATE {table} SET {column} = $1", before)
    kept = _kept(settings)
    with pytest.raises(Stop, match=f"1 {what}\\) : lancez d’abord cs3 rotate-key"):
        await command(cli_keys.retire)
    assert _kept(settings) == kept
    await command(cli_keys.rotate)
    assert await command(cli_keys.retire) == 2


def test_the_command_refuses_in_one_sentence_and_says_what_it_did(tmp_path: Path) -> None:
    data = tmp_path / "d"
    assert cs3("migrate", "--data", data).returncode == 0
    assert cs3("rotate-key", "--data", data).returncode == 0
    done = cs3("rotate-key", "--retire", "--data", data)
    assert (done.returncode, done.stdout.split(" ;")[0]) == (0, "Anciennes clés détruites : 1"), done
    keys = json.loads((data / "server-key").read_text())["keys"]
    assert len(keys) == 1
    (data / "server-key").write_text("{}")
    says(cs3("rotate-key", "--retire", "--data", data), "clé du serveur")
