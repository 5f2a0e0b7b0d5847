"""Lines of a room put together by their words, off the event loop: those that mention the same lie together,
under that word.
"""

import asyncio
from collections.abc import Sequence

from opennight.joinup.piles import piles
from opennight.night.kept.room_questions import Line, Pile
from opennight.night.piles import MOST, NAME
from opennight.night.room_questions import lines
from opennight.night.state import Night


async def by_words(night: Night, question: int) -> tuple[Pile, ...]:
    """The piles of the lines to this question that the room sees; what has no word in common with another
    line lies by itself."""
    those = lines(night, question)
    found = await asyncio.to_thread(piles, [line.text for line in those], most=MOST)
    return tuple(named(word, members, those) for word, members in found)


def named(word: str, members: Sequence[int], those: Sequence[Line]) -> Pile:
    return Pile(word[:NAME], tuple(those[place].no for place in members))
