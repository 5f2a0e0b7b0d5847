"""Photos of flip charts for tests and benchmarks, made here: a sheet with writing on it hangs on a wall or
lies on a table, is seen from an angle, and is lit unevenly. Where its corners are is known."""

import io
import math
from random import Random
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from opennight.media.corners import Corners
from opennight.media.flipchart import box, perspective

WALLS = ("plain", "brick", "planks", "cork", "cloth", "tiles", "dark", "curtain")
PAPERS = ((250, 250, 248), (244, 240, 228), (235, 238, 242), (206, 178, 138))
INKS = ((20, 20, 30), (20, 40, 140), (160, 20, 30), (10, 100, 50))
NOTES = ((255, 235, 90), (255, 150, 190), (130, 220, 140), (120, 190, 255), (255, 170, 70))
SHEET = (900, 1240)
SMALL = (640, 480)
"""Of a photo, enough to find corners in: whatever is larger is made smaller before."""


class Shot(NamedTuple):
    """A photo, and the corners of its sheet as shares of its sides: top left, top right, bottom right,
    bottom left."""

    photo: Image.Image
    corners: Corners
    sheet: Image.Image
    wall: str


def stroke(draw: ImageDraw.ImageDraw, chance: Random, x: float, y: float, long: float, wide: int) -> None:
    """A line of handwriting."""
    high = chance.uniform(8, 20)
    points = [
        (x + at, y + high * math.sin(at / chance.uniform(6, 14)) * chance.uniform(0.3, 1))
        for at in range(0, int(long), 7)
    ]
    draw.line(points, chance.choice(INKS), wide, joint="curve")


def written(chance: Random, paper: tuple[int, int, int], size: tuple[int, int] = SHEET) -> Image.Image:
    """A sheet with a heading, lines, perhaps a grid, a frame and sticky notes."""
    sheet = Image.new("RGB", size, paper)
    draw = ImageDraw.Draw(sheet)
    wide, high = size
    if chance.random() < 0.3:
        faint = tuple(shade - 22 for shade in paper)
        for at in range(0, max(size), 50):
            draw.line([(at, 0), (at, high)], faint, 2)
            draw.line([(0, at), (wide, at)], faint, 2)
    font = ImageFont.load_default(chance.randrange(60, 110))
    draw.text(
        (chance.randrange(40, 140), 70), chance.choice(["Bees!", "What next?", "Our street"]), INKS[0], font
    )
    for row in range(chance.randrange(4, 14)):
        stroke(draw, chance, chance.uniform(50, 200), 230 + row * 70, chance.uniform(200, wide - 260), 6)
    if chance.random() < 0.4:
        x, y = chance.randrange(60, 300), chance.randrange(300, 700)
        draw.rectangle((x, y, x + chance.randrange(250, 550), y + 300), outline=chance.choice(INKS), width=7)
    for _note in range(chance.choice([0, 0, 3, 8])):
        x, y = chance.randrange(10, wide - 170), chance.randrange(200, high - 170)
        draw.rectangle((x, y, x + 150, y + 150), chance.choice(NOTES))
        stroke(draw, chance, x + 15, y + 60, 115, 4)
    if chance.random() < 0.3:
        draw.rectangle((0, 0, wide, 26), chance.choice([(60, 60, 65), (170, 170, 175)]))
    return sheet


