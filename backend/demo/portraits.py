"""Two drawn faces, for the notebooks of a boy of 10 and a girl of 3. They are nobody's."""

from backend.demo import palette as p
from backend.demo.canvas import Canvas


def _face(c: Canvas, x: float, y: float, r: float) -> None:
    c.limb([(x, y + r * 0.7), (x, y + r * 1.5)], [r * 0.34, r * 0.38], p.SKIN_SHADE)
    for way in (-1, 1):
        c.disc(x + way * r * 0.98, y + r * 0.08, r * 0.19, r * 0.24, p.SKIN_SHADE)
    c.disc(x, y, r, r * 1.08, p.SKIN)
    for way in (-1, 1):
        c.glow(x + way * r * 0.52, y + r * 0.40, r * 0.20, r * 0.15, p.CHEEK, 0.7, 0.5)
        c.disc(x + way * r * 0.36, y + r * 0.06, r * 0.085, r * 0.105, p.INK)
        c.disc(x + way * r * 0.36 + r * 0.03, y + r * 0.02, r * 0.028, None, "#ffffff")
    c.limb(
        [(x, y + r * 0.16), (x + r * 0.06, y + r * 0.32), (x - r * 0.02, y + r * 0.34)],
        [r * 0.016] * 3,
        p.SKIN_LINE,
    )


def _smile(c: Canvas, x: float, y: float, r: float, *, open_: bool) -> None:
    curve = [
        (x - r * 0.30, y + r * 0.52),
        (x - r * 0.14, y + r * 0.64),
        (x + r * 0.14, y + r * 0.64),
        (x + r * 0.30, y + r * 0.52),
    ]
    if open_:
        c.disc(x, y + r * 0.56, r * 0.26, r * 0.17, "#b5524f")
        c.card(x - r * 0.30, y + r * 0.30, r * 0.60, r * 0.25, p.SKIN, 0)
        c.card(x - r * 0.20, y + r * 0.55, r * 0.40, r * 0.05, "#ffffff", 4)
    c.limb(curve, [r * 0.03] * 4, p.SKIN_LINE)


def boy(c: Canvas) -> None:
    c.glow(500, c.height * 0.42, 520, 460, "#cfe6df", 0.9, 0.4)
    x, y, r = 500.0, c.height * 0.44, 190.0
    c.card(x - 330, c.height * 0.76, 660, 500, p.TEAL, 170)
    _face(c, x, y, r)
    c.disc(x, c.height * 0.765, 80, 34, p.SKIN_SHADE)
    c.limb(
        [(x - 178, y - 20), (x - 150, y - 130), (x, y - 196), (x + 150, y - 130), (x + 178, y - 20)],
        [26, 52, 60, 52, 26],
        p.HAIR,
    )
    c.limb([(x - 130, y - 120), (x + 20, y - 128), (x + 120, y - 96)], [52, 40, 26], p.HAIR)
    c.limb([(x - 40, y - 214), (x + 30, y - 262), (x + 66, y - 240)], [30, 18, 8], p.HAIR)
    for way in (-1, 1):
        c.limb([(x + way * 44, y - 44), (x + way * 96, y - 46)], [7, 6], p.HAIR)
    _smile(c, x, y, r, open_=False)
    for dx, dy in ((-60, 40), (-44, 56), (-80, 54), (60, 42), (46, 58), (80, 56)):
        c.disc(x + dx, y + dy, 4, None, p.SKIN_LINE)


def girl(c: Canvas) -> None:
    c.glow(500, c.height * 0.42, 520, 460, "#f6ddb0", 0.9, 0.4)
    x, y, r = 500.0, c.height * 0.46, 190.0
    for way in (-1, 1):
        c.disc(x + way * 196, y - 150, 84, None, p.DARK_HAIR)
        c.disc(x + way * 158, y - 112, 26, None, "#d65f6a")
    c.card(x - 270, c.height * 0.79, 540, 500, "#f0bd6a", 150)
    c.disc(x, y - 24, r * 1.07, r * 1.10, p.DARK_HAIR)
    _face(c, x, y, r)
    c.limb(
        [(x - 170, y - 40), (x - 110, y - 130), (x, y - 158), (x + 110, y - 130), (x + 170, y - 40)],
        [22, 48, 52, 48, 22],
        p.DARK_HAIR,
    )
    c.limb([(x - 80, y - 110), (x, y - 84), (x + 80, y - 110)], [34, 26, 34], p.DARK_HAIR)
    for way in (-1, 1):
        c.limb([(x + way * 46, y - 40), (x + way * 90, y - 40)], [5, 5], p.DARK_HAIR)
        c.limb(
            [(x + way * 196, y - 6), (x + way * 210, y + 24), (x + way * 196, y + 60)], [12, 16, 10], p.VIOLET
        )
        c.limb(
            [(x + way * 192, y - 8), (x + way * 178, y + 8), (x + way * 180, y + 28)],
            [6, 6, 12],
            p.VIOLET_LIGHT,
        )
    _smile(c, x, y, r, open_=True)
