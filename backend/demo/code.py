"""The one-time code of somebody of the demonstration: what the application on their phone would show."""

import json
import time
from pathlib import Path

from pyotp.totp import TOTP

STEP = 30


def sign_in_details(data: Path, name: str) -> str:
    """Address, password and code of the person whose address begins with `name`, as lines to read.

    Raises LookupError, whose text says who there is, and FileNotFoundError when `data` holds no demonstration.
    """
    people = json.loads((data / "demo.json").read_text())["people"]
    found = [p for p in people if p["email"].startswith(name.lower())]
    if len(found) != 1:
        raise LookupError(", ".join(p["email"].partition("@")[0] for p in people))
    person = found[0]
    now = time.time()
    code = TOTP(person["totp_secret"]).at(int(now))
    return (
        f"{person['name']} ({person['role']})\n"
        f"  e-mail       {person['email']}\n"
        f"  mot de passe {person['password']}\n"
        f"  code         {code[:3]} {code[3:]}   ({STEP - int(now) % STEP} s)"
    )
