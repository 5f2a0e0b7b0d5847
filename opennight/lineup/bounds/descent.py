"""Steps down a smooth convex function of many numbers, some of which have a least value: L-BFGS (Nocedal
1980) on those that are free to move."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Function = Callable[[Floats], tuple[float, Floats]]
"""Numbers (n,) → the value there, and its slope (n,)."""

MEMORY = 12
"""How many steps are remembered to guess the curvature."""
HALVINGS = 12
ENOUGH = 1e-4
"""The share of the promised descent that a step has to keep."""


def descend(of: Function, start: Floats, least: Floats, most: Floats, steps: int) -> Floats:
    """Where so many steps lead, from `start`; no number gets below its `least` or above its `most`."""
    x: Floats = np.clip(start, least, most)
    value, slope = of(x)
    past: list[tuple[Floats, Floats, float]] = []
    for _step in range(steps):
        free = ((x > least) | (slope < 0)) & ((x < most) | (slope > 0))
        way = np.where(free, guess(past, np.where(free, slope, 0)), 0)
        if way @ slope <= 0:
            past, way = [], np.where(free, slope, 0)
        if not past:
            way = way / max(1e-9, float(np.abs(way).max()))
        for halving in range(HALVINGS):
            there = np.clip(x - way * 0.5**halving, least, most)
            new, its = of(there)
            if new <= value - ENOUGH * float(slope @ (x - there)):
                break
        else:
            if not past:
                break
            past = []
            continue
        moved, bent = there - x, its - slope
        if (curve := float(moved @ bent)) > 0:
            past = [*past[1 - MEMORY :], (moved, bent, curve)]
        x, value, slope = there, new, its
    return x


def guess(past: list[tuple[Floats, Floats, float]], slope: Floats) -> Floats:
    """The slope, bent by what the past steps tell of the curvature (the two-loop recursion)."""
    if not past:
        return slope
    way, shares = slope, []
    for moved, bent, curve in reversed(past):
        shares.append(float(moved @ way) / curve)
        way = way - shares[-1] * bent
    _moved, bent, curve = past[-1]
    way = way * (curve / float(bent @ bent))
    for (moved, bent, curve), share in zip(past, reversed(shares), strict=True):
        way = way + moved * (share - float(bent @ way) / curve)
    return way
