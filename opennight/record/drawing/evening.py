"""The evening over its real time: who was there, and what they did, one lane below the other."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from opennight.record.drawing.svg import (
    LINE,
    NARROW_WIDTH,
    SMALL,
    element,
    line,
    number,
    picture,
    text,
    width_of,
)
from opennight.record.drawing.times import Span

LEFT, RIGHT = 6, NARROW_WIDTH - 46
"""Where the time begins and ends; beside it stand the numbers of the lanes."""
HIGH, APART = 56, 44
"""The height of a lane, and the room above it for its name."""
TOP = 2 * LINE + 6


Across = Callable[[float], float]
"""From a moment to where it is."""


class Band(NamedTuple):
    """A part of the night."""

    name: str
    start: int
    end: int


class Bars(NamedTuple):
    """A lane that counts: `counts` between each two of the `edges` of the evening."""

    name: str
    counts: Sequence[int]


class Level(NamedTuple):
    """A lane that says how many there are: (moment, by how many), in their order."""

    name: str
    changes: Sequence[tuple[int, int]]


def draw(
    title: str,
    span: Span,
    bands: Sequence[Band],
    ticks: Sequence[tuple[int, str]],
    edges: Sequence[int],
    lanes: Sequence[Level | Bars],
) -> str:
    """`ticks`: what the time of day is at which moment; `edges`: where the bars begin; the last one ends."""

    def x(moment: float) -> float:
        return LEFT + (RIGHT - LEFT) * (min(max(moment, span.start), span.end) - span.start) / span.length

    bottom = TOP + len(lanes) * (HIGH + APART)
    parts = [*banded(bands, x, bottom)]
    for place, lane in enumerate(lanes, 1):
        base = TOP + place * (HIGH + APART)
        if isinstance(lane, Level):
            parts += stepped(lane, x, base, span)
        else:
            parts += barred(lane, edges, x, base)
    parts += axis(ticks, x, bottom)
    return picture(title, bottom + LINE + 8, parts, NARROW_WIDTH)


def banded(bands: Sequence[Band], x: Across, bottom: float) -> Iterator[str]:
    """The parts of the night: a line where each begins, with its name if there is room, in two rows."""
    for place, band in enumerate(bands):
        left, right = x(band.start), x(band.end)
        row = LINE * (place % 2) + 14
        ends = x(bands[place + 2].start) if place + 2 < len(bands) else NARROW_WIDTH
        if place:
            yield line(
                f"M{number(left)} {number(row - 12)}V{number(bottom)}",
                1,
                opacity=0.35,
                stroke_dasharray="2 4",
            )
        room = ends - left - 8
        if right > left and width_of(band.name, SMALL) < room:
            yield text(left + 4, row, band.name, font_size=SMALL)


def stepped(lane: Level, x: Across, base: float, span: Span) -> Iterator[str]:
    """A line that goes up as people come, and down as they leave."""
    levels = list(accumulate(change for _moment, change in lane.changes))
    most = max(levels, default=0)
    yield named(lane.name, base)
    if most > 0:
        # Of those who come within the width of a line, it shows what they came to.
        steps = {number(x(moment)): now for (moment, _change), now in zip(lane.changes, levels, strict=True)}
        path = "".join(f"H{when}V{number(base - HIGH * now / most)}" for when, now in steps.items())
        path = f"M{next(iter(steps))} {number(base)}{path}H{number(x(span.end))}"
        yield element("path", d=f"{path}V{number(base)}Z", opacity=0.14, class_="accent")
        yield line(path, 2.2, class_="accent-line")
        yield text(RIGHT + 6, base - HIGH * levels[-1] / most + 5, str(levels[-1]), font_weight=700)
        if levels[-1] < most:
            peak = x(lane.changes[levels.index(most)][0])
            yield above(peak, base - HIGH, str(most))
    yield floor(base)


def barred(lane: Bars, edges: Sequence[int], x: Across, base: float) -> Iterator[str]:
    """A bar for each stretch of time in which there was something; the highest one says how many."""
    most = max(lane.counts, default=0)
    yield named(lane.name, base)
    said = False
    for start, end, count in zip(edges, edges[1:], lane.counts, strict=False):
        if not count:
            continue
        left, right = x(start), x(end)
        high = HIGH * count / most
        yield element(
            "rect",
            x=left + 0.5,
            y=base - high,
            width=max(1.5, right - left - 1),
            height=high,
            class_="accent",
        )
        if count == most and not said:
            said = True
            yield above((left + right) / 2, base - high, str(count))
    yield floor(base)


def above(x: float, y: float, words: str) -> str:
    """A number on top of something."""
    middle = min(max(x, LEFT + 10), RIGHT - 10)
    return text(middle, y - 4, words, font_size=SMALL, text_anchor="middle", font_weight=700)


def named(name: str, base: float) -> str:
    return text(LEFT, base - HIGH - 22, name, font_weight=700, class_="on-paper")


def floor(base: float) -> str:
    return line(f"M{LEFT} {number(base)}H{RIGHT}", 1, opacity=0.6)


def axis(ticks: Sequence[tuple[int, str]], x: Across, bottom: float) -> Iterator[str]:
    """The times of day, as many as there is room for."""
    free = -1e9
    for moment, label in ticks:
        here, half = x(moment), width_of(label, SMALL) / 2
        yield line(f"M{number(here)} {number(bottom)}v5", 1, opacity=0.6)
        if here - half > free and here + half < NARROW_WIDTH:
            yield text(max(here, half), bottom + LINE, label, font_size=SMALL, text_anchor="middle")
            free = here + half + 8
