"""What one running process holds: its settings, its clock, its storage, its keys. Set once at start."""

from dataclasses import dataclass, field

from backend.kit.clock import Clock, SystemClock
from backend.settings import Settings
from media.storage import Storage
from media.storage.keys import KeyService
from push.endpoints import Host
from push.vapid import Vapid


@dataclass(frozen=True, kw_only=True)
class Runtime:
    settings: Settings
    storage: Storage
    keys: KeyService
    clock: Clock = field(default_factory=SystemClock)
    vapid: Vapid | None = None
    """None: nothing is sent by push."""

    push_hosts: tuple[Host, ...] = ()


_current: Runtime | None = None


def start(runtime: Runtime) -> None:
    global _current
    _current = runtime


def get() -> Runtime:
    if _current is None:
        raise RuntimeError("the process has not started: call backend.app.open_runtime first")
    return _current
