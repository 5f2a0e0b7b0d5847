"""Promises as the night keeps them: see promises.py."""

from dataclasses import dataclass, field
from typing import Literal

State = Literal["open", "done", "let go"]


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
