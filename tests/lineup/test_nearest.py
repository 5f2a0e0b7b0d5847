"""Of line-ups that are as good, one is made in which topics stay where they meet."""

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis.strategies import sampled_from

from opennight.lineup.press import press
from opennight.lineup.problem import Floor, Problem
from tests.examples import tried
from tests.lineup.judge import points
from tests.lineup.nights import EVENING, Size, Venue, night
from tests.lineup.odd import problems

Cells = tuple[tuple[int, int, int], ...]
NIGHT = Size(60, 20, 4, 4)


def shuffled(problem: Problem, cells: Cells, seed: int = 1) -> Cells:
    """The same line-up with whole slots, and equal rooms, in other places."""
    chance = Random(seed)
    slots, rooms = list(range(problem.slots)), list(range(len(problem.seats)))
    chance.shuffle(slots)
    if len(set(problem.seats)) == 1:
        chance.shuffle(rooms)
    return tuple((pitch, slots[slot], rooms[room]) for pitch, slot, room in cells)


@pytest.mark.parametrize("venue", ["tight", "venue"])
def test_made_again_nothing_moves(venue: Venue) -> None:
    problem = night(NIGHT, venue=venue)
    first = press(problem)
    before = shuffled(problem, first.placements)
    again = press(msgspec.structs.replace(problem, before=before))
    assert again.placements == before != first.placements
    assert again.totals.kept == first.totals.kept


def test_a_pinned_topic_stays_and_one_that_can_run_at_one_time_alone_runs_then() -> None:
    problem = night(NIGHT, venue="tight", pins=2)
    first = press(problem)
    alone, slot, _room = next(cell for cell in first.placements if cell not in problem.pins)
    times = [(1 << problem.slots) - 1] * len(problem.pitchers)
    times[alone] = 1 << slot
    before = shuffled(problem, first.placements)
    problem = msgspec.structs.replace(problem, times=tuple(times), before=before)
    again = press(problem)
    assert points(problem, again).wrong == ()
    assert again.totals.kept == first.totals.kept


def test_with_a_floor_few_topics_move() -> None:
    """Without what they met before, nearly all of them would."""
    problem = night(Size(50, 16, 4, 4), 25, venue="even", approvals=True)
    plain = press(problem).placements
    before = shuffled(problem, plain)
    problem = msgspec.structs.replace(problem, floor="dear")
    without, near = (
        press(one).placements for one in (problem, msgspec.structs.replace(problem, before=before))
    )
    assert len({*near} & {*before}) > len(before) // 2 > len({*without} & {*before})


def test_somebody_leaves_and_hardly_anybody_else_changes_seats() -> None:
    """Of 443 choices, none is lost for it."""
    problem = night(EVENING, 3, venue="even", approvals=True)
    first, gone = press(problem), problem.people - 1
    wishes = tuple(wish for wish in problem.wishes if wish[0] != gone)
    fewer = msgspec.structs.replace(problem, people=gone, wishes=wishes)
    sitting = tuple(seat for seat in first.groups if seat[0] != gone)
    again = press(msgspec.structs.replace(fewer, before=first.placements, sitting=sitting))
    assert again.placements == first.placements
    assert len({*sitting} - {*again.groups}) <= 5
    assert points(fewer, again).wrong == ()
    assert again.totals.kept == press(fewer).totals.kept


@tried(20)
@given(problems(), sampled_from(["none", "cheap"]))
def test_nothing_is_wrong_and_nothing_is_lost(problem: Problem, floor: Floor) -> None:
    problem = msgspec.structs.replace(problem, standing=(), floor=floor)
    first = press(problem)
    before = shuffled(problem, first.placements)
    again = press(msgspec.structs.replace(problem, before=before, sitting=first.groups[::2]))
    assert points(problem, again).wrong == ()
    if floor == "none":
        assert (again.totals.kept, again.totals.nothing) == (first.totals.kept, first.totals.nothing)


def test_mixed_groups_stay_mixed() -> None:
    """Nobody goes back to a group for the sake of it: there they would meet again whom they have met."""
    problem = msgspec.structs.replace(night(Size(24, 8, 3, 4), venue="even"), seating="mixed", wishes=())
    first = press(problem)
    others = tuple(((person + 5) % problem.people, pitch) for person, pitch in first.groups)
    again = press(msgspec.structs.replace(problem, before=first.placements, sitting=others))
    assert again.groups == first.groups
