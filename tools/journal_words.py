"""Writes what a day's entries hold, for the phone: its forms and its words are drawn from that, one file a language.

python -m tools.journal_words FOLDER [--check]
"""

import json
import sys
from pathlib import Path
from typing import Any

from backend.rooms.journal.kinds import KINDS
from backend.rooms.sheets.described import Described, Kind, fields_of

LANGUAGES = ("fr", "en")
HEAD = """/** What a day's entries hold, in one language. Generated from backend/rooms/journal/kinds.py: `./just types`. */
import type { About } from "./described";

"""


def written(language: int) -> str:
    def field(one: Described) -> dict[str, Any]:
        told = {
            "name": one.name,
            "label": one.label[language],
            "input": one.input,
            "help": one.help and one.help[language],
            "unit": one.unit and one.unit[language],
            "choices": [[key, words[language]] for key, words in one.choices.items()],
            "most": one.most,
            "least": one.least,
            "needed": one.needed,
        }
        return {name: value for name, value in told.items() if value not in (None, [], False)}

    def kind(one: Kind) -> str:
        fields = "".join(f"      {_js(field(f))},\n" for f in fields_of(one))
        head = f"kind: {_js(one.tag)}, name: {_js(one.name[language])}, one: {_js(one.one[language])}"
        return f"  {{\n    {head},\n    fields: [\n{fields}    ],\n  }},\n"

    return f"{HEAD}const kinds: About[] = [\n{''.join(map(kind, KINDS))}];\n\nexport default kinds;\n"


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def main() -> int:
    folder, stale = Path(sys.argv[1]), False
    for at, language in enumerate(LANGUAGES):
        file, text = folder / f"described-{language}.ts", written(at)
        if "--check" not in sys.argv:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            print(f"{file} is not what a day's entries hold: run ./just types", file=sys.stderr)
            stale = True
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
