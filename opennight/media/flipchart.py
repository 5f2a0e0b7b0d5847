"""Flip charts and sticky notes: a photo is straightened, as if seen from the front, and evenly lit, so that
it can be read.

It runs in a process of its own, as pictures.py does: `python -m opennight.media.flipchart propose FILE`, or
`straighten FROM TO CORNERS`. Both say what came of it in JSON.
"""

import json
import math
import sys
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from PIL import Image

from opennight.media.corners import WHOLE, Corners, propose
from opennight.media.developing import LIMIT, QUALITY, SIZE, Picture
from opennight.media.edges import Array, Point, smooth
from opennight.media.restraint import restrain

BLOCKS = 48
"""Of the longer side, in which light is looked at, …"""
IN_BLOCK = 12
"""… with so many dots to each side."""
WHITE = 254.0
"""What paper becomes, out of 255: the grain of the paper goes under in it."""
COLOURED = 0.2


def box(size: tuple[int, int]) -> list[Point]:
    """The corners of a whole picture, in dots."""
    return [(x * size[0], y * size[1]) for x, y in WHOLE]


def perspective(target: Sequence[Point], source: Sequence[Point]) -> tuple[float, ...]:
    """How Pillow is told where in the source each dot of the target comes from: four points onto four."""
    rows, right = [], []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(np.linalg.solve(np.array(rows, float), np.array(right, float)))


def straightened(picture: Image.Image, corners: Corners) -> Image.Image:
    """What lies between the corners, as a rectangle."""
    spots = [(x * picture.width, y * picture.height) for x, y in corners]
    top, right, bottom, left = (math.dist(spots[at], spots[(at + 1) % 4]) for at in range(4))
    wide, high = max(top, bottom), max(left, right)
    less = min(1.0, SIZE / max(wide, high))
    size = (max(round(wide * less), 1), max(round(high * less), 1))
    way = perspective(box(size), spots)
    return picture.transform(size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC)


def brightened(picture: Image.Image) -> Image.Image:
    """Evenly lit: paper is white, ink is dark, sticky notes keep their colours."""
    across, down = (max(round(BLOCKS * side / max(picture.size)), 4) for side in picture.size)
    small = picture.resize((across * IN_BLOCK, down * IN_BLOCK), Image.Resampling.BOX, reducing_gap=2)
    dots = np.asarray(small, np.float32).reshape(down, IN_BLOCK, across, IN_BLOCK, 3)
    bright, colour = paper_of(dots.swapaxes(1, 2).reshape(down, across, -1, 3))
    light = Image.fromarray(light_on(np.log(bright.max(-1)), colour).astype(np.float32))
    level = np.asarray(light.resize(picture.size, Image.Resampling.BICUBIC))
    even = np.asarray(picture, np.float32) / np.exp(level)[..., None]
    even *= WHITE / whiteness(bright, np.exp(np.asarray(light)), colour)
    return Image.fromarray(np.clip(even, 0, 255).astype(np.uint8))


def paper_of(blocks: Array) -> tuple[Array, Array]:
    """The colour of what is bright in each block, which is no ink, and how colourful that is, 0 to 1."""
    value = blocks.max(-1)
    bright = value >= np.percentile(value, 70, axis=-1, keepdims=True)
    paper = (blocks * bright[..., None]).sum(2) / bright.sum(2)[..., None] + 1
    return paper, 1 - paper.min(-1) / paper.max(-1)


def light_on(bright: Array, colour: Array) -> Array:
    """How brightly white paper would be lit in each block, as a logarithm, as `bright` is. First a smooth
    surface that lies on the paper; then what differs from it a little, as where a shadow falls, spread over
    what is no paper: notes, pictures, a dark edge."""
    plain = np.exp(-((np.clip(colour - np.percentile(colour, 25), 0, None) / 0.1) ** 2)) + 1e-3
    y, x = (each / max(bright.shape) for each in np.indices(bright.shape))
    terms = np.stack([x**i * y**j for i in range(4) for j in range(4 - i)], -1).reshape(bright.size, -1)
    weight = plain.copy()
    for _round in range(12):
        by = np.sqrt(weight.ravel())
        found = np.linalg.lstsq(terms * by[:, None], bright.ravel() * by, rcond=None)[0]
        surface = (terms @ found).reshape(bright.shape)
        below = np.clip(surface - bright, 0, None)
        weight = plain * np.exp(-((below / 0.12) ** 2))
    sure = plain * np.exp(-(((bright - surface) / 0.35) ** 2)) + 1e-4
    light: Array = surface + smooth(sure * (bright - surface), 1.0) / smooth(sure, 1.0)
    return light


def whiteness(bright: Array, light: Array, colour: Array) -> Array:
    """The colour of the paper as it is lit: white paper in the light of a lamp is made white, and paper that
    is coloured itself stays so."""
    plain = colour <= np.percentile(colour, 40)
    usual = np.median((bright / light[..., None])[plain], axis=0)
    return usual if 1 - usual.min() / usual.max() < COLOURED else np.full(3, usual.max())


def main(what: str, source: str, *more: str) -> object:
    with Image.open(source, formats=["JPEG"]) as opened:
        picture = opened.convert("RGB")
    if what == "propose":
        return propose(picture) or []
    target, *given = more
    numbers = [int(text) / 1000 for text in given]
    corners: Any = tuple(zip(numbers[::2], numbers[1::2], strict=True))
    made = brightened(straightened(picture, corners))
    made.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return msgspec.to_builtins(Picture(*made.size))


if __name__ == "__main__":
    restrain(int(LIMIT), nice=10)
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
