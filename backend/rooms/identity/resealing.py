"""After the server's key was renewed: what the old one sealed is sealed with the new one."""

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.identity import sealing, way_queries


async def reseal() -> int:
    """Seals every one-time code secret anew; how many. Each stands by itself, so it can be stopped and begun again."""
    keys = runtime.get().keys
    rows = await way_queries.sealed_totps()
    for row in rows:
        plain = await sealing.unseal(row["sealed"], owner=row["id"], purpose="totp", keys=keys)
        sealed = await sealing.seal(plain, owner=row["id"], purpose="totp", keys=keys)
        async with transaction():
            await way_queries.replace_sealed_totp(row["id"], was=row["sealed"], sealed=sealed)
    return len(rows)
