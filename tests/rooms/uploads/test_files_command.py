"""`cs3 files`: who runs the server is told, in whole sentences, whether what was received is still as it was."""

import asyncio
from pathlib import Path
from typing import Any

from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.servers.clamd import clamd
from tests.servers.commands import cs3


async def _files(settings: Any, database: str, *options: str, **more: str) -> tuple[int, str, str]:
    environment = {"CS3_DATABASE_URL": database, "CS3_STORAGE_URL": settings.storage_url, **more}
    done = await asyncio.to_thread(cs3, "files", "--data", settings.data, *options, **environment)
    return done.returncode, done.stdout, done.stderr


async def test_what_is_wrong_and_who_looks_for_viruses(
    family: Family, settings: Any, database: str, query: Any, tmp_path: Path
) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg())
    await query("UPDATE received SET scan = 'waiting' WHERE id = $1::uuid", id)
    with clamd(tmp_path / "clamd") as socket:
        code, out, err = await _files(settings, database, "--now", CS3_CLAMD=socket)
    assert code == 0, err
    assert "dont relus\u202f: 1" in out
    assert "Tout ce qui a été relu est tel que reçu." in out
    assert "Antivirus\u202f: ClamAV " in out
    assert "en attente\u202f: 1" in out
    await query("UPDATE received SET found_wrong = 'missing' WHERE id = $1::uuid", id)
    code, out, err = await _files(settings, database)
    assert code == 1
    assert f"{family.carnet_id}/{id} il manque des octets" in err
    assert "cs3 restore" in err
    assert "Aucun antivirus ne regarde les fichiers reçus (CS3_CLAMD)." in out
