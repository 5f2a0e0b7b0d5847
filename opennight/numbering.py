"""From a night to problems of plain numbers (see lineup/problem.py), and back to a proposal for it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from opennight.lineup.problem import Ballot, Floor, Plan, Problem, Rule
from opennight.night import asks, manifesto, people, pitches, requirements, rounds, strengths, votes
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.proposals import Proposal
from opennight.night.kept.rooms import FEATURES
from opennight.night.kept.setups import Setup
from opennight.night.placing import running
from opennight.night.state import Night

Name = TypeVar("Name", int, str)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the problem calls a pitch: one group of a pitch, which runs or could run. `pitch` and `group` are
    the night's numbers; `group` is minus the pitch's number if it has no group in the line-up.
    """

    pitch: int
    group: int


@dataclass(frozen=True, slots=True)
class Question:
    """A problem, and what its indexes stand for: lists of the night's own numbers.

    `pins` are the numbers of the pinned groups, `at` is when it was asked (ms).
    """

    problem: Problem
    people: list[int]
    topics: list[Topic]
    slots: list[int]
    rooms: list[int]
    pins: frozenset[int]
    at: int


@dataclass(frozen=True, slots=True)
class Index:
    """Where the night's own numbers are in the lists of a question. A group stands for its topic."""

    people: dict[int, int]
    groups: dict[int, int]
    slots: dict[int, int]
    rooms: dict[int, int]
    features: dict[str, int]


def question(
    night: Night,
    rule: Rule,
    at: int,
    *,
    setup: Setup | None = None,
    few_moves: bool,
    floor: Floor = "none",
) -> Question:
    """The night as a problem. `few_moves`: mend the current line-up; else make a new one around its pins,
    with this `floor` for those who would get least.

    `setup` is the future one, if a room is to be lost or gained.
    """
    setup = setup or night.setup
    persons = [person.no for person in people.present(night)]
    slots, rooms = [slot.id for slot in setup.slots], [room.id for room in setup.rooms]
    pins = [no for no, p in night.lineup.items() if p.pinned and p.room in rooms]
    topics = all_topics(night, night.lineup if few_moves else pins)
    groups = [topic.group for topic in topics]
    index = Index(places(persons), places(groups), places(slots), places(rooms), places(FEATURES))
    cells = standing(night, index)
    problem = posed(night, rule, setup, topics, index)
    problem = msgspec.structs.replace(
        problem,
        pins=tuple(cells[no] for no in pins),
        floor="none" if few_moves else floor,
        again=() if few_moves else tuple(further(night, setup, topics, index)),
        standing=tuple(cells.values()) if few_moves else (),
        sitting=tuple(sitters(night, index)),
        before=() if few_moves else tuple(cells.values()),
    )
    return Question(problem, persons, topics, slots, rooms, frozenset(pins), at)


def posed(night: Night, rule: Rule, setup: Setup, topics: Sequence[Topic], index: Index) -> Problem:
    """The problem without a line-up to begin from."""
    hosts = (requirements.hosts(night, topic.pitch) for topic in topics)
    needs = (requirements.needs(night, topic.pitch) for topic in topics)
    times = (requirements.times(night, topic.pitch) for topic in topics)
    return Problem(
        people=len(index.people),
        slots=len(setup.slots),
        seats=tuple(room.seats for room in setup.rooms),
        pitchers=tuple(tuple(index.people[host] for host in its) for its in hosts),
        wishes=tuple(wishes(night, topics, index)),
        refusals=tuple(refusals(night, topics, index)),
        needs=tuple(bits(index.features[name] for name in its) for its in needs),
        features=tuple(bits(index.features[name] for name in room.features) for room in setup.rooms),
        times=tuple(bits(index.slots[slot] for slot in its) for its in times),
        least=setup.least,
        most=setup.most,
        rule=rule,
        seating="free" if setup.seating == "open" else setup.seating,
        twins=tuple(twins(topics, index)),
    )


def all_topics(night: Night, staying: Collection[int]) -> list[Topic]:
    """Each pitch once, with its group in the line-up if it has one; again for each further group that stays.

    So a pitch that runs twice still does if the line-up is mended, or if both of its groups are pinned.
    """
    standing: dict[int, list[int]] = {}
    for no, placement in night.lineup.items():
        standing.setdefault(placement.pitch, []).append(no)
    found = []
    for pitch in pitches.visible(night):
        all_of_it = standing.get(pitch.no, [-pitch.no])
        kept = [no for no in all_of_it if no in staying]
        found += [Topic(pitch.no, no) for no in kept or all_of_it[:1]]
    return found


def standing(night: Night, index: Index) -> dict[int, tuple[int, int, int]]:
    """By group of the line-up that stands: (topic, slot, room), with room -1 if the room is lost."""
    return {
        no: (index.groups[no], index.slots[p.slot], index.rooms.get(p.room, -1))
        for no, p in night.lineup.items()
        if no in index.groups
    }


def sitters(night: Night, index: Index) -> Iterator[tuple[int, int]]:
    """(person, topic) for each who is in a group of the line-up that stands."""
    for no in night.lineup:
        for person in night.groups[no].members:
            if no in index.groups and person in index.people:
                yield index.people[person], index.groups[no]


