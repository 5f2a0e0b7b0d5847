"""What two people pass to each other once both have said yes: a phone number, an address, anything short.

It is sealed and kept beside the log (store/between.py): no event, push, file or page of others has it.
It is deleted with the night, when one of the two says no, and when one of them takes their name along.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import NamedTuple

from opennight.clock import now
from opennight.night import introductions
from opennight.night.bylines import NameTaken
from opennight.night.introductions import CONTACT, IntroductionDeclined
from opennight.night.messages import Recorded
from opennight.night.offered import Introduction
from opennight.night.state import Night
from opennight.sealing import Seals, Unreadable
from opennight.store.between import Between, Passed
from opennight.store.log import Unavailable

logger = logging.getLogger("opennight")

ROOM = 4 * CONTACT
"""Bytes of each, whatever it says: its length tells nothing."""
UNDER_WAY = 600_000
"""What is so young (ms) may belong to a yes that is still being written."""
LEAVES = (IntroductionDeclined, NameTaken)
"""Events after which something is to be deleted."""
OFFER = "offer/"
"""How the kinds of our rows begin."""
PAUSES = (0.0, 0.5, 5.0, 60.0, 600.0)
"""Seconds before each try."""


class Pair(NamedTuple):
    """What the person passed, and what the other one did: empty until both have said yes."""

    own: str = ""
    theirs: str = ""


def kind(offer: int) -> str:
    """What it is about, as the table has it."""
    return f"{OFFER}{offer}"


def where(code: str, passed: Passed) -> str:
    """Where a sealed text belongs: it opens nowhere else."""
    return f"{code} {passed.one} {passed.other} {passed.kind}"


def wanted(night: Night) -> set[tuple[int, int, str]]:
    """Who may have passed what to whom: (one, other, kind)."""
    found = set[tuple[int, int, str]]()
    for one in night.introductions.values():
        nameless = [no for no in (one.person, one.owner) if not night.people[no].named]
        if not one.declined and not nameless:
            found |= {(one.person, one.owner, kind(one.offer)), (one.owner, one.person, kind(one.offer))}
    return found


class Contacts:
    """Keeps them on a `Between`, sealed with a key of 32 bytes. Before it is opened, there are none."""

    def __init__(self, key: bytes) -> None:
        self.seals = Seals(key)
        self.between: Between | None = None
        self.certain: Callable[[str], Night | None] = lambda code: None
        self.swept = set[str]()
        self.under_way = set[asyncio.Task[None]]()

    def open(self, between: Between, certain: Callable[[str], Night | None]) -> None:
        """`certain` gives a night that is in memory, all of it; None while it is read or written."""
        self.between, self.certain = between, certain

    async def put(self, code: str, one: int, other: int, offer: int, text: str) -> None:
        """Keep what `one` passes to the `other`, in place of what it was. Raises `Unavailable`."""
        if self.between is None:
            raise Unavailable("the store is not open")
        blank = Passed(one, other, kind(offer), now(), "")
        sealed = self.seals.shut(text.encode().ljust(ROOM), where(code, blank))
        await self.between.put(code, blank._replace(data=sealed))

    async def of(self, night: Night, person: int) -> dict[int, Pair]:
        """What this person may see, by the number of the introduction. Raises `Unavailable`."""
        its = list(introductions.of_person(night, person))
        if self.between is None or not its:
            return {}
        known = wanted(night)
        rows = await self.between.of_person(night.code, person)
        texts = {row[:3]: self.read(night.code, row) for row in rows if row[:3] in known}
        return {one.no: pair(night, one, person, texts) for one in its}

    def read(self, code: str, passed: Passed) -> str:
        try:
            return self.seals.unlock(passed.data, where(code, passed)).decode().strip()
        except Unreadable:
            logger.warning("%s: a contact was sealed under another key", code)
            return ""

    async def tidy(self, code: str) -> bool:
        """Delete what nobody may see any more; False if some of it may still be there."""
        night = self.certain(code)
        if self.between is None or night is None:
            return False
        try:
            rows = await self.between.of_night(code)
            known, at = wanted(night), now()
            its = [row for row in rows if row.kind.startswith(OFFER)]  # others are of reminders.py, inbox.py
            gone = [row for row in its if row[:3] not in known and leaves(night, row, at)]
            await self.between.remove(code, gone)
        except Unavailable as error:
            logger.warning("%s: contacts not deleted yet: %s", code, error)
            return False
        return True

    async def patiently(self, code: str) -> None:
        """The same, several times if the night is being read, or the store is away."""
        for pause in PAUSES:
            await asyncio.sleep(pause)
            if await self.tidy(code):
                return

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events. A night that has been read to its end is told of with none: then it is
        seen to once whether the server was killed before it had deleted something."""
        first = not rows and night.code not in self.swept
        if not night.introductions or not (first or any(isinstance(row.event, LEAVES) for row in rows)):
            return
        self.swept.add(night.code)
        task = asyncio.create_task(self.patiently(night.code))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def end(self) -> None:
        for task in list(self.under_way):
            task.cancel()
        await asyncio.gather(*self.under_way, return_exceptions=True)


def leaves(night: Night, passed: Passed, at: int) -> bool:
    """Whether what belongs to no standing introduction is to go: its yes may still be on the way."""
    offer = int(passed.kind.partition("/")[2] or 0)
    pair = {passed.one, passed.other}
    declined = any(
        one.offer == offer and {one.person, one.owner} == pair for one in night.introductions.values()
    )
    return declined or at - passed.at > UNDER_WAY


def pair(night: Night, one: Introduction, person: int, texts: dict[tuple[int, int, str], str]) -> Pair:
    other, about = introductions.other(one, person), kind(one.offer)
    own = texts.get((person, other, about), "")
    theirs = texts.get((other, person, about), "") if introductions.passes(night, one) else ""
    return Pair(own, theirs)
