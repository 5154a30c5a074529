"""Draw the pictures of the demo cases: simple town scenes, ours, CC0, no people.

Run `python tools/demo_images.py` to write demo/images/*.webp again; the same Pillow gives the same pictures.
"""

import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parents[1] / "demo/images"
WIDTH, HEIGHT, OVERSIZE = 1200, 675, 2  # drawn twice as large, then scaled down: smooth edges
GROUND = 520  # where houses stand, in pixels from the top

DAY = {
    "sky": "#dcebf2",
    "far": "#c3d6dd",
    "ground": "#e9dfcf",
    "path": "#d8cab3",
    "glass": "#9fc0cb",
    "frame": "#4b4a48",
}
EVENING = {
    "sky": "#30405f",
    "far": "#25324d",
    "ground": "#5b5566",
    "path": "#6d6472",
    "glass": "#ffd98a",
    "frame": "#2b2a33",
}
DUSK = {
    "sky": "#f3cfae",
    "far": "#dca98b",
    "ground": "#d9bfa5",
    "path": "#c4a688",
    "glass": "#ffe6ad",
    "frame": "#4a3b38",
}
WALLS = ["#e8b98a", "#d9826b", "#f0d9a8", "#b9c9a3", "#c7a5b5", "#8fb0b5", "#efe3d0", "#d8a05f"]
ROOFS = ["#9c4a38", "#7f4136", "#6b5a54", "#a85b41"]
AWNINGS = ["#b5433a", "#2f6f73", "#c98a2b", "#5a6f3c", "#6a4c7d"]
LEAVES = ["#5f8a4a", "#74a05a", "#4d7a48"]


