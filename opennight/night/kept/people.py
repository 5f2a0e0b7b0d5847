"""Somebody who attends."""

from dataclasses import dataclass, field
from typing import Literal

from opennight.night.kept.bylines import Byline
from opennight.night.kept.door import Wrote
from opennight.night.kept.pledges import Pledge

Strength = Literal["love", "like", "no"]


@dataclass(slots=True)
class Person:
    """Somebody who attends.

    What is theirs is listed by number, so that the night need not be searched for it. It stays listed while
    they are removed: `took` says what of it went off the screens with them, and all of that comes back with
    them.
    """

    no: int
    name: str
    """What others may see: empty while the desk has yet to read it (`unread`), or has asked for another one
    (`asked`), and once they have taken it along."""
    joined: int
    """When (ms)."""
    version: int
    """The version of the night that their joining made."""
    phone: bool = True
    """False for somebody whom the desk or a helper entered."""
    here: bool = True
    """False once they have left."""
    removed: bool = False
    number: int = 0
    """The one at the end of the name, if it tells them from somebody else (see names.py)."""
    unread: str = ""
    """The name that they gave, until the desk has read it (see naming.py)."""
    asked: bool = False
    """The desk asks for another name."""
    byline: Byline | Literal[""] = ""
    """As whom they are in the record, once they have chosen."""
    told: Byline = "name"
    """What the door said about that when they came in."""
    named: int = 0
    """The version that gave them their name; 0 once they have taken it along."""
    dots: dict[int, None] = field(default_factory=dict)
    """The pitches with a dot of theirs, or that they love or like."""
    strengths: dict[int, Strength] = field(default_factory=dict)
    """What they said of pitches, where the night asks for more than dots."""
    pitches: list[int] = field(default_factory=list)
    hearts: dict[int, None] = field(default_factory=dict)
    """Groups."""
    notes: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    promises: dict[str, int] = field(default_factory=dict)
    """What they are in on, each since when (see promises.py) …"""
    pledges: dict[str, Pledge] = field(default_factory=dict)
    """… and with how many hours."""
    stars: dict[int, None] = field(default_factory=dict)
    """Notes."""
    chose: dict[int, None] = field(default_factory=dict)
    """Actions that the room is to carry."""
    backs: dict[int, None] = field(default_factory=dict)
    """Asks."""
    organisations: dict[int, bool] = field(default_factory=dict)
    """Those that they are from; True: they said so."""
    sat: dict[int, int] = field(default_factory=dict)
    """Groups that they were in and left, where they may still write, and when they left (ms)."""
    picks: dict[int, None] = field(default_factory=dict)
    """Cards that they wrote on."""
    took: Wrote = field(default_factory=Wrote)
    ticket: bool = True
    """False for whoever came in without the door's own page, as only scripts do."""
    slip: int = 0
    """The number of their printed code; 0: none."""
    replies: list[int] = field(default_factory=list)
    """What they said in threads."""
    liked: dict[str, None] = field(default_factory=dict)
    """What they appreciate, such as “note:12”."""
    thanked: list[int] = field(default_factory=list)
    """Thanks that they gave."""
    unthanked: bool = False
    """They want none."""
    alone: bool = False
    """They want no suggestions (see connections.py)."""
    reported: dict[str, None] = field(default_factory=dict)
    """What they asked the host to look at (see reports.py)."""
    unballoted: bool = False
    """Theirs is in no ballots for researchers (see ballots.py)."""
