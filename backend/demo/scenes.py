"""What the generated photos show: the things of a family's notebook, drawn. Nobody in them exists."""

from collections.abc import Callable

from backend.demo import palette as p
from backend.demo.canvas import Canvas

Scene = Callable[[Canvas], None]


def _floor(c: Canvas, line: float, wall: str = p.PAPER, floor: str = p.WOOD) -> None:
    c.card(0, -20, 1000, line + 20, wall, 0)
    c.card(0, line, 1000, c.height, floor, 0)
    for at in range(5):
        y = line + (c.height - line) * (at / 5) ** 1.4
        c.stroke([(-20, y), (1020, y)], 3, p.WOOD_DARK)
    c.card(0, line - 16, 1000, 16, p.LINE, 0)


def orthosis(c: Canvas) -> None:
    """A leg in a new ankle-foot orthosis, on a stool's cushion."""
    _floor(c, c.height * 0.62, p.TEAL_WASH)
    c.glow(520, c.height - 150, 330, 40, "#4b3a26", 0.5)
    c.limb([(420, -60), (450, 300), (470, 480)], [150, 138, 112], p.VIOLET)
    c.limb([(455, 430), (480, 620), (500, 900), (520, 1060)], [104, 96, 84, 62], p.SKIN)
    c.limb([(520, 1040), (590, 1110), (760, 1136)], [66, 58, 44], p.SKIN)
    c.limb([(462, 660), (478, 860), (494, 1010), (508, 1090)], [98, 92, 74, 64], "#dfe9e6")
    c.limb([(500, 1110), (620, 1160), (800, 1172)], [58, 40, 32], "#dfe9e6")
    c.limb([(484, 680), (496, 860), (508, 1000)], [74, 70, 52], "#f6faf9")
    for y, half in ((720, 108), (930, 92), (1064, 82)):
        c.stroke([(490 - half + (y - 720) / 12, y + 6), (490 + half + (y - 720) / 12, y - 6)], 46, p.TEAL)
        c.card(474 + (y - 720) / 12, y - 18, 40, 36, p.TEAL_LIGHT, 6)
    for x, y in ((452, 810), (486, 840), (520, 806), (470, 872), (512, 880)):
        c.disc(x, y, 11, None, p.AMBER_LIGHT)


def swing(c: Canvas) -> None:
    """The boy on a swing in a garden, his orthosis on."""
    c.card(0, -20, 1000, c.height * 0.62, "#cfe9f3", 0)
    c.disc(820, 110, 70, None, "#fff1c4")
    for x, y, r in ((140, 120, 46), (200, 100, 60), (262, 124, 44), (560, 170, 36), (606, 156, 46)):
        c.disc(x, y, r, r * 0.7, "#ffffff")
    for x, r in ((60, 190), (330, 150), (560, 180), (860, 210)):
        c.disc(x, c.height * 0.60, r, r * 0.62, p.GREEN_LIGHT)
    c.card(0, c.height * 0.60, 1000, c.height, "#a9cf8f", 0)
    c.glow(480, c.height - 60, 190, 22, "#3d5a2a", 0.55)
    c.stroke([(180, 720), (250, 60)], 22, p.WOOD_DARK)
    c.stroke([(860, 720), (790, 60)], 22, p.WOOD_DARK)
    c.stroke([(225, 70), (815, 70)], 26, p.WOOD)
    c.stroke([(440, 76), (400, 500)], 7, p.SOFT)
    c.stroke([(600, 76), (560, 510)], 7, p.SOFT)
    c.limb([(480, 488), (600, 496)], [44, 34], p.SKIN)
    c.limb([(604, 498), (596, 640)], [32, 24], p.SKIN)
    c.limb([(592, 652), (650, 662)], [24, 17], "#d65f6a")
    c.limb([(480, 484), (622, 500)], [46, 36], p.SKIN)
    c.limb([(622, 502), (672, 626)], [33, 26], p.SKIN)
    c.limb([(646, 556), (674, 628), (722, 628)], [34, 30, 16], "#e9f1ef")
    c.stroke([(622, 584), (690, 566)], 13, p.TEAL)
    c.limb([(676, 648), (734, 640)], [25, 18], "#d65f6a")
    c.limb([(474, 482), (568, 494)], [50, 44], p.VIOLET)
    c.limb([(470, 330), (478, 400), (486, 490)], [50, 58, 68], p.TEAL)
    c.limb([(462, 340), (420, 350), (414, 300)], [23, 19, 17], p.SKIN)
    c.limb([(490, 340), (560, 356), (582, 310)], [23, 19, 17], p.SKIN)
    c.card(380, 512, 220, 22, p.AMBER, 8)
    c.disc(470, 236, 70, None, p.SKIN)
    c.limb([(414, 240), (424, 192), (474, 170), (522, 192)], [18, 30, 32, 20], p.HAIR)
    c.disc(494, 236, 8, None, p.INK)
    c.disc(524, 240, 7, None, p.INK)
    c.disc(446, 248, 11, 15, p.SKIN_LINE)
    c.stroke([(496, 268), (508, 274), (522, 268)], 6, p.SKIN_LINE)


