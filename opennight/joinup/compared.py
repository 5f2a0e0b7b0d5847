"""All that talks say and need, compared: in the process of this package, or in a thread if that is little."""

import re
from collections.abc import Iterable, Sequence

from opennight.joinup.matches import needs_and_haves
from opennight.joinup.neighbours import Pair, Talk, neighbours

Meant = tuple[int, int, float]
"""Two talks that mean nearly the same, by their places, and how nearly; see opennight/meaning.py."""
PAIRS_EACH = 10
"""Pairs for each talk on average: enough that each has its own best ones among them."""
SENTENCE = re.compile(r"(?<=[.!?。؟])\s+")


def with_needs(talk: Talk) -> Talk:
    """The talk, with those of its own sentences that say what it needs, and what it has."""
    said = [one for line in (talk.title, *talk.text.splitlines()) for one in SENTENCE.split(line)]
    needs, haves = needs_and_haves(said)
    return talk._replace(needs=tuple(needs), haves=tuple(haves))


def compared(talks: Sequence[Talk], meant: Iterable[Meant]) -> list[Pair]:
    """The pairs worth pointing out, the strongest first."""
    return neighbours(
        [with_needs(talk) for talk in talks],
        most=PAIRS_EACH * len(talks),
        meant={(a, b): strength for a, b, strength in meant},
    )
