"""Edges in a picture, and the lines that they lie on.

Edges are looked for in logarithms, so that light from one side changes nothing. They become lines by a Hough
transform, to which each dot adds only lines that run its own way.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Point = tuple[float, float]

LINES = 18
"""Of each direction that are found."""
ANGLES = 180
STEP = 1.5
"""Dots from one line to the next in the transform."""
SPREAD = 6
"""Degrees by which an edge may be off the line that it votes for."""
FAINT = 0.18
"""Strength of the faintest edge that votes."""
LEAST_VOTES = 12


class Edges(NamedTuple):
    """`across`, `down`: how brightness changes at each dot, to the right and downwards; `strength`: how much
    of an edge that is, 0 to 1."""

    across: Array
    down: Array
    strength: Array


def smooth(channel: Array, sigma: float) -> Array:
    """Blurred with a Gaussian of so many dots."""
    reach = int(3 * sigma + 0.5)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    weights /= weights.sum()
    for axis in (0, 1):
        padding = [(reach, reach) if axis == one else (0, 0) for one in (0, 1)]
        padded = np.pad(channel, padding, mode="edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis)
        channel = windows @ weights
    return channel


def edges_of(dots: Array) -> Edges:
    """Of brightness, and where that does not change, of colour."""
    ways = [np.gradient(np.log(smooth(dots[..., one], 1.3) + 12)) for one in range(3)]
    down, across = (np.array([way[axis] for way in ways]) for axis in (0, 1))
    strongest = np.argmax(np.hypot(across, down), 0)[None]
    across, down = (np.take_along_axis(each, strongest, 0)[0] for each in (across, down))
    size = np.hypot(across, down)
    usual = np.percentile(size, 80) + 1e-6
    strength = np.clip(size / max(2.5 * usual, 0.06), 0, 1)
    return Edges(across, down, strength)


def thinned(edges: Edges) -> Array:
    """Which dots are the crest of an edge."""
    size = np.hypot(edges.across, edges.down)
    padded = np.pad(size, 1)
    level = np.abs(edges.across) >= np.abs(edges.down)
    beside = np.where(
        level,
        np.maximum(padded[1:-1, 2:], padded[1:-1, :-2]),
        np.maximum(padded[2:, 1:-1], padded[:-2, 1:-1]),
    )
    crest: Array = (size >= beside) & (edges.strength > FAINT)
    return crest


def lines_of(edges: Edges) -> tuple[Array, Array]:
    """The strongest lines that run across and that run down, each as (angle of its normal, distance)."""
    high, wide = edges.strength.shape
    y, x = np.nonzero(thinned(edges))
    angle = np.degrees(np.arctan2(edges.down[y, x], edges.across[y, x])) % 180
    weight = edges.strength[y, x]
    middle = (wide / 2, high / 2)
    most = int(np.hypot(wide, high) / 2 / STEP) + 2
    votes = np.zeros((ANGLES, 2 * most + 1), np.float32)
    for off in range(-SPREAD, SPREAD + 1):
        bins = np.round(angle + off).astype(int) % ANGLES
        turned = np.radians(bins)
        far = (x - middle[0]) * np.cos(turned) + (y - middle[1]) * np.sin(turned)
        at = bins * votes.shape[1] + np.round(far / STEP).astype(int) + most
        votes += np.bincount(at, weight, votes.size).reshape(votes.shape).astype(np.float32)
    down = np.abs((np.arange(ANGLES) + 90) % 180 - 90) < 45
    across, along = (np.where(way[:, None], votes, 0) for way in (~down, down))
    return peaks(across, most, middle), peaks(along, most, middle)


def peaks(votes: Array, most: int, middle: Point) -> Array:
    """The strongest cells that are not beside a stronger one; rows of (angle, distance from the origin)."""
    left, found = votes.copy(), []
    near = np.arange(-5, 6)
    for _line in range(LINES):
        best = int(np.argmax(left))
        angle, far = divmod(best, left.shape[1])
        if left[angle, far] < LEAST_VOTES:
            break
        turned = np.radians(angle)
        home = middle[0] * np.cos(turned) + middle[1] * np.sin(turned)
        found.append((turned, (far - most) * STEP + home))
        for off in near:
            other = angle + off
            # beyond 180 degrees it is the same line seen from behind
            place = far if 0 <= other < ANGLES else 2 * most - far
            left[other % ANGLES, max(place - 4, 0) : place + 5] = 0
    return np.array(found).reshape(-1, 2)
