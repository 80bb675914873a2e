"""What the server says in French is set as French is: a narrow no-break space before : ; ! ? and inside « »."""

import io
import re
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What only a terminal shows is left as a keyboard writes it.
TERMINAL = {
    "cli.py",
    "cli_audit.py",
    "cli_backup.py",
    "cli_backup_running.py",
    "cli_checks.py",
    "cli_keys.py",
    "cli_status.py",
    "embedded.py",
    "embedded_run.py",
}
FILES = [
    path
    for folder in ("backend", "push")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path.name not in TERMINAL and not {"migrations", "backup"} & set(path.parts)
]
WRONG = re.compile(r"[\w»)}’…][ \u00a0][:;!?](?=[ \"'\n]|$)|« | »")


def said(source: str) -> list[tuple[int, str]]:
    """(line, text) of every string that is not a docstring."""
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type in {tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", -1)}
        and not token.string.startswith(('"""', "'''", 'r"""', 'f"""'))
    ]


def test_the_check_sees_what_is_wrong() -> None:
    for wrong in ('"Trop gros : la limite"', '"« aucun »"', '"Qui ?"', 'f"{name} : rien"'):
        assert any(WRONG.search(text) for _, text in said(f"x = {wrong}")), wrong
    for right in ('"Trop gros\u202f: la limite"', '"Too large: the limit"', "lines[a : b]"):
        assert not any(WRONG.search(text) for _, text in said(f"x = {right}")), right


def test_a_sentence_is_set_as_french_is() -> None:
    assert len(FILES) > 300, "the folders are looked at"
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {text}"
        for path in FILES
        for line, text in said(path.read_text())
        if WRONG.search(text)
    ]
    assert wrong == []
