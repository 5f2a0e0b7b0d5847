"""Somebody who attends."""

from dataclasses import dataclass, field
from typing import Literal

from opennight.night.kept.bylines import Byline
from opennight.night.kept.door import Wrote
from opennight.night.kept.pledges import Pledge

Strength = Literal["love", "like", "no"]


@dataclass(slots=True)
class Person:
    """An attendee. They joined at the moment `joined` (ms), which made this `version` of the night.

    `phone` is False for somebody whom the desk or a helper entered; `here` is False once they have left.
    `number` is the one at the end of the name, if it tells them from somebody else (see names.py).
    `unread` is the name that they gave, until the desk has read it; `asked`: the desk asks for another one.
    In both cases `name`, which is what others may see, is empty (see naming.py).
    `byline`: as whom they are in the record, once they have chosen; `told`: what the door said about that.
    `named`: the version that gave them their name; once they have taken it along, it is 0 and the name empty.
    What is theirs is listed by number, so that the night need not be searched for it: the pitches with their
    dots (or those they love or like) and what they said of pitches instead, the pitches they made,
    the groups they gave a heart, their notes and comments, the notes with their star, the actions they chose,
    the asks they back, the organisations they are from (True: they said so), the cards that they wrote on,
    since when they are in on what (see promises.py), and with how many hours. It stays listed while they are
    removed, as `took` says what of it went off the screens with them: all that comes back with them.
    `sat`: the groups that they were in and left, where they may still write, and when they left (ms).
    `ticket` is False for whoever came in without the door's own page, as only scripts do. `slip`: their
    printed code, 0 if none. `replies` are what they said in threads, `liked` what they appreciate, `thanked`
    the thanks that they gave; `unthanked`: they want none; `alone`: they want no suggestions (see
    connections.py); `reported`: what they asked the host to look at (see reports.py); `unballoted`: theirs is
    in no ballots for researchers (see ballots.py).
    """

    no: int
    name: str
    joined: int
    version: int
    phone: bool = True
    here: bool = True
    removed: bool = False
    number: int = 0
    unread: str = ""
    asked: bool = False
    byline: Byline | Literal[""] = ""
    told: Byline = "name"
    named: int = 0
    dots: dict[int, None] = field(default_factory=dict)
    strengths: dict[int, Strength] = field(default_factory=dict)
    pitches: list[int] = field(default_factory=list)
    hearts: dict[int, None] = field(default_factory=dict)
    notes: list[int] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    promises: dict[str, int] = field(default_factory=dict)
    pledges: dict[str, Pledge] = field(default_factory=dict)
    stars: dict[int, None] = field(default_factory=dict)
    chose: dict[int, None] = field(default_factory=dict)
    backs: dict[int, None] = field(default_factory=dict)
    organisations: dict[int, bool] = field(default_factory=dict)
    sat: dict[int, int] = field(default_factory=dict)
    picks: dict[int, None] = field(default_factory=dict)
    took: Wrote = field(default_factory=Wrote)
    ticket: bool = True
    slip: int = 0
    replies: list[int] = field(default_factory=list)
    liked: dict[str, None] = field(default_factory=dict)
    thanked: list[int] = field(default_factory=list)
    unthanked: bool = False
    alone: bool = False
    reported: dict[str, None] = field(default_factory=dict)
    unballoted: bool = False
