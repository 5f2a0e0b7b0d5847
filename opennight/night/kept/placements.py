"""Where groups meet, and why there: what a line-up leaves in the night."""

from typing import Literal

import msgspec

Seating = Literal["wishes", "free", "mixed"]
Floor = Literal["none", "cheap", "dear"]
"""What those who would get least may cost the others."""


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
    """Why the line-up is as it is."""

    at: int = 0
    """When everybody was given their place (ms); in a proposal, when work on it began."""
    rule: str = "phragmen"
    line: tuple[int, ...] = ()
    """All pitches in the order of the `rule` …"""
    afforded: int = 0
    """… of which so many, the first, were paid for with equal shares."""
    votes: dict[int, int] = {}
    """By pitch, how many people wanted it when that was worked out."""
    placed: dict[int, tuple[int, int]] = {}
    """The (slot, room) of each group before anybody moved it by hand."""
    seating: Seating = "wishes"
    """How people were given their places."""
    floor: Floor = "none"
    """Those who would get least came first, at this price."""
