"""A flip chart as somebody in the crowd has drawn it: words on paper, and nobody's face."""

import functools
import io
import textwrap
from random import Random

from PIL import Image, ImageDraw, ImageFont

SIZE = 1200, 900
PAPER = 110, 40, 1090, 860
INKS = ("#1d3f8f", "#a3122a", "#1d6b45", "#2b2b2b")
WALLS = ("#8b7b68", "#6d7f86", "#7c6f82", "#6f7d64")
PLAIN = str.maketrans("“”‘’–", "\"\"''-")


def plain(text: str) -> str:
    """As far as Pillow's own face has its letters."""
    return text.translate(PLAIN).encode("latin-1", "ignore").decode("latin-1").strip()


@functools.cache
def marker(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def flip_chart(title: str, lines: list[str], chance: Random) -> bytes:
    """A JPEG of it: a heading, underlined, and some lines below."""
    wall = chance.choice(WALLS)
    picture = Image.new("RGB", SIZE, wall)
    pen = ImageDraw.Draw(picture)
    pen.rectangle(PAPER, fill="#fbfaf4", outline="#c9c4b4", width=3)
    pen.rectangle((PAPER[0], PAPER[1], PAPER[2], PAPER[1] + 26), fill="#40403c")
    heading, ink = chance.sample(INKS, 2)
    x, y = PAPER[0] + 60, PAPER[1] + 60
    for row in textwrap.wrap(plain(title), 30)[:3]:
        pen.text((x, y), row, heading, marker(56))
        y += 66
    wave = [(x + step * 20, y + 8 + chance.randint(-4, 4)) for step in range(42)]
    pen.line(wave, heading, 6)
    y += 46
    for line in lines:
        for no, row in enumerate(textwrap.wrap(plain(line), 44)[:3]):
            if y > PAPER[3] - 60:
                break
            pen.text((x, y), ("- " if not no else "   ") + row, ink, marker(38))
            y += 50
        y += 14
    tilted = picture.rotate(chance.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=wall)
    made = io.BytesIO()
    tilted.save(made, "JPEG", quality=82)
    return made.getvalue()