class Scene:
    """A picture with a palette; all measures in pixels of the finished picture."""

    def __init__(self, name: str, palette: dict[str, str]):
        self.name, self.palette = name, palette
        self.chance = random.Random(name)
        self.image = Image.new("RGB", (WIDTH * OVERSIZE, HEIGHT * OVERSIZE), palette["sky"])
        self.draw = ImageDraw.Draw(self.image)
        self._hills()
        self.box(0, GROUND, WIDTH, HEIGHT - GROUND, palette["ground"])
        self.box(0, GROUND + 70, WIDTH, 60, palette["path"])

    def _hills(self) -> None:
        for _ in range(5):
            x, size = self.chance.randint(-100, WIDTH), self.chance.randint(180, 420)
            self.disc(x, GROUND, size, self.palette["far"])

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        corners = [x * OVERSIZE, y * OVERSIZE, (x + width) * OVERSIZE - 1, (y + height) * OVERSIZE - 1]
        self.draw.rounded_rectangle(corners, radius * OVERSIZE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        corners = [
            (x - radius) * OVERSIZE,
            (y - radius) * OVERSIZE,
            (x + radius) * OVERSIZE,
            (y + radius) * OVERSIZE,
        ]
        self.draw.ellipse(corners, fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self.draw.polygon([(x * OVERSIZE, y * OVERSIZE) for x, y in points], fill=colour)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        self.draw.line([(x * OVERSIZE, y * OVERSIZE) for x, y in points], fill=colour, width=int(width * OVERSIZE))

    def save(self) -> None:
        TARGET.mkdir(parents=True, exist_ok=True)
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(TARGET / f"{self.name}.webp", quality=82, method=6)


def house(scene: Scene, x: float, width: float, *, floors: int = 2, shop: str = "lit", ground: float = GROUND) -> None:
    """A gabled house; shop: lit, dark, awning or none."""
    chance, glass = scene.chance, scene.palette["glass"]
    height = 130 + 85 * (floors - 1)
    top = ground - height
    roof = 70 + chance.randint(0, 50)
    scene.box(x, top, width, height, chance.choice(WALLS))
    scene.shape([(x - 8, top), (x + width / 2, top - roof), (x + width + 8, top)], chance.choice(ROOFS))
    count = max(2, int(width // 62))
    for floor in range(floors - 1):
        for number in range(count):
            left = x + (number + 0.5) * width / count - 15
            scene.box(left - 3, top + 22 + 85 * floor - 3, 36, 52, "#f7f1e6")
            scene.box(left, top + 22 + 85 * floor, 30, 46, glass if chance.random() < 0.6 else "#7d8f97")
    if shop != "none":
        shop_front(scene, x, width, shop, ground)


def shop_front(scene: Scene, x: float, width: float, look: str, ground: float) -> None:
    """The ground floor: a door and a window; dark means empty."""
    dark = look == "dark"
    door = 34
    pane = "#8b8d8c" if dark else scene.palette["glass"]
    scene.box(x + 10, ground - 104, width - 20, 104, scene.palette["frame"], 4)
    scene.box(x + 18, ground - 94, width - 44 - door, 76, pane, 3)
    scene.box(x + width - 18 - door, ground - 94, door, 94, "#6f6f6d" if dark else "#f6ead2", 3)
    if dark:
        scene.line([(x + 26, ground - 26), (x + width - 34 - door, ground - 88)], "#a3a5a3", 3)
    else:
        goods(scene, x + 24, width - 56 - door, ground - 20)
    if look == "awning":
        awning(scene, x + 6, width - 12, ground - 118)


def goods(scene: Scene, x: float, width: float, bottom: float) -> None:
    """Coloured things behind the pane."""
    place = x
    while place < x + width - 16:
        size = scene.chance.randint(12, 30)
        scene.box(place, bottom - size, 12, size, scene.chance.choice(AWNINGS + WALLS), 2)
        place += scene.chance.randint(16, 28)


def awning(scene: Scene, x: float, width: float, y: float) -> None:
    colour, stripes = scene.chance.choice(AWNINGS), int(width // 22)
    for number in range(stripes):
        left = x + number * width / stripes
        shade = colour if number % 2 == 0 else "#f7f1e6"
        scene.shape([(left, y), (left + width / stripes, y), (left + width / stripes, y + 34), (left, y + 34)], shade)
        scene.disc(left + width / stripes / 2, y + 34, width / stripes / 2, shade)


def tree(scene: Scene, x: float, size: float, *, tub: bool = False, ground: float = GROUND + 40) -> None:
    crown = ground - size * 1.5
    scene.box(x - 5, crown, 10, size * 1.5, "#6f5138")
    for dx, dy, part in [(-0.4, 0.1, 0.5), (0.4, 0.1, 0.5), (0, -0.3, 0.6), (0, 0.2, 0.55)]:
        scene.disc(x + dx * size, crown + dy * size, part * size, scene.chance.choice(LEAVES))
    if tub:
        scene.shape([(x - 46, ground - 40), (x + 46, ground - 40), (x + 38, ground), (x - 38, ground)], "#8c6844")
        scene.box(x - 54, ground - 46, 108, 10, "#a98456", 3)


def stall(scene: Scene, x: float, ground: float = GROUND + 60) -> None:
    for left in (x, x + 124):
        scene.box(left, ground - 120, 6, 120, "#6d5a48")
    scene.box(x - 4, ground - 52, 138, 52, "#b88b5a", 3)
    for number in range(7):
        scene.disc(x + 12 + number * 18, ground - 58, 10, scene.chance.choice(AWNINGS + LEAVES))
    awning(scene, x - 16, 162, ground - 150)


def street(scene: Scene, shops: list[str], *, floors: tuple[int, ...] = (2, 3)) -> None:
    """A row of houses from edge to edge, one look per shop."""
    x, width = 0.0, WIDTH / len(shops)
    for look in shops:
        house(scene, x, width - 4, floors=scene.chance.choice(floors), shop=look)
        x += width


def lamp(scene: Scene, x: float, ground: float = GROUND + 50) -> None:
    scene.box(x - 4, ground - 230, 8, 230, "#3d4247")
    scene.disc(x, ground - 236, 17, "#ffe9b0")


def lights(scene: Scene, y: float) -> None:
    """A garland across the square."""
    points = [(x, y + 46 * (1 - ((x % 400) / 200 - 1) ** 2)) for x in range(0, WIDTH + 1, 10)]
    scene.line(points, "#3a3542", 2)
    for x, at in points[::4]:
        scene.disc(x, at + 7, 7, "#ffe9a8")


def erlbrueck(scene: Scene) -> None:
    street(scene, ["awning", "lit", "dark", "awning", "lit"])
    scene.box(612, GROUND - 78, 62, 34, "#f7f1e6", 3)
    tree(scene, 110, 58)
    tree(scene, 1090, 62)


def muehlfelden(scene: Scene) -> None:
    street(scene, ["lit", "lit", "lit", "lit"], floors=(2,))
    for number in range(4):
        scene.box(number * 300 + 60, GROUND - 84, 34, 50, AWNINGS[number])
        scene.disc(number * 300 + 130, GROUND - 56, 20, AWNINGS[(number + 2) % 5])
        scene.shape(
            [
                (number * 300 + 165, GROUND - 34),
                (number * 300 + 185, GROUND - 82),
                (number * 300 + 205, GROUND - 34),
            ],
            WALLS[number],
        )
    lamp(scene, 300)
    lamp(scene, 900)


def kaltenrode(scene: Scene) -> None:
    house(scene, -40, 320, floors=3, shop="dark")
    house(scene, 300, 560, floors=2, shop="awning")
    house(scene, 880, 380, floors=3, shop="lit")
    for number, colour in enumerate(AWNINGS):
        scene.box(380 + number * 66, GROUND - 90, 44, 44, colour, 4)
    scene.box(330, GROUND + 6, 90, 40, "#a98456", 3)
    tree(scene, 250, 60)


def silberaue(scene: Scene) -> None:
    scene.box(560, 90, 90, 430, "#e0d3bd")
    scene.shape([(548, 92), (605, 8), (662, 92)], "#55655f")
    scene.disc(605, 150, 26, "#f7f1e6")
    scene.line([(605, 150), (605, 132)], "#3d4247", 4)
    scene.line([(605, 150), (618, 156)], "#3d4247", 4)
    street(scene, ["lit", "dark", "awning", "dark", "lit", "awning"], floors=(2, 3))


def nordersiel(scene: Scene) -> None:
    for number in range(4):
        house(scene, 60 + number * 280, 230, floors=1, shop="awning")
    scene.box(0, GROUND + 60, WIDTH, HEIGHT, "#7fb0bd")
    for x in (180, 560, 930):
        scene.shape(
            [(x, GROUND + 104), (x + 150, GROUND + 104), (x + 124, GROUND + 138), (x + 22, GROUND + 138)],
            "#b5433a",
        )
        scene.box(x + 70, GROUND, 6, 106, "#4b4a48")
        scene.shape([(x + 80, GROUND + 6), (x + 80, GROUND + 92), (x + 136, GROUND + 92)], "#f7f1e6")


def lerchenfurt(scene: Scene) -> None:
    street(scene, ["lit"] * 6, floors=(2, 3))
    for number in range(6):
        left = number * 200 + 30
        scene.box(left, GROUND - 90, 92, 66, "#2f6f73" if number % 2 else "#5b3f77", 3)
        scene.box(left + 10, GROUND - 80, 50, 8, "#ffe9b0")
        scene.box(left + 10, GROUND - 64, 70, 6, "#f7f1e6")
        scene.box(left + 10, GROUND - 50, 62, 6, "#f7f1e6")


def feierabendmarkt(scene: Scene) -> None:
    street(scene, ["lit", "none", "lit", "none", "lit"], floors=(3,))
    lights(scene, 150)
    for x in (60, 330, 720, 990):
        stall(scene, x)
    scene.box(520, GROUND + 70, 170, 12, "#a98456", 3)
    for x in (536, 664):
        scene.box(x, GROUND + 80, 8, 44, "#6d5a48")


def stadtgutschein(scene: Scene) -> None:
    street(scene, ["awning", "lit", "awning", "lit"])
    scene.box(330, 210, 540, 310, "#f7f1e6", 28)
    scene.box(330, 210, 540, 96, "#b5433a", 28)
    scene.box(330, 270, 540, 40, "#b5433a")
    for row in range(6):
        for column in range(6):
            if scene.chance.random() < 0.55:
                scene.box(390 + column * 22, 345 + row * 22, 20, 20, "#3d4247")
    for number in range(3):
        scene.box(570, 350 + number * 44, 240 - number * 50, 18, "#c9b99f", 9)


def handwerkerhof(scene: Scene) -> None:
    scene.box(120, 130, 960, 390, "#c9c3b8")
    for row in range(3):
        for column in range(12):
            scene.box(150 + column * 76, 160 + row * 72, 58, 46, scene.palette["glass"])
    for number in range(6):
        left = 140 + number * 156
        scene.box(left, GROUND - 130, 140, 130, AWNINGS[number % 5], 4)
        scene.box(left + 12, GROUND - 116, 76, 96, "#f6ead2", 3)
        scene.disc(left + 50, GROUND - 66, 20, WALLS[number])
        scene.box(left + 98, GROUND - 116, 32, 116, "#4b4a48", 3)
    tree(scene, 60, 64)
    tree(scene, 1140, 64)


def neustrasse(scene: Scene) -> None:
    street(scene, ["lit", "awning", "lit", "awning", "lit"], floors=(3, 4))
    for x in (120, 360, 600, 840, 1080):
        lamp(scene, x)


def zaehlstelle(scene: Scene) -> None:
    street(scene, ["lit", "awning", "lit", "awning"])
    lamp(scene, 600)
    scene.box(582, GROUND - 70, 36, 26, "#2b2a33", 5)
    for reach in range(5):
        scene.line([(600, GROUND - 46), (300 + reach * 150, GROUND + 120)], "#b5433a", 2)


def baeume(scene: Scene) -> None:
    street(scene, ["awning", "lit", "lit", "awning"])
    for x in (130, 400, 670, 940, 1130):
        tree(scene, x, 62, tub=True, ground=GROUND + 90)


def lastenrad(scene: Scene) -> None:
    scene.box(60, 180, 620, 340, "#b9b4ab")
    for row in range(3):
        scene.box(60, 250 + row * 80, 620, 22, "#8e8a83")
    scene.box(180, GROUND - 100, 220, 100, "#3d4247", 4)
    house(scene, 760, 420, floors=2, shop="awning")
    for x in (520, 790):
        scene.disc(x, GROUND + 82, 40, "#2b2a33")
        scene.disc(x, GROUND + 82, 30, scene.palette["path"])
    scene.line([(520, GROUND + 82), (590, GROUND + 30), (680, GROUND + 82), (790, GROUND + 82)], "#2f6f73", 9)
    scene.line([(590, GROUND + 30), (576, GROUND - 6)], "#2f6f73", 9)
    scene.box(650, GROUND - 18, 150, 84, "#c98a2b", 6)
    scene.box(700, GROUND - 66, 70, 48, "#d8b98a", 3)


def baustelle(scene: Scene) -> None:
    """An open street: a digger, a barrier, a way of planks to the doors."""
    street(scene, ["awning", "lit", "awning", "lit"], floors=(2, 3))
    scene.box(0, GROUND + 70, WIDTH, 60, "#8a7a66")
    scene.shape([(60, GROUND + 130), (260, GROUND + 40), (420, GROUND + 130)], "#a58f74")
    for x in (330, 560, 790, 1020):
        scene.box(x - 34, GROUND + 2, 68, 126, "#d8b98a", 3)
    scene.box(820, GROUND + 40, 190, 46, "#c98a2b", 6)
    scene.box(840, GROUND - 30, 90, 74, "#c98a2b", 6)
    scene.box(852, GROUND - 20, 56, 40, scene.palette["glass"], 4)
    scene.box(806, GROUND + 86, 218, 34, "#3d4247", 16)
    scene.line([(840, GROUND + 20), (720, GROUND - 60), (640, GROUND + 60)], "#a8701f", 18)
    scene.shape([(610, GROUND + 50), (668, GROUND + 50), (650, GROUND + 96), (600, GROUND + 96)], "#3d4247")
    for at in range(6):
        scene.box(40 + at * 60, GROUND + 96, 60, 18, "#b5433a" if at % 2 else "#f6efe5")
    for x in (50, 370):
        scene.box(x, GROUND + 90, 10, 54, "#3d4247")


SCENES = {
    "ladenzeile-erlbrueck": (DAY, erlbrueck),
    "schaufenster-muehlfelden": (EVENING, muehlfelden),
    "moeglichkeitsladen-kaltenrode": (DAY, kaltenrode),
    "altstadt-silberaue": (DUSK, silberaue),
    "siel-nordersiel": (DAY, nordersiel),
    "leuchtfenster-lerchenfurt": (EVENING, lerchenfurt),
    "feierabendmarkt-rabenfurt": (EVENING, feierabendmarkt),
    "stadtgutschein-sonnfelden": (DAY, stadtgutschein),
    "handwerkerhof-elmenfurt": (DUSK, handwerkerhof),
    "neustrasse-baerenfurt": (EVENING, neustrasse),
    "zaehlstelle-rabenfurt": (DUSK, zaehlstelle),
    "baeume-sonnfelden": (DAY, baeume),
    "lastenrad-elmenfurt": (DAY, lastenrad),
    "baustelle-heidelberg": (DAY, baustelle),
}

if __name__ == "__main__":
    for name, (palette, paint) in SCENES.items():
        scene = Scene(name, palette)
        paint(scene)
        scene.save()
        print(name)
