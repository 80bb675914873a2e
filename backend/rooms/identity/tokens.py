"""Bearer secrets: 256 random bits for cookies and for links in e-mails, kept only as SHA-256."""

import hashlib
import re
import secrets

_SHAPE = re.compile(r"[A-Za-z0-9_-]{43}")


def new_token() -> str:
    """43 characters that need no escaping in a cookie or after a `#`."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes | None:
    """What is stored and looked for; None when it cannot be a token. No salt: 256 random bits need none."""
    if not _SHAPE.fullmatch(token):
        return None
    return hashlib.sha256(token.encode()).digest()
