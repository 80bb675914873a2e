"""A push service that takes everything and reads nothing, in a process of its own: its work is not counted with the sender's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_SERVICE = """
import asyncio
async def serve(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            length = [l for l in head.lower().split(b"\\r\\n") if l.startswith(b"content-length:")]
            await reader.readexactly(int(length[0].split(b":")[1]))
            writer.write(b"HTTP/1.1 201 Created\\r\\nContent-Length: 0\\r\\n\\r\\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextmanager
def sink() -> Iterator[str]:
    """Its address, while it runs."""
    service = subprocess.Popen([sys.executable, "-c", _SERVICE], stdout=subprocess.PIPE, text=True)
    try:
        assert service.stdout
        yield f"http://127.0.0.1:{int(service.stdout.readline())}"
    finally:
        service.terminate()
        service.wait()
