"""What would change the line-up that stands, worked out when the host asks, with everybody as they are now.

Each answer is a whole line-up that was found: what it would change is then counted as it is for a proposal.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import msgspec

from opennight.clock import now
from opennight.lineup.problem import Floor, Other, Plan, Rule
from opennight.night.kept.placements import Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import Room
from opennight.night.kept.setups import Setup
from opennight.night.messages import Refused, _
from opennight.night.placing import running
from opennight.night.state import Night
from opennight.numbering import Question, proposal, question
from opennight.planning import Planner

logger = logging.getLogger("opennight")


@dataclass(frozen=True, slots=True)
class Moved:
    """A group in another round and room, where it changes places with the group `other` (0: the room is
    free): so many more points could be kept in these two rounds, or fewer (`change`)."""

    group: int
    slot: int
    room: int
    other: int
    change: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found at this moment (ms): the line-up `adjusted` with few moves; those of the other rules;
    the one with this `room` more; new ones by their floor, a dear one only where it makes a difference; and
    each group at another time. With seats that do not follow people's choices there
    are only the rules."""

    at: int
    adjusted: Proposal | None
    rules: tuple[Proposal, ...]
    room: Room | None
    roomier: Proposal | None
    floors: dict[Floor, Proposal]
    times: tuple[Moved, ...]


async def weigh(planner: Planner, night: Night) -> Weighed:
    """What would change the line-up of this night. Raises `Refused` if that is not ready in time."""
    at, seated = now(), night.setup.seating == "wishes"
    why = night.why or Why()
    rule: Rule = next(one for one in get_args(Rule) if one == why.rule)
    others = [
        question(night, one, at, few_moves=False, floor=why.floor) for one in get_args(Rule) if one != rule
    ]
    stands = question(night, rule, at, few_moves=True)
    more = one_more(night.setup) if seated else None
    roomy = with_room(night.setup, more) if more else None
    asked = [stands, *others]
    if roomy:
        asked += [question(night, rule, at, few_moves=False, floor=floor) for floor in get_args(Floor)]
        asked.append(question(night, rule, at, setup=roomy, few_moves=True))
    plans, times = await answered(planner, asked)
    found = [proposal(one, plan) for one, plan in zip(asked, plans, strict=True)]
    floors = dict(zip(get_args(Floor), found[-4:-1], strict=True)) if roomy else {}
    if roomy and plans[-2] == plans[-3]:
        del floors["dear"]
    return Weighed(
        at=at,
        adjusted=found[0] if seated else None,
        rules=tuple(found[1 : 1 + len(others)]),
        room=more,
        roomier=msgspec.structs.replace(found[-1], setup=roomy) if roomy else None,
        floors=floors,
        times=tuple(moved(night, stands, times)) if seated else (),
    )


async def answered(planner: Planner, asked: list[Question]) -> tuple[list[Plan], tuple[Other, ...]]:
    """The plan for each question; and what another time would change for each topic of the first. Raises
    `Refused` if that is not ready in time."""
    try:
        said = await planner.weigh(msgspec.json.encode([one.problem for one in asked]))
        return msgspec.json.decode(said, type=tuple[list[Plan], tuple[Other, ...]])
    except (OSError, TimeoutError, msgspec.DecodeError):
        logger.exception("nothing weighed")
        text = _("This could not be worked out in time. The line-up has not changed. Try again later.")
        raise Refused(text, "busy") from None


def one_more(setup: Setup) -> Room | None:
    """A room like those there are: with the median number of seats, and nothing else in it."""
    seats = sorted(room.seats for room in setup.rooms)
    return Room(max(room.id for room in setup.rooms) + 1, "", seats[len(seats) // 2]) if seats else None


def with_room(setup: Setup, room: Room) -> Setup:
    return msgspec.structs.replace(setup, rooms=(*setup.rooms, room))


def moved(night: Night, asked: Question, times: tuple[Other, ...]) -> Iterator[Moved]:
    """In the night's own numbers; without rounds of a topic that runs more than once: who has a seat at it at
    another time gains nothing there."""
    those = (p for p in night.lineup.values() if len(running(night, p.pitch)) > 1)
    twice = {p.slot for p in those}
    for topic, slot, room, other, change in times:
        its = asked.topics[topic].group
        there = {night.lineup[its].slot, asked.slots[slot]}
        if there.isdisjoint(twice):
            beside = asked.topics[other].group if other >= 0 else 0
            yield Moved(its, asked.slots[slot], asked.rooms[room], beside, change)
