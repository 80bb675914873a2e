"""Objects in a bucket of any S3, through the `minio` client, which blocks: each call runs in a thread.

A phone that sends slowly holds memory (18 MiB at most, 5 where all together hold much), never a thread.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterable, AsyncIterator
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import certifi
import urllib3
from minio import Minio

from media.storage.errors import Refused, Unreachable
from media.storage.protocol import CHUNK, READ_AHEAD, Through, check_name, is_name
from media.storage.s3_errors import RangeBeyondEnd, our_errors
from media.storage.s3_requests import S3Requests
from media.storage.s3_upload import Held, S3Upload
from media.storage.threads import Threads

logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # at DEBUG it would log signed addresses
CHECK_KEY = "_check"  # not a name that `check_name` accepts
MOST_HELD = 72 * 1024 * 1024
"""Bytes that wait to be sent, of all uploads together, from which on each holds as little as it can: up to 5 MiB more for each under way."""
RESUMED = 2
"""How many times in a row a read that broke is taken up again where it was, before giving up."""


class S3Storage:
    def __init__(
        self,
        endpoint: str,
        key: str,
        secret: str,
        bucket: str,
        *,
        secure: bool,
        region: str,
        threads: int = 16,
        most_held: int = MOST_HELD,
    ):
        """`threads` bounds the calls at once."""
        self._bucket = bucket
        self._threads = Threads(threads, "s3")
        pool = urllib3.PoolManager(
            maxsize=64,
            timeout=urllib3.Timeout(connect=5, read=30),
            retries=urllib3.Retry(total=2, backoff_factor=0.2, status_forcelist=[500, 502, 503, 504]),
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
        )
        self._client = Minio(
            endpoint, access_key=key, secret_key=secret, secure=secure, region=region, http_client=pool
        )
        self._requests = S3Requests(pool, endpoint, key, secret, bucket, secure=secure, region=region)
        self._held = Held(most_held)

    @classmethod
    def from_url(cls, url: str, *, most_held: int = MOST_HELD) -> "S3Storage":
        """`s3://key:secret@host:port/bucket?secure=false&region=us-east-1`; key and secret percent-encoded.

        TLS unless `secure=false`. Raises Refused when a piece is missing; the message does not repeat it.
        """
        parts = urlsplit(url)
        bucket = parts.path.strip("/")
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if not (parts.hostname and parts.username and parts.password and bucket) or "/" in bucket:
            raise Refused("the storage address is not s3://key:secret@host:port/bucket")
        return cls(
            parts.netloc.rpartition("@")[2],
            unquote(parts.username),
            unquote(parts.password),
            bucket,
            secure=options.get("secure", "true").lower() not in ("false", "0", "no"),
            region=options.get("region", "us-east-1"),
            most_held=most_held,
        )

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        upload = S3Upload(self._requests, self._threads, self._held, check_name(name))
        try:
            async for chunk in chunks:
                await upload.add(chunk)
            return await upload.finish()
        except BaseException:
            await asyncio.shield(asyncio.ensure_future(upload.discard()))
            raise
        finally:
            upload.close()

    @property
    def crowded(self) -> bool:
        return self._held.crowded

    def open(
        self, name: str, start: int = 0, stop: int | None = None, *, through: Through = bytes
    ) -> AsyncIterator[bytes]:
        return self._threads.stream(
            _Reader(self._client, self._requests, self._bucket, check_name(name), start, stop, through)
        )

    async def size(self, name: str) -> int:
        return await self._threads.run(partial(self._requests.size, check_name(name)))

    async def delete(self, name: str) -> None:
        await self._threads.run(partial(self._requests.delete, check_name(name)))

    async def names(self, prefix: str = "") -> AsyncIterator[str]:
        found = iter(self._client.list_objects(self._bucket, prefix=prefix or None, recursive=True))
        while some := await self._threads.run(partial(_next_names, found)):
            for name in some:
                if is_name(name):
                    yield name

    async def check(self) -> None:
        await self._threads.run(partial(self._requests.put, CHECK_KEY, [b"."]))

    async def sweep(self, before: datetime) -> int:
        return await self._threads.run(partial(self._requests.abort_older, before))


def _next_names(found: Any) -> list[str]:
    with our_errors("the list of names"):
        return [each.object_name for each in islice(found, 1000)]


class _Reader:
    """A range of an object; takes it up again when the line breaks, if the object is still the same."""

    def __init__(
        self,
        client: Minio,
        requests: S3Requests,
        bucket: str,
        name: str,
        start: int,
        stop: int | None,
        through: Through,
    ):
        self._through = through
        self._client = client
        self._requests = requests
        self._bucket = bucket
        self._name = name
        self.ahead = True
        self.ended = False
        self._at = start
        self._stop = stop
        self._end = -1  # known once the store has answered
        self._etag: str | None = None
        self._response: Any = None
        self._interrupted = False

    def read(self) -> list[bytes]:
        if self._stop is not None and self._stop <= self._at:
            self._requests.size(self._name)
            self.ended = True
        chunks = [self._read_one() for _ in range(READ_AHEAD) if not self.ended]
        return [self._through(chunk) for chunk in chunks if chunk]

    def read_now(self) -> list[bytes]:
        return []

    def _read_one(self) -> bytes:
        for attempt in range(RESUMED + 1):
            try:
                with our_errors(self._name):
                    response = self._response or self._begin()
                    chunk: bytes = response.read(CHUNK)
                    self._at += len(chunk)
                    self.ended = not chunk or self._at == self._end
                    return chunk
            except RangeBeyondEnd:
                self.ended = True
                return b""
            except Unreachable:
                self.close()
                if attempt == RESUMED or self._interrupted:
                    raise
        raise AssertionError

    def _begin(self) -> Any:
        same: dict[str, Any] = {"If-Match": self._etag} if self._etag else {}
        length = 0 if self._stop is None else self._stop - self._at
        self._response = self._client.get_object(
            self._bucket, self._name, offset=self._at, length=length, request_headers=same
        )
        self._etag = self._response.headers.get("etag")
        self._end = self._at + int(self._response.headers["content-length"])
        return self._response

    def interrupt(self) -> None:
        self._interrupted = True
        if self._response is not None:
            with contextlib.suppress(Exception):
                self._response.shutdown()

    def close(self) -> None:
        """Give the connection back when the range was read to its end, else drop it."""
        if self._response is not None:
            response, self._response = self._response, None
            with contextlib.suppress(Exception):
                response.close()
                response.release_conn()