def further(
    night: Night, setup: Setup, topics: Sequence[Topic], index: Index
) -> Iterator[tuple[int, int, int]]:
    """(topic, times, slots) for each topic that a new line-up may let meet again, where places are left:
    twice if the host lets all do so, else as often as it meets now; and in no round that has been called."""
    if setup.seating != "wishes":
        return
    for pitch, its in groups_of(topics).items():
        times = max(len(running(night, pitch)), 2 if setup.twice else 1) - 1
        slots = [slot for slot in requirements.times(night, pitch) if rounds.of_slot(night, slot) is None]
        if times and len(its) == 1:
            yield (
                index.groups[its[0]],
                times,
                bits(index.slots[slot] for slot in slots if slot in index.slots),
            )


def twins(topics: Sequence[Topic], index: Index) -> Iterator[tuple[int, int]]:
    """(topic, first topic of the same pitch) for each further group that stays."""
    for first, *others in groups_of(topics).values():
        yield from ((index.groups[group], index.groups[first]) for group in others)


def refusals(night: Night, topics: Sequence[Topic], index: Index) -> Iterator[tuple[int, int]]:
    """(person, topic) for each in which somebody is not to sit: what they said no to; and of what runs
    twice, all but the one where their wish would count, so that nobody is sent to both."""
    groups = groups_of(topics)
    for person, pitch in strengths.refusals(night):
        if person in index.people:
            yield from ((index.people[person], index.groups[group]) for group in groups.get(pitch, ()))
    for its in groups.values():
        for person in index.people if len(its) > 1 else ():
            own = own_group(night, person, its)
            yield from ((index.people[person], index.groups[group]) for group in its if group != own)


def wishes(night: Night, topics: Sequence[Topic], index: Index) -> Iterator[tuple[int, int, int]]:
    """(person, topic, strength) for each wish. If a pitch runs twice, it is the group that the person is in,
    else the first.
    """
    for pitch, its in groups_of(topics).items():
        for person in votes.voters(night, pitch):
            if person in index.people:
                group = own_group(night, person, its)
                yield index.people[person], index.groups[group], strengths.worth(night, pitch, person)


def groups_of(topics: Sequence[Topic]) -> dict[int, list[int]]:
    """The groups of each pitch among these topics."""
    groups: dict[int, list[int]] = {}
    for topic in topics:
        groups.setdefault(topic.pitch, []).append(topic.group)
    return groups


def own_group(night: Night, person: int, its: list[int]) -> int:
    """Of these groups of one pitch, the one that the person is in, else the first."""
    return next((no for no in its[1:] if person in night.groups[no].members), its[0])


def places(numbers: Sequence[Name]) -> dict[Name, int]:
    """The index of each in the list."""
    return {number: place for place, number in enumerate(numbers)}


def bits(members: Iterable[int]) -> int:
    """A set as the bits of a whole number (see lineup/problem.py)."""
    return sum(1 << member for member in members)


def proposal(asked: Question, plan: Plan, *, setup: Setup | None = None) -> Proposal:
    """The plan in the night's own numbers."""
    names, groups = [topic.pitch for topic in asked.topics], [topic.group for topic in asked.topics]
    placements = tuple(
        Placement(
            groups[topic], names[topic], asked.slots[slot], asked.rooms[room], groups[topic] in asked.pins
        )
        for topic, slot, room in plan.placements
    )
    seated: dict[int, list[int]] = {}
    for person, topic in plan.groups:
        seated.setdefault(groups[topic], []).append(asked.people[person])
    why = Why(
        at=asked.at,
        rule=asked.problem.rule,
        line=tuple(dict.fromkeys(names[topic] for topic in plan.line)),
        afforded=len({names[topic] for topic in plan.line[: plan.afforded]}),
        votes=voted(asked),
        seating=asked.problem.seating,
        floor=asked.problem.floor if asked.problem.seating == "wishes" else "none",
    )
    persons = {no: tuple(group) for no, group in seated.items()}
    return met_again(asked, plan, Proposal(placements=placements, groups=persons, why=why, setup=setup))


def met_again(asked: Question, plan: Plan, made: Proposal) -> Proposal:
    """With the further runs of the plan: they come last, under numbers that stand for new groups."""
    placements, groups = list(made.placements), dict(made.groups)
    new = -1 - max((topic.pitch for topic in asked.topics), default=0)
    for no, (topic, slot, room, those) in enumerate(plan.again):
        pitch = asked.topics[topic].pitch
        placements.append(Placement(new - no, pitch, asked.slots[slot], asked.rooms[room]))
        groups[new - no] = tuple(asked.people[person] for person in those)
    return msgspec.structs.replace(made, placements=tuple(placements), groups=groups)


def voted(asked: Question) -> dict[int, int]:
    """By pitch, how many people wish for it."""
    many = Counter(asked.topics[topic].pitch for _person, topic, _strength in asked.problem.wishes)
    return {topic.pitch: many[topic.pitch] for topic in asked.topics}


def ballot(night: Night) -> tuple[list[int], Ballot]:
    """The asks by number, and who wants which of them. People count by their dots, not by who they are."""
    those = [ask.no for ask in asks.standing(night)]
    place_of = places(sorted(manifesto.voters(night)))
    wishes = ((place_of[one], at) for at, no in enumerate(those) for one in manifesto.backers(night, no))
    return those, Ballot(
        people=len(place_of), choices=len(those), wishes=tuple(wishes), places=night.manifesto.places
    )
