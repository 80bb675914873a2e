"""`./just code anne`: what is needed to sign in to the demonstration."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pyotp


def _ask(data: Path, name: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "backend.cli", "demo-code", "--data", str(data), name],
        capture_output=True,
        text=True,
        timeout=30,
    )


def _person(name: str, secret: str) -> dict[str, str]:
    email = f"{name.lower()}@demo.example"
    return {"email": email, "password": "quatre tasses", "totp_secret": secret, "name": name, "role": "carer"}


def test_the_code_of_the_moment_is_told(tmp_path: Path) -> None:
    secret = pyotp.random_base32()
    people = [_person("Anne", secret), _person("Marc", pyotp.random_base32())]
    (tmp_path / "demo.json").write_text(json.dumps({"people": people}))
    began = int(time.time())
    told = _ask(tmp_path, "anne")
    near = {pyotp.TOTP(secret).at(at) for at in (began, int(time.time()))}
    assert told.returncode == 0
    assert "anne@demo.example" in told.stdout
    assert any(f"{code[:3]} {code[3:]}" in told.stdout for code in near)


def test_somebody_unknown_is_told_who_there_is(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text(json.dumps({"people": [_person("Anne", "A" * 32)]}))
    told = _ask(tmp_path, "zoé")
    assert told.returncode == 1
    assert "anne" in told.stderr


def test_no_demonstration_is_said(tmp_path: Path) -> None:
    told = _ask(tmp_path, "anne")
    assert told.returncode == 1
    assert "./just demo" in told.stderr
