"""The page, without TLS, on which a phone finds the authority to trust: there is no other way before it trusts it."""

import contextlib
import html
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>CS3 sur ce téléphone</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;margin:24px auto;max-width:34em;padding:0 16px}}
a.button{{display:block;padding:16px;text-align:center;background:#1d4f73;color:#fff;border-radius:12px}}
code{{font-size:13px;overflow-wrap:anywhere}}</style>
<h1>CS3 sur ce téléphone</h1>
<p>Ce téléphone doit d’abord faire confiance à l’ordinateur qui sert le carnet. C’est pour l’essai : ce certificat
ne vaut que pour ce réseau, et se retire dans les réglages.</p>
<p><a class="button" href="/cs3.crt">1. Prendre le certificat</a></p>
<p><b>iPhone, iPad.</b> Réglages › Profil téléchargé › Installer. Puis Réglages › Général › Informations ›
Réglages des certificats : activer « CS3 sur ce réseau ».</p>
<p><b>Android.</b> Réglages › Sécurité › Plus de réglages › Installer un certificat › Certificat CA : choisir cs3.crt.</p>
<p>L’empreinte doit être celle que l’ordinateur affiche :<br><code>{fingerprint}</code></p>
<p><a class="button" href="{url}">2. Ouvrir CS3</a></p>
<hr><p lang="en">This phone must first trust the computer that serves the notebook: take the certificate (1), install it
(iPhone: Settings › Profile Downloaded, then General › About › Certificate Trust Settings; Android: Settings › Security ›
Install a certificate › CA certificate), compare the fingerprint, then open CS3 (2).</p></html>"""


@contextlib.contextmanager
def serving(*, host: str, port: int, authority: Path, fingerprint: str, url: str):
    """Serves the page and the certificate while the block runs. Raises OSError when the port is taken."""
    page = PAGE.format(fingerprint=html.escape(fingerprint), url=html.escape(url)).encode()
    certificate = authority.read_bytes()

    class Handler(BaseHTTPRequestHandler):
        server_version = "CS3"
        sys_version = ""

        def do_GET(self) -> None:
            if self.path == "/":
                self._send(page, "text/html; charset=utf-8")
            elif self.path == "/cs3.crt":
                self._send(certificate, "application/x-x509-ca-cert")
            else:
                self.send_error(404)

        def _send(self, body: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer((host, port), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()
