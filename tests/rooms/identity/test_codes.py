from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from PIL import Image

from backend.rooms.identity import codes

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 21, 9, 0, 10, tzinfo=UTC)


def code_at(moment: datetime) -> str:
    import pyotp

    return pyotp.TOTP(codes.spelled(SECRET)).at(moment)


# RFC 6238, appendix B, SHA-1: the last six of its eight digits
@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_rfcs_vectors(second: int, code: str):
    moment = datetime.fromtimestamp(second, UTC)
    assert codes.matching_step(secret=SECRET, code=code, now=moment, after=0) == second // 30


@pytest.mark.parametrize(
    ("drift", "accepted"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_one_step_of_drift_and_no_more(drift: int, accepted: bool):
    code = code_at(NOW + timedelta(seconds=drift))
    step = codes.matching_step(secret=SECRET, code=code, now=NOW, after=0)
    assert step == (codes.step_at(NOW) + drift // 30 if accepted else None)


def test_no_code_at_or_before_the_last_accepted():
    step = codes.step_at(NOW)
    for early in (NOW, NOW - timedelta(seconds=30)):
        with pytest.raises(codes.Spent):
            codes.matching_step(secret=SECRET, code=code_at(early), now=NOW, after=step)
    later = code_at(NOW + timedelta(seconds=30))
    assert codes.matching_step(secret=SECRET, code=later, now=NOW, after=step) == step + 1


def test_a_clock_set_back_frees_no_code():
    accepted = codes.step_at(NOW)
    back = NOW - timedelta(hours=1)
    assert codes.matching_step(secret=SECRET, code=code_at(back), now=back, after=accepted) is None


@pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦", "½½½½½½", "-12345"])
def test_what_is_no_code(code: str):
    assert codes.matching_step(secret=SECRET, code=code, now=NOW, after=0) is None


def test_spaces_are_how_apps_show_it():
    code = code_at(NOW)
    assert codes.matching_step(secret=SECRET, code=f"{code[:3]} {code[3:]}", now=NOW, after=0)


def test_secrets_are_160_bits_and_new():
    assert len(codes.new_secret()) == 20
    assert codes.new_secret() != codes.new_secret()


def test_the_address_is_what_apps_read():
    uri = codes.enrolment_uri(secret=SECRET, account="claire@example.org")
    assert uri == "otpauth://totp/CS3:claire%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CS3"


def test_the_qr_code_reads_back():
    import segno

    uri = codes.enrolment_uri(secret=SECRET, account="claire@example.org")
    svg = codes.qr_svg(uri)
    assert svg.startswith("<svg ")
    assert "script" not in svg
    assert "style" not in svg
    image = _drawn(svg)
    found = zxingcpp.read_barcodes(image)
    assert [f.text for f in found] == [uri]
    assert segno.make(uri, error="m", micro=False).symbol_size(border=4)[0] * 4 == image.size[0]


def _drawn(svg: str) -> Image.Image:
    """The picture an SVG of segno draws: strokes one module high, `m` and `h` from row to row."""
    import re

    size = int(re.search(r'viewBox="0 0 (\d+) ', svg)[1])  # type: ignore[index]
    path = re.search(r'stroke="#000"[^>]* d="([^"]+)"|d="([^"]+)"[^>]*stroke="#000"', svg)
    assert path, svg[:300]
    image = Image.new("L", (size // 4, size // 4), 255)
    x, y = 0.0, 0.0
    for command, text in re.findall(r"([Mmh])([-0-9. ]+)", path[1] or path[2]):
        numbers = [float(n) for n in re.findall(r"-?[0-9.]+", text)]
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            for column in range(int(numbers[0])):
                image.putpixel((int(x) + column, int(y - 0.5)), 0)
            x += numbers[0]
    return image.resize((size, size), Image.Resampling.NEAREST)
