"""Questions of the host to the whole room, and the lines that answer them."""

from dataclasses import dataclass, field

import msgspec


@dataclass(slots=True)
class RoomQuestion:
    """A question of the host's to everybody, of whom each may answer with so many lines."""

    no: int
    text: str
    each: int


@dataclass(slots=True)
class Line:
    """One line that somebody answered, at a moment (ms). `pile`: what the host has put it under, if so."""

    no: int
    question: int
    person: int
    text: str
    at: int
    hidden: bool = False
    waiting: bool = False
    pile: str = ""


@dataclass(slots=True)
class RoomQuestions:
    """`open` is the question that takes lines now (0: none), `shown` the one that was opened last."""

    asked: dict[int, RoomQuestion] = field(default_factory=dict)
    lines: dict[int, Line] = field(default_factory=dict)
    open: int = 0
    shown: int = 0


class Pile(msgspec.Struct, frozen=True):
    """Lines that belong together, by number, and what they are called."""

    name: str
    lines: tuple[int, ...]
