"""Who met whom: a line for each person, from group to group; those who sat together run side by side.

Order is all that a picture like this has: people are put so that few lines cross, in the same way each time.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opennight.record.drawing.svg import (
    LINE,
    NEXT,
    SMALL,
    WIDTH,
    cut,
    element,
    line,
    number,
    picture,
    text,
    two_lines,
    width_of,
)

HEAD = LINE + 6
NAMES = 120
"""The most room that the names have, on either side."""
TITLE, APART = 20, 8
"""The room for the title of a group, and that between two groups."""
BETWEEN = {2: 1.0, 3: 0.7}
"""The room between two of so many rounds, in widths of a group; the more of them, the less."""
LEAST = 0.55
"""The same for more rounds than these."""
SWEEPS = 3
"""How often the order is mended, from left to right and back."""


class Table(NamedTuple):
    """A group in a round: who sat there, by their place in the list of names; and how many more, whose names
    are not said."""

    title: str
    people: Sequence[int]
    more: str = ""


class Column(NamedTuple):
    """A round."""

    name: str
    tables: Sequence[Table]


Seats = list[list[int]]
"""The tables of a column from top to bottom, and who sits at each, from top to bottom; the last one has those
who sat nowhere."""


class Stack(NamedTuple):
    """A column with its heights: (table, where its frame begins, where it ends), the line of each person, and
    where all of it ends."""

    frames: Sequence[tuple[int, float, float]]
    lines: dict[int, float]
    end: float


def draw(title: str, names: Sequence[str], columns: Sequence[Column], nowhere: str) -> str:
    """`nowhere` is what stands above those who were in no group of a round."""
    row, size = (16.0, SMALL) if len(names) <= 60 else (12.0, 10.5)
    side = min(NAMES, max((width_of(name, size) for name in names), default=0) + 10)
    right = WIDTH - side
    between = BETWEEN.get(len(columns), LEAST)
    wide = (right - side) / (len(columns) + (len(columns) - 1) * between)
    lefts = [side + place * wide * (1 + between) for place in range(len(columns))]
    orders = sorted_out(len(names), columns)
    stacks = [stacked(column, *order, row, wide) for column, order in zip(columns, orders, strict=True)]
    parts: list[str] = []
    for left, column, stack in zip(lefts, columns, stacks, strict=True):
        parts += framed(column, stack, left, wide, nowhere)
    for person, name in enumerate(names):
        heights = [stack.lines[person] for stack in stacks]
        parts.append(thread(f"way-{person}", name, heights, lefts, wide, size, side))
    return picture(title, max(stack.end for stack in stacks) + 4, parts)


def sorted_out(people: int, columns: Sequence[Column]) -> list[tuple[list[int], Seats]]:
    """(tables, people) by column, so that lines cross little: each column follows the one beside it."""
    found = []
    for column in columns:
        sat = {no for table in column.tables for no in table.people}
        seats = [list(table.people) for table in column.tables]
        seats.append([no for no in range(people) if no not in sat])
        found.append((list(range(len(seats))), seats))
    ways = [(place, place - 1) for place in range(1, len(found))]
    for _sweep in range(SWEEPS):
        for here, beside in [*((b, a) for a, b in reversed(ways)), *ways]:
            found[here] = following(*found[here], found[beside][1])
    return found


def following(tables: list[int], seats: Seats, beside: Seats) -> tuple[list[int], Seats]:
    """This column in the order in which its people stand in the one beside it."""
    rank = {no: place for place, no in enumerate(no for those in beside for no in those)}
    last = len(tables) - 1
    each = [(table, sorted(those, key=rank.__getitem__)) for table, those in zip(tables, seats, strict=True)]

    def where(one: tuple[int, list[int]]) -> tuple[bool, float, int]:
        table, those = one
        middle = sum(map(rank.__getitem__, those)) / len(those) if those else float(len(rank))
        return table == last, middle, table

    each.sort(key=where)
    return [table for table, _those in each], [those for _table, those in each]


def heading(title: str, wide: float) -> list[str]:
    return two_lines(title, wide - 12, SMALL, bold=True)


def stacked(column: Column, tables: Sequence[int], seats: Seats, row: float, wide: float) -> Stack:
    frames, lines, y = [], {}, float(HEAD)
    for table, those in zip(tables, seats, strict=True):
        nowhere = table == len(column.tables)
        if nowhere and not those:
            continue
        top = y
        y += TITLE if nowhere else TITLE + NEXT * (len(heading(column.tables[table].title, wide)) - 1)
        for no in those:
            lines[no] = y + row / 2
            y += row
        if not nowhere and column.tables[table].more:
            y += LINE - 4
        frames.append((table, top, y + 4))
        y += 4 + APART
    return Stack(frames, lines, y - APART)


def framed(column: Column, stack: Stack, left: float, wide: float, nowhere: str) -> Iterator[str]:
    """The groups of a round: a frame with what each talked about."""
    yield text(left + wide / 2, 14, column.name, font_weight=700, text_anchor="middle")
    for place, top, end in stack.frames:
        if place == len(column.tables):
            yield text(left + 6, top + 15, nowhere, font_size=SMALL, opacity=0.8)
            continue
        table = column.tables[place]
        yield element(
            "rect",
            x=left,
            y=top,
            width=wide,
            height=end - top,
            rx=8,
            fill="none",
            stroke="currentColor",
            stroke_width=1.4,
        )
        for row, words in enumerate(heading(table.title, wide)):
            yield text(left + 6, top + 15 + NEXT * row, words, font_size=SMALL, font_weight=700)
        if table.more:
            yield text(left + 6, end - 7, table.more, font_size=SMALL)


def thread(
    id: str,
    name: str,
    heights: Sequence[float],
    lefts: Sequence[float],
    wide: float,
    size: float,
    side: float,
) -> str:
    """Somebody's way through the evening, with their name at both ends."""
    path = f"M{number(lefts[0])} {number(heights[0])}"
    for place, (left, y) in enumerate(zip(lefts, heights, strict=True)):
        if place:
            before = lefts[place - 1] + wide
            middle = number((before + left) / 2)
            path += f"C{middle} {number(heights[place - 1])} {middle} {number(y)} {number(left)} {number(y)}"
        path += f"H{number(left + wide)}"
    said = cut(name, side - 8, size)
    parts = [
        line(path, 1.6, class_="accent-line"),
        text(side - 6, heights[0] + size / 3, said, font_size=size, text_anchor="end"),
        text(WIDTH - side + 6, heights[-1] + size / 3, said, font_size=size),
    ]
    return element("g", *parts, class_="thread", id=id)
