"""What can go wrong with a kept file. Messages name objects, never a secret.

StorageError
├── Missing        no such object
├── BadName        a name that no storage accepts (also a ValueError)
├── Refused        the store knows us not: wrong credentials, no such bucket, a folder that is not ours
├── Unreachable    the store does not answer, or stopped in the middle
├── Full           no room left
│   └── TooMuchAtOnce  or too much in one request, for the store or for a proxy before it: less may pass
├── Damaged        what is kept was altered, cut, exchanged, or belongs elsewhere
└── KeysUnusable   the server's keys cannot be read, or lack the one that is needed
"""

from typing import Literal

KeysProblem = Literal["shared", "unreadable", "unwritable", "damaged", "absent"]


class StorageError(Exception):
    pass


class Missing(StorageError):
    pass


class BadName(StorageError, ValueError):
    pass


class Refused(StorageError):
    pass


class Unreachable(StorageError):
    pass


class Full(StorageError):
    pass


class TooMuchAtOnce(Full):
    pass


class Damaged(StorageError):
    pass


class KeysUnusable(StorageError):
    """code: `shared` (others can read the file), `unreadable`, `unwritable`, `damaged`, `absent` (the key that is needed is not in it).
    detail: what the system said of it."""

    def __init__(self, code: KeysProblem, detail: str | None = None) -> None:
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code: KeysProblem = code
        self.detail = detail
