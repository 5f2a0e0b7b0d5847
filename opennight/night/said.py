"""What is said in a group and about it, as the night keeps it: see notes.py and sharing.py."""

from dataclasses import dataclass
from typing import Literal


@dataclass(slots=True)
class Note:
    """Something a group recorded. An action says what (`text`), `who`, and by when (`due`).

    A `hidden` one is out of everybody's sight; if it is also `waiting`, until the desk has read it.
    """

    no: int
    group: int
    person: int
    kind: Literal["note", "action"]
    text: str
    at: int
    who: str = ""
    due: str = ""
    hidden: bool = False
    waiting: bool = False


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
