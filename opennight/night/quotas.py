"""How much of something a night can hold.

What is removed, withdrawn or hidden frees its place. So that nobody can make things and take them back
without end, there is also a limit to what one person may ever make (`MOST_EVER`, beside each noun). What the
desk brings back is never refused: that is one press each, and an undo must always work.
"""

from typing import NamedTuple


class Each(NamedTuple):
    """How many one person may have at a time; 0: as many as they like."""

    pitches: int = 10
    notes: int = 0
    comments: int = 20


def reached(have: int, most: int) -> bool:
    return 0 < most <= have


def places(most: int, *, desk: bool) -> int:
    """How many of the `most` places the desk, or anybody else, may fill.

    A tenth is kept for the desk: otherwise a flood of attendees would lock it out of its own night.
    """
    return most if desk else most - most // 10
