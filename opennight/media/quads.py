"""Four lines, or four corners: sheets that may be in a picture. Many at a time: (n, 4, 2) in dots,
the corners from the top left clockwise."""

import numpy as np

from opennight.media.edges import Array

LEAST_AREA = 0.1
"""Of the picture."""
LEAST_TURN = 0.55
"""The sine of the sharpest angle that the corner of a sheet can be seen at."""
OUTSIDE = 0.03
"""Of the longer side: by so much a corner may be outside of the picture."""


def crossing(one: Array, other: Array) -> Array:
    """Where lines (…, 2) meet: (…, 2)."""
    cos1, sin1, cos2, sin2 = (
        np.cos(one[..., 0]),
        np.sin(one[..., 0]),
        np.cos(other[..., 0]),
        np.sin(other[..., 0]),
    )
    whole = cos1 * sin2 - sin1 * cos2
    whole = np.where(np.abs(whole) < 1e-6, 1e-6, whole)
    x = (one[..., 1] * sin2 - other[..., 1] * sin1) / whole
    y = (other[..., 1] * cos1 - one[..., 1] * cos2) / whole
    return np.stack([x, y], -1)


def quads(across: Array, down: Array, wide: int, high: int) -> Array:
    """All sheets that such lines could bound, (n, 4, 2) in dots."""
    rows = np.array([(a, b) for a in range(len(across)) for b in range(a)])
    columns = np.array([(a, b) for a in range(len(down)) for b in range(a)])
    row, column = (each.ravel() for each in np.meshgrid(np.arange(len(rows)), np.arange(len(columns))))
    r, c = rows[row], columns[column]
    made = np.stack(
        [crossing(across[r[:, i]], down[c[:, j]]) for i, j in ((0, 0), (0, 1), (1, 1), (1, 0))], 1
    )
    made = in_order(made)
    sides = np.roll(made, -1, 1) - made
    turns = cross(sides, np.roll(sides, -1, 1))
    lengths = np.hypot(sides[..., 0], sides[..., 1]) + 1e-9
    bent = turns / (lengths * np.roll(lengths, -1, 1))
    slack = OUTSIDE * max(wide, high)
    there = (
        (made > -slack).all((1, 2))
        & (made[..., 0] < wide + slack).all(1)
        & (made[..., 1] < high + slack).all(1)
    )
    large = np.abs(area(made)) > LEAST_AREA * wide * high
    fit: Array = made[there & large & (bent > LEAST_TURN).all(1)]
    return fit


def in_order(made: Array) -> Array:
    """The corners from the top left, clockwise."""
    middle = made.mean(1, keepdims=True)
    turned = np.arctan2(made[..., 1] - middle[..., 1], made[..., 0] - middle[..., 0])
    return np.take_along_axis(made, np.argsort(turned, 1)[..., None], 1)


def cross(one: Array, other: Array) -> Array:
    made: Array = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return made


def never_zero(values: Array) -> Array:
    return np.where(np.abs(values) < 1e-6, 1e-6, values)


def area(made: Array) -> Array:
    twice: Array = cross(made, np.roll(made, -1, 1)).sum(1)
    return twice / 2


def meeting(sides: Array) -> Array:
    """The corners at which sides, (n, 4, 2, 2) from end to end, meet the ones before them."""
    one, other = sides, np.roll(sides, 1, 1)
    way, before = one[:, :, 1] - one[:, :, 0], other[:, :, 1] - other[:, :, 0]
    t = cross(other[:, :, 0] - one[:, :, 0], before) / never_zero(cross(way, before))
    met: Array = one[:, :, 0] + t[..., None] * way
    return met
