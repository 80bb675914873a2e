"""Which addresses are ever called: those of the browsers' own push services, and those that the operator lists.

A subscription's address comes from a phone: without this, anybody signed in could have the server knock on any door.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

KNOWN = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    "*.push.apple.com",
    "*.notify.windows.com",
)
"""Chrome and its relatives, Firefox, Safari, Edge."""

LONGEST = 1000
_HOST = re.compile(r"^(\*\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$")


class NotAPushService(ValueError):
    """The address is not one that is called. Nothing was sent."""


class BadHost(ValueError):
    """What the operator listed is no host."""


@dataclass(frozen=True, kw_only=True)
class Host:
    """`host` may begin with `*.`; `port` None: 443. `private`: the operator listed it, so it may be in their own network."""

    host: str
    port: int | None = None
    scheme: str = "https"
    private: bool = False

    def covers(self, scheme: str, host: str, port: int | None) -> bool:
        named = host == self.host or (self.host.startswith("*.") and host.endswith(self.host[1:]))
        return named and scheme == self.scheme and (port or None) == self.port


_LABEL = re.compile(r"^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$")
"""What a resolver takes. It breaks on anything else, and not with an error of the network."""


def hosts(listed: Iterable[str]) -> tuple[Host, ...]:
    """`push.example.org`, `push.example.org:8443`, or `http://127.0.0.1:8123` for one on this machine. Raises BadHost."""
    return (
        *(Host(host=name) for name in KNOWN),
        *(_host(one.strip().lower()) for one in listed if one.strip()),
    )


def _host(written: str) -> Host:
    scheme, _, rest = written.rpartition("://")
    try:
        parts = urlsplit(f"//{rest}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadHost(written) from None
    if scheme not in {"", "https", "http"} or not _HOST.match(host) or rest != parts.netloc or "@" in rest:
        raise BadHost(written)
    if scheme == "http" and host not in {"127.0.0.1", "localhost"}:
        raise BadHost(written)
    return Host(host=host, port=port, scheme=scheme or "https", private=True)


def allowed(endpoint: str, among: Iterable[Host]) -> Host:
    """The rule that lets this address be called. Raises NotAPushService."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise NotAPushService("not an address")
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotAPushService("not an address") from None
    if parts.username is not None or parts.fragment or len(parts.path) < 2 or "\\" in endpoint or port == 0:
        raise NotAPushService("not an address")
    if len(host) > 253 or not all(map(_LABEL.match, host.split("."))):
        raise NotAPushService("not an address")
    port = None if (parts.scheme, port) == ("https", 443) else port
    for one in among:
        if one.covers(parts.scheme, host, port):
            return one
    raise NotAPushService("not a push service")


def is_public(address: str) -> bool:
    """False for this machine, a private network, and everything else that is not on the Internet."""
    found = ip_address(address.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_global and not found.is_multicast
