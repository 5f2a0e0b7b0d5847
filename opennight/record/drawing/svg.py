"""SVG as text. Its ink is that of the text around it, so that it is right by day, by night and on paper; what
differs, differs in shape: nothing is said by a colour alone.
"""

import unicodedata
from collections.abc import Iterable

WIDTH, NARROW_WIDTH = 640, 440
"""The width of a picture, in its own units: about a pixel on a laptop. What can be told in less is narrow: a
phone shows all of it."""
TEXT, SMALL = 14, 12
"""Heights of letters, in the same units."""
LINE, NEXT = 20, 15
"""From one line of text to the next; and to a second line of the same title."""

NARROW = frozenset("iIjlt.,:;'’|!()[] ‘f-/r")
BOLD = 1.13
"""How much wider letters are when they are bold."""
BROAD = frozenset("mwMWÆŒ@%—…")
ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})
ESCAPED |= dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF), "")
"""Control characters and the like are left out: no XML may have them."""


class Picture(str):
    """A whole picture: markup, which templates print as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


def escape(text: str) -> str:
    return text.translate(ESCAPED)


def number(value: float) -> str:
    """Short, and the same on any machine."""
    return f"{value:.1f}".removesuffix(".0")


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element. `class_` is class, and `stroke_width` stroke-width; numbers are rounded to a tenth, and
    what is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{written(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def written(value: object) -> str:
    return number(value) if isinstance(value, int | float) else escape(str(value))


def picture(title: str, height: float, parts: Iterable[str], width: float = WIDTH) -> Picture:
    """All of it. Its `title` is what those hear who cannot see it; its numbers are in the table beside."""
    return Picture(
        element(
            "svg",
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 0 {number(width)} {number(height)}",
            class_="plot" if width == WIDTH else "plot narrow",
            role="img",
            aria_label=title,
            direction="ltr",
            font_size=TEXT,
            font_family="system-ui, sans-serif",
            fill="currentColor",
            stroke_linecap="round",
        )
    )


def with_source(drawn: str, words: str) -> str:
    """The picture as a file of its own, in which it says what it is of."""
    start = drawn.index(">") + 1
    return drawn[:start] + element("desc", escape(words)) + drawn[start:]


def text(x: float, y: float, words: str, **attributes: object) -> str:
    """Words whose line stands on `y`; of any script, in the direction that is its own."""
    return element("text", escape(words), x=x, y=y, unicode_bidi="plaintext", **attributes)


def line(path: str, width: float = 1.0, **attributes: object) -> str:
    return element("path", d=path, fill="none", stroke="currentColor", stroke_width=width, **attributes)


def width_of(words: str, size: float = TEXT, *, bold: bool = False) -> float:
    """About how wide these are, rather too wide than too narrow: the reader's own face is not known here."""
    return size * (BOLD if bold else 1) * sum(map(width_of_one, words))


def width_of_one(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in NARROW:
        return 0.36
    return 0.98 if char in BROAD else 0.7 if char.isupper() else 0.6


def two_lines(words: str, most: float, size: float = TEXT, *, bold: bool = False) -> list[str]:
    """The words in one line if they fit, else in two, broken between words; as much of them as fits."""
    if width_of(words, size, bold=bold) <= most:
        return [words]
    first, rest = "", words.split(" ")
    while rest and width_of(f"{first} {rest[0]}".strip(), size, bold=bold) <= most:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        return [cut(words, most, size, bold=bold)]
    return [first, cut(" ".join(rest), most, size, bold=bold)]


def titled(x: float, middle: float, words: str, most: float, *, bold: bool = False) -> str:
    """A title beside something: one line or two, around this height."""
    lines = two_lines(words, most, bold=bold)
    first = middle + 5 - (len(lines) - 1) * NEXT / 2
    weight = 700 if bold else None
    return "".join(text(x, first + NEXT * row, line, font_weight=weight) for row, line in enumerate(lines))


def cut(words: str, most: float, size: float = TEXT, *, bold: bool = False) -> str:
    """As much of the words as fits; the whole of them is in the table."""
    size *= BOLD if bold else 1
    if width_of(words, size) <= most:
        return words
    room = most - width_of("…", size)
    kept = 0
    for char in words:
        room -= size * width_of_one(char)
        if room < 0:
            break
        kept += 1
    return words[:kept].rstrip() + "…"
