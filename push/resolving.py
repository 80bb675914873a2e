"""Names of push services become addresses: public ones only, apart from those that were named as one's own."""

import socket
from collections.abc import Sequence

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult

from push.endpoints import Host, is_public


class PublicOnly(AbstractResolver):
    """The address that is called is the one that was looked at: a name cannot change between the two."""

    def __init__(self, among: Sequence[Host]) -> None:
        self._resolver = aiohttp.ThreadedResolver()
        self._own = {one.host for one in among if one.private}

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._resolver.resolve(host, port, family)
        if host in self._own:
            return found
        public = [one for one in found if is_public(one["host"])]
        if not public:
            raise OSError(None, "resolves to no public address")
        return public

    async def close(self) -> None:
        await self._resolver.close()
