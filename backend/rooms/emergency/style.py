"""The page's look: one small stylesheet, allowed by its digest, and the colours it is made of.

Every text stands at 7 : 1 or more on its ground, in light and in dark; a test computes it from PALETTES.
"""

import base64
import hashlib
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Palette:
    """Colours as #rrggbb. `on_red` is written on `red_ground`; `red` and `green` on `paper` and `wash`."""

    paper: str
    ink: str
    soft: str
    line: str
    red_ground: str
    on_red: str
    red: str
    wash: str
    green: str
    amber: str


LIGHT = Palette(
    paper="#ffffff",
    ink="#14171a",
    soft="#3f464d",
    line="#d9d5cd",
    red_ground="#8c1810",
    on_red="#ffffff",
    red="#8c1810",
    wash="#fff1ef",
    green="#0f4d1d",
    amber="#613900",
)
DARK = Palette(
    paper="#14171a",
    ink="#f3f5f6",
    soft="#c3cad1",
    line="#3a4148",
    red_ground="#7c140d",
    on_red="#ffffff",
    red="#ffb3aa",
    wash="#33130f",
    green="#a6e3b0",
    amber="#ffd08a",
)

TEXT_ON = [
    ("ink", "paper"),
    ("soft", "paper"),
    ("red", "paper"),
    ("green", "paper"),
    ("amber", "paper"),
    ("ink", "wash"),
    ("soft", "wash"),
    ("red", "wash"),
    ("amber", "wash"),
    ("on_red", "red_ground"),
    ("paper", "ink"),
]
"""Every pair of text and ground that the stylesheet uses."""

_NAMES = {
    "paper": "p",
    "ink": "i",
    "soft": "s",
    "line": "l",
    "red_ground": "h",
    "on_red": "o",
    "red": "r",
    "wash": "w",
    "green": "g",
    "amber": "a",
}


def _variables(palette: Palette) -> str:
    return ";".join(f"--{_NAMES[f.name]}:{_short(getattr(palette, f.name))}" for f in fields(palette))


def _short(colour: str) -> str:
    """#ffffff is #fff."""
    return (
        f"#{colour[1]}{colour[3]}{colour[5]}"
        if all(colour[n] == colour[n + 1] for n in (1, 3, 5))
        else colour
    )


_RULES = """
*{box-sizing:border-box;margin:0}
html{font:112.5%/1.4 system-ui,sans-serif;-webkit-text-size-adjust:100%}
body{background:var(--p);color:var(--i);max-width:45rem;margin:auto;overflow-wrap:anywhere}
header{background:var(--h);color:var(--o);padding:14px 16px}
h1{font-size:1.4rem;line-height:1.2}
section,footer{padding:12px 16px;border-bottom:1px solid var(--l)}
h2,h3,small{font-size:1rem;color:var(--s)}
h2{text-transform:uppercase;letter-spacing:.03em;line-height:1.25;margin-bottom:4px}
h2 small{text-transform:none;letter-spacing:0;font-weight:400}
ul{padding:0;list-style:none}
li{padding:2px 0 2px 14px;text-indent:-14px;white-space:pre-line}
li,b,p,h1,a{unicode-bidi:isolate}
.a{background:var(--w);border-left:8px solid var(--r)}
.a b{font-size:1.3rem;text-transform:uppercase}
.n{color:var(--r)}.d{color:var(--g)}.q{color:var(--a)}
a{display:flex;flex-wrap:wrap;gap:0 12px;justify-content:space-between;align-items:center;min-height:52px;padding:6px 14px;margin:8px 0;
border:2px solid;border-radius:12px;color:inherit;text-decoration:none}
.t{padding:2px 0;text-indent:0}h3{padding-top:4px}
input,button{font:inherit;width:100%;min-height:56px;padding:6px 14px;margin:6px 0 12px;border:2px solid var(--i);border-radius:12px;background:var(--p);color:var(--i)}
button{background:var(--i);color:var(--p)}
@media print{:root{PRINT}html{font-size:12pt}header{border:3px solid;margin-bottom:8px}a{border:0;padding:0;min-height:0}li{break-inside:avoid}}
"""

_PRINT = Palette(
    paper="#ffffff",
    ink="#000000",
    soft="#333333",
    line="#999999",
    red_ground="#ffffff",
    on_red="#000000",
    red="#8c1810",
    wash="#ffffff",
    green="#0f4d1d",
    amber="#613900",
)

STYLE = (
    f":root{{color-scheme:light dark;{_variables(LIGHT)}}}"
    f"@media(prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}"
    + _RULES.replace("PRINT", _variables(_PRINT)).replace("\n", "")
)

STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
