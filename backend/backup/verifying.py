"""Reading a whole backup again: every byte, against what was written down when it was made."""

from contextlib import aclosing

from backend.backup import manifest as m
from backend.backup.copying import several
from backend.backup.index import read_list, unpacked
from backend.backup.places import OBJECTS, Place
from media.storage import Damaged, Missing, Vault
from media.storage.checked import Seen, look_at


async def verify(data: Place, id: str, key: bytes) -> tuple[m.Manifest, list[str]]:
    """What the backup says of itself, and the names of what is missing or altered: empty when all of it can be given back.

    Raises Missing, Damaged when it is the manifest itself.
    """
    manifest = await m.read_manifest(data, id, key)
    wrong: list[str] = []
    for table in manifest.tables:
        if not await _is_sound(data, key, m.rows_name(id, table.name), table):
            wrong.append(m.rows_name(id, table.name))

    async def look(item: tuple[str, Seen]) -> None:
        name, expected = item
        try:
            if await look_at(data, OBJECTS + name) != expected:
                wrong.append(OBJECTS + name)
        except Missing:
            wrong.append(OBJECTS + name)

    count = 0
    try:
        async with aclosing(read_list(Vault(data, key).open(m.list_name(id)))) as lists:
            async for some in lists:
                count += len(some)
                await several(some, look)
    except (Missing, Damaged):
        wrong.append(m.list_name(id))
    else:
        if count != manifest.objects:
            wrong.append(m.list_name(id))
    return manifest, sorted(wrong)


async def _is_sound(data: Place, key: bytes, name: str, table: m.Table) -> bool:
    """The bytes kept are those written, they open, and hold as many rows as there were."""
    try:
        if await look_at(data, name) != Seen(table.size, table.sha256):
            return False
        rows = 0
        async with aclosing(unpacked(Vault(data, key).open(name))) as chunks:
            async for chunk in chunks:
                rows += chunk.count(b"\n")  # COPY writes a line end inside a value as two signs
        return rows == table.rows
    except (Missing, Damaged):
        return False