def noise(chance: Random, size: tuple[int, int], spread: float, grain: int = 1) -> np.ndarray:
    small = (size[1] // grain + 1, size[0] // grain + 1)
    made = np.random.default_rng(chance.randrange(2**32)).normal(128, spread, small).clip(0, 255)
    large = Image.fromarray(made.astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
    return np.asarray(large, float) - 128


def lined(
    draw: ImageDraw.ImageDraw, size: tuple[int, int], step: tuple[int, int], ink: object, wide: int
) -> None:
    """Bricks, tiles or planks: rows, and joints in them (none if the step is 0)."""
    across, down = step
    for row, y in enumerate(range(0, size[1], down)):
        draw.line([(0, y), (size[0], y)], ink, wide)  # type: ignore[arg-type]
        for x in range((row % 2) * across // 2, size[0], across) if across else ():
            draw.line([(x, y), (x, y + down)], ink, wide)  # type: ignore[arg-type]


def wall_of(kind: str, chance: Random, size: tuple[int, int]) -> Image.Image:
    tone = {
        "plain": chance.choice([(205, 200, 190), (150, 170, 180), (190, 150, 120), (225, 222, 214)]),
        "brick": (150, 80, 60),
        "planks": (140, 100, 60),
        "cork": (170, 130, 85),
        "cloth": chance.choice([(60, 80, 110), (110, 60, 70)]),
        "tiles": (180, 190, 190),
        "dark": (45, 50, 55),
        "curtain": (120, 110, 140),
    }[kind]
    made = Image.new("RGB", size, tone)
    draw = ImageDraw.Draw(made)
    if kind == "brick":
        lined(draw, size, (110, 44), (190, 180, 170), 5)
    elif kind == "tiles":
        lined(draw, size, (160, 160), (140, 145, 150), 4)
    elif kind == "planks":
        lined(draw, size, (0, 90), (90, 60, 35), 4)
    spread = {"cork": 26.0, "cloth": 12.0, "planks": 8.0}.get(kind, 5.0)
    grained = np.asarray(made, float) + noise(chance, size, spread, 3 if kind == "cork" else 2)[..., None]
    if kind == "curtain":
        grained += 22 * np.sin(np.arange(size[0]) / chance.uniform(14, 30))[None, :, None]
    return Image.fromarray(grained.clip(0, 255).astype(np.uint8))


def clutter(made: Image.Image, chance: Random, much: int) -> None:
    """Posters, cables, a door frame, lamps: whatever else is there."""
    draw = ImageDraw.Draw(made)
    wide, high = made.size
    for _thing in range(much):
        x, y = chance.uniform(-0.1, 1) * wide, chance.uniform(-0.1, 1) * high
        ink = tuple(chance.randrange(20, 250) for _channel in range(3))
        what = chance.random()
        if what < 0.4:
            draw.rectangle(
                (x, y, x + chance.uniform(0.05, 0.3) * wide, y + chance.uniform(0.05, 0.4) * high), ink
            )
        elif what < 0.7:
            far = (x + chance.uniform(-1, 1) * wide, y + chance.uniform(-1, 1) * high)
            draw.line([(x, y), far], ink, chance.randrange(2, 9))
        else:
            round_ = chance.uniform(10, 70)
            draw.ellipse((x - round_, y - round_, x + round_, y + round_), ink)


def light(chance: Random, size: tuple[int, int]) -> np.ndarray:
    """How bright each dot is lit: brighter to one side, perhaps a lamp, perhaps somebody's shadow."""
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    angle = chance.uniform(0, 2 * math.pi)
    lit = 1 + chance.uniform(0.1, 0.45) * (x * math.cos(angle) + y * math.sin(angle))
    if chance.random() < 0.5:
        far = (x - chance.uniform(-1, 1)) ** 2 + (y - chance.uniform(-1, 1)) ** 2
        lit += chance.uniform(0.1, 0.4) * np.exp(-far / chance.uniform(0.2, 0.8))
    if chance.random() < 0.4:
        edge = (x * math.sin(angle) + y * math.cos(angle) - chance.uniform(-0.5, 0.5)) / chance.uniform(
            0.03, 0.2
        )
        lit *= 1 - chance.uniform(0.1, 0.4) / (1 + np.exp(-edge))
    return lit * chance.uniform(0.75, 1.05)


def placed(chance: Random, size: tuple[int, int]) -> list[tuple[float, float]]:
    """Where the corners of a sheet come to lie, turned and seen from an angle."""
    wide, high = size
    tall = chance.uniform(0.55, 0.86) * high
    across = min(tall * chance.uniform(0.65, 0.8), 0.86 * wide)
    if wide > high and chance.random() < 0.25:
        across, tall = min(tall * 1.4, 0.86 * wide), tall
    turn = math.radians(chance.gauss(0, 5))
    middle = (wide * chance.uniform(0.46, 0.54), high * chance.uniform(0.47, 0.53))
    found = []
    for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        x = dx * across / 2 * chance.uniform(0.86, 1.06)
        y = dy * tall / 2 * chance.uniform(0.9, 1.05)
        turned = (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))
        found.append(
            (
                min(max(middle[0] + turned[0], 0.012 * wide), 0.988 * wide),
                min(max(middle[1] + turned[1], 0.012 * high), 0.988 * high),
            )
        )
    return found


def hanging(whole: Image.Image, much: float) -> Image.Image:
    """A sheet that is not quite flat: its upper edge hangs through, its lower one curls up."""
    dots = np.asarray(whole)
    high, wide = dots.shape[:2]
    bow = np.sin(np.linspace(0, math.pi, wide)) * much
    rows = np.arange(high)[:, None]
    from_row = np.round((rows - bow) * high / (high - 2 * bow)).astype(int)
    made = dots[np.clip(from_row, 0, high - 1), np.arange(wide)]
    made[(from_row < 0) | (from_row >= high)] = 0
    return Image.fromarray(made)


def shot(seed: int, size: tuple[int, int] | None = None) -> Shot:
    """One photo; the same for the same seed."""
    chance = Random(seed)
    size = size or chance.choice([(960, 1280), (1280, 960), (1200, 900), (900, 1200), (1280, 720)])
    kind = WALLS[seed % len(WALLS)]
    background = wall_of(kind, chance, size)
    clutter(background, chance, chance.randrange(0, 9))
    sheet = written(chance, chance.choice(PAPERS[:3] if kind in ("plain", "tiles", "cork") else PAPERS))
    corners = placed(chance, size)
    shares: Corners = tuple((x / size[0], y / size[1]) for x, y in corners)  # type: ignore[assignment]
    framed = Image.new("RGBA", sheet.size)
    framed.paste(sheet)
    if chance.random() < 0.5:
        framed = hanging(framed, chance.uniform(4, 18))
    lying = framed.transform(
        size, Image.Transform.PERSPECTIVE, perspective(corners, box(sheet.size)), Image.Resampling.BICUBIC
    )
    mask = lying.getchannel("A")
    shadow = ImageChops.offset(mask, chance.randrange(-4, 9), chance.randrange(2, 9))
    soft = shadow.filter(ImageFilter.GaussianBlur(7)).point(lambda dot: dot * 0.45)
    background.paste((25, 22, 20), mask=soft)
    background.paste(lying, mask=mask)
    lit = np.asarray(background, float) * light(chance, size)[..., None]
    lit *= np.array([chance.uniform(0.92, 1.04) for _channel in range(3)])
    lit += noise(chance, size, chance.uniform(2, 9))[..., None]
    taken = Image.fromarray(lit.clip(0, 255).astype(np.uint8))
    return Shot(taken.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 1.5))), shares, sheet, kind)


def as_jpeg(made_up: Shot) -> bytes:
    made = io.BytesIO()
    made_up.photo.save(made, "JPEG", quality=90)
    return made.getvalue()


def hits(made: Shot, found: Corners | None) -> int:
    """How many of the four are within 3 % of the sheet's shortest side."""
    if found is None:
        return 0
    wide, high = made.photo.size
    true = [(x * wide, y * high) for x, y in made.corners]
    near = 0.03 * min(math.dist(true[at], true[at - 1]) for at in range(4))
    return sum(math.dist(one, (x * wide, y * high)) <= near for one, (x, y) in zip(true, found, strict=True))