def drawing(c: Canvas) -> None:
    """A child's felt-tip drawing, photographed on the table."""
    c.card(0, 0, 1000, c.height, p.WOOD, 0)
    for y in range(0, round(c.height), 150):
        c.stroke([(-10, y + 20), (1010, y + 34)], 3, p.WOOD_DARK)
    c.glow(500, c.height / 2 + 16, 420, c.height * 0.42, "#3a2a18", 0.5, 0.06)
    c.shape([(80, 90), (930, 60), (944, c.height - 90), (64, c.height - 70)], "#fffdf8")
    c.disc(780, 220, 74, None, "#f5b83d")
    for dx, dy in ((0, -120), (85, -85), (120, 0), (85, 85), (-85, -85), (-120, 0), (0, 120), (-85, 85)):
        c.stroke([(780 + dx * 0.75, 220 + dy * 0.75), (780 + dx, 220 + dy)], 11, "#f5b83d")
    for x, tall, ink in ((250, 300, p.TEAL), (420, 420, p.VIOLET), (590, 250, "#d65f6a")):
        foot = 820
        c.stroke([(x, foot - tall * 0.3), (x, foot - tall * 0.72)], 12, ink)
        for way in (-1, 1):
            c.stroke([(x, foot - tall * 0.3), (x + way * 42, foot)], 12, ink)
            c.stroke([(x, foot - tall * 0.58), (x + way * 70, foot - tall * 0.42)], 12, ink)
        c.disc(x, foot - tall * 0.72 - 52, 54, None, ink)
        c.disc(x, foot - tall * 0.72 - 52, 43, None, "#fffdf8")
        for way in (-1, 1):
            c.disc(x + way * 16, foot - tall * 0.72 - 60, 6, None, p.INK)
        c.stroke(
            [
                (x - 18, foot - tall * 0.72 - 38),
                (x, foot - tall * 0.72 - 28),
                (x + 18, foot - tall * 0.72 - 38),
            ],
            6,
            p.INK,
        )
    for x in range(110, 900, 26):
        c.stroke([(x, 856), (x + 9, 826)], 8, "#6fae5a")
    c.text(180, 72 + 36, "MOI, MAMAN ET LÉON", 44, p.INK)


def pressure_mark(c: Canvas) -> None:
    """The skin under an orthosis: a soft redness over the ankle bone, a ruler beside it."""
    c.card(0, 0, 1000, c.height, "#dfeceb", 0)
    c.glow(520, c.height * 0.62, 430, 150, "#55706d", 0.35)
    c.limb([(-80, 280), (300, 330), (560, 400), (640, 470)], [165, 150, 118, 104], p.SKIN)
    c.limb([(600, 470), (770, 560), (1000, 590)], [108, 92, 66], p.SKIN)
    c.glow(580, 400, 70, 62, "#fbe0c6", 0.9)
    c.glow(585, 405, 52, 40, "#d9705f", 0.75, 0.5)
    c.glow(588, 408, 22, 16, "#c24f44", 0.6, 0.5)
    c.card(120, c.height - 130, 700, 62, "#fdfdfb", 6, p.LINE)
    for mm in range(69):
        c.stroke(
            [(140 + mm * 9.6, c.height - 130), (140 + mm * 9.6, c.height - (96 if mm % 10 == 0 else 112))],
            2.4,
            p.SOFT,
        )
    for cm in range(7):
        c.text(140 + cm * 96, c.height - 92, str(cm), 20, p.INK, "ma")


