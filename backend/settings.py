"""All configuration, from CS3_* variables. The table of them is in README.md; a test keeps it true."""

import os
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from backend.kit.errors import SettingsError
from media.clamd import BadAddress, Clamd
from push import email, endpoints


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one CS3 process was told. Paths are absolute; an empty `database_url` means the embedded PostgreSQL."""

    data: Path
    public_url: str = "http://localhost:8000"
    database_url: str = ""
    storage_url: str = ""
    key_file: Path
    smtp_url: str = ""
    mail_from: str = ""
    pwa_dir: Path
    worker: bool = True
    demo: bool = False
    pool_size: int = 12
    day_files: int = 1000
    day_gigabytes: int = 50
    check_megabytes: int = 1000
    clamd: str = ""
    trusted_proxies: tuple[str, ...] = field(default=())
    push_subject: str = ""
    push_hosts: tuple[str, ...] = field(default=())
    push_key_file: Path | None = None
    seal_key_file: Path | None = None
    trace_months: int = 12
    trace_reason: str = ""
    tesseract: str = ""
    backup_to: str = ""
    backup_keys_to: str = ""
    backup_days: int = 35

    @property
    def https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def origin(self) -> str:
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def host(self) -> str:
        """The passkeys' domain (relying party id)."""
        return urlsplit(self.public_url).hostname or "localhost"

    @property
    def postgres_data(self) -> Path:
        return self.data / "postgres"

    @property
    def push_key(self) -> Path:
        return self.push_key_file or self.data / "push-key"

    @property
    def seal_key(self) -> Path:
        return self.seal_key_file or self.data / "seal-key"

    @property
    def push_contact(self) -> str:
        """By which a push service reaches who runs CS3: `mailto:` or `https:`; empty when nobody real was named.

        On one's own machine any will do; elsewhere Apple refuses one that is not real, and then nothing is sent by push.
        """
        sender = parseaddr(self.mail_from)[1]
        own = f"mailto:{sender}" if self.smtp_url or not self.https else ""
        return self.push_subject or own

    @property
    def outbox(self) -> Path:
        """Where messages are written when no mail server is set."""
        return self.data / "outbox"

    @property
    def work(self) -> Path:
        """This process's private folder for files being decoded; those of dead processes are swept at each start."""
        return self.data / "work" / f"{socket.gethostname()}-{os.getpid()}"


def read_settings(
    environment: Mapping[str, str] = os.environ,
    *,
    data: Path | None = None,
    public_url: str | None = None,
    demo: bool = False,
) -> Settings:
    """Settings from the environment; the command line's answers win.

    Raises SettingsError with one sentence that names the variable and what to do.
    """
    folder = (data or Path(environment.get("CS3_DATA", "data"))).absolute()
    url = _public_url(public_url or environment.get("CS3_PUBLIC_URL", "http://localhost:8000"))
    database_url = environment.get("CS3_DATABASE_URL", "")
    if database_url and urlsplit(database_url).scheme not in {"postgres", "postgresql"}:
        raise SettingsError("CS3_DATABASE_URL", "doit commencer par postgresql://")
    storage_url = environment.get("CS3_STORAGE_URL", "")
    if storage_url and urlsplit(storage_url).scheme not in {"s3", "file"}:
        raise SettingsError("CS3_STORAGE_URL", "doit commencer par s3:// ou file://")
    smtp_url = environment.get("CS3_SMTP_URL", "")
    if smtp_url and not environment.get("CS3_MAIL_FROM"):
        raise SettingsError("CS3_MAIL_FROM", "doit donner l’adresse d’envoi quand CS3_SMTP_URL est posée")
    _check_mail(smtp_url, environment.get("CS3_MAIL_FROM", ""))
    worker = environment.get("CS3_WORKER") or "inside"
    if worker not in {"inside", "apart"}:
        raise SettingsError("CS3_WORKER", "doit être inside ou apart")
    return Settings(
        data=folder,
        public_url=url,
        database_url=database_url,
        storage_url=storage_url,
        key_file=Path(environment.get("CS3_KEY_FILE", folder / "server-key")).absolute(),
        smtp_url=smtp_url,
        mail_from=environment.get("CS3_MAIL_FROM") or "CS3 <carnet@localhost>",
        pwa_dir=Path(
            environment.get("CS3_PWA_DIR", Path(__file__).resolve().parent.parent / "pwa" / "dist")
        ).absolute(),
        worker=worker == "inside",
        demo=demo,
        pool_size=_positive(environment, "CS3_POOL_SIZE", 12),
        day_files=_positive(environment, "CS3_DAY_FILES", 1000),
        day_gigabytes=_positive(environment, "CS3_DAY_GIGABYTES", 50),
        check_megabytes=_positive(environment, "CS3_CHECK_MEGABYTES", 1000, least=0),
        clamd=_clamd(environment.get("CS3_CLAMD", "").strip()),
        trusted_proxies=_proxies(environment.get("CS3_TRUSTED_PROXIES", "")),
        push_subject=_subject(environment.get("CS3_PUSH_SUBJECT", "")),
        push_hosts=_push_hosts(environment.get("CS3_PUSH_HOSTS", "")),
        push_key_file=Path(environment.get("CS3_PUSH_KEY_FILE", folder / "push-key")).absolute(),
        seal_key_file=Path(environment.get("CS3_SEAL_KEY_FILE", folder / "seal-key")).absolute(),
        trace_months=_months(environment),
        trace_reason=environment.get("CS3_TRACE_REASON", "").strip(),
        tesseract=_tesseract(environment.get("CS3_TESSERACT", "")),
        backup_to=environment.get("CS3_BACKUP_TO", ""),
        backup_keys_to=environment.get("CS3_BACKUP_KEYS_TO", ""),
        backup_days=_positive(environment, "CS3_BACKUP_DAYS", 35),
    )


