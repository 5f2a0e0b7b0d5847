"""What is said in a group and about it: notes and comments."""

from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["note", "action", "question", "quote", "link", "concern", "answer"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(slots=True)
class Note:
    """An entry: something a group recorded. An action says what (`text`), `who` does it if that is nobody of
    the night, and by when (`due`); a quote `who` said it; a link has its address in `url`; an answer is
    `about` the concern with this number. `reporter` wrote it, if it was one; `person` is then 0. A quote may
    be from a `clip`, from the `moment` on (milliseconds); `versions` then have its words.

    A `hidden` one is out of everybody's sight; if it is also `waiting`, until the desk has read it.
    `changed` is who put their hand to it last, if that was not its writer (0: the desk); `touched`, when it
    got the words that it has (ms). `stars`: who thinks that it matters most.
    """

    no: int
    group: int
    person: int
    kind: Kind
    text: str
    at: int
    who: str = ""
    due: str = ""
    hidden: bool = False
    waiting: bool = False
    url: str = ""
    about: int = 0
    changed: int | None = None
    touched: int = 0
    stars: dict[int, None] = field(default_factory=dict)
    reporter: int = 0
    clip: int = 0
    moment: int = 0
    versions: list[int] = field(default_factory=list)


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
