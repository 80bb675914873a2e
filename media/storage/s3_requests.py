"""The requests that `minio` keeps to itself (multipart, step by step), signed by its public functions.

Bodies are sent from the caller's memory, a quarter of a megabyte at a time. A signature stands in the address, so addresses are never
logged or raised: no retries by urllib3, which would log them.
"""

import contextlib
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlunsplit
from xml.etree import ElementTree

import urllib3
from minio.credentials.credentials import Credentials
from minio.helpers import BaseURL
from minio.signer import presign_v4

from media.storage.errors import Missing, StorageError, Unreachable
from media.storage.s3_errors import from_status, our_errors

Body = Sequence[bytes | memoryview]
"""As it came, in order."""
_ONE_SEND = 256 * 1024  # a socket's time limit counts for one send
_TRIES = 3
_VALID_SECONDS = 600


class S3Requests:
    def __init__(
        self,
        pool: urllib3.PoolManager,
        endpoint: str,
        key: str,
        secret: str,
        bucket: str,
        *,
        secure: bool,
        region: str,
    ):
        self._pool = pool
        self._base = BaseURL(f"{'https' if secure else 'http'}://{endpoint}", region)
        self._credentials = Credentials(key, secret)
        self._bucket = bucket
        self._region = region

    def put(self, name: str, body: Body) -> None:
        self._ask("PUT", name, body=body)

    def size(self, name: str) -> int:
        return int(self._ask("HEAD", name).headers["Content-Length"])

    def delete(self, name: str) -> None:
        with contextlib.suppress(Missing):
            self._ask("DELETE", name)

    def begin(self, name: str) -> str:
        """Begin a multipart upload; return its id."""
        return _text(self._ask("POST", name, {"uploads": ""}).data, "UploadId")

    def put_part(self, name: str, upload: str, number: int, body: Body) -> str:
        """Return the part's ETag."""
        answer = self._ask("PUT", name, {"uploadId": upload, "partNumber": str(number)}, body=body)
        return answer.headers["ETag"]

    def complete(self, name: str, upload: str, etags: list[str]) -> None:
        root = ElementTree.Element("CompleteMultipartUpload")
        for number, etag in enumerate(etags, 1):
            part = ElementTree.SubElement(root, "Part")
            ElementTree.SubElement(part, "PartNumber").text = str(number)
            ElementTree.SubElement(part, "ETag").text = etag
        answer = self._ask("POST", name, {"uploadId": upload}, body=[ElementTree.tostring(root)], tries=1)
        if _tag(ElementTree.fromstring(answer.data)) == "Error":  # S3 says 200 before it knows  # noqa: S314
            raise Unreachable("the object store could not put the parts together")

    def abort(self, name: str, upload: str) -> None:
        with contextlib.suppress(Missing):  # completed or aborted already
            self._ask("DELETE", name, {"uploadId": upload})

    def abort_older(self, before: datetime) -> int:
        """Throw away multipart uploads begun before that time and never completed; return how many."""
        swept = 0
        for name, upload, begun in list(self._unfinished()):
            if begun < before:
                self.abort(name, upload)
                swept += 1
        return swept

    def _unfinished(self) -> Iterator[tuple[str, str, datetime]]:
        after: dict[str, str] = {}
        while True:
            root = ElementTree.fromstring(self._ask("GET", None, {"uploads": "", **after}).data)  # noqa: S314
            for upload in root.iter():
                if _tag(upload) == "Upload":
                    fields = {_tag(field): field.text or "" for field in upload}
                    begun = datetime.fromisoformat(fields["Initiated"].replace("Z", "+00:00")).astimezone(UTC)
                    yield fields["Key"], fields["UploadId"], begun
            said = {_tag(each): each.text or "" for each in root}
            if said.get("IsTruncated") != "true":
                return
            after = {"key-marker": said["NextKeyMarker"], "upload-id-marker": said["NextUploadIdMarker"]}

    def _ask(
        self,
        method: str,
        name: str | None,
        query: dict[str, str] | None = None,
        *,
        body: Body = (),
        tries: int = _TRIES,
    ) -> urllib3.BaseHTTPResponse:
        """Raise our errors. What the store or the network failed is tried again, with a growing pause."""
        for attempt in range(1, tries + 1):
            try:
                return self._ask_once(method, name, query or {}, body)
            except Unreachable:
                if attempt == tries:
                    raise
                time.sleep(0.2 * attempt)
        raise AssertionError

    def _ask_once(
        self, method: str, name: str | None, query: dict[str, str], body: Body
    ) -> urllib3.BaseHTTPResponse:
        url = self._base.build(
            method=method,
            region=self._region,
            bucket_name=self._bucket,
            object_name=name,
            query_params=dict(query),
        )
        signed = presign_v4(
            method=method,
            url=url,
            region=self._region,
            credentials=self._credentials,
            date=datetime.now(UTC),
            expires=_VALID_SECONDS,
        )
        with our_errors(name or self._bucket):
            answer = self._pool.request(
                method,
                urlunsplit(signed),
                body=_pieces(body) if body else None,
                headers={"Content-Length": str(sum(map(len, body)))} if method in ("PUT", "POST") else {},
                retries=False,
                redirect=False,
            )
        if answer.status >= 300:
            raise _error(answer, name or self._bucket)
        return answer


def _pieces(body: Body) -> Iterator[Any]:
    held: list[bytes | memoryview] = []
    length = 0
    for chunk in body:
        for at in range(0, len(chunk), _ONE_SEND):
            piece = chunk[at : at + _ONE_SEND]
            if held and length + len(piece) > _ONE_SEND:
                yield b"".join(held)
                held, length = [], 0
            held.append(piece)
            length += len(piece)
    if held:
        yield b"".join(held)


def _error(answer: urllib3.BaseHTTPResponse, name: str) -> StorageError:
    found = re.search(rb"<Code>(\w+)</Code>", answer.data)
    return from_status(answer.status, found[1].decode() if found else "", name)


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(document: bytes, tag: str) -> str:
    for element in ElementTree.fromstring(document).iter():  # noqa: S314  # from the store that we trust with the files
        if _tag(element) == tag and element.text:
            return element.text
    raise Unreachable(f"the object store's answer has no {tag}")
