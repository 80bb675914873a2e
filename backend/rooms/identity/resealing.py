"""After the server's key was renewed: what the old one sealed is sealed with the new one, and what is not is counted."""

from collections.abc import Callable

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.identity import mail_queries, push_queries, sealing, way_queries
from backend.rooms.identity.queries import Row


async def reseal() -> int:
    """Seals every one-time code secret and every waiting message anew; how many.

    Each stands by itself, so it can be stopped and begun again.
    """
    keys = runtime.get().keys
    totps, mails = await way_queries.sealed_totps(), await mail_queries.waiting()
    for row in totps:
        plain = await sealing.unseal(row["sealed"], owner=row["id"], purpose="totp", keys=keys)
        sealed = await sealing.seal(plain, owner=row["id"], purpose="totp", keys=keys)
        async with transaction():
            await way_queries.replace_sealed_totp(row["id"], was=row["sealed"], sealed=sealed)
    for row in mails:
        try:
            plain = await sealing.unseal(row["sealed"], owner=row["id"], purpose="mail", keys=keys)
        except (
            sealing.Unreadable
        ):  # it will not arrive, which is said when its time is over; the others go on
            continue
        sealed = await sealing.seal(plain, owner=row["id"], purpose="mail", keys=keys)
        async with transaction():
            await mail_queries.reseal_mail(row["id"], was=row["sealed"], sealed=sealed)
    told = await push_queries.sealed()
    for row in told:
        try:
            plain = await sealing.unseal(row["sealed"], owner=row["id"], purpose="mail", keys=keys)
        except sealing.Unreadable:
            continue
        sealed = await sealing.seal(plain, owner=row["id"], purpose="mail", keys=keys)
        async with transaction():
            await push_queries.reseal(row["id"], was=row["sealed"], sealed=sealed)
    return len(totps) + len(mails) + len(told)


async def sealed_by_old_keys(is_current: Callable[[bytes], bool]) -> tuple[int, int]:
    """How many one-time code secrets and messages; none is added or changed until this transaction ends."""
    await way_queries.hold_totps()
    await mail_queries.hold()
    await push_queries.hold_sealed()
    totps = await way_queries.sealed_totps()
    mails = [*await mail_queries.waiting(), *await push_queries.sealed()]

    def old(rows: list[Row]) -> int:
        return sum(not is_current(sealing.wrapped_key(row["sealed"])) for row in rows)

    return old(totps), old(mails)
