"""What second runs give: each night has one more round than its line-up uses, and second runs are taken until
none is offered, the first one each time.

    python -m benchmarks.lineup_repeats
"""

import statistics
import sys
import time
from typing import NamedTuple

from opennight.lineup.press import press
from opennight.night import people, pitches, reasons, repeats, votes
from opennight.night.messages import acting
from opennight.night.nights import StartNight
from opennight.night.phases import MovePhase
from opennight.night.proposals import Propose
from opennight.night.rooms import Room, Slot
from opennight.planning import proposal, question
from tests.cast import SEVEN, Somebody, Story, guest, host, setup
from tests.lineup import nights
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


def main() -> None:
    for size in SIZES:
        found = [filled(lined_up(size, seed)) for seed in SEEDS]
        before, after = (statistics.median(one[place] for one in found) for place in (0, 1))
        least = min(one.after - one.before for one in found)
        sys.stdout.write(
            f"| {size} | {before:.3f} | {after:.3f} | {100 * least:.1f} | {max(one.runs for one in found)} "
            f"| {max(one.longest for one in found):.2f} |\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
