"""A topic that somebody proposes."""

from dataclasses import dataclass, field
from typing import Literal

Status = Literal["waiting", "open", "withdrawn", "hidden"]


@dataclass(slots=True)
class Pitch:
    """A topic somebody proposes. `hosted`: "I'll host it"; otherwise somebody should run this.

    `merged` is the pitch it became part of, `parts` are those that became part of it. `seen` is False while
    the room has not seen it as it is now: it waits for the desk, or was withdrawn or hidden while it waited.
    `needs` are the FEATURES that its room has to have, `times` the slots in which it can run (none: in any).
    """

    no: int
    title: str
    more: str
    hosted: bool
    person: int
    at: int
    status: Status = "open"
    seen: bool = True
    merged: int | None = None
    parts: list[int] = field(default_factory=list)
    needs: tuple[str, ...] = ()
    times: tuple[int, ...] = ()
