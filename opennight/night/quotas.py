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


class OfClip(NamedTuple):
    """Seconds that a recording or film may have in a night, and a reporter's; 0: as many as the server
    allows."""

    seconds: int = 0
    reporter: int = 0


class OfWall(NamedTuple):
    """How much of the wall of offers and asks one person may take, as the operator says: `offers` that stand
    at a time, of at most `night` in all; `yeses` to what others put up, `questions` about it, and `named`
    times somebody else as whom to ask."""

    offers: int = 10
    night: int = 2000
    yeses: int = 30
    questions: int = 40
    named: int = 20

    @property
    def offers_ever(self) -> int:
        return 4 * self.offers

    @property
    def yeses_ever(self) -> int:
        return 2 * self.yeses


OF_WALL = OfWall()


def reached(have: int, most: int) -> bool:
    return 0 < most <= have


def places(most: int, *, desk: bool) -> int:
    """How many of the `most` places the desk, or anybody else, may fill.

    A tenth is kept for the desk: otherwise a flood of attendees would lock it out of its own night.
    """
    return most if desk else most - most // 10
