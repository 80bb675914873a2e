import re
from itertools import pairwise

import pytest

from backend.rooms.emergency.page import document
from backend.rooms.emergency.style import _PRINT, DARK, LIGHT, STYLE, TEXT_ON, Palette


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_formula_on_known_pairs():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [LIGHT, DARK, _PRINT], ids=["light", "dark", "print"])
def test_every_text_stands_at_seven_to_one(palette: Palette):
    for text, ground in TEXT_ON:
        assert contrast(getattr(palette, text), getattr(palette, ground)) >= 7, (text, ground)


def test_no_colour_escapes_the_palettes_and_no_pair_the_list():
    rules = STYLE.partition("*{")[2]
    rules = re.sub(r":root\{--[^}]*\}", "", rules)
    assert not re.search(r"#[0-9a-f]{3}", rules)
    grounds = set(re.findall(r"background:var\(--(\w)\)", rules))
    texts = set(re.findall(r"(?<!-)\bcolor:var\(--(\w)\)", rules))
    listed = {name for pair in TEXT_ON for name in pair}
    names = {"p": "paper", "i": "ink", "s": "soft", "h": "red_ground", "o": "on_red", "r": "red", "w": "wash",
             "g": "green", "a": "amber"}  # fmt: skip
    assert {names[n] for n in grounds | texts} <= listed


def test_no_text_is_smaller_than_eighteen_pixels():
    assert "html{font:112.5%/1.4" in STYLE  # 18 px where the browser's own size is 16
    sizes = [float(n) for n in re.findall(r"font-size:([\d.]+)rem", STYLE)]
    assert sizes
    assert min(sizes) >= 1
    assert not re.search(r"font-size:[\d.]+px", STYLE)


def test_targets_are_tall_enough_and_it_prints():
    assert "min-height:52px" in STYLE
    assert "@media print" in STYLE
    assert "@media(prefers-color-scheme:dark)" in STYLE
    light, dark = (STYLE.find(c) for c in (LIGHT.soft, DARK.soft))
    assert 0 < light < dark


def test_the_policy_allows_this_style_and_nothing_else():
    import base64
    import hashlib

    from backend.rooms.emergency.style import STYLE_HASH

    sent = document("fr", "t", "").partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(sent.encode()).digest()).decode()
    assert f"sha256-{digest}" == STYLE_HASH
    assert all(one != other for one, other in pairwise(sorted(STYLE.split("}"))) if one)
