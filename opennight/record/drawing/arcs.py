"""Connections between groups: a line of text for each group, and an arc for each two that belong together."""

from collections.abc import Iterator, Sequence
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
    titled,
    width_of,
)

ROW = 36
TITLES = 204
"""The room for the titles."""
FROM = TITLES + 22
DEEPEST = NARROW_WIDTH - FROM - 10


class Style(NamedTuple):
    """How a kind of connection is drawn: told apart by how thick it is, and whether it is broken."""

    width: float
    dashes: str | None = None


STYLES = (Style(3.6), Style(1.6), Style(1.6, "1 5"))
"""From the strongest kind to the weakest."""


class Arc(NamedTuple):
    """Two groups by their places in the list, and which of the kinds this is."""

    one: int
    other: int
    kind: int


def draw(title: str, groups: Sequence[str], arcs: Sequence[Arc], kinds: Sequence[str]) -> str:
    """`kinds` are the names of the kinds, which are said below those that occur."""
    ends = [middle(place) for place in range(len(groups))]
    joined = {place for arc in arcs for place in (arc.one, arc.other)}
    longest = max((abs(arc.one - arc.other) for arc in arcs), default=1)
    parts = []
    # What is longer goes first, and so lies behind what is shorter.
    for arc in sorted(arcs, key=lambda arc: (-abs(arc.one - arc.other), arc)):
        parts.append(
            bow(ends[arc.one], ends[arc.other], abs(arc.one - arc.other) / longest, STYLES[arc.kind])
        )
    for place, name in enumerate(groups):
        known = place in joined
        parts.append(titled(0, ends[place], name, TITLES, bold=known))
        parts.append(
            element(
                "circle",
                cx=FROM - 6,
                cy=ends[place],
                r=5,
                fill=None if known else "none",
                stroke="currentColor",
                stroke_width=1.5,
            )
        )
    bottom = ROW * len(groups) + 8
    said = sorted({arc.kind for arc in arcs})
    parts += legend([(kinds[kind], STYLES[kind]) for kind in said], bottom)
    return picture(title, bottom + (LINE + 6 if said else 0), parts, NARROW_WIDTH)


def middle(place: int) -> float:
    return ROW * place + ROW / 2


def bow(one: float, other: float, far: float, style: Style) -> str:
    """The arc between two lines, the deeper the further it goes."""
    top, bottom = sorted((one, other))
    deep = 26 + (DEEPEST - 26) * far
    return line(
        f"M{FROM} {number(top)}C{number(FROM + deep * 4 / 3)} {number(top)} "
        f"{number(FROM + deep * 4 / 3)} {number(bottom)} {FROM} {number(bottom)}",
        style.width,
        stroke_dasharray=style.dashes,
        class_="accent-line",
    )


def legend(said: Sequence[tuple[str, Style]], top: float) -> Iterator[str]:
    x = 0.0
    for name, style in said:
        yield line(
            f"M{number(x)} {number(top + 12)}h30",
            style.width,
            stroke_dasharray=style.dashes,
            class_="accent-line",
        )
        yield text(x + 38, top + 16, name, font_size=SMALL)
        x += 38 + width_of(name, SMALL) + 22
