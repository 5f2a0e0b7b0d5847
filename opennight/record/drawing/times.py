"""Time as a length: which marks an axis has, and how long each bar stands for. Moments are milliseconds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000
STEPS = tuple(
    step * unit
    for unit, steps in (
        (SECOND, (1, 2, 5, 10, 15, 30)),
        (MINUTE, (1, 2, 5, 10, 15, 30)),
        (HOUR, (1, 2, 4, 8, 24)),
    )
    for step in steps
)
"""What people count time in."""


class Span(NamedTuple):
    """A stretch of time."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return max(1, self.end - self.start)


def step(span: Span, most: int) -> int:
    """The smallest step of which at most so many fill the span."""
    return next((one for one in STEPS if span.length <= one * most), STEPS[-1])


def marks(span: Span, step: int, midnight: int = 0) -> list[int]:
    """The whole steps in the span, counted from `midnight`, the beginning of some day where the night was."""
    first = span.start + (midnight - span.start) % step
    return list(range(first, span.end + 1, step))


def edges(span: Span, step: int, midnight: int = 0) -> list[int]:
    """The whole steps around the span: where each of its stretches begins, and at last where it ends."""
    first = span.start - (span.start - midnight) % step
    return list(range(first, max(span.end, span.start + 1) + step, step))


def counted(moments: Iterable[int], edges: Sequence[int]) -> list[int]:
    """How many of these fall into each stretch; those before the first one count in it, those after in the
    last one."""
    found = [0] * (len(edges) - 1)
    width = edges[1] - edges[0]
    for at in moments:
        found[min(len(found) - 1, max(0, (at - edges[0]) // width))] += 1
    return found


def level(changes: Iterable[tuple[int, int]], moments: Iterable[int]) -> list[int]:
    """How many there are at each of these moments, given what came and went: (moment, by how many)."""
    waiting = sorted(changes)[::-1]
    now, found = 0, []
    for moment in moments:
        while waiting and waiting[-1][0] <= moment:
            now += waiting.pop()[1]
        found.append(now)
    return found
