"""Serves CS3 on the local network, over TLS, and shows a phone how to reach it.

./just phone --demo              the demonstration notebooks
./just phone --data DIR          a notebook of one's own
"""

import argparse
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path

import segno

from tools.phone import certificate, mdns, trust_page

ROOT = Path(__file__).resolve().parent.parent.parent


class _Stop(Exception):
    """What prevents it, in French and in English."""


def main() -> int:
    options = _options()
    try:
        return _run(options)
    except _Stop as problem:
        print(problem, file=sys.stderr)
        return 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./just phone")
    parser.add_argument("--data", type=Path, help="dossier des données (data, ou data/demo avec --demo)")
    parser.add_argument("--demo", action="store_true", help="avec deux carnets de démonstration")
    parser.add_argument(
        "--port", type=int, default=8443, help="le suivant sert la page qui donne le certificat"
    )
    parser.add_argument("--ip", type=IPv4Address, help="adresse de cette machine sur le réseau")
    parser.add_argument("--name", help="nom en .local (celui de la machine)")
    return parser.parse_args()


def _run(options: argparse.Namespace) -> int:
    address: IPv4Address = options.ip or _own_address()
    if not any(address in IPv4Network(network) for network in certificate.PRIVATE):
        raise _Stop(
            f"CS3 : {address} n’est pas une adresse de réseau local : donnez la bonne par --ip.\n"
            f"CS3: {address} is not a local network's address: give the right one with --ip."
        )
    name = options.name or _own_name()
    url = f"https://{name}:{options.port}"
    files = certificate.make(ROOT / ".cache" / "phone", name=name, address=address)
    data = options.data or ROOT / ("data/demo" if options.demo else "data")

    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(
                trust_page.serving(
                    host=str(address), port=options.port + 1, authority=files.authority,
                    fingerprint=files.fingerprint, url=url,
                )
            )  # fmt: skip
        except OSError:
            raise _Stop(
                f"CS3 : le port {options.port + 1} est pris : donnez-en un autre, par exemple --port {options.port + 10}.\n"
                f"CS3: port {options.port + 1} is taken: give another, for instance --port {options.port + 10}."
            ) from None
        named = _name_is_known(stack, name, address)
        server = subprocess.Popen(
            [
                sys.executable, "-m", "backend.cli", "serve", "--data", str(data), "--host", str(address),
                "--port", str(options.port), "--ssl-cert", str(files.certificate), "--ssl-key", str(files.key),
                *(["--demo"] if options.demo else []),
            ],
            cwd=ROOT, env={**os.environ, "CS3_PUBLIC_URL": url},
        )  # fmt: skip
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: server.terminate())
        if _answers(server, address, options.port):
            _show(files, url=url, page=f"http://{address}:{options.port + 1}/", named=named)
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # the terminal has told the server too: it stops by itself
                continue


def _own_address() -> IPv4Address:
    """The address by which this machine reaches others. Nothing is sent: a route is only looked up."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return IPv4Address(probe.getsockname()[0])
        except OSError:
            raise _Stop(
                "CS3 : cette machine n’est sur aucun réseau : rejoignez le Wi-Fi du téléphone, ou donnez --ip.\n"
                "CS3: this machine is on no network: join the phone's Wi-Fi, or give --ip."
            ) from None


def _own_name() -> str:
    host = re.sub(r"[^a-z0-9-]+", "-", socket.gethostname().split(".")[0].lower()).strip("-")
    return f"{host if host and host != 'localhost' else 'cs3'}.local"


def _name_is_known(stack: contextlib.ExitStack, name: str, address: IPv4Address) -> bool:
    """Whether phones can find `name`: through Avahi, or through our own answers."""
    if name == _own_name() and Path("/run/avahi-daemon/socket").exists():
        return True
    try:
        stack.enter_context(mdns.answering(name=name, address=address))
    except OSError:
        return False
    return True


def _answers(server: subprocess.Popen[bytes], address: IPv4Address, port: int) -> bool:
    """Waits until the port is served, at most 60 s."""
    limit = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < limit:
        with contextlib.suppress(OSError), socket.create_connection((str(address), port), 1):
            return True
        time.sleep(0.2)
    return False


def _show(files: certificate.Files, *, url: str, page: str, named: bool) -> None:
    print(
        "\n1. Le téléphone, sur le même Wi-Fi, prend le certificat (une fois) · take the certificate (once):\n"
    )
    segno.make(page, error="m", micro=False).terminal(compact=True, border=2)
    print(f"   {page}\n   empreinte · fingerprint {files.fingerprint}\n")
    print("2. Puis il ouvre CS3 · then open CS3:\n")
    segno.make(url, error="m", micro=False).terminal(compact=True, border=2)
    print(f"   {url}\n")
    if not named:
        print(
            "   Ce réseau ne permet pas d’annoncer ce nom : ajoutez-le au DNS de votre box, vers cette machine.\n"
            "   This network does not let the name be announced: add it to your router's DNS.\n"
        )
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
