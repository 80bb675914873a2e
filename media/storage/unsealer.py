"""Opens the sealed bytes of a range as they come. Values in, values out."""

from media.storage import stream_cipher as stream
from media.storage.errors import Damaged
from media.storage.stream_cipher import HEADER, SEGMENT, StreamCipher


class Unsealer:
    def __init__(self, *, key: bytes, context: bytes, start: int, stop: int | None):
        """For the bytes `start` to `stop` of the clear text. It wants the sealed bytes `sealed_start` to
        `sealed_stop`, which begin with the header when they touch segment 0."""
        self._key = key
        self._context = context
        self._start = start
        self._stop = stop
        self._first = stream.segment_of(start)
        self._after = None if stop is None else stream.segment_of(stop - 1) + 1
        self.sealed_start = self._first * SEGMENT
        self.sealed_stop = None if self._after is None else self._after * SEGMENT

    def begin(self, header: bytes | None) -> None:
        """`header` as seen elsewhere; not needed when the range touches segment 0."""
        self.header = header
        self._index = self._first
        self._skip = self._start - stream.plain_start(self._first)
        self._left = None if self._stop is None else self._stop - self._start
        self._whole = SEGMENT - HEADER if self._first == 0 else SEGMENT
        self._held = b""
        self._cipher = self._make_cipher(header) if self._first and header else None

    @property
    def saw_nothing(self) -> bool:
        return self._cipher is not None and not self._held and self._index == self._first

    def feed(self, chunk: bytes | memoryview) -> bytes:
        """The next sealed bytes in, the clear ones of the range out, as far as whole segments came. Raises Damaged."""
        if len(chunk) == self._whole and self._cipher and not self._held:
            return self._feed_one(self._cipher, chunk)
        held = memoryview(self._held + chunk)
        at = 0
        if self._cipher is None:
            if len(held) < HEADER:
                self._held = bytes(held)
                return b""
            self.header, at = bytes(held[:HEADER]), HEADER
            self._cipher = self._make_cipher(self.header)
        plains: list[bytes] = []
        while len(held) - at >= self._whole:
            try:
                plains.append(self._cipher.unseal(self._index, held[at : at + self._whole], last=False))
            except Damaged:
                if len(held) - at > self._whole:
                    raise
                break  # if nothing follows, it may be a last segment that is full
            self._index, at, self._whole = self._index + 1, at + self._whole, SEGMENT
        self._held = bytes(held[at:])
        return self._cut(plains[0] if len(plains) == 1 else b"".join(plains))

    def _feed_one(self, cipher: StreamCipher, segment: bytes | memoryview) -> bytes:
        """As nearly all chunks are: one segment, whole."""
        try:
            plain = cipher.unseal(self._index, segment, last=False)
        except Damaged:
            self._held = bytes(segment)
            return b""
        self._index, self._whole = self._index + 1, SEGMENT
        return self._cut(plain)

    def end(self) -> bytes:
        """No more came: the last clear bytes. Raises Damaged when the object ends where none was sealed to end."""
        if self._held and self._cipher:
            return self._cut(self._cipher.unseal(self._index, self._held, last=True))
        if self._cipher is None or self._index != self._after:
            raise Damaged("the object was cut")
        return b""

    def _cut(self, plain: bytes) -> bytes:
        """What of it is in the range."""
        if self._skip and plain:
            plain, self._skip = plain[self._skip :], 0
        if self._left is not None:
            plain = plain[: self._left]  # no copy when it is all of it
            self._left -= len(plain)
        return plain

    def _make_cipher(self, header: bytes) -> StreamCipher:
        return StreamCipher(key=self._key, header=header, context=self._context)
