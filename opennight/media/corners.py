"""Finds the corners of a sheet in a photo: a flip chart, a page, a board full of notes.

Two lines that run across and two that run down make a candidate. The best one has edges all along its sides
(what is inside is lighter than what is outside), which end at its corners, and paper between them. It is then
moved to where the edges near it are.
"""

from typing import TYPE_CHECKING

import numpy as np

from opennight.media.edges import Array, Edges, Point, edges_of, lines_of
from opennight.media.quads import area, in_order, meeting, quads

if TYPE_CHECKING:
    from PIL.Image import Image

Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left; as shares of the picture's width and height."""

WHOLE: Corners = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
LOOKED_AT = 480
"""Dots of the longer side of what is looked at."""
ALONG = np.linspace(0.03, 0.97, 40)
BEYOND = np.array([0.04, 0.07, 0.10, 0.13])
"""Shares of a side: where it is looked at, and how far beyond its corners."""
REACH = (-2, -1, 0, 1, 2)
"""Dots across a side where an edge still is its own."""
NEAR = 7
"""Dots by which a side is moved to an edge."""
FEW, FEWER, FEWEST = 1500, 40, 8
"""Candidates that are looked at well, for what is between their sides, and moved."""
PAPER = 0.25
"""How much of the score is what is inside."""
LEAST_SCORE = 0.42


def propose(picture: "Image") -> Corners | None:
    """Where the corners of a sheet are likely to be; None if nothing looks like one."""
    small = picture.convert("RGB")
    small.thumbnail((LOOKED_AT, LOOKED_AT))
    dots = np.asarray(small, np.float32)
    edges = edges_of(dots)
    across, down = lines_of(edges)
    if len(across) < 2 or len(down) < 2:
        return None
    found = quads(across, down, dots.shape[1], dots.shape[0])
    if not len(found):
        return None
    if len(found) > FEW:
        found = found[np.argsort(-fit(found, edges, ALONG[::4], (-1, 1)))[:FEW]]
    found = found[np.argsort(-fit(found, edges))[:FEWER]]
    best = found[np.argsort(-fit(found, edges) - PAPER * paper(found, dots))[:FEWEST]]
    for _turn in range(2):
        best = refined(best, edges)
    scores = fit(best, edges) + PAPER * paper(best, dots)
    at = int(np.argmax(scores))
    if scores[at] < LEAST_SCORE:
        return None
    shares = np.clip(best[at] / [dots.shape[1] - 1, dots.shape[0] - 1], 0, 1)
    one, two, three, four = ((float(x), float(y)) for x, y in shares)
    return one, two, three, four


def fit(made: Array, edges: Edges, where: Array = ALONG, reach: tuple[int, ...] = REACH) -> Array:
    """How well its sides lie on edges, about 0 to 1."""
    high, wide = edges.strength.shape
    side = np.roll(made, -1, 1) - made
    length = np.hypot(side[..., 0], side[..., 1])[..., None] + 1e-9
    inwards = np.stack([-side[..., 1], side[..., 0]], -1) / length
    signed = along(made, side, inwards, where, edges, reach)
    beyond = along(made, side, inwards, np.concatenate([-BEYOND, 1 + BEYOND]), edges, reach)
    light = np.clip(signed, 0, 1).mean(-1)
    dark = np.clip(-signed, 0, 1).mean(-1)
    lit = light >= dark
    cover = np.where(lit, light, dark)
    past = np.clip(np.where(lit[..., None], beyond, -beyond), 0, 1).mean((1, 2))
    size = np.abs(area(made)) / (wide * high)
    covered = 0.6 * cover.mean(1) + 0.4 * cover.min(1)
    score: Array = covered - 0.25 * past + 0.12 * np.sqrt(size) - 0.1 * (~lit).mean(1)
    return score


def along(
    start: Array, side: Array, inwards: Array, where: Array, edges: Edges, reach: tuple[int, ...]
) -> Array:
    """How much of an edge there is at these shares of each side, (n, 4, shares): above 0 where it gets
    lighter inwards. The strongest of some dots across the side counts: no sheet is quite flat."""
    size = np.hypot(edges.across, edges.down) + 1e-9
    across, down, strength = (
        framed(each) for each in (edges.across / size, edges.down / size, edges.strength)
    )
    high, wide = strength.shape
    spots = start[:, :, None] + side[:, :, None] * where[:, None]
    right, under = inwards[..., 0, None], inwards[..., 1, None]
    found = np.zeros(spots.shape[:3], np.float32)
    for off in reach:
        x = np.clip(np.rint(spots[..., 0] + (1 + off * right)), 0, wide - 1)
        y = np.clip(np.rint(spots[..., 1] + (1 + off * under)), 0, high - 1)
        at = (y * wide + x).astype(np.int32)
        facing = across.take(at) * right + down.take(at) * under
        here = np.where(np.abs(facing) > 0.85, np.copysign(strength.take(at), facing), 0)
        found = np.where(np.abs(here) > np.abs(found), here, found)
    return found


