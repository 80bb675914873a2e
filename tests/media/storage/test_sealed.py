"""A carnet's key from its making to its end."""

import os
from pathlib import Path
from uuid import uuid4

import pytest

from media.storage import Damaged, FileKeyService, KeysUnusable, Sealed, Storage
from tests.media.storage.helpers import in_chunks, names, read

DATA = os.urandom(200_000)


async def test_each_carnet_opens_its_own_files_only(plain_storage: Storage, tmp_path: Path) -> None:
    sealed = Sealed(plain_storage, FileKeyService(tmp_path / "keys.json"))
    theo, lea = uuid4(), uuid4()
    theos, leas = await sealed.new_key(theo), await sealed.new_key(lea)
    await (await sealed.vault(theo, theos)).put("film", in_chunks(DATA))

    assert await read(await sealed.vault(theo, theos), "film") == DATA
    with pytest.raises(Damaged):
        await read(await sealed.vault(lea, leas), "film")
    with pytest.raises(Damaged):
        await read(await sealed.vault(lea, leas), "film", 70_000, 70_010)
    with pytest.raises(Damaged):
        await sealed.vault(lea, theos)


async def test_rotation_writes_no_file(plain_storage: Storage, tmp_path: Path) -> None:
    keys = FileKeyService(tmp_path / "keys.json")
    sealed = Sealed(plain_storage, keys)
    carnet = uuid4()
    wrapped = await sealed.new_key(carnet)
    await (await sealed.vault(carnet, wrapped)).put("film", in_chunks(DATA))
    before = await read(plain_storage, "film")

    keys.rotate()
    anew = await sealed.rewrap(carnet, wrapped)
    keys.retire()

    assert await read(plain_storage, "film") == before
    assert await read(await sealed.vault(carnet, anew), "film") == DATA
    with pytest.raises(KeysUnusable):
        await sealed.vault(carnet, wrapped)


async def test_the_sweep_of_orphans_needs_no_key(plain_storage: Storage, tmp_path: Path) -> None:
    sealed = Sealed(plain_storage, FileKeyService(tmp_path / "keys.json"))
    carnet = uuid4()
    await (await sealed.vault(carnet, await sealed.new_key(carnet))).put("orphan", in_chunks(DATA))
    assert {name async for name in sealed.names()} == {"orphan"}
    await sealed.delete("orphan")
    assert await names(plain_storage) == set()
    await sealed.check()
