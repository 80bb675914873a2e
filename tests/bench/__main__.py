"""`./just bench [NAME...]`: measures side by side with peers, prints one table, writes bench/latest.json.

Each module of this folder with a `measure() -> list[Row]` is run, in a process of its own: what one leaves in memory must
not be in the other's figures. With names, those modules only. The exit code is 1 when a target is missed or a measure fails.
"""

import json
import pkgutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import tests.bench
from tests.bench.rows import Row

LATEST = Path(__file__).resolve().parent.parent.parent / "bench" / "latest.json"
CHILD = """
import dataclasses, importlib, json, sys
rows = getattr(importlib.import_module("tests.bench." + sys.argv[1]), "measure", list)()
json.dump([dataclasses.asdict(row) for row in rows], open(sys.argv[2], "w"))
"""
HEAD = ("what", "ours", "peer", "ratio", "target", "")


def main(names: list[str]) -> int:
    rows: list[Row] = []
    failed: list[str] = []
    for name in _modules(names):
        began = time.monotonic()
        try:
            rows += _measure(name)
        except subprocess.CalledProcessError:
            failed.append(name)  # what went wrong is on standard error already
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    print(table(rows))
    LATEST.parent.mkdir(exist_ok=True)
    LATEST.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n")
    return 1 if failed or not all(row.ok for row in rows) else 0


def _modules(names: list[str]) -> list[str]:
    found = sorted(module.name for module in pkgutil.iter_modules(tests.bench.__path__))
    unknown = set(names) - set(found)
    if unknown:
        raise SystemExit(f"no such measure: {', '.join(sorted(unknown))}; there are: {', '.join(found)}")
    return names or [
        name for name in found if name not in {"__main__", "nginx", "rows", "rounds", "serving", "sink"}
    ]


def _measure(name: str) -> list[Row]:
    with tempfile.NamedTemporaryFile() as answer:
        subprocess.run([sys.executable, "-c", CHILD, name, answer.name], check=True, stdout=sys.stderr)
        return [Row(**row) for row in json.load(answer)]


def table(rows: list[Row]) -> str:
    lines = [HEAD] + [
        (row.what, _figure(row.ours), _figure(row.peer), f"{row.ratio:.2f}", row.target, "ok" if row.ok else "MISSED")
        for row in rows
    ]  # fmt: skip
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEAD))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in (1, 2, 3) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _figure(value: float) -> str:
    return f"{value:,.0f}".replace(",", " ") if abs(value) >= 100 else f"{value:.3g}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