def framed(channel: Array) -> Array:
    """With a dot of nothing around it, for whatever lies outside."""
    return np.pad(channel.astype(np.float32), 1)


def refined(made: Array, edges: Edges) -> Array:
    """Each with its sides where the edges near them are: lines of the transform are only nearly right."""
    high, wide = edges.strength.shape
    side = np.roll(made, -1, 1) - made
    length = np.hypot(side[..., 0], side[..., 1])[..., None] + 1e-9
    inwards = np.stack([-side[..., 1], side[..., 0]], -1) / length
    spots = made[:, :, None] + side[:, :, None] * ALONG[:, None]
    steps = np.arange(-NEAR, NEAR + 1)
    at = np.round(spots[..., None, :] + steps[:, None] * inwards[:, :, None, None]).astype(int)
    x, y = np.clip(at[..., 0], 0, wide - 1), np.clip(at[..., 1], 0, high - 1)
    rises = edges.across[y, x] * inwards[..., 0, None, None] + edges.down[y, x] * inwards[..., 1, None, None]
    lighter = np.clip(rises, 0, None).max(-1).mean(-1) >= np.clip(-rises, 0, None).max(-1).mean(-1)
    rises = np.where(lighter[..., None, None], rises, -rises) * np.exp(-0.5 * (steps / NEAR) ** 2)
    off, weight = steps[np.argmax(rises, -1)].astype(float), np.clip(rises.max(-1), 1e-6, None)
    start, end = ends(off, np.minimum(weight, np.median(weight, -1, keepdims=True)))
    moved = np.stack([made + start[..., None] * inwards, made + side + end[..., None] * inwards], 2)
    return in_order(meeting(moved))


def ends(off: Array, weight: Array) -> tuple[Array, Array]:
    """Where a side ends, by offsets along it: those of a slight curve through them, for no sheet is quite
    flat. What is far off of it counts less and less."""
    terms = np.stack([np.ones_like(ALONG), ALONG - 0.5, (ALONG - 0.5) ** 2], -1)
    cost = np.diag([1e-6, 1e-6, 3e-3])  # of the curve: it is no bolder than it must be
    for _round in range(6):
        weighed = weight[..., None] * terms / weight.sum(-1)[..., None, None]
        found = np.linalg.solve(
            np.swapaxes(weighed, -1, -2) @ terms + cost, (weighed * off[..., None]).sum(-2)[..., None]
        )
        wrong = off - (terms @ found)[..., 0]
        weight = weight / (1 + (wrong / 1.5) ** 2)
    level, slope, curve = (found[..., at, 0] for at in range(3))
    return level - slope / 2 + curve / 4, level + slope / 2 + curve / 4


def paper(made: Array, dots: Array) -> Array:
    """How much what is inside looks like one sheet: most of it alike, and lighter than what is around it."""
    u, v = (each.ravel() for each in np.meshgrid(np.linspace(0.06, 0.94, 16), np.linspace(0.06, 0.94, 16)))
    inside = look(made, u, v, dots)
    t = np.linspace(0.05, 0.95, 12)
    edge = np.concatenate([np.full(12, -0.05), np.full(12, 1.05)])
    around = look(made, np.concatenate([np.tile(t, 2), edge]), np.concatenate([edge, np.tile(t, 2)]), dots)
    usual = np.percentile(inside.mean(-1), 70, axis=1)[:, None]
    alike = (np.abs(np.log((inside.mean(-1) + 12) / (usual + 12))) < 0.22).mean(1)
    lighter = (around.mean(-1) < 0.93 * usual).mean(1)
    both: Array = alike + lighter
    return both / 2


def look(made: Array, u: Array, v: Array, dots: Array) -> Array:
    """The colours at these shares of the way across and down each sheet, (n, shares, 3)."""
    a, b, c, d = (made[:, at, None] for at in range(4))
    u, v = u[None, :, None], v[None, :, None]
    spots = a * (1 - u) * (1 - v) + b * u * (1 - v) + c * u * v + d * (1 - u) * v
    x = np.clip(np.round(spots[..., 0]).astype(int), 0, dots.shape[1] - 1)
    y = np.clip(np.round(spots[..., 1]).astype(int), 0, dots.shape[0] - 1)
    seen: Array = dots[y, x]
    return seen
