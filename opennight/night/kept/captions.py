"""What is said in a clip."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

Why = Literal["", "silent", "failed"]


class Line(msgspec.Struct, frozen=True, gc=False):
    """What is said from `start` to `end` (milliseconds from the clip's beginning). Both are 0 if nobody knows
    when it is said: somebody typed it."""

    start: int
    end: int
    text: str


@dataclass(slots=True, frozen=True)
class Edition:
    """The words of a clip at some time. `hand` is whose they are: a person's number, 0 for the desk or for a
    `reporter`, None for the machine. A `waiting` one is read by the desk before anybody else. Nothing in one
    ever changes."""

    lines: tuple[Line, ...] = ()
    hand: int | None = None
    at: int = 0
    waiting: bool = False
    reporter: int = 0


@dataclass(slots=True)
class Captions:
    """All editions of a clip's words, the newest last. They are numbered from 1. `why` the machine has found
    none: nobody speaks, or it has failed. `versions` hold words: once the clip is withdrawn the log blanks
    them."""

    editions: list[Edition] = field(default_factory=list)
    why: Why = ""
    versions: list[int] = field(default_factory=list)
