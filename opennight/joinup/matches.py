"""Which offers meet which asks, and which sentences say that something is needed or there."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from opennight.joinup.cues import had, needed, says_have, says_need
from opennight.joinup.reasons import Reason
from opennight.joinup.words import Text, likeness, read, same_place, weigh

LEAST = 0.08
"""The least likeness of an ask and an offer (cosine of words and sorts of things) that is a match."""
UNSAID, OPPOSITE = 0.7, 0.4
"""Times so much for each that does not say in so many words that something is needed, or there; or that says
the opposite.
"""
ABROAD = 0.8
"""Times so much if they are in two languages: those who share one find it easier to meet."""
KIND = 0.05
PLACE = 0.1
"""What it adds if both are of one kind, or in one place: part of what is missing to 1."""


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
    """The asks and offers that may meet, the strongest first, ties by position."""
    texts = read([("", needed(one.text) if one.wants else had(one.text)) for one in things], things=True)
    plainly = [meant(one) for one in things]
    found = []
    for (one, other), strength in likeness(weigh(texts)).items():
        if things[one].wants != things[other].wants:
            ask, offer = (one, other) if things[one].wants else (other, one)
            strength *= plainly[ask] * plainly[offer]
            strength *= 1 if texts[ask].tongue == texts[offer].tongue else ABROAD
            further = tuple(circumstances(things[ask], things[offer]))
            missing = 1 - strength
            for reason in further:
                missing *= 1 - (KIND if reason.kind == "kind" else PLACE)
            if strength >= LEAST:
                found.append(Match(ask, offer, round(1 - missing, 4), further))
    best = sorted(found, key=lambda match: (-match.strength, match.ask, match.offer))[:most]
    return [
        match._replace(reasons=(*about(texts[match.ask], texts[match.offer]), *match.reasons))
        for match in best
    ]


def meant(thing: Thing) -> float:
    """How far what it says is what it is: an ask says a need, an offer says that something is there."""
    need, have = says_need(thing.text), says_have(thing.text)
    if need == have:
        return 1 if need else UNSAID
    return 1 if need == thing.wants else OPPOSITE


def circumstances(ask: Thing, offer: Thing) -> Iterator[Reason]:
    """What else speaks for it."""
    if same_place(ask.place, offer.place):
        yield Reason("place", (ask.place,))
    if ask.kind and ask.kind == offer.kind:
        yield Reason("kind", (ask.kind,))


def about(ask: Text, offer: Text) -> Iterator[Reason]:
    """The words that both mention; or a word of each for the same sort of thing."""
    words = ask.shared(offer)
    if words:
        yield Reason("words", words)
    here, there = ask.things(), offer.things()
    alike = [(here[sort], there[sort]) for sort in here if sort in there]
    if alike and not words:
        yield Reason("meaning", alike[0])


def needs_and_haves(sentences: Sequence[str]) -> tuple[list[str], list[str]]:
    """Which of these sentences say that something is needed, and which that it is there; some say both."""
    return [line for line in sentences if says_need(line)], [line for line in sentences if says_have(line)]
