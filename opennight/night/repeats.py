"""Second runs: a topic that runs meets again at another time, for people who wished for it and have no seat.

Nobody gives up anything that they chose for it, but perhaps whoever runs it: who comes has no group then, or
sits in one that they did not choose. No group loses people whom it needs, and nobody but who runs the topic
comes to it twice.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from opennight.night import hurdles, lineup, people, pitches, requirements, rounds, strengths, votes
from opennight.night.closed import refuse_closed
from opennight.night.kept.placements import Placement
from opennight.night.kept.rooms import Room
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.placing import numbered, running
from opennight.night.state import Night

MOST = 3
"""How many are offered at a time."""


class RepeatPitch(Command, frozen=True):
    """Run a topic of the line-up again, in a free room at another time, and seat those who gain by it."""

    pitch: int
    slot: int
    room: int


class Run(msgspec.Struct, frozen=True):
    """One more run of a pitch. `hosts` run it and have a seat; `others` wished for it, and get the rest of
    the seats. `gain`: how many of them all have no seat at it now. `lost`: how many of the hosts leave
    something that they chose."""

    pitch: int
    slot: int
    room: int
    hosts: tuple[int, ...]
    others: tuple[int, ...]
    gain: int
    lost: int

    @property
    def seated(self) -> tuple[int, ...]:
        return (*self.hosts, *self.others)


@dataclass(slots=True)
class Round:
    """What is on in one round: `at`, person → group; `sizes`, group → people; `content`: who sits at what
    they chose; `busy`: who runs something; `rooms` that are free, most seats first. `open`: one more group
    has enough people, and nobody is on their way yet."""

    at: dict[int, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    content: set[int] = field(default_factory=set)
    busy: set[int] = field(default_factory=set)
    rooms: list[Room] = field(default_factory=list)
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits where: the `rounds` by slot; `has`, by pitch: who is in a group of it; `here`: who is here;
    `best_off`: who sits at something they chose at any time."""

    rounds: dict[int, Round]
    has: dict[int, set[int]]
    here: set[int]
    best_off: set[int]


def sitting(night: Night) -> Sitting:
    """The night as it is now; in one go, as all topics are compared."""
    found = {slot.id: Round() for slot in night.setup.slots}
    has: dict[int, set[int]] = {}
    for no, placement in night.lineup.items():
        on, there = found[placement.slot], night.groups[no].members.keys()
        runs = requirements.hosts(night, placement.pitch)
        on.busy.update(runs)
        on.at |= dict.fromkeys(there, no)
        on.sizes[no] = len(there)
        on.content |= there & (votes.voters(night, placement.pitch).keys() | set(runs))
        has.setdefault(placement.pitch, set()).update(there)
    most = hurdles.most_groups(night)
    rooms = sorted(night.setup.rooms, key=lambda room: -lineup.most_in(night, room))
    for slot, on in found.items():
        taken = {p.room for p in night.lineup.values() if p.slot == slot}
        on.rooms = [room for room in rooms if room.id not in taken]
        on.open = len(on.sizes) < most and rounds.of_slot(night, slot) is None
    here = {person.no for person in people.present(night)}
    return Sitting(found, has, here, set().union(*(on.content for on in found.values())))


def suggestions(night: Night, most: int = MOST) -> list[Run]:
    """The second runs that would give most people something, one for each topic, at most so many.

    Each topic is looked at only while as many are left out of it as gain by the last that is offered.
    """
    if not possible(night):
        return []
    now = sitting(night)
    if not any(on.open and on.rooms for on in now.rounds.values()):
        return []
    left = {no: left_out(night, now, no) for no in {p.pitch for p in night.lineup.values()}}
    found: list[Run] = []
    for no in sorted(left, key=lambda no: -left[no]):
        if len(found) == most and left[no] < found[-1].gain:
            break
        if run := best(night, now, no):
            found = sorted((*found, run), key=lambda run: (-run.gain, run.lost, run.pitch))[:most]
    return found


def left_out(night: Night, now: Sitting, pitch: int) -> int:
    """How many at most would gain by one more run of this pitch."""
    wish = {*votes.voters(night, pitch), *requirements.hosts(night, pitch)}
    return len(wish - now.has[pitch])


def possible(night: Night) -> bool:
    """Whether this is the time for it: people are given seats by their wishes, and groups are not over."""
    return lineup.under_way(night) and night.why is not None and night.why.seating == "wishes"


def best(night: Night, now: Sitting, pitch: int) -> Run | None:
    """Where one more run of this pitch would give most people something; None if nowhere."""
    return max(runs(night, now, pitch), key=lambda run: (run.gain, -run.lost), default=None)


def runs(night: Night, now: Sitting, pitch: int) -> Iterator[Run]:
    """The best further run of this pitch in each round in which it would give anybody anything."""
    if votes.voters(night, pitch).keys() <= now.has[pitch]:
        return
    hosts = requirements.hosts(night, pitch)
    for slot, rooms in places(night, now, pitch, hosts):
        if run := run_in(night, now, Placement(-pitch, pitch, slot, rooms[0].id), hosts):
            yield fitting(night, run, rooms)


def fitting(night: Night, run: Run, rooms: list[Room]) -> Run:
    """The same in the smallest of these rooms (most seats first) that holds as many people."""
    enough = [room for room in rooms if lineup.most_in(night, room) >= len(run.seated)]
    return msgspec.structs.replace(run, room=enough[-1].id)


