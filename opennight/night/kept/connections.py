"""What joins the groups of a night: pairs, links, and what they pass to each other."""

from dataclasses import dataclass, field
from typing import Literal

import msgspec

Said = Literal["question", "answer", "action"]


class Because(msgspec.Struct, frozen=True):
    """Why two groups belong side by side. `kind`: "words" that both mention; "people" who are in both;
    "need": the first needs what the other has, "have": the other way, with the two sentences in `words`, that
    of the first before that of the other; or "meaning".
    """

    kind: str
    words: tuple[str, ...] = ()
    people: tuple[int, ...] = ()


class Pair(msgspec.Struct, frozen=True):
    """Two groups by number, the smaller first. `strength` is from 0 to 1; the strongest reason is first."""

    one: int
    other: int
    strength: float
    why: tuple[Because, ...]


@dataclass(slots=True)
class Link:
    """What went on between two groups; `one` has the smaller number.

    By group and by whom (0: the desk): which group `linked` to the other, and which one wants to `merge`.
    `runners` are on their way, each from the group that sent them. `talked`: since when the two say that they
    talked (ms); 0: they have not.
    """

    no: int
    one: int
    other: int
    linked: dict[int, int] = field(default_factory=dict)
    merge: dict[int, int] = field(default_factory=dict)
    runners: dict[int, int] = field(default_factory=dict)
    talked: int = 0


@dataclass(slots=True)
class Passed:
    """What one group says to another over their link: a question of the `group`, an answer to the question
    `about`, or the action that both do together. `person` wrote it last; 0: the desk. `hidden` and `waiting`
    as for a note.
    """

    no: int
    link: int
    group: int
    person: int
    kind: Said
    text: str
    at: int
    about: int = 0
    hidden: bool = False
    waiting: bool = False


@dataclass(slots=True)
class Connections:
    """`pairs` were found at the `moment` of the night that is named so (see connections.py), by the event
    that made this `version`. `aside` are those that the desk does not want to see, `alone` the groups that
    nobody is to be pointed to. `links` and `passed` by number.
    """

    pairs: tuple[Pair, ...] = ()
    moment: str = ""
    version: int = 0
    aside: list[tuple[int, int]] = field(default_factory=list)
    alone: dict[int, None] = field(default_factory=dict)
    links: dict[int, Link] = field(default_factory=dict)
    passed: dict[int, Passed] = field(default_factory=dict)