def bath_chair(c: Canvas) -> None:
    """A bath chair in a tiled bathroom."""
    c.card(0, 0, 1000, c.height, "#eef5f4", 0)
    for x in range(0, 1000, 100):
        c.stroke([(x, 0), (x, c.height * 0.72)], 3, "#d8e6e3")
    for y in range(0, round(c.height * 0.72), 100):
        c.stroke([(0, y), (1000, y)], 3, "#d8e6e3")
    c.card(0, c.height * 0.72, 1000, c.height, "#cfd9d6", 0)
    c.card(80, 420, 840, 250, "#ffffff", 60, "#dde5e3")
    c.disc(500, 440, 400, 26, "#d9edf2")
    c.limb([(300, 200), (340, 330), (380, 430)], [46, 46, 46], p.TEAL)
    c.limb([(380, 430), (520, 440), (640, 420)], [44, 44, 40], p.TEAL)
    c.limb([(640, 420), (700, 470)], [36, 34], p.TEAL)
    c.limb([(286, 150), (300, 200)], [40, 44], p.TEAL_LIGHT)
    for points in ([(330, 190), (300, 540)], [(640, 450), (670, 560)], [(300, 540), (690, 560)]):
        c.stroke(points, 14, "#9fb3af")
    for y in (250, 330):
        c.stroke([(284 + (y - 250) / 3, y), (372 + (y - 250) / 3, y - 14)], 22, p.AMBER_LIGHT)
    c.limb([(790, 424), (846, 428)], [34, 22], p.AMBER_LIGHT)
    c.disc(788, 378, 30, None, p.AMBER_LIGHT)
    c.disc(780, 370, 6, None, p.INK)
    c.shape([(766, 376), (738, 384), (766, 392)], "#d98a3d")


def hearing_aid(c: Canvas) -> None:
    """Two hearing aids in their box, with coloured moulds."""
    c.card(0, 0, 1000, c.height, p.VIOLET_WASH, 0)
    c.glow(500, c.height * 0.56, 360, 250, "#4b4266", 0.45, 0.12)
    c.card(150, 130, 700, c.height - 260, "#ffffff", 60, p.LINE)
    c.card(190, 170, 620, c.height - 340, "#f3f0fa", 44)
    for x, ink, light in ((350, "#d65f6a", "#f2a9b0"), (650, p.TEAL, p.TEAL_LIGHT)):
        c.limb([(x - 40, 300), (x - 66, 390), (x - 30, 480)], [38, 46, 34], ink)
        c.limb([(x - 52, 330), (x - 60, 400)], [10, 12], light)
        c.limb([(x - 40, 290), (x + 10, 230), (x + 70, 270), (x + 66, 380)], [11, 9, 9, 9], "#dfe6ee")
        c.limb([(x + 60, 400), (x + 30, 450), (x + 56, 476)], [40, 34, 26], light)
        c.disc(x - 44, 360, 7, None, "#ffffff")
    c.text(350, c.height - 238, "gauche", 30, p.SOFT, "ma")
    c.text(650, c.height - 238, "droite", 30, p.SOFT, "ma")


def picture_cards(c: Canvas) -> None:
    """Communication cards on a ring: the words of the day."""
    c.card(0, 0, 1000, c.height, "#e9dfcf", 0)
    for y in range(0, round(c.height), 170):
        c.stroke([(-10, y), (1010, y + 20)], 3, "#d6c8b2")
    words = ("manger", "boire", "dormir", "encore", "fini", "mal")
    tints = (p.AMBER_WASH, p.TEAL_WASH, p.VIOLET_WASH, p.GREEN_WASH, "#ffffff", "#fdecea")
    for at, (word, tint) in enumerate(zip(words, tints, strict=True)):
        x, y = 90 + at % 3 * 285, 90 + at // 3 * 300
        c.glow(x + 125, y + 140, 118, 112, "#5a4a34", 0.5, 0.1)
        c.card(x, y, 250, 260, tint, 26, p.LINE)
        c.text(x + 125, y + 236, word, 38, p.INK, "mb")
        _CARDS[word](c, x + 125, y + 100)


