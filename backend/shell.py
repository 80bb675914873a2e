"""Serves the PWA's built files: as they were compressed at build time, and the shell for every screen's address."""

import base64
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from litestar import MediaType, Request, Response, get
from litestar.types import ControllerRouterHandler

from backend.kit.errors import NotFound
from backend.kit.requests import PWA_POLICY
from backend.rooms.identity.sessions import session_cookie_name

OUTSIDE = ("api/", "u/", "schema", "health")
# The addresses whose first screen is the home screen, for whoever is signed in: the page asks for that screen's files itself.
_HOME = re.compile(r"|c/[0-9a-f-]{36}/?")
_LONG = "public, max-age=31536000, immutable"
_TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".wasm": "application/wasm"}


@dataclass(frozen=True)
class _File:
    plain: bytes
    brotli: bytes | None
    gzip: bytes | None
    media_type: str
    caching: str
    policy: str
    vary: str


def shell_routes(folder: Path) -> list[ControllerRouterHandler]:
    files = _read(folder)

    def answer(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
        file = files.get(path)
        if file is None and _HOME.fullmatch(path) and session_cookie_name() in request.cookies:
            file = files.get("home.html")
        if file is None:
            if path.startswith(OUTSIDE) or "." in path.rpartition("/")[2]:
                raise NotFound
            file = files.get("index.html")
        if file is None:
            return Response(
                b"CS3: the application is not built. Run ./just build, then start again.\n",
                status_code=503,
                media_type=MediaType.TEXT,
            )
        accepted = request.headers.get("accept-encoding", "")
        headers = {"Cache-Control": file.caching, "Vary": file.vary}
        headers["Content-Security-Policy"] = file.policy
        body = file.plain
        if file.brotli is not None and "br" in accepted:
            body, headers["Content-Encoding"] = file.brotli, "br"
        elif file.gzip is not None and "gzip" in accepted:
            body, headers["Content-Encoding"] = file.gzip, "gzip"
        return Response(body, media_type=file.media_type, headers=headers)

    @get("/", include_in_schema=False, name="shell", opt={"no_transaction": True}, sync_to_thread=False)
    def home(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer(request, "")

    @get(
        "/{path:path}",
        include_in_schema=False,
        name="shell.file",
        opt={"no_transaction": True},
        sync_to_thread=False,
    )
    def screen(request: Request[Any, Any, Any], path: str) -> Response[bytes]:
        return answer(request, str(path).lstrip("/"))

    return [home, screen]


def _read(folder: Path) -> dict[str, _File]:
    """All of it in memory (under 2 MB): no path from a request ever touches the disk."""
    files: dict[str, _File] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if not path.is_file() or path.suffix in {".br", ".gz"}:
            continue
        name = path.relative_to(folder).as_posix()
        kind = _TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        plain = path.read_bytes()
        files[name] = _File(
            plain=plain,
            brotli=_beside(path, ".br"),
            gzip=_beside(path, ".gz"),
            media_type=kind,  # litestar adds the charset of text; JSON has none but UTF-8 (RFC 8259)
            caching=_LONG if name.startswith("assets/") else "no-cache",
            policy=policy_of(plain) if path.suffix == ".html" else PWA_POLICY,
            vary="Accept-Encoding, Cookie" if path.suffix == ".html" else "Accept-Encoding",
        )
    return files


def policy_of(page: bytes) -> str:
    """The policy of every answer, and for this page the styles that stand in it, each by its hash."""
    styles = re.findall(rb"<style>(.*?)</style>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in styles]
    allowed = "".join(f" 'sha256-{one}'" for one in hashes)
    return PWA_POLICY.replace("style-src 'self'", f"style-src 'self'{allowed}")


def _beside(path: Path, ending: str) -> bytes | None:
    packed = path.with_name(path.name + ending)
    return packed.read_bytes() if packed.is_file() else None
