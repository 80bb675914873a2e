"""ClamAV's daemon, asked whether a file is known to do harm: INSTREAM over its socket, in the clear (clamd(8)).

It is asked from the server's own machine or network: a received file never leaves for anybody else's.
"""

import asyncio
import contextlib
import re
import socket
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PIECE = 256 * 1024
ANSWER_S = 180.0
"""clamd gives up a file after two minutes by itself (MaxScanTime)."""
CONNECT_S = 5.0
_LONGEST = 4096


class Found(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"
    """More bytes than clamd takes (StreamMaxLength, 100 MB as it comes): the rest was not looked at."""


class ScannerAway(OSError):
    """It does not answer, or says that it cannot: nothing is known of the file, and trying again is right."""


class BadAddress(ValueError):
    pass


@dataclass(frozen=True, slots=True)
class Clamd:
    """path: of its Unix socket; else host and port."""

    path: str = ""
    host: str = ""
    port: int = 0

    @classmethod
    def at(cls, address: str) -> "Clamd":
        """`/run/clamav/clamd.ctl` or `clamav.example.org:3310`. Raises BadAddress."""
        if address.startswith("/"):
            return cls(path=address)
        match = re.fullmatch(r"\[?([A-Za-z0-9.:_-]+?)\]?:(\d{1,5})", address)
        if match is None or not 0 < int(match[2]) < 65536:
            raise BadAddress(address)
        return cls(host=match[1], port=int(match[2]))

    async def scan(self, source: Path) -> Found:
        """Raises ScannerAway."""
        said = await asyncio.to_thread(self._asked, b"zINSTREAM\0", source)
        if said.endswith(" FOUND"):
            return Found.INFECTED
        if said.endswith(": OK"):
            return Found.CLEAN
        if "size limit exceeded" in said:
            return Found.TOO_LARGE
        raise ScannerAway("clamd could not look at it")

    async def version(self) -> str:
        """Its own, and that of what it knows. Raises ScannerAway."""
        return await asyncio.to_thread(self._asked, b"zVERSION\0")

    def _asked(self, command: bytes, source: Path | None = None) -> str:
        # Blocking: to what is too large it answers before the end and hangs up, and asyncio then forgets what it said.
        try:
            with self._opened() as line:
                line.settimeout(ANSWER_S)
                with contextlib.suppress(ConnectionError):
                    line.sendall(command)
                    if source:
                        _send(line, source)
                return _answer(line)
        except (OSError, EOFError, ValueError) as problem:
            raise ScannerAway(f"clamd does not answer ({type(problem).__name__})") from None

    def _opened(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), timeout=CONNECT_S)
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(CONNECT_S)
        try:
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def _send(line: socket.socket, source: Path) -> None:
    with source.open("rb") as file:
        while piece := file.read(PIECE):
            line.sendall(len(piece).to_bytes(4) + piece)
    line.sendall(bytes(4))


def _answer(line: socket.socket) -> str:
    """One answer, which ends in a zero byte. Raises EOFError, ValueError when it is none."""
    said = b""
    while b"\0" not in said:
        piece = line.recv(_LONGEST)
        if not piece:
            raise EOFError
        said += piece
        if len(said) > _LONGEST:
            raise ValueError
    return said.partition(b"\0")[0].decode("utf-8", "replace")
