"""How the nights of a neighbourhood lie to each other, on a plain sheet, from the points that hosts gave."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from opennight.store.commons import Shelved

WIDTH, HEIGHT, EDGE = 600, 360, 30
LEAST = 0.01
"""Degrees that the sheet is wide, at least: about a kilometre."""
MOST = 40
"""Dots, at most."""


class Dot(NamedTuple):
    """A point of the neighbourhood on the sheet: `x` from the west, `y` from the north, and the nights there,
    the latest first; `no` from 1, from north to south."""

    no: int
    x: int
    y: int
    nights: tuple[Shelved, ...]


class Around(NamedTuple):
    """`scale` is how wide the sheet is, in kilometres."""

    dots: tuple[Dot, ...]
    scale: float


def around(nights: Sequence[Shelved]) -> Around | None:
    """None unless there are two points or more."""
    by_point: dict[str, list[Shelved]] = {}
    for night in nights:
        if night.point:
            by_point.setdefault(night.point, []).append(night)
    if not 2 <= len(by_point) <= MOST:
        return None
    points = {point: tuple(map(float, point.split(","))) for point in by_point}
    middle = sum(north for north, _east in points.values()) / len(points)
    narrow = max(
        math.cos(math.radians(middle)), 0.01
    )  # a degree of longitude is shorter away from the equator
    across = {point: east * narrow for point, (north, east) in points.items()}
    west, south = min(across.values()), min(north for north, _east in points.values())
    wide = max(across.values()) - west
    high = max(north for north, _east in points.values()) - south
    room, tall = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    each = max(wide / room, high / tall, LEAST / room)
    left, down = EDGE + (room - wide / each) / 2, EDGE + (tall - high / each) / 2
    dots = [
        (
            round(HEIGHT - down - (points[point][0] - south) / each),
            round(left + (across[point] - west) / each),
            tuple(those),
        )
        for point, those in by_point.items()
    ]
    ranked = sorted(dots, key=lambda dot: dot[:2])
    return Around(
        tuple(Dot(no, x, y, those) for no, (y, x, those) in enumerate(ranked, 1)),
        round(each * WIDTH * 111.2, 1 if each * WIDTH * 111.2 < 10 else None),
    )
