"""Has line-ups worked out by a process of its own: the server never loads numpy, and its pushes never wait
for a press. What the process is asked, and what its answer means for a night, is in numbering.py.
"""

import asyncio
import logging

import msgspec

from opennight.clock import now
from opennight.lineup.problem import Floor, Plan, Problem, Rule
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _
from opennight.night.state import Night
from opennight.numbering import ballot, proposal, question
from opennight.thinking import think

logger = logging.getLogger("opennight")

AT_ONCE = 2
"""Processes at a time; further presses wait."""
LIMIT = 20.0
"""Seconds that a process may take. A night of 3,000 people takes one second."""

WEIGHING = 55.0
"""Seconds that somebody waits for what would change a line-up, which is half a dozen line-ups: before a
minute is over no proxy gives up."""


class Planner:
    """Works out line-ups, a few at a time, and what would change them, one at a time beside these: no press
    waits for it."""

    def __init__(self) -> None:
        self.free, self.aside = asyncio.Semaphore(AT_ONCE), asyncio.Lock()

    async def propose(
        self,
        night: Night,
        rule: Rule,
        *,
        setup: Setup | None = None,
        few_moves: bool,
        floor: Floor = "none",
    ) -> Proposal:
        """A line-up for the night as it is now; see `question` for what is asked.

        The night may change meanwhile: the domain then makes the proposal fit. Raises `Refused` if none is
        ready in time.
        """
        asked = question(night, rule, now(), setup=setup, few_moves=few_moves, floor=floor)
        return proposal(asked, await self.solve(asked.problem), setup=setup)

    async def solve(self, problem: Problem) -> Plan:
        """The plan for a problem. Raises `Refused` if none is ready in time."""
        try:
            return msgspec.json.decode(await self.answer(msgspec.json.encode(problem)), type=Plan)
        except (OSError, TimeoutError, msgspec.DecodeError):
            logger.exception("no line-up")
            raise Refused(_("The line-up could not be worked out just now. Try again."), "busy") from None

    async def line(self, night: Night) -> tuple[int, ...]:
        """The asks of the night in the order in which the rule takes them. Raises `Refused` if it is not
        ready in time."""
        those, asked = ballot(night)
        try:
            found = await self.answer(msgspec.json.encode(asked), "ballot")
            return tuple(those[at] for at in msgspec.json.decode(found, type=list[int]))
        except (OSError, TimeoutError, msgspec.DecodeError):
            logger.exception("no line")
            raise Refused(_("The choice could not be worked out just now. Try again."), "busy") from None

    async def answer(self, asked: bytes, *what: str) -> bytes:
        """What a process of its own answers. Raises `OSError`, or `TimeoutError` if it takes too long."""
        async with self.free, asyncio.timeout(LIMIT):
            return await think("opennight.lineup", asked, *what)

    async def weigh(self, asked: bytes) -> bytes:
        """The same for what would change a line-up, with the time that it takes."""
        async with asyncio.timeout(WEIGHING), self.aside:
            return await think("opennight.lineup", asked, "weigh")
