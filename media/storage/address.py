"""A storage from its address, as it stands in CS3_STORAGE_URL."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from media.storage.errors import Refused
from media.storage.protocol import Storage


def storage_from_url(url: str) -> Storage:
    """`s3://key:secret@host:port/bucket?secure=false&region=us-east-1`, or a folder: a path, or `file:///path`.

    Nothing is contacted yet: `check` does that.
    """
    parts = urlsplit(url)
    if parts.scheme == "s3":
        from media.storage.s3 import (
            S3Storage,
        )  # minio takes 0.2 s to import, for nothing when files are in a folder

        return S3Storage.from_url(url)
    if parts.scheme not in ("", "file") or parts.netloc:
        raise Refused(f"a storage address begins with s3://, file:/// or is a folder, not {parts.scheme}://")
    from media.storage.disk import DiskStorage

    return DiskStorage(Path(unquote(parts.path) if parts.scheme else url))
