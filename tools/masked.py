"""Fails when a statement that reads a notebook's items does not ask whether they are hidden from whoever looks.

    python -m tools.masked [FOLDER]

Every function under backend/rooms whose SQL reads one of ITEMS must have `unmasked("alias.column", …)` (backend/kit/masked.py)
for the alias it reads it under, or say beside the statement why it need not: `# sees all: the house's own job, shown to nobody`.
A module that is the house's own from end to end says so once, before its imports. Statements made of several parts are read
whole: a name of the same module that begins with `_` counts as if it stood there.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ITEMS = {
    "capture": None, "document": None, "agenda_item": None, "trace": None, "received": None,
    "rendition": "capture", "gait_measure": "capture", "document_file": "document", "document_page": "document", "document_copy": "document", "document_words": "document", "agenda_moment": "agenda_item", "agenda_hush": "agenda_item",
    "agenda_snooze": "agenda_item", "upload": "received", "part": "received",
}  # fmt: skip
"""Tables of items; and those that say something of one, with the table whose filter is theirs."""

_TABLE = rf"({'|'.join(ITEMS)})\b(?:\s+(?:as\s+)?([a-z_]\w*))?"
_READS = re.compile(rf"\b(?<!delete )(?:from|join|using)\s+{_TABLE}", re.IGNORECASE)
# FROM person p, capture c
_LIST = re.compile(
    r"\b(?:from|using)\s([^()]*?)(?:\b(?:where|group|order|limit|union)\b|[()]|$)", re.IGNORECASE
)
_ALSO = re.compile(rf",\s*{_TABLE}(?!\s*[.=])", re.IGNORECASE)
_NO_ALIAS = frozenset(
    [
        "where",
        "on",
        "set",
        "order",
        "group",
        "join",
        "left",
        "right",
        "inner",
        "cross",
        "limit",
        "union",
        "for",
        "using",
        "returning",
        "and",
        "natural",
        "full",
    ]
)
_BECAUSE = re.compile(r"#\s*sees all:\s*(\S.{9,})")


@dataclass
class Said:
    """What a piece of code says in SQL: its texts, what it asks `unmasked` of, the names of its module that it uses."""

    texts: list[str] = field(default_factory=list[str])
    asked: set[str] = field(default_factory=set[str])
    names: set[str] = field(default_factory=set[str])


@dataclass(frozen=True)
class Fault:
    path: Path
    line: int
    function: str
    table: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.function} reads {self.table} whoever looks: ask unmasked(…), or say `# sees all: why`"


def faults_in(path: Path, text: str) -> list[Fault]:
    """path: only named in what is answered."""
    tree = ast.parse(text)
    lines = text.splitlines()
    first = next((n.lineno for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)), len(lines))
    if any(_BECAUSE.search(line) for line in lines[:first]):
        return []
    parts = {name: _said(node) for name, node in _named(tree)}
    used = {name for said in parts.values() for name in said.names if name.startswith("_")}
    found: list[Fault] = []
    for name, node in _named(tree):
        if name in used or any(_BECAUSE.search(line) for line in lines[node.lineno - 1 : node.end_lineno]):
            continue
        table = _unasked(_whole(name, parts, set()))
        if table:
            found.append(Fault(path, node.lineno, name, table))
    return found


def _named(tree: ast.Module) -> Iterator[tuple[str, ast.stmt]]:
    """Functions and constants of the module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def _said(node: ast.stmt) -> Said:
    said = Said()
    docstring = ast.get_docstring(node, clean=False) if hasattr(node, "body") else None  # pyright: ignore[reportArgumentType]
    for inner in ast.walk(node):
        if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and inner.value != docstring:
            said.texts.append(inner.value)
        elif isinstance(inner, ast.Name):
            said.names.add(inner.id)
        elif isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name) and inner.func.id == "unmasked":
            column = inner.args[0]
            if isinstance(column, ast.Constant):
                said.asked.add(str(column.value).partition(".")[0])
    return said


def _whole(name: str, parts: dict[str, Said], seen: set[str]) -> Said:
    """With what it is made of, of the same module."""
    said = parts[name]
    whole = Said(list(said.texts), set(said.asked))
    seen.add(name)
    for other in said.names & set(parts) - seen:
        if other.startswith("_"):
            inner = _whole(other, parts, seen)
            whole.texts += inner.texts
            whole.asked |= inner.asked
    return whole


def _unasked(said: Said) -> str | None:
    """The first table that is read without asking."""
    read = [
        (
            match[1].lower(),
            match[2].lower() if match[2] and match[2].lower() not in _NO_ALIAS else match[1].lower(),
        )
        for text in said.texts
        for match in _tables(" ".join(text.split()))
    ]
    asked = {table for table, alias in read if alias in said.asked}
    for table, alias in read:
        if alias not in said.asked and (ITEMS[table] is None or ITEMS[table] not in asked):
            return table
    return None


def _tables(text: str) -> Iterator[re.Match[str]]:
    yield from _READS.finditer(text)
    for one in _LIST.finditer(text):
        yield from _ALSO.finditer(one[1])


def main(folder: Path) -> int:
    files = sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts)
    found = [fault for path in files for fault in faults_in(path, path.read_text("utf-8"))]
    for fault in found:
        print(fault, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "backend/rooms")))
