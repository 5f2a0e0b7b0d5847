"""Where groups meet, and why there: what a line-up leaves in the night."""

from typing import Literal

import msgspec

Seating = Literal["wishes", "free", "mixed"]


class Placement(msgspec.Struct, frozen=True):
    """Where and when a group of a pitch meets. A pinned one stays when the line-up is made anew.

    A group that has no number yet is known by minus its pitch's number; in events every group has its own.
    """

    group: int
    pitch: int
    slot: int
    room: int
    pinned: bool = False


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why the line-up is as it is.

    `at`: when everybody was given their place (ms); in a proposal, when work on it began. `line`: all pitches
    in the order of the `rule`, the first `afforded` of them paid for with equal shares. `votes`: by pitch,
    how many people wanted it when that was worked out. `placed`: the (slot, room) of each group before
    anybody moved it by hand. `seating`: how people were given their places; with a `floor`, those who would
    get least came first.
    """

    at: int = 0
    rule: str = "phragmen"
    line: tuple[int, ...] = ()
    afforded: int = 0
    votes: dict[int, int] = {}
    placed: dict[int, tuple[int, int]] = {}
    seating: Seating = "wishes"
    floor: bool = False
