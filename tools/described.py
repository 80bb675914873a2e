"""Writes what the sheets' lines hold, for the phone: its forms and its words are drawn from that, one file a language.

python -m tools.described FOLDER [--check]
"""

import json
import sys
from pathlib import Path
from typing import Any

from backend.rooms.sheets.described import Described, Kind, Words, fields_of
from backend.rooms.sheets.eleven import SHEETS

LANGUAGES = ("fr", "en")
HEAD = """/** What the lines of the sheets hold, in one language. Generated from backend/rooms/sheets/kinds: `./just types`. */
import type { SheetAbout } from "./described";

const sheets: SheetAbout[] = [
"""


def written(language: int) -> str:
    def said(words: Words) -> str:
        return words[language]

    def pairs(words: dict[str, Words]) -> list[list[str]]:
        return [[key, said(one)] for key, one in words.items()]

    def field(one: Described) -> dict[str, Any]:
        told = {
            "name": one.name,
            "label": said(one.label),
            "input": one.input,
            "help": one.help and said(one.help),
            "unit": one.unit and said(one.unit),
            "choices": pairs(one.choices),
            "most": one.most,
            "least": one.least,
            "pattern": one.pattern,
            "needed": one.needed,
        }
        return {name: value for name, value in told.items() if value not in (None, [], False)}

    def kind(one: Kind) -> str:
        about: dict[str, Any] = {"name": said(one.name), "one": said(one.one), "title": one.title}
        about |= {"slots": pairs(one.slots), "most": one.most, "none": one.none, "urgent": one.urgent}
        fields = "".join(f"          {_js(field(f))},\n" for f in fields_of(one))
        return f'      {{\n        tag: "{one.tag}",\n{_members(about, 8)}        fields: [\n{fields}        ],\n      }},\n'

    sheets = ""
    for sheet, about in SHEETS.items():
        told = {"category": about.category.value, "name": said(about.name), "filledBy": said(about.filled_by)}
        kinds = "".join(map(kind, about.kinds))
        sheets += (
            f'  {{\n    sheet: "{sheet.value}",\n{_members(told, 4)}    kinds: [\n{kinds}    ],\n  }},\n'
        )
    return f"{HEAD}{sheets}];\n\nexport default sheets;\n"


def _js(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _members(told: dict[str, Any], indent: int) -> str:
    return "".join(f"{' ' * indent}{name}: {_js(value)},\n" for name, value in told.items())


def main() -> int:
    folder = Path(sys.argv[1])
    stale = False
    for at, language in enumerate(LANGUAGES):
        file, text = folder / f"described-{language}.ts", written(at)
        if "--check" not in sys.argv:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            print(f"{file} is not what the sheets hold: run ./just types", file=sys.stderr)
            stale = True
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
