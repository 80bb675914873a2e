"""Where files are kept: a folder or any S3, each perhaps sealed (docs/decisions/0003-sealed-storage.md).

storage = storage_from_url("/var/lib/cs3/files")
sealed = Sealed(storage, FileKeyService(Path("/var/lib/cs3/keys.json")))
vault = await sealed.vault(carnet, wrapped)  # the files of one carnet, in clear for whoever holds its key
"""

from media.storage.address import storage_from_url
from media.storage.errors import (
    BadName,
    Damaged,
    Full,
    KeysUnusable,
    Missing,
    Refused,
    StorageError,
    Unreachable,
)
from media.storage.keys import FileKeyService, KeyService
from media.storage.protocol import Storage
from media.storage.sealed import Sealed
from media.storage.vault import Vault

__all__ = [
    "BadName",
    "Damaged",
    "FileKeyService",
    "Full",
    "KeyService",
    "KeysUnusable",
    "Missing",
    "Refused",
    "Sealed",
    "Storage",
    "StorageError",
    "Unreachable",
    "Vault",
    "storage_from_url",
]
