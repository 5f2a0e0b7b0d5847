"""Second runs that a new line-up has by itself: no rule is broken, nobody loses anything, no topic waits for
them, and they are those that the desk would take one by one.
"""

from collections import Counter

import msgspec
import numpy as np
import pytest

from opennight.lineup.place import cells, price
from opennight.lineup.press import press, seats
from opennight.lineup.problem import Plan, Problem
from opennight.lineup.shape import Shape
from opennight.night import hurdles, lineup, repeats
from opennight.night.kept.rooms import Room
from opennight.night.kept.setups import Setup
from opennight.night.lineup import ClearLineup
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from opennight.night.placing import running
from opennight.night.proposals import Propose
from opennight.night.repeats import RepeatPitch, Run
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.numbering import proposal, question
from tests.cast import Story, copied, host
from tests.examples import examples
from tests.lineup.any_night import SLOTS, evening
from tests.lineup.few import few_dots
from tests.lineup.judge import limit, points, worth
from tests.lineup.nights import TABLE, Size, night


def twice(problem: Problem) -> Problem:
    """The same, where every topic may meet twice."""
    whenever = problem.times or [(1 << problem.slots) - 1] * len(problem.pitchers)
    return msgspec.structs.replace(
        problem, again=tuple((pitch, 1, slots) for pitch, slots in enumerate(whenever))
    )


def met_once(problem: Problem, plan: Plan) -> Plan:
    """The line-up to which the second runs of this plan were added: its topics may be at other times than
    without second runs."""
    plain = press(once(problem))
    if plain.placements == plan.placements:
        return plain
    shape = Shape(problem)
    slot_of = np.full(shape.pitches, -1, np.int32)
    for pitch, slot, _room in plan.placements:
        slot_of[pitch] = slot
    placed = cells(shape, slot_of)
    assert sorted((pitch, *cell) for pitch, cell in placed.items()) == list(plan.placements)
    seated = seats(shape, placed, price(shape, slot_of)[1])
    groups = tuple((int(person), int(seated[slot, person])) for slot, person in np.argwhere(seated >= 0))
    return msgspec.structs.replace(plain, placements=plan.placements, groups=groups, totals=plan.totals)


def unfolded(problem: Problem, plan: Plan) -> tuple[Problem, Plan]:
    """The same with each second run as a topic of its own, for which those wish who are in it."""
    marks, groups = worth(problem), set(plan.groups)
    wishes = {(person, pitch): mark for person, pitch, mark in problem.wishes}
    for new, (pitch, _slot, _room, persons) in enumerate(plan.again, len(problem.pitchers)):
        wishes |= {(one, new): marks[one, pitch] for one in persons if (one, pitch) in marks}
        groups |= {(person, new) for person in persons}
    more = [pitch for pitch, _slot, _room, _persons in plan.again]
    whole = msgspec.structs.replace(
        problem,
        pitchers=(*problem.pitchers, *(problem.pitchers[pitch] for pitch in more)),
        wishes=tuple((*key, mark) for key, mark in sorted(wishes.items())),
    )
    placements = (
        (new, slot, room) for new, (_pitch, slot, room, _) in enumerate(plan.again, len(problem.pitchers))
    )
    return whole, msgspec.structs.replace(
        plan,
        placements=(*plan.placements, *placements),
        groups=tuple(sorted(groups)),
        line=(*plan.line, *range(len(problem.pitchers), len(whole.pitchers))),
    )


def kept(problem: Problem, plan: Plan) -> dict[int, set[int]]:
    """By person, the topics that they wish for or run, and are at."""
    marks, more = worth(problem), {len(problem.pitchers) + no: run[0] for no, run in enumerate(plan.again)}
    found: dict[int, set[int]] = {}
    for person, pitch in plan.groups:
        its = more.get(pitch, pitch)
        if (person, its) in marks:
            found.setdefault(person, set()).add(its)
    return found


def judge(problem: Problem) -> int:
    """How many second runs there are, none of them wrong."""
    plan = press(twice(problem))
    plain = met_once(problem, plan)
    assert msgspec.structs.replace(plan, again=(), groups=()) == msgspec.structs.replace(plain, groups=())
    assert plan.totals.kept == points(problem, plain).kept
    whole, unfold = unfolded(problem, plan)
    wrong = points(whole, unfold).wrong
    assert all("seats are free" in one for one in wrong), wrong
    stand_for_nothing(whole, unfold, plan)
    slots = Counter((pitch, slot) for pitch, slot, _room in plan.placements)
    slots.update((pitch, slot) for pitch, slot, _room, _persons in plan.again)
    assert not slots or max(slots.values()) == 1, "nothing runs twice at one time"
    before, after = kept(problem, plain), kept(problem, unfold)
    assert all(those <= after.get(person, set()) for person, those in before.items())
    gained = sum(map(len, after.values())) - sum(map(len, before.values()))
    for pitch, _slot, _room, persons in plan.again:
        others = set(persons) - set(problem.pitchers[pitch])
        assert others.isdisjoint(person for person, its in plan.groups if its == pitch)
        those = sum((person, pitch) in worth(problem) for person in others)
        assert those > 0
        gained -= those
    assert gained >= 0
    return len(plan.again)


