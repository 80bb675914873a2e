"""Real stores: a folder, a bucket of a real S3 server, and each of them sealed."""

import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from media.storage import FileKeyService, Sealed, Storage, storage_from_url
from media.storage.s3 import MOST_HELD, S3Storage
from tests.servers.swift import CannotRun, Swift, swift_server

KINDS = ("disk", "s3", "sealed-disk", "sealed-s3")


@pytest.fixture(scope="session")
def swift() -> Iterator[Swift]:
    try:
        with swift_server() as server:
            yield server
    except CannotRun as reason:
        if "extended attributes" not in str(reason):
            raise
        print(reason, file=sys.stderr)
        pytest.skip(str(reason))


@pytest.fixture(params=KINDS)
async def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """An empty storage."""
    kind: str = request.param
    return await make_storage(kind, request, tmp_path)


@pytest.fixture(params=("disk", "s3"))
async def plain_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    """An empty storage, not sealed."""
    return await make_storage(request.param, request, tmp_path)


async def make_storage(kind: str, request: pytest.FixtureRequest, folder: Path) -> Storage:
    if kind.endswith("disk"):
        plain = storage_from_url(f"file://{folder / 'files'}")
    else:
        swift: Swift = request.getfixturevalue("swift")
        bucket = f"test-{uuid4().hex[:12]}"
        swift.make_bucket(bucket)
        # Sealed, as when many send at once: in parts as soon as S3 allows.
        plain = S3Storage.from_url(
            swift.url_for(bucket), most_held=0 if kind.startswith("sealed") else MOST_HELD
        )
    if not kind.startswith("sealed"):
        return plain
    sealed = Sealed(plain, FileKeyService(folder / "keys.json"))
    carnet = uuid4()
    return await sealed.vault(carnet, await sealed.new_key(carnet))
