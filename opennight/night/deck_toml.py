"""A deck's file as TOML: its parts, and in which line of it a fault stands."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from opennight.night.messages import Refused, _, clean

MOST = 64 * 1024
"""Bytes of a file."""
MOST_CARDS = 90
"""Ten sheets of nine."""
LONGEST_LINE = 2000
FIELD = "file"
BOM = b"\xef\xbb\xbf"
HEADER = re.compile(r"\s*\[\[\s*card\s*\]\]\s*(#.*)?")
AT_LINE = re.compile(r"at line (\d+)")
MARKUP = re.compile(r"<[/!?]?[a-zA-Z]")


@dataclass(frozen=True)
class Table:
    """A part of the file: the deck itself, or one of its cards. It stands in `lines`, from `start` on."""

    name: str
    says: dict[str, Any]
    lines: list[str]
    start: int = 0

    def line(self, key: str) -> int:
        """The line of this key; if no line says it, that in which the part begins."""
        written = re.compile(rf"\s*(\[\s*)?{re.escape(key)}\s*[=.\]]")
        found = (no for no, line in enumerate(self.lines, self.start) if key and written.match(line))
        return next(found, self.start) + 1

    def fault(self, text: str, key: str = "", **values: object) -> Refused:
        """What is wrong with it; `text` begins with its %(line)s and its %(name)s."""
        refused = Refused(text, field=FIELD, line=self.line(key), name=self.name, key=key)
        refused.values |= values
        return refused

    def refuse_strange(self, known: set[str], within: str = "") -> None:
        for key in self.says[within] if within else self.says:
            if key not in known:
                raise self.fault(
                    _("Line %(line)s (%(name)s): this server does not know what “%(key)s” means."),
                    f"{within}.{key}"[:40] if within else key[:40],
                )

    def tidied(self, said: object, key: str, most: int, least: int) -> str:
        """A text as it is kept."""
        if not isinstance(said, str):
            raise self.fault(_("Line %(line)s (%(name)s): “%(key)s” must be text in quotation marks."), key)
        if MARKUP.search(said):
            raise self.fault(
                _("Line %(line)s (%(name)s): “%(key)s” has a tag in it, such as <b>. A deck is plain text."),
                key,
            )
        try:
            tidy = clean(said, len(said), FIELD, least=least)
        except Refused:
            raise self.fault(_("Line %(line)s (%(name)s): “%(key)s” is empty."), key) from None
        if len(tidy) > most:
            raise self.fault(
                _(
                    "Line %(line)s (%(name)s): “%(key)s” is %(over)s characters too long: the limit is "
                    "%(most)s."
                ),
                key,
                over=len(tidy) - most,
                most=most,
            )
        return tidy

    def text(self, key: str, most: int, *, least: int = 1, language: str = "") -> str:
        """What it says under this key, in this language if one is named."""
        says = self.says[language] if language else self.says
        whole = f"{language}.{key}" if language else key
        if least and key not in says:
            raise self.fault(_("Line %(line)s (%(name)s): “%(key)s” is missing."), whole)
        return self.tidied(says.get(key, ""), whole, most, least)

    def points(self, key: str, most: int, wrong: str, default: int = 0) -> int:
        said = self.says.get(key, default)
        if type(said) is not int or not 0 <= said <= most:
            raise self.fault(wrong, key, most=most)
        return said

    def require(self, languages: tuple[str, ...]) -> None:
        """Raise `Refused` unless it says something in each of these languages."""
        for code in languages:
            if not isinstance(self.says.get(code), dict):
                raise self.fault(_("Line %(line)s (%(name)s): there is nothing in “%(key)s”."), code)


def decoded(content: bytes) -> str:
    """The text in the file."""
    if len(content) > MOST:
        raise Refused(
            _("This file is too large: a deck has at most %(most)s kB."),
            "too much",
            field=FIELD,
            most=MOST // 1024,
        )
    try:
        text = content.removeprefix(BOM).decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Refused(_("Line %(line)s: this is not text in UTF-8."), field=FIELD, line=line) from None
    for number, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST_LINE:  # it also keeps the depth of what is nested within bounds
            raise Refused(
                _("Line %(line)s is too long: the limit is %(most)s characters."),
                field=FIELD,
                line=number,
                most=LONGEST_LINE,
            )
    return text


def parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Refused(
            _(
                "Line %(line)s cannot be read as TOML. Look there and just above it for a missing "
                "quotation mark, bracket or equals sign, or for a name that appears twice."
            ),
            field=FIELD,
            line=line,
        ) from None


def parts(text: str, whole: dict[str, Any]) -> tuple[Table, list[Table]]:
    """The deck and its cards, each with its own lines as far as those can be told."""
    lines = text.split("\n")
    given = whole.get("card")
    given = given if isinstance(given, list) else []
    cards = [one for one in given if isinstance(one, dict)]
    starts = [number for number, line in enumerate(lines) if HEADER.fullmatch(line)]
    deck = Table("deck", whole, lines[: starts[0]] if starts else lines)
    if not cards or len(cards) != len(given):
        raise deck.fault(
            _("Line %(line)s (%(name)s): there are no cards. Each card begins with a line [[card]]."), "card"
        )
    if len(starts) != len(cards):  # written in some other way
        return deck, [Table(name_of(card, no), card, []) for no, card in enumerate(cards, 1)]
    ends = [*starts[1:], len(lines)]
    found = [
        Table(name_of(card, no), card, lines[start:end], start)
        for no, (card, start, end) in enumerate(zip(cards, starts, ends, strict=True), 1)
    ]
    if len(cards) > MOST_CARDS:
        raise found[MOST_CARDS].fault(_("Line %(line)s: a deck has at most %(most)s cards."), most=MOST_CARDS)
    return deck, found


def name_of(card: dict[str, Any], no: int) -> str:
    return str(card.get("id") or no)[:40]