def stand_for_nothing(whole: Problem, unfold: Plan, plan: Plan) -> None:
    """Whoever has no seat would find one only where they have been, or will be, at another time."""
    slot_of = {pitch: (slot, room) for pitch, slot, room in unfold.placements}
    topic_of = dict(enumerate((run[0] for run in plan.again), len(whole.pitchers) - len(plan.again)))
    sits = {(person, slot_of[pitch][0]) for person, pitch in unfold.groups}
    at = {(person, topic_of.get(pitch, pitch)) for person, pitch in unfold.groups}
    sizes = Counter(pitch for _person, pitch in unfold.groups)
    for pitch, (slot, room) in slot_of.items():
        if sizes[pitch] < limit(whole, room):
            for person in range(whole.people):
                assert (person, slot) in sits or (person, topic_of.get(pitch, pitch)) in at


def test_no_rule_is_broken_and_nobody_loses_anything() -> None:
    assert sum(judge(few_dots(3_000_000 + seed)) for seed in range(examples(12))) > 2


def offered(night: Night) -> Run | None:
    """Of what the desk could take, what gives most people something and costs nobody anything; what runs
    twice stays so."""
    now = repeats.sitting(night)
    those = sorted({p.pitch for p in night.lineup.values() if len(running(night, p.pitch)) < 2})
    found = [run for no in those for run in repeats.runs(night, now, no) if not run.lost]
    return max(found, key=lambda run: run.gain, default=None)


def taken_one_by_one(first: int, many: int) -> int:
    """How many second runs the desk takes on so many nights: the same as the line-up has by itself."""
    found = 0
    for seed in range(first, first + many):
        story = Story(copied(evening(seed).night))
        try:
            story.given(host(MovePhase, to="vote"), host(ClearLineup))
            story.given(host(ChangeSetup, setup=roomy(story.night.setup)))
            asked = question(story.night, "phragmen", host(ClearLineup).at, few_moves=False)
            plan = press(asked.problem)
            plain = press(once(asked.problem))
            if plain.placements != plan.placements:  # topics have moved for second runs
                continue
            whole = Story(copied(story.night)).given(host(Propose, proposal=proposal(asked, plan)))
            story.given(host(Propose, proposal=proposal(asked, plain)))
        except Refused:
            continue
        waiting = [pitch.no for pitch in lineup.waiting(story.night)]
        while run := offered(story.night):
            assert not any(hurdles.in_the_way(story.night, no) == "open" for no in waiting)
            story.given(host(RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))
            found += 1
        one, other = places(story.night), places(whole.night)
        assert one.keys() == other.keys(), seed
        assert all(those <= other[where] for where, those in one.items()), seed
    return found


def roomy(setup: Setup) -> Setup:
    """With more places, where topics may meet twice."""
    rooms = (*setup.rooms, Room(9, "Room 9", 4))
    return msgspec.structs.replace(setup, seating="wishes", twice=True, rooms=rooms, slots=SLOTS)


def once(problem: Problem) -> Problem:
    return msgspec.structs.replace(problem, again=())


def places(night: Night) -> dict[tuple[int, int], set[int]]:
    """By pitch and slot, who is in its group."""
    return {(p.pitch, p.slot): set(night.groups[p.group].members) for p in night.lineup.values()}


def test_a_small_night_has_its_topics_where_second_runs_give_most() -> None:
    """Four hundredths of the ideal, with one round more than the topics need; the floor takes none back."""
    topics = TABLE.slots * TABLE.rooms
    problem = night(Size(TABLE.people, topics, TABLE.slots + 1, TABLE.rooms), 2, approvals=True)
    plain, plan = press(problem), press(twice(problem))
    there = sum(map(len, kept(problem, unfolded(problem, plan)[1]).values()))
    assert there - plain.totals.kept >= 0.04 * plain.totals.ideal  # 0.015 with the topics where they were
    floored = press(msgspec.structs.replace(twice(problem), floor="cheap"))
    with_floor = sum(map(len, kept(problem, unfolded(problem, floored)[1]).values()))
    assert with_floor >= 0.99 * there


def test_they_are_what_the_desk_would_take_one_by_one() -> None:
    assert taken_one_by_one(80, 8) > 1


@pytest.mark.long
def test_they_are_what_the_desk_would_take_on_many_nights() -> None:
    assert taken_one_by_one(0, 500) > 80
