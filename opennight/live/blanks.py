"""HTML with blanks: drawn once for all who read it, and filled in for each with what is theirs alone.

What a blank stands for:

    +vote:3     hides an element from whoever does not have this mark; -vote:3 from whoever has it
    =name|You   this of the reader's own texts; for somebody without any, what follows
    @tally-3    a region inside this one; *pitch all of its kind
    command     a hidden field with the command id of a form; command_id is one by itself
    ticket      the ticket with which somebody joins: see web/core/keys.py
    marks       the reader's marks, for the page's script
    version     how far the page is; history is the mark of the night's history up to there
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import markupsafe
import msgspec

from opennight.live.protocol import Mine

EDGE = f"\x1a{secrets.token_hex(4)}\x1a"
"""Stands on both sides of a blank. It is new in each process, so nobody can write one into a text."""
BY_NAME = ("command", "command_id", "ticket", "marks", "version", "history")
"""The blanks that a template writes as a call: `command()`."""


def blank(what: str) -> markupsafe.Markup:
    return markupsafe.Markup(f"{EDGE}{what}{EDGE}")  # noqa: S704 - what is filled in is escaped


Inside = Callable[[str], Iterable["Drawn"]]
"""(“@tally-3” or “*pitch”) → what belongs there."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """HTML, cut at its blanks: text, blank, text, blank, …, text."""

    pieces: Sequence[str]

    @classmethod
    def of(cls, html: str) -> "Drawn":
        return cls(html.split(EDGE))

    @property
    def inside(self) -> list[str]:
        """The regions inside it, as its blanks name them."""
        return [what for what in self.pieces[1::2] if what[0] in "@*"]

    def whole(self, inside: Inside) -> "Drawn":
        """The same with the regions inside it, which may have blanks of their own."""
        if len(self.pieces) == 1 or not any(what[0] in "@*" for what in self.pieces[1::2]):
            return self
        found = [self.pieces[0]]
        for what, text in zip(self.pieces[1::2], self.pieces[2::2], strict=True):
            if what[0] in "@*":
                for drawn in inside(what):
                    found[-1] += drawn.pieces[0]
                    found += drawn.pieces[1:]
                found[-1] += text
            else:
                found += (what, text)
        return Drawn(found)

    def filled(self, reader: "Reader") -> str:
        """The HTML for this reader."""
        if len(self.pieces) == 1:
            return self.pieces[0]
        pieces = list(self.pieces)
        pieces[1::2] = map(reader.own, pieces[1::2])
        return "".join(pieces)


class Reader:
    """Who reads: nobody in particular, as all do who get a push; or one device, whose forms get ids.

    `mine` are the marks and texts of the person on it, if there is one.
    """

    def __init__(
        self,
        mine: Mine | None = None,
        ids: Iterator[str] | None = None,
        version: int = 0,
        history: str = "",
        ticket: Callable[[], str] = str,
    ) -> None:
        self.mine = mine
        self.marks = frozenset(mine["marks"] if mine else ())
        self.ids = ids
        self.ticket = ticket
        self.named = {"marks": script(mine) if mine else "", "version": str(version), "history": history}

    def own(self, what: str) -> str:
        """What fills this blank for this reader."""
        kind = what[0]
        if kind == "+":
            return "" if what[1:] in self.marks else " hidden"
        if kind == "-":
            return " hidden" if what[1:] in self.marks else ""
        if kind == "=":
            name, _bar, default = what[1:].partition("|")
            # Not everybody has each text: a line for some is on all pages, hidden from the others.
            said = self.mine["text"].get(name) if self.mine else None
            return default if said is None else markupsafe.escape(said)
        if what == "command":
            return f'<input type="hidden" name="command" value="{next(self.ids)}">' if self.ids else ""
        if what == "command_id":
            return next(self.ids) if self.ids else ""
        if what == "ticket":
            return self.ticket()
        return self.named[what]


def script(mine: Mine) -> str:
    """The marks as data for the page's script. Nothing in them can end it."""
    data = msgspec.json.encode(mine).decode().replace("<", "\\u003c")
    return f'<script type="application/json" id="mine">{data}</script>'


NOBODY = Reader()
