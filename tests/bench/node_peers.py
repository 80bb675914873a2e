"""The peers that run on node: installed beside their package.json when they are first asked for."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"


def node() -> str:
    """A node on PATH, or the environment's own."""
    beside = Path(sys.executable).parent / "node"
    found = shutil.which("node") or (str(beside) if beside.exists() else None)
    if found is None:
        raise RuntimeError("no node: ./just build brings one")
    return found


def peer(script: str) -> list[str]:
    """The command that runs one of the peers' scripts."""
    if not (PEERS / "node_modules" / ".package-lock.json").exists():
        npm = shutil.which("npm") or str(Path(sys.executable).parent / "npm")
        work = "ci" if (PEERS / "package-lock.json").exists() else "install"
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        subprocess.run([npm, work, *quiet], cwd=PEERS, check=True, timeout=600, env=environment)
    return [node(), str(PEERS / script)]
