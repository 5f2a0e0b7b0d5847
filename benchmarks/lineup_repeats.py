"""What second runs give, with one more round than there are places for all topics.

First the line-up leaves that round empty, and the desk takes the second runs that it is offered, the first
one each time, until there are none. Then a new line-up uses all rounds: with each topic once, and with the
second runs that it has by itself.

    python -m benchmarks.lineup_repeats
"""

import statistics
import sys
import time
from typing import NamedTuple

import msgspec

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from opennight.night import people, pitches, reasons, repeats, votes
from opennight.night.kept.rooms import Room, Slot
from opennight.night.messages import acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.proposals import Propose
from opennight.numbering import proposal, question
from tests.cast import SEVEN, Somebody, Story, guest, host, setup
from tests.lineup import nights
from tests.lineup.judge import worth
from tests.lineup.nights import SIZES, Size

SEEDS = (1, 2, 3)


class Gain(NamedTuple):
    """Kept ÷ ideal `before` and `after`, the `runs` that were taken, and the `longest` look at them (s)."""

    before: float
    after: float
    runs: int
    longest: float


def lined_up(size: Size, seed: int) -> Story:
    """The night with a line-up that leaves its last round empty. Each wish is a dot."""
    made = nights.night(size, seed)
    slots = tuple(Slot(no, f"{9 + no:02}:00", f"{9 + no:02}:45") for no in range(1, size.slots + 2))
    rooms = tuple(Room(no, f"Room {no}", seats) for no, seats in enumerate(made.seats, 1))
    story = Story().given(host(StartNight, setup=setup(dots=0, least=made.least, rooms=rooms, slots=slots)))
    story.given(*(guest(people.Join, name=f"Person {no}") for no in range(size.people)))
    story.given(host(MovePhase, to="pitch"))
    used = tuple(slot.id for slot in slots[:-1])
    for no, (pitcher,) in enumerate(made.pitchers, 1):
        story.carry_out(
            host(pitches.MakePitch, person=pitcher + 1, title=f"Topic {no}", hosted=True, times=used)
        )
    story.given(host(MovePhase, to="vote"))
    for person, pitch, _mark in made.wishes:
        story.carry_out(Somebody(acting(person + 1))(votes.Vote, pitch=pitch + 1))
    asked = question(story.night, "phragmen", SEVEN, few_moves=False)
    story.carry_out(host(Propose, proposal=proposal(asked, press(asked.problem))))
    for topic in story.night.pitches.values():
        topic.times = ()  # from here on, the last round suits them, too
    return story


def filled(story: Story) -> Gain:
    """Take what is offered until nothing is."""
    before, longest, runs = reasons.totals(story.night), 0.0, 0
    while True:
        start = time.perf_counter()
        offered = repeats.suggestions(story.night)
        longest = max(longest, time.perf_counter() - start)
        if not offered:
            after = reasons.totals(story.night)
            return Gain(before.kept / before.ideal, after.kept / after.ideal, runs, longest)
        run = offered[0]
        story.carry_out(host(repeats.RepeatPitch, pitch=run.pitch, slot=run.slot, room=run.room))
        runs += 1


class Anew(NamedTuple):
    """Kept ÷ ideal of new line-ups: `without` the round, with it and each topic `once`, and with second runs
    (`again`), of which there are `runs`. `longer`: what these add to the press (s of CPU)."""

    without: float
    once: float
    again: float
    runs: int
    longer: float


def anew(size: Size, seed: int) -> Anew:
    """As many topics as there are places without the last round, and any round suits them."""
    topics = size.slots * size.rooms
    made = nights.night(Size(size.people, topics, size.slots + 1, size.rooms), seed, approvals=True)
    every = (1 << made.slots) - 1
    twice = msgspec.structs.replace(made, again=tuple((topic, 1, every) for topic in range(topics)))
    first = press(msgspec.structs.replace(made, slots=size.slots))
    began = time.process_time()
    once = press(made)
    pressed = time.process_time()
    again = press(twice)
    longer = time.process_time() - pressed - (pressed - began)
    ideal = once.totals.ideal
    before, between, after = (len(had(made, plan)) / ideal for plan in (first, once, again))
    return Anew(before, between, after, len(again.again), longer)


def had(problem: Problem, plan: Plan) -> set[tuple[int, int]]:
    """(person, topic) of each wish that is kept; to run a topic counts as one."""
    there = {*plan.groups, *((one, topic) for topic, _slot, _room, those in plan.again for one in those)}
    return there & worth(problem).keys()


def by_itself() -> None:
    for size in SIZES:
        found = [anew(size, seed) for seed in SEEDS]
        middle = [statistics.median(one[place] for one in found) for place in (0, 1, 2)]
        gains = [100 * (one.again - one.once) for one in found]
        cells = [f"{share:.3f}" for share in middle]
        cells += [f"{statistics.median(gains):.1f}", f"{min(gains):.1f}", str(max(one.runs for one in found))]
        sys.stdout.write(f"| {size} | {' | '.join(cells)} | {max(one.longer for one in found):.2f} |\n")
        sys.stdout.flush()


def taken() -> None:
    for size in SIZES:
        found = [filled(lined_up(size, seed)) for seed in SEEDS]
        before, after = (statistics.median(one[place] for one in found) for place in (0, 1))
        least = min(one.after - one.before for one in found)
        sys.stdout.write(
            f"| {size} | {before:.3f} | {after:.3f} | {100 * least:.1f} | {max(one.runs for one in found)} "
            f"| {max(one.longest for one in found):.2f} |\n"
        )
        sys.stdout.flush()


def main() -> None:
    taken()
    by_itself()


if __name__ == "__main__":
    main()
