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


class Elsewhen(msgspec.Struct, frozen=True):
    """The next best time for a group: in `slot`, changing places with the group `other` (0: into a free
    place). That would lose `lost` wishes and gain `gained`."""

    slot: int
    other: int
    lost: int
    gained: int


class Instead(msgspec.Struct, frozen=True):
    """What another rule would choose: the pitches in `comes` come in, those in `goes` drop out, and `nothing`
    people are left with none of their wishes."""

    rule: str
    comes: tuple[int, ...]
    goes: tuple[int, ...]
    nothing: int


class Why(msgspec.Struct, frozen=True, kw_only=True):
    """Why the line-up is as it is.

    `at`: when everybody was given their place (ms); in a proposal, when work on it began. `line`: all pitches
    in the order of the `rule`. `hurdles`: by pitch, why it does not run (see lineup/problem.py). `elsewhen`:
    by group, what another time would cost. `instead`: what other rules would choose. `room_more`: about how
    many wishes one more room would add. `placed`: the (slot, room) of each group before anybody moved it by
    hand. `seating`: how people were given their places.
    """

    at: int = 0
    rule: str = "phragmen"
    line: tuple[int, ...] = ()
    hurdles: dict[int, str] = {}
    elsewhen: dict[int, Elsewhen] = {}
    instead: tuple[Instead, ...] = ()
    room_more: int = 0
    placed: dict[int, tuple[int, int]] = {}
    seating: Seating = "wishes"
