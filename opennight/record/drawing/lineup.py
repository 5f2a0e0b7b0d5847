"""How the line-up came about: how many wanted each topic, and in which rounds it ran, with how many."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opennight.record.drawing.svg import (
    LINE,
    NARROW_WIDTH,
    SMALL,
    element,
    line,
    picture,
    text,
    titled,
    width_of,
)

ROW = 36
TITLES = 184
"""The room for the titles."""
APART = 12
CHAIRS, MOST = 54, 162
"""The room for each round, at the right, and for all of them."""
HEAD = 26


class Topic(NamedTuple):
    """How many `dots` it got, and (round, how many sat there) for each group that talked about it; rounds are
    counted from 0."""

    title: str
    dots: int
    groups: Sequence[tuple[int, int]]


def draw(title: str, dots: str, rounds: Sequence[tuple[str, str]], topics: Sequence[Topic]) -> str:
    """`dots` and `rounds` are what stands above the columns: `dots` is empty where nobody voted, of a round
    it is its name, or its number where there is no room for that."""
    wide = min(CHAIRS, MOST / max(1, len(rounds)))
    right = NARROW_WIDTH - len(rounds) * wide
    bars = (TITLES + APART, right - 44) if dots else (TITLES, TITLES)
    parts = [*heads(dots, bars[0], rounds, right, wide)]
    most = max((topic.dots for topic in topics), default=0)
    for place, topic in enumerate(topics):
        middle = HEAD + ROW * place + ROW / 2
        parts.append(titled(0, middle, topic.title, TITLES, bold=bool(topic.groups)))
        if dots:
            parts += bar(bars, middle, topic, most)
        parts += chairs(topic, right, wide, middle)
    return picture(title, HEAD + ROW * len(topics) + 4, parts, NARROW_WIDTH)


def heads(
    dots: str, left: float, rounds: Sequence[tuple[str, str]], right: float, wide: float
) -> Iterator[str]:
    if dots:
        yield text(left, 14, dots, font_size=SMALL)
    fits = all(width_of(name, SMALL) < wide - 4 for name, _number in rounds)
    for place, (name, number) in enumerate(rounds):
        middle = right + wide * (place + 0.5)
        yield text(middle, 14, name if fits else number, font_size=SMALL, text_anchor="middle")
    yield line(f"M0 {LINE + 2}H{NARROW_WIDTH}", 1, opacity=0.35)


def bar(room: tuple[float, float], middle: float, topic: Topic, most: int) -> Iterator[str]:
    """Full for what ran, empty for what did not."""
    left, right = room
    long = (right - left) * topic.dots / max(1, most)
    if topic.dots:
        ran = bool(topic.groups)
        yield element(
            "rect",
            x=left,
            y=middle - 8,
            width=max(3.0, long),
            height=16,
            rx=2,
            fill=None if ran else "none",
            stroke="currentColor",
            stroke_width=1.2,
            class_="accent" if ran else "accent-line",
        )
    yield text(left + long + 6, middle + 5, str(topic.dots), font_size=SMALL)


def chairs(topic: Topic, right: float, wide: float, middle: float) -> Iterator[str]:
    """A ring of chairs in each round in which it ran, with how many sat there."""
    for round, people in topic.groups:
        x = right + wide * (round + 0.5)
        yield element("circle", cx=x, cy=middle, r=11, fill="none", stroke="currentColor", stroke_width=2)
        yield text(x, middle + 4, str(people), font_size=SMALL, text_anchor="middle", font_weight=700)