def _eat(c: Canvas, x: float, y: float) -> None:
    c.disc(x, y, 62, None, "#ffffff")
    c.disc(x, y, 42, None, p.AMBER_LIGHT)
    c.stroke([(x + 84, y - 50), (x + 84, y + 56)], 10, p.SOFT)
    c.stroke([(x - 84, y - 50), (x - 84, y + 56)], 10, p.SOFT)


def _drink(c: Canvas, x: float, y: float) -> None:
    c.shape([(x - 44, y - 60), (x + 44, y - 60), (x + 32, y + 62), (x - 32, y + 62)], "#ffffff")
    c.shape([(x - 40, y - 20), (x + 40, y - 20), (x + 32, y + 62), (x - 32, y + 62)], p.TEAL_LIGHT)
    c.stroke([(x + 12, y + 30), (x + 40, y - 92)], 9, "#d65f6a")


def _sleep(c: Canvas, x: float, y: float) -> None:
    c.disc(x, y, 62, None, p.AMBER_LIGHT)
    c.disc(x + 28, y - 18, 54, None, p.VIOLET_WASH)


def _more(c: Canvas, x: float, y: float) -> None:
    c.stroke([(x - 56, y), (x + 56, y)], 24, p.GREEN)
    c.stroke([(x, y - 56), (x, y + 56)], 24, p.GREEN)


def _done(c: Canvas, x: float, y: float) -> None:
    c.stroke([(x - 54, y + 4), (x - 14, y + 46), (x + 60, y - 46)], 24, p.TEAL)


def _hurts(c: Canvas, x: float, y: float) -> None:
    c.disc(x, y, 64, None, p.SKIN)
    c.disc(x - 24, y - 14, 8, None, p.INK)
    c.disc(x + 24, y - 14, 8, None, p.INK)
    c.stroke([(x - 26, y + 34), (x, y + 18), (x + 26, y + 34)], 8, p.SKIN_LINE)
    c.disc(x - 34, y + 16, 8, 13, "#7fb6d9")


_CARDS = {"manger": _eat, "boire": _drink, "dormir": _sleep, "encore": _more, "fini": _done, "mal": _hurts}


def letter(c: Canvas) -> None:
    """A letter laid on a table, photographed a little askew."""
    c.card(0, 0, 1000, c.height, p.WOOD, 0)
    for y in range(0, round(c.height), 190):
        c.stroke([(-10, y), (1010, y + 26)], 3, p.WOOD_DARK)
    c.glow(500, c.height / 2 + 20, 400, c.height * 0.45, "#3a2a18", 0.55, 0.05)
    c.shape([(96, 70), (920, 84), (904, c.height - 76), (80, c.height - 92)], "#fdfcf9")
    c.card(150, 130, 84, 84, p.TEAL_WASH, 18)
    c.stroke([(170, 172), (214, 172)], 12, p.TEAL)
    c.stroke([(192, 150), (192, 194)], 12, p.TEAL)
    c.text(256, 136, "Consultation de médecine physique", 27, p.INK)
    c.text(256, 174, "et de réadaptation de l’enfant", 27, p.SOFT)
    c.text(580, 268, "Le 12 octobre 2026", 25, p.SOFT)
    lines = (
        "Chers parents,", "", "J’ai revu Théo ce jour avec son kinésithérapeute.", "La marche est plus fluide qu’en juin. Le genou gauche",
        "se plie mieux quand le pied quitte le sol, et Théo dit", "qu’il se fatigue moins sur le chemin de l’école.", "",
        "L’attelle de jour est bien supportée ; une rougeur à la", "cheville est à surveiller. Merci de filmer la marche",
        "pieds nus, de profil et de face, dans un mois.", "", "Je le reverrai en janvier.", "", "Bien à vous,",
    )  # fmt: skip
    for at, line in enumerate(lines):
        c.text(156 - at * 0.6, 340 + at * 54, line, 25, p.INK)
    c.limb(
        [(600, 1120), (640, 1080), (670, 1130), (720, 1078), (760, 1120), (820, 1096)],
        [3, 4, 3, 4, 3, 2],
        p.VIOLET,
    )
    c.text(600, 1146, "Dr M. Aubry", 27, p.SOFT)


SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (orthosis, swing, drawing, pressure_mark, bath_chair, hearing_aid, picture_cards, letter)
}
