"""Promises, and those of the night before."""

from dataclasses import dataclass, field
from typing import Literal, get_args

import msgspec

State = Literal["open", "done", "let go"]
STATES: tuple[State, ...] = get_args(State)


@dataclass(slots=True)
class Promise:
    """What people have said yes to: `about` names it, such as “note:12”. `owners`: who, and since when (ms).
    Owners who were removed are not among them, and come back with the person.

    `state` and `day` (YYYY-MM-DD; empty: as it was first written) are how it stands since `changed` (ms; 0:
    nobody has said), as the person `by` said (0: the desk); `turns`, how often that changed (see keeping.py).
    """

    about: str
    owners: dict[int, int] = field(default_factory=dict)
    state: State = "open"
    day: str = ""
    changed: int = 0
    by: int = 0
    turns: int = 0


class StillOpen(msgspec.Struct, frozen=True, array_like=True):
    """A promise of an earlier night that is open; `day` (YYYY-MM-DD): by when, empty if nobody has said."""

    text: str
    day: str = ""


class Earlier(msgspec.Struct, frozen=True, kw_only=True):
    """The night that this one comes after (see earlier.py): its code (`of`; empty: none), title and date, how
    many promises of it were kept, and some of those that are open."""

    of: str = ""
    title: str = ""
    date: str = ""
    kept: int = 0
    open: int = 0
    let_go: int = 0
    those: tuple[StillOpen, ...] = ()

    @property
    def all(self) -> int:
        return self.kept + self.open + self.let_go


NOTHING_EARLIER = Earlier()
