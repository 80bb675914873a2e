"""What comes next, as a room above this one tells it: the home screen asks, and is not imported by who answers."""

from collections.abc import Awaitable, Callable

from backend.rooms.access.service import Visit
from backend.rooms.carnet.schemas import Coming

Teller = Callable[[Visit], Awaitable[list[Coming]]]
_tellers: list[Teller] = []


def next_from(teller: Teller) -> None:
    """`teller` answers for one visit, with what is open to that person only, the nearest first."""
    if teller not in _tellers:
        _tellers.append(teller)


async def of(visit: Visit) -> list[Coming]:
    found = [one for teller in _tellers for one in await teller(visit)]
    return sorted(found, key=lambda one: one.starts_at)
