"""The application's built files, as a browser receives them."""

import base64
import hashlib
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from backend.app import assemble, open_runtime
from backend.kit.requests import PWA_POLICY
from backend.rooms.identity.sessions import session_cookie_name
from backend.settings import Settings
from backend.shell import policy_of


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>CS3</title>é")
    (folder / "home.html").write_text("<!doctype html><title>CS3</title><style>b{color:red}</style>")
    (folder / "assets" / "app-1.js").write_text("export {}")
    (folder / "assets" / "app-1.js.br").write_bytes(b"brotli")
    (folder / "manifest.webmanifest").write_text("{}")
    return folder


@pytest.fixture
async def shell(built: Path, settings: Settings):
    open_runtime(settings)
    transport = httpx.ASGITransport(app=assemble(built))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8000") as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/cercle", "text/html; charset=utf-8"),
        ("/assets/app-1.js", "text/javascript; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ],
)
async def test_a_file_says_its_type_once(shell: httpx.AsyncClient, path: str, kind: str) -> None:
    answer = await shell.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "path", ["/", "/cercle", "/assets/app-1.js", "/manifest.webmanifest", "/assets/gone.js"]
)
async def test_head_says_the_same_without_the_body(shell: httpx.AsyncClient, path: str) -> None:
    got, head = await shell.get(path), await shell.head(path)
    assert (head.status_code, head.content) == (got.status_code, b"")
    same = ("content-type", "content-length", "cache-control", "vary", "content-security-policy")
    assert [head.headers.get(name) for name in same] == [got.headers.get(name) for name in same]


async def test_what_is_no_screen_is_not_answered_with_the_shell(shell: httpx.AsyncClient) -> None:
    for path in ("/api/nowhere", "/u/", "/assets/gone.js", "/..%2f..%2fpyproject.toml"):
        assert (await shell.get(path)).status_code == 404, path


@pytest.mark.parametrize("path", ["/", f"/c/{UUID(int=1)}"])
async def test_who_is_signed_in_gets_the_page_of_the_home_screen(shell: httpx.AsyncClient, path: str) -> None:
    entrance = await shell.get(path)
    home = await shell.get(path, headers={"Cookie": f"{session_cookie_name()}=any"})
    assert ("é" in entrance.text, "<style>" in home.text) == (True, True)
    assert "Cookie" in entrance.headers["vary"]
    assert "Cookie" in home.headers["vary"]
    assert "'sha256-" in home.headers["content-security-policy"]


async def test_other_screens_and_the_shell_kept_offline_are_the_same_for_all(
    shell: httpx.AsyncClient,
) -> None:
    signed_in = {"Cookie": f"{session_cookie_name()}=any"}
    for path in (f"/c/{UUID(int=1)}/images", "/connexion", "/index.html"):
        answer = await shell.get(path, headers=signed_in)
        assert "é" in answer.text, path


async def test_a_packed_file_is_sent_as_it_was_packed(shell: httpx.AsyncClient) -> None:
    async with shell.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": "br"}) as answer:
        assert answer.headers["content-encoding"] == "br"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert b"".join([part async for part in answer.aiter_raw()]) == b"brotli"
    async with shell.stream("GET", "/assets/app-1.js", headers={"Accept-Encoding": "identity"}) as answer:
        assert "content-encoding" not in answer.headers


def test_the_policy_allows_the_styles_of_the_page_by_their_hash_and_nothing_else():
    # The hash as a browser computes it: of the text between the tags.
    page = b"<head><style>body{color:red}</style></head><script>no()</script>"
    digest = base64.b64encode(hashlib.sha256(b"body{color:red}").digest()).decode()
    policy = policy_of(page)
    assert f"style-src 'self' 'sha256-{digest}';" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert policy_of(b"<p>no style</p>") == PWA_POLICY
