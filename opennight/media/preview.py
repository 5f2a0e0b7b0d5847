"""The picture by which a night is known where its link is shared: 1200 by 630 dots, as those pages ask for.

Runs in a process of its own, `python -m opennight.media.preview`: what it shows comes in as JSON, and the PNG
goes out.
"""

import io
import pathlib
import sys
from math import cos, pi, sin
from typing import TYPE_CHECKING

import msgspec

from opennight.media.lettering import Lettering
from opennight.media.restraint import restrain

if TYPE_CHECKING:  # the server never loads it
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
EDGE = 72
LIMIT = 20
"""Seconds that it may take; it takes half of one."""
GROUND, CHALK, QUIET, LAMP = "#10131f", "#f3efe4", "#b4b9cc", "#ffc53d"
COLOURS = {
    "teal": "#4fc4bd",
    "coral": "#ff9a7d",
    "violet": "#bfa3f5",
    "moss": "#b4d36e",
    "sky": "#86bdf2",
    "rose": "#f5a0c8",
}
"""The night's one further colour, as it is by night (static/css/tokens.css)."""


class Shown(msgspec.Struct, frozen=True):
    """What is on it, each in a line or a few: `said` is what a group said, `counts` what came of the night;
    all but the title may be empty."""

    title: str
    when: str = ""
    said: str = ""
    counts: str = ""
    colour: str = "teal"


def draw(shown: Shown, fonts: pathlib.Path) -> bytes:
    """The PNG."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pen, letters = ImageDraw.Draw(picture), Lettering(fonts)
    chairs(pen, COLOURS.get(shown.colour, COLOURS["teal"]))
    wide = WIDTH - 2 * EDGE
    sizes = (88, 76, 66, 58) if shown.said else (116, 100, 88, 76, 66)
    size, lines = letters.fitted(shown.title, wide - 130, 2 if shown.said else 4, sizes, True)
    for place, line in enumerate(lines):
        letters.write(pen, (EDGE, EDGE + size * (0.75 + place * 1.1)), line, size, True, CHALK)
    if shown.when:
        below = EDGE + size * (0.75 + (len(lines) - 1) * 1.1) + 66
        small, those = letters.fitted(shown.when, wide, 1, (34, 30), False)
        letters.write(pen, (EDGE, below), those[0], small, False, QUIET)
    foot = HEIGHT - EDGE
    if shown.counts:
        small, those = letters.fitted(shown.counts, wide, 1, (30, 26), False)
        letters.write(pen, (EDGE, foot), those[0], small, False, QUIET)
        foot -= 64
    if shown.said:
        size, lines = letters.fitted(shown.said, wide - 44, 3, (46, 40, 36), True)
        for place, line in enumerate(reversed(lines)):
            letters.write(pen, (EDGE + 32, foot - place * size * 1.2), line, size, True, CHALK)
        high = len(lines) * size * 1.2
        pen.rounded_rectangle((EDGE, foot - high + size * 0.3, EDGE + 8, foot + size * 0.2), 4, fill=LAMP)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


def chairs(pen: "ImageDraw", colour: str) -> None:
    """A ring of chairs in the corner, one of them with the lamp's light on it."""
    middle, far, near = (WIDTH - 96, 96), 64, 15
    for place in range(9):
        angle = 2 * pi * place / 9 - pi / 2
        x, y = middle[0] + far * cos(angle), middle[1] + far * sin(angle)
        pen.ellipse((x - near, y - near, x + near, y + near), fill=LAMP if place == 0 else colour)


if __name__ == "__main__":
    restrain(LIMIT)
    sys.stdout.buffer.write(
        draw(msgspec.json.decode(sys.stdin.buffer.read(), type=Shown), pathlib.Path(sys.argv[1]))
    )
