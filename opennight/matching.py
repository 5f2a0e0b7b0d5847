"""Which asks meet which offers, kept beside the night: worked out beside the server, from the wall's words.

The same wall has the same matches on any process. `opennight/joinup/` knows nothing of people: that nobody
is told of what is their own is seen to here.
"""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from opennight.joinup.matches import Match, Thing
from opennight.joinup.nearby import all_matches
from opennight.joinup.reasons import Reason
from opennight.meaning import Meaning, Meant
from opennight.night import introductions, offers, standing
from opennight.night.kept.offers import Offer
from opennight.night.state import Night
from opennight.thinking import think

logger = logging.getLogger("opennight")

KEPT = 100
"""Nights whose matches are remembered."""
SMALL = 60
"""So many asks and offers take 25 ms; 300 take 250."""
LIMIT = 20.0
"""Seconds that a process may take. A wall of 2,000 takes four."""
PAUSE = 5.0
"""Seconds between two times that a large wall is worked out."""
EACH = 3
"""Matches told of one offer or ask: whoever gets a list goes to nobody."""


class Meets(NamedTuple):
    """What meets an offer or ask of somebody, and why: the strongest reason first."""

    own: Offer
    other: Offer
    reasons: tuple[Reason, ...]


class Worked(NamedTuple):
    """What was worked out about a wall with these things, whose numbers are these: by their words, and by
    what they mean. `at` is when that began (monotonic, in seconds)."""

    numbers: tuple[int, ...]
    things: tuple[Thing, ...]
    words: asyncio.Task[list[Match]]
    meant: asyncio.Task[Meant]
    at: float


def thing(offer: Offer) -> Thing:
    return Thing(offer.wants, offer.kind, offer.text, offer.where)


def introduced(night: Night, own: Offer, other: Offer) -> bool:
    """Whether one of the two has said yes or no to the other's already."""
    return bool(
        introductions.between(night, own.no, other.person)
        or introductions.between(night, other.no, own.person)
    )


async def work_out(things: Sequence[Thing]) -> list[Match]:
    """All matches. A large wall would hold up the server, also from a thread: it gets a process."""
    if len(things) <= SMALL:
        return await asyncio.to_thread(all_matches, things)
    try:
        async with asyncio.timeout(LIMIT):
            return msgspec.json.decode(
                await think("opennight.joinup.pairing", msgspec.json.encode(things)), type=list[Match]
            )
    except (OSError, TimeoutError, msgspec.DecodeError):
        logger.exception("no matches")
        return []


def with_meaning(things: Sequence[Thing], found: Sequence[Match], meant: Meant) -> list[Match]:
    """The same with the asks and offers that mean nearly the same: after those that say so in words, and
    before those that are of one kind at one place, and no more."""
    by_words = [match for match in found if match.strength]
    more = [*by_words, *by_meaning(things, by_words, meant)]
    known = {(match.ask, match.offer) for match in more}
    return [*more, *(match for match in found if (match.ask, match.offer) not in known)]


def by_meaning(things: Sequence[Thing], found: Sequence[Match], meant: Meant) -> Iterator[Match]:
    """The asks and offers that mean nearly the same and were not found by their words, the nearest first."""
    known = {(match.ask, match.offer) for match in found}
    for one, other in sorted(meant, key=lambda pair: (-meant[pair], pair)):
        ask, offer = (one, other) if things[one].wants else (other, one)
        if things[ask].wants != things[offer].wants and (ask, offer) not in known:
            yield Match(ask, offer, meant[one, other], (Reason("meaning"),))


class Matcher:
    """Works them out once for each wall, however many ask. Nobody waits for what texts mean: that is there
    the next time."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.known = OrderedDict[str, Worked]()

    async def of_wall(self, night: Night) -> list[tuple[Offer, Offer, tuple[Reason, ...]]]:
        """(ask, offer, reasons), the best first; none are of one person alone."""
        known = self.worked(night)
        found = await asyncio.shield(known.words)
        if known.meant.done() and not known.meant.cancelled():
            found = with_meaning(known.things, found, known.meant.result())
        wall = [night.offers[no] for no in known.numbers]
        same = [
            offers.seen(night, one) and thing(one) == said
            for one, said in zip(wall, known.things, strict=True)
        ]
        return [
            (wall[match.ask], wall[match.offer], match.reasons)
            for match in found
            if same[match.ask] and same[match.offer] and wall[match.ask].person != wall[match.offer].person
        ]

    def worked(self, night: Night) -> Worked:
        """What is known of this wall, or is being worked out. A large one is not worked out all the time:
        what has just come waits a moment, and what has changed is left out."""
        wall = offers.wall(night)
        things = tuple(map(thing, wall))
        known = self.known.get(night.code)
        at = time.monotonic()
        if known and (known.things == things or (len(things) > SMALL and at - known.at < PAUSE)):
            return known
        texts = [("", one.text) for one in things]
        made = self.known[night.code] = Worked(
            tuple(one.no for one in wall),
            things,
            asyncio.create_task(work_out(things)),
            asyncio.create_task(self.meaning.pairs(texts)),
            at,
        )
        self.known.move_to_end(night.code)
        while len(self.known) > KEPT:
            self.known.popitem(last=False)
        return made

    async def of_ask(self, night: Night, no: int) -> tuple[int, ...]:
        """The offers that may meet this ask, the best first: for the host, who reads it out."""
        return tuple(offer.no for ask, offer, _reasons in await self.of_wall(night) if ask.no == no)[:EACH]

    async def of_person(self, night: Night, no: int) -> list[Meets]:
        """What meets the offers and asks of this person; nothing while the room listens or talks."""
        if not standing.may_tell(night):
            return []
        told: dict[int, int] = {}
        found = []
        for ask, offer, reasons in await self.of_wall(night):
            for own, other in ((ask, offer), (offer, ask)):
                if own.person == no and told.get(own.no, 0) < EACH and not introduced(night, own, other):
                    told[own.no] = told.get(own.no, 0) + 1
                    found.append(Meets(own, other, reasons))
        return found