def _public_url(given: str) -> str:
    """As browsers write an origin (RFC 6454): small letters, no port that goes without saying."""
    example = "doit être une adresse complète, comme https://carnet.example.org"
    try:
        parts = urlsplit(given.strip().rstrip("/"))
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise SettingsError("CS3_PUBLIC_URL", example) from None
    beyond = parts.path or parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in {"http", "https"} or not host or not host.isascii() or beyond:
        raise SettingsError("CS3_PUBLIC_URL", example)
    if parts.scheme == "http" and host not in {"localhost", "127.0.0.1"}:
        raise SettingsError("CS3_PUBLIC_URL", "doit commencer par https:// hors de cette machine")
    host = f"[{host}]" if ":" in host else host
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, usual} else "")


def _check_mail(smtp_url: str, sender: str) -> None:
    try:
        if smtp_url:
            email.Smtp.from_url(smtp_url)
    except (email.BadServerAddress, ValueError):
        raise SettingsError(
            "CS3_SMTP_URL", "doit être comme smtp://compte:motdepasse@smtp.example.org:587, ou smtps://"
        ) from None
    try:
        if sender:
            email.check_sender(sender)
    except email.BadMessage:
        raise SettingsError("CS3_MAIL_FROM", "doit être comme Carnet <carnet@example.org>") from None


def _clamd(text: str) -> str:
    try:
        if text:
            Clamd.at(text)
    except BadAddress:
        raise SettingsError(
            "CS3_CLAMD", "doit être le chemin d’une prise, comme /run/clamav/clamd.ctl, ou hôte:port"
        ) from None
    return text


def _proxies(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ip_address(part.strip())) for part in text.split(",") if part.strip())
    except ValueError:
        raise SettingsError(
            "CS3_TRUSTED_PROXIES", "doit être des adresses IP, séparées par des virgules"
        ) from None


def _subject(text: str) -> str:
    real = re.fullmatch(r"mailto:[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+|https://[^\s/@]+\.[^\s@]+", text)
    if text and (not real or not text.isascii()):
        raise SettingsError(
            "CS3_PUSH_SUBJECT", "doit être une vraie adresse, comme mailto:carnet@example.org"
        )
    return text


def _push_hosts(text: str) -> tuple[str, ...]:
    listed = tuple(part.strip() for part in text.split(",") if part.strip())
    try:
        endpoints.hosts(listed)
    except endpoints.BadHost:
        raise SettingsError(
            "CS3_PUSH_HOSTS", "doit être des noms d’hôtes, comme push.example.org, séparés par des virgules"
        ) from None
    return listed


def _tesseract(text: str) -> str:
    """A program's path; "off"; or nothing, for the one that the machine has."""
    if text not in {"", "off"} and not os.access(text, os.X_OK):
        raise SettingsError("CS3_TESSERACT", "doit être le chemin du programme tesseract, ou off")
    return text


def _months(environment: Mapping[str, str]) -> int:
    """How long a line of the trace is kept: a year, or longer for a reason that the families read."""
    months = _positive(environment, "CS3_TRACE_MONTHS", 12, least=12)
    if months > 36:
        raise SettingsError("CS3_TRACE_MONTHS", "doit être un nombre de mois, de 12 à 36")
    if months > 12 and not environment.get("CS3_TRACE_REASON", "").strip():
        raise SettingsError("CS3_TRACE_REASON", "doit dire pourquoi les traces sont gardées plus de 12 mois")
    return months


def _positive(environment: Mapping[str, str], name: str, default: int, *, least: int = 2) -> int:
    text = environment.get(name) or str(default)
    if not (text.isascii() and text.isdigit()) or int(text) < least:
        raise SettingsError(name, f"doit être un nombre entier d’au moins {least}")
    return int(text)
