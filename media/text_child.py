"""The child process of `media.kinds` for what may be a text."""

import json
import sys
from pathlib import Path


def main(given: list[str]) -> None:
    print(json.dumps({"text": is_text(Path(given[0]).read_bytes())}))
    sys.stdout.flush()


def is_text(raw: bytes) -> bool:
    """Words, and nothing that a browser or a shell would run: a page, a drawing, a script begins otherwise. Pure."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            return False
    if text.lstrip()[:1] in ("<", "") or text.startswith(("#!", "{\\rtf", "%!")):
        return False
    return not any(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text)
