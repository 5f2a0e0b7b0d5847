"""Letters on a picture, in the face that is shipped, and in whatever the machine has for what that lacks."""

import pathlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the server never loads it
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SHIPPED = ("latin", "latin-ext")
ELSEWHERE = ("NotoSansCJK", "NotoSansArabic", "NotoNaskhArabic", "NotoSansHebrew", "DejaVuSans")
"""Faces that systems often have, in the order in which they are asked for what is not Latin."""
SYSTEM = (pathlib.Path("/usr/share/fonts"), pathlib.Path("/usr/local/share/fonts"))


class Lettering:
    """Draws lines of text. `fonts` is where the shipped face is; what no face has is left out."""

    def __init__(self, fonts: pathlib.Path) -> None:
        self.fonts = fonts
        self.has = cache(self.has_letter)
        self.face = cache(self.load)

    def files(self, bold: bool) -> list[pathlib.Path]:
        weight = "700" if bold else "400"
        shipped = [
            self.fonts / f"atkinson-hyperlegible-next-{name}-{weight}-normal.woff2" for name in SHIPPED
        ]
        return [*shipped, *on_this_machine(bold)]

    def load(self, size: int, bold: bool) -> list["FreeTypeFont"]:
        from PIL import ImageFont

        return [ImageFont.truetype(path, size) for path in self.files(bold)]

    def has_letter(self, place: int, char: str, bold: bool) -> bool:
        """Whether this face has the letter: one that it lacks looks like one that nobody has."""
        font = self.face(40, bold)[place]
        return bytes(font.getmask(char)) != bytes(font.getmask("\U0010fffe"))

    def runs(self, words: str, size: int, bold: bool) -> Iterator[tuple["FreeTypeFont", str]]:
        """The words in pieces, each with a face that has its letters."""
        faces = self.face(size, bold)
        now, piece = -1, ""
        for char in words:
            stays = now >= 0 and (char.isspace() or self.has(now, char, bold))
            place = now if stays else self.first(char, len(faces), bold)
            if place is None:
                continue
            if place != now and piece:
                yield faces[now], piece
                piece = ""
            now, piece = place, piece + char
        if piece:
            yield faces[now], piece

    def first(self, char: str, faces: int, bold: bool) -> int | None:
        return next((place for place in range(faces) if self.has(place, char, bold)), None)

    def width(self, words: str, size: int, bold: bool) -> float:
        return sum(font.getlength(piece) for font, piece in self.runs(words, size, bold))

    def write(
        self, draw: "ImageDraw", at: tuple[float, float], words: str, size: int, bold: bool, fill: str
    ) -> None:
        """A line that stands on `at`."""
        x, y = at
        for font, piece in self.runs(words, size, bold):
            draw.text((x, y), piece, font=font, fill=fill, anchor="ls")
            x += font.getlength(piece)

    def wrapped(self, words: str, most: float, size: int, bold: bool) -> list[str]:
        """The words in lines that are no wider than `most`; between letters where there are no spaces."""
        lines: list[str] = []
        for word in words.split():
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(joined, size, bold) <= most:
                lines[-1] = joined
                continue
            lines.append("")
            for char in word:
                if lines[-1] and self.width(lines[-1] + char, size, bold) > most:
                    lines.append("")
                lines[-1] += char
        return [line for line in lines if line]

    def fitted(
        self, words: str, most: float, rows: int, sizes: Sequence[int], bold: bool
    ) -> tuple[int, list[str]]:
        """The largest of these sizes at which the words take no more rows than these, and their lines; at the
        smallest one the last line is cut."""
        lines: list[str] = []
        for size in sizes:
            lines = self.wrapped(words, most, size, bold)
            if len(lines) <= rows:
                return size, lines or [""]
        last = lines[rows - 1]
        while last and self.width(f"{last}…", sizes[-1], bold) > most:
            last = last[:-1]
        return sizes[-1], [*lines[: rows - 1], f"{last.rstrip()}…"]


@cache
def on_this_machine(bold: bool) -> list[pathlib.Path]:
    """What this machine has of ELSEWHERE."""
    found = sorted(
        path for folder in SYSTEM for path in folder.rglob("*") if path.suffix in (".ttf", ".ttc", ".otf")
    )
    weights = ("Bold", "Regular") if bold else ("Regular",)
    names = [f"{name}-{weight}" for name in ELSEWHERE for weight in weights] + ["DejaVuSans"]
    by_name = {path.stem: path for path in found}
    return [by_name[name] for name in names if name in by_name]
