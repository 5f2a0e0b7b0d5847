"""Which offers meet which asks, and which sentences say that something is needed or there."""

from collections.abc import Sequence
from typing import NamedTuple

from opennight.joinup.cues import had, needed
from opennight.joinup.neighbours import Reason
from opennight.joinup.words import cosine, read, same_place, weigh

LEAST = 0.1
"""The least likeness of the words that is a match."""
KIND = 0.15
PLACE = 0.15
"""What it adds if both are of one kind, or in one place."""


class Thing(NamedTuple):
    """An ask (`wants`) or an offer. `kind` is "time", "skills", "space", "money", "materials", "information"
    or empty.
    """

    wants: bool
    kind: str
    text: str
    place: str = ""


class Match(NamedTuple):
    """An ask and an offer by their positions. `strength` is from 0 to 1; the strongest reason comes first."""

    ask: int
    offer: int
    strength: float
    reasons: tuple[Reason, ...]


def matches(things: Sequence[Thing], *, most: int = 200) -> list[Match]:
    """The asks and offers that may meet, the strongest first, ties by position; the same for the same things."""
    texts = read([("", needed(thing.text) if thing.wants else had(thing.text)) for thing in things])
    found = []
    for (one, other), strength in cosine(weigh(texts)).items():
        if things[one].wants == things[other].wants or strength < LEAST:
            continue
        ask, offer = (one, other) if things[one].wants else (other, one)
        words = texts[ask].shared(texts[offer])
        if not words:
            continue
        reasons = [Reason("words", words)]
        missing = 1 - min(strength, 1.0)
        if things[ask].kind and things[ask].kind == things[offer].kind:
            reasons.append(Reason("kind", (things[ask].kind,)))
            missing *= 1 - KIND
        if same_place(things[ask].place, things[offer].place):
            reasons.append(Reason("place", (things[ask].place,)))
            missing *= 1 - PLACE
        found.append(Match(ask, offer, round(1 - missing, 4), tuple(reasons)))
    return sorted(found, key=lambda match: (-match.strength, match.ask, match.offer))[:most]


def needs_and_haves(sentences: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which of these sentences say that something is needed, and which that it is there; some say both."""
    return (
        [line for line in sentences if needed(line, strictly=True)],
        [line for line in sentences if had(line, strictly=True)],
    )
