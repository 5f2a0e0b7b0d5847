"""Finds which groups belong side by side: from a night to plain talks, to a process (or for a few groups to a
thread) that compares them (joinup/), and back to pairs in the night's own numbers.

It is done when the night has moved on to another part, and when the host asks: never for each note. Where
several processes share the store, each may find them; they find the same, and it counts once.
"""

import asyncio
import logging
from collections.abc import Sequence

import msgspec

from opennight.clock import now
from opennight.errands import break_off
from opennight.joinup.compared import compared
from opennight.joinup.neighbours import Pair as Found
from opennight.joinup.neighbours import Talk
from opennight.joinup.reasons import Reason
from opennight.meaning import Meaning
from opennight.night import connections, suggestions
from opennight.night.connections import FindConnections
from opennight.night.kept.connections import Because, Pair
from opennight.night.messages import SYSTEM, Recorded, Refused, _
from opennight.night.nights import NoSuchNight, PhaseMoved
from opennight.night.proposals import LineupMade
from opennight.night.rounds import RoundsSet
from opennight.night.state import Night
from opennight.store.log import Unavailable
from opennight.thinking import think
from opennight.writers import Away, Writers

logger = logging.getLogger("opennight")

MOVES = (PhaseMoved, RoundsSet, LineupMade)
"""With these the night may have moved on to another part."""
RECENT = 60_000
"""Milliseconds: what is older is history."""
AT_ONCE = 1
SMALL = 1_000
"""Characters that are compared in a few milliseconds, less than a process takes to start."""
LIMIT = 20.0
"""Seconds that a process may take. 150 groups with 20 notes each take three."""
EACH = 3
"""The pairs that are kept of each group: nobody walks to more tables in a break."""


class Question(msgspec.Struct, frozen=True):
    """What the groups with these numbers say, at this moment of the night and in this version of it."""

    groups: list[int]
    talks: list[Talk]
    moment: str
    version: int


def question(night: Night) -> Question:
    """What everybody may read of the groups in the line-up, except those that want to be left alone."""
    those = [no for no in night.lineup if suggestions.is_told(night, no)]
    there = who_sat(night)
    talks = [talk(night, no, frozenset(there.get(no, ()))) for no in those]
    return Question(those, talks, connections.moment(night), night.version)


def who_sat(night: Night) -> dict[int, list[int]]:
    """By group, who is or was in it and may be named."""
    there: dict[int, list[int]] = {}
    for no, group in night.groups.items():
        there[no] = [one for one in group.members if suggestions.may_name(night, one)]
    for person in night.people.values():
        for no in person.sat if suggestions.may_name(night, person.no) else ():
            if person.no not in night.groups[no].members:
                there[no].append(person.no)
    return there


def talk(night: Night, no: int, people: frozenset[int]) -> Talk:
    """What it needs and has, the process finds out (see joinup/compared.py)."""
    lines = suggestions.lines(night, no)
    return Talk(lines[0], "\n".join(lines[1:]), people)


def pairs(night: Night, asked: Question, found: Sequence[Found]) -> tuple[Pair, ...]:
    """What was found, in the night's own numbers: the best of each group. Two groups on one topic know that
    of each other."""
    kept: dict[int, int] = dict.fromkeys(asked.groups, 0)
    told = []
    for one in found:
        a, b = asked.groups[one.a], asked.groups[one.b]
        alike = night.groups[a].pitch == night.groups[b].pitch
        why = tuple(because(reason) for reason in one.reasons if not echoes(reason))
        if alike or not why or min(kept[a], kept[b]) >= EACH:
            continue
        kept[a], kept[b] = kept[a] + 1, kept[b] + 1
        pair = Pair(a, b, one.strength, why)
        told.append(pair if a < b else suggestions.seen_from(pair, b))
    return tuple(told)


def echoes(reason: Reason) -> bool:
    """Whether both say the very same sentence: neither has what the other needs."""
    return reason.kind in ("need", "have") and reason.words[0] == reason.words[1]


def because(reason: Reason) -> Because:
    """The sentence of the first group comes first, whichever of the two needs something."""
    words = reason.words[::-1] if reason.kind == "have" else reason.words
    return Because(reason.kind, tuple(words), tuple(reason.people))


class Joining:
    """Finds connections, for one night at a time."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning
        self.free = asyncio.Semaphore(AT_ONCE)
        self.writers: Writers | None = None
        self.tasks: dict[str, asyncio.Task[None]] = {}

    def told(self, night: Night, rows: Sequence[Recorded]) -> None:
        """To be told of all events, also of those that are read again. A night that has been read to its end
        is told of with none."""
        moved = not rows or any(isinstance(row.event, MOVES) and now() - row.at < RECENT for row in rows)
        if moved and self.writers and connections.wanted(night):
            if before := self.tasks.pop(night.code, None):
                before.cancel()  # the night has moved on since
            asked = question(night)
            self.tasks[night.code] = task = asyncio.create_task(self.follow(self.writers, night, asked))
            task.add_done_callback(lambda done: self.forget(night.code, done))

    def forget(self, code: str, done: asyncio.Task[None]) -> None:
        if self.tasks.get(code) is done:
            del self.tasks[code]

    async def follow(self, writers: Writers, night: Night, asked: Question) -> None:
        """Find them for the part of the night that has begun."""
        try:
            await writers.send(night.code, await self.found(night, asked))
        except (Away, NoSuchNight, Refused, Unavailable) as error:
            logger.warning("%s: no connections: %s", night.code, error)

    async def find(self, night: Night) -> FindConnections:
        """What belongs side by side in the night as it is now, as a command of the system. Raises `Refused`
        if that takes too long."""
        return await self.found(night, question(night))

    async def found(self, night: Night, asked: Question) -> FindConnections:
        answer = await self.compare(asked.talks) if len(asked.talks) > 1 else []
        return FindConnections(
            id=f"connections-{asked.version}",
            at=now(),
            actor=SYSTEM,
            pairs=pairs(night, asked, answer),
            moment=asked.moment,
            seen=asked.version,
        )

    async def compare(self, talks: Sequence[Talk]) -> list[Found]:
        meant = await self.meaning.pairs([(talk.title, talk.text) for talk in talks])
        alike = [(*both, strength) for both, strength in meant.items()]
        if sum(len(talk.title) + len(talk.text) for talk in talks) <= SMALL:
            return await asyncio.to_thread(compared, talks, alike)
        asked = msgspec.json.encode((talks, alike))
        async with self.free:
            try:
                async with asyncio.timeout(LIMIT):
                    return msgspec.json.decode(await think("opennight.joinup", asked), type=list[Found])
            except (OSError, TimeoutError, msgspec.DecodeError):
                logger.exception("no connections")
                raise Refused(_("This could not be worked out just now. Try again."), "busy") from None

    async def end(self) -> None:
        """Leave the rest for when the nights are read again."""
        self.writers = None
        await break_off(self.tasks.values())
