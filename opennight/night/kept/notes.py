"""What is said in a group and about it: notes and comments."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["note", "action", "question", "quote", "link", "concern", "answer"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Note:
    """An entry: something a group recorded. What each kind says is told beside its fields."""

    no: int
    group: int
    person: int
    """Who wrote it; 0 for the desk, and for a `reporter`."""
    kind: Kind
    text: str
    """Of an action: what is to be done."""
    at: int
    """When it was written (ms)."""
    who: str = ""
    """Who does it, if that is nobody of the night (actions); who said it (quotes)."""
    due: str = ""
    """By when (actions)."""
    hidden: bool = False
    """Out of everybody's sight: the desk took it out, or it is `waiting`."""
    waiting: bool = False
    """The desk has yet to read it."""
    url: str = ""
    """Where it leads (links)."""
    about: int = 0
    """The number of the concern that it answers (answers)."""
    changed: int | None = None
    """Who put their hand to it last, if that was not its writer; 0: the desk."""
    touched: int = 0
    """When it got the words that it has (ms)."""
    stars: dict[int, None] = field(default_factory=dict)
    """Who thinks that it matters most."""
    reporter: int = 0
    clip: int = 0
    """The number of the clip that it is from (quotes) …"""
    moment: int = 0
    """… from which moment on (ms) …"""
    versions: list[int] = field(default_factory=list)
    """… and which versions of the night have its words."""


@dataclass(slots=True)
class Comment:
    """What somebody said about a group; `hidden` and `waiting` as for a note."""

    no: int
    group: int
    person: int
    text: str
    at: int
    hidden: bool = False
    waiting: bool = False
