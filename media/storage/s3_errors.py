"""What minio and urllib3 raise, in our words."""

import contextlib
from collections.abc import Generator

import urllib3
from minio.error import InvalidResponseError, MinioException, S3Error, ServerError

from media.storage.errors import Damaged, Full, Missing, Refused, StorageError, TooMuchAtOnce, Unreachable

_MISSING = ("NoSuchKey", "NoSuchUpload")
_FULL = ("QuotaExceeded", "EntityTooLarge", "InsufficientStorage")


class RangeBeyondEnd(StorageError):
    """Inside the adapter only: the object exists, and ends before the range begins."""


@contextlib.contextmanager
def our_errors(name: str) -> Generator[None]:
    try:
        yield
    except S3Error as error:
        raise from_status(error.response.status, error.code or "", name) from None
    except ServerError as error:
        raise from_status(error.status_code, "", name) from None
    except InvalidResponseError as error:
        raise from_status(error._code, "", name) from None  # pyright: ignore[reportPrivateUsage]  # no public way
    except (urllib3.exceptions.HTTPError, MinioException, OSError) as error:
        raise Unreachable(f"the object store does not answer: {type(error).__name__}") from None


def from_status(status: int, code: str, name: str) -> StorageError:
    """`code` is S3's error code, empty when the answer had no body."""
    if code == "NoSuchBucket":
        return Refused("the bucket does not exist")
    if status == 404 or code in _MISSING:
        return Missing(f"no object {name}")
    if status == 416:
        return RangeBeyondEnd(name)
    if status == 412:
        return Damaged(f"the object was replaced while it was read: {name}")
    if status == 413:  # of a proxy that bounds a body, or, from Swift, of a quota
        return TooMuchAtOnce("the object store, or a proxy before it, takes no request of this size")
    if status == 507 or code in _FULL:
        return Full("the object store has no room left")
    if 400 <= status < 500 and status not in (408, 429):
        return Refused(f"the object store refuses: {code or status}")
    return Unreachable(f"the object store fails: {code or status}")