def places(night: Night, now: Sitting, pitch: int, hosts: list[int]) -> Iterator[tuple[int, list[Room]]]:
    """Each round in which it could run again, with the rooms that are free for it, most seats first."""
    its = {night.lineup[no].slot for no in running(night, pitch)}
    needs = requirements.needs(night, pitch)
    for slot in requirements.times(night, pitch):
        on = now.rounds[slot]
        free = [
            room
            for room in on.rooms
            if needs <= set(room.features) and len(hosts) <= lineup.most_in(night, room)
        ]
        if on.open and free and slot not in its and on.busy.isdisjoint(hosts):
            yield slot, free


def run_in(night: Night, now: Sitting, there: Placement, hosts: list[int]) -> Run | None:
    """The run at this place; None if it would give nobody anything, or too few people."""
    on, least = now.rounds[there.slot], max(1, night.setup.least)
    leaves = Counter(on.at[host] for host in hosts if host in on.at)
    if any(on.sizes[no] - many < least for no, many in leaves.items()):
        return None
    room = lineup.room(night, there.room)
    seats = lineup.most_in(night, room) - len(hosts) if room else 0
    others: list[int] = []
    for person in in_turn(night, now, there, hosts):
        group = on.at.get(person)
        if len(others) < seats and (group is None or on.sizes[group] - leaves[group] > least):
            others.append(person)
            leaves.update([group] if group is not None else ())
    if not others or len(hosts) + len(others) < least:
        return None
    return Run(
        pitch=there.pitch,
        slot=there.slot,
        room=there.room,
        hosts=tuple(hosts),
        others=tuple(others),
        gain=len(others) + sum(host not in now.has[there.pitch] for host in hosts),
        lost=sum(host in on.content and not has_again(night, host, on.at[host]) for host in hosts),
    )


def in_turn(night: Night, now: Sitting, there: Placement, hosts: list[int]) -> list[int]:
    """Who would gain by it at this time: first whoever has nothing yet, then whoever wants it most."""
    wants = votes.voters(night, there.pitch).keys() & now.here
    those = (wants - now.has[there.pitch] - now.rounds[there.slot].content).difference(hosts)

    def place(one: int) -> tuple[bool, int, int]:
        return one in now.best_off, -strengths.worth(night, there.pitch, one), one

    return sorted(those, key=place)


def has_again(night: Night, person: int, group: int) -> bool:
    """Whether they are in another group of the same topic, too."""
    its = running(night, night.groups[group].pitch)
    return any(person in night.groups[no].members for no in its if no != group)


def beside(placements: Collection[Placement]) -> dict[int, list[int]]:
    """By group, the other groups of its topic, for those that have some."""
    of_pitch: dict[int, list[int]] = {}
    for placement in placements:
        of_pitch.setdefault(placement.pitch, []).append(placement.group)
    return {no: [one for one in its if one != no] for its in of_pitch.values() if len(its) > 1 for no in its}


def again(
    night: Night,
    person: int,
    placement: Placement,
    beside: Mapping[int, Collection[int]],
    seated: Mapping[int, Collection[int]],
) -> bool:
    """Whether somebody who is given this place would come to a topic twice that they do not run, and have not
    gone to twice by themselves: they are in a group `beside` it, or would be (`seated`, by group)."""
    others = beside.get(placement.group, ())
    if not others or is_in(night, person, placement.group):
        return False
    if person in requirements.hosts(night, placement.pitch):
        return False
    return any(person in seated[no] or is_in(night, person, no) for no in others)


def is_in(night: Night, person: int, no: int) -> bool:
    """Whether they are in this group, which may not have begun."""
    return no in night.groups and person in night.groups[no].members


def repeat(night: Night, command: RepeatPitch) -> list[Event]:
    refuse_closed(night)
    pitch = pitches.find_open(night, command.pitch).no
    require(night, pitch, command.slot, command.room)
    more = Placement(-pitch, pitch, command.slot, command.room)
    now, hosts = sitting(night), requirements.hosts(night, pitch)
    free = dict(places(night, now, pitch, hosts)).get(more.slot, [])
    run = run_in(night, now, more, hosts) if more.room in (room.id for room in free) else None
    if run is None:
        raise Refused(
            _("A second run at that time would help nobody, or the person who runs it cannot be there."),
            "late",
        )
    placements = (*night.lineup.values(), more)
    group = numbered(night, placements)[more.group]
    more = msgspec.structs.replace(more, group=group)
    return [lineup.LineupSet(placements=(*placements[:-1], more), seated={group: run.seated})]


def require(night: Night, pitch: int, slot: int, room: int) -> None:
    """Raise `Refused` if this is not the time for it, or it cannot be there."""
    if not possible(night):
        raise Refused(_("Topics run twice only in a line-up that seats people by their choices."), "late")
    if lineup.slot(night, slot) is None or lineup.room(night, room) is None:
        raise Refused(_("This night has no such room or round."), "missing")
    if not running(night, pitch):
        raise Refused(_("This pitch is not in the line-up any more."), "late")
    if any(night.lineup[no].slot == slot for no in running(night, pitch)):
        raise Refused(_("This topic already runs at that time."), "late")
    if rounds.of_slot(night, slot):
        raise Refused(_("That round has been called: people are on their way."), "late")
    if lineup.at(night, slot, room):
        raise Refused(_("This room has been taken for that time."), "full")


DECIDE = {RepeatPitch: repeat}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
