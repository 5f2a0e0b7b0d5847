"""Groups in the line-up: which there are, how they get their numbers, begin, and leave it.

Numbers are given when it is decided what runs, so that the fold invents nothing.
"""

from collections.abc import Collection

from opennight.night.kept.groups import Group
from opennight.night.kept.placements import Placement
from opennight.night.state import Night


def running(night: Night, pitch: int) -> list[int]:
    """The groups of this pitch that are in the line-up; more than one if it runs twice."""
    return [no for no, placement in night.lineup.items() if placement.pitch == pitch]


def numbered(night: Night, placements: Collection[Placement]) -> dict[int, int]:
    """The number that each placed group gets, by the number under which it comes.

    A group that the night knows keeps its own. Any other becomes a group that its pitch already had and that
    is not among these, with its notes, headline and hearts: one in the line-up first, else one that was
    dropped. If there is none, it gets a new number.
    """
    known = {p.group for p in placements if p.group in night.groups and is_of(night, p)}
    spare: dict[int, list[int]] = {}
    for no in sorted(night.groups.keys() - known, key=lambda no: (no not in night.lineup, no)):
        spare.setdefault(night.groups[no].pitch, []).append(no)
    first = max(night.groups, default=0) + 1
    new = iter(range(first, first + len(placements)))

    def number(placement: Placement) -> int:
        if placement.group in known:
            return placement.group
        its = spare.get(placement.pitch)
        return its.pop(0) if its else next(new)

    return {placement.group: number(placement) for placement in placements}


def is_of(night: Night, placement: Placement) -> bool:
    return night.groups[placement.group].pitch == placement.pitch


def begin(night: Night, placements: Collection[Placement]) -> None:
    """Create the groups that come into the line-up for the first time."""
    for placement in placements:
        if placement.group not in night.groups:
            night.groups[placement.group] = Group(placement.group, placement.pitch)


def unplace(night: Night, no: int) -> None:
    """Take a group out of the line-up. Its members leave it, or they might be in two groups later."""
    night.lineup.pop(no, None)
    night.groups[no].members.clear()
