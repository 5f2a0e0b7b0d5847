"""How many choices no line-up of the same topics can meet, worked out when the host asks for it.

It takes a process of its own some seconds. So there is one at a time, few wait for it, and the last answers
are kept.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass

import msgspec

from opennight import numbering
from opennight.clock import now
from opennight.lineup.problem import Problem
from opennight.night import people, reasons
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.thinking import think

logger = logging.getLogger("opennight")

KNOWN = 20
"""So many of the last answers are kept."""
LIMIT = 55.0
"""Seconds that somebody waits: 3,000 people take eight on an idle machine, and before a minute is over no
proxy gives up."""
WAITING = 3
"""So many others can wait for the one that is being worked out. Whoever asks then is told to come back."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """At this moment (ms), the line-up met so many choices (`kept`); none of the same topics that keeps to
    the rooms' seats and to what topics need can meet more than `most`. Without clashes and with seats for
    all it would be the `ideal`."""

    at: int
    kept: int
    most: int
    ideal: int


class Bounder:
    """Works out such bounds, one at a time."""

    def __init__(self) -> None:
        self.alone = asyncio.Lock()
        self.known: dict[bytes, int] = {}
        self.asking = 0
        """So many ask at this moment."""

    async def bounded(self, night: Night) -> Bounded:
        """The bound for the line-up of this night. Raises `Refused` if it is not ready in time, or if too
        many wait already."""
        if self.asking > WAITING:
            raise later()
        self.asking += 1
        try:
            at, totals = now(), reasons.totals(night)
            problem, loose = choices(night, at)
            most = loose + await self.bound(problem, max(0, totals.kept - loose))
        except (OSError, TimeoutError, msgspec.DecodeError):
            logger.exception("no bound")
            raise later() from None
        finally:
            self.asking -= 1
        return Bounded(at, totals.kept, max(0, min(most, totals.ideal)), totals.ideal)

    async def bound(self, problem: Problem, kept: int) -> int:
        asked = msgspec.json.encode((problem, kept))
        async with asyncio.timeout(LIMIT), self.alone:
            if asked not in self.known:
                said = await self.answer(asked)
                self.known[asked] = msgspec.json.decode(said, type=int)
                for old in list(self.known)[:-KNOWN]:
                    del self.known[old]
            return self.known[asked]

    async def answer(self, asked: bytes) -> bytes:
        """What a process of its own answers. Raises `OSError`."""
        return await think("opennight.lineup", asked, "bound")


def later() -> Refused:
    return Refused(_("This could not be worked out just now. Try again."), "busy")


def choices(night: Night, at: int) -> tuple[Problem, int]:
    """The topics that run and who chose what, each choice counting 1, and how many choices are taken as met.

    These are the ones for what runs twice: who meets it can do so at two times, which the bound does not
    know about. Pins are left out, so that it holds for every line-up.
    """
    asked = numbering.question(night, "phragmen", at, few_moves=True)
    running = Counter(placement.pitch for placement in night.lineup.values())
    known = {topic.pitch for topic in asked.topics}
    loose = {pitch for pitch, many in running.items() if many > 1 or pitch not in known}
    its = asked.problem
    once = [topic.pitch not in loose for topic in asked.topics]
    problem = msgspec.structs.replace(
        its,
        wishes=tuple((person, topic, 1) for person, topic, _worth in its.wishes if once[topic]),
        pitchers=tuple(those if once[topic] else () for topic, those in enumerate(its.pitchers)),
        pins=(),
        refusals=(),
        sitting=(),
        seating="wishes",
    )
    those = list(people.present(night))
    return problem, sum(reasons.wants(night, pitch, one.no) for pitch in loose for one in those)
