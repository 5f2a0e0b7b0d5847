"""The press against the best possible, proven by a referee; the benchmark does this with bigger nights."""

import itertools

import msgspec
import pytest

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem, Rule
from tests.examples import at_length
from tests.lineup import referee
from tests.lineup.cases import case
from tests.lineup.few import round_a_table
from tests.lineup.judge import points, worth
from tests.lineup.nights import TABLE, Size, night

SMALL = Size(30, 12, 3, 3)
NARROW = Size(24, 9, 2, 4)


@pytest.mark.parametrize("seed", [2, at_length(3), at_length(4)])
@pytest.mark.parametrize("size", [SMALL, NARROW], ids=["small", "narrow"])
def test_the_press_finds_the_best_there_is(size: Size, seed: int) -> None:
    problem = night(size, seed, venue="ample")
    plan = press(problem)
    best = referee.best(problem, plan)
    assert best.proven
    got = points(problem, plan)
    assert (got.nothing, got.kept) == (best.nothing, best.kept)


@pytest.mark.parametrize("seed", [2, at_length(3), at_length(4)])
@pytest.mark.parametrize("size", [SMALL, NARROW], ids=["small", "narrow"])
def test_the_press_is_within_a_hundredth_where_rooms_are_tight(size: Size, seed: int) -> None:
    problem = night(size, seed, venue="tight", least=2)
    plan = press(problem)
    best = referee.best(problem, plan)
    assert best.proven
    got = points(problem, plan)
    assert got.nothing == best.nothing
    assert got.kept >= 0.99 * best.kept


@pytest.mark.parametrize(
    ("seed", "rule", "kept"), [(113, "phragmen", 149), (337, "phragmen", 142), (55, "votes", 147)]
)
def test_where_nobody_lacks_a_seat_there_may_be_better_times(seed: int, rule: Rule, kept: int) -> None:
    """Though somebody lacks a seat then. A search thirty times as long met as many choices."""
    assert press(night(TABLE, seed, venue="tight", approvals=True, rule=rule)).totals.kept >= kept


@pytest.mark.parametrize("seed", [16, 51, 100, 284, 410])
def test_round_a_table_it_counts_who_has_to_sit_where_groups_need_people(seed: int) -> None:
    problem = round_a_table(seed)
    plan = press(problem)
    best = referee.best(problem, plan)
    assert best.proven
    got = points(problem, plan)
    assert (got.wrong, got.nothing, got.kept) == ((), best.nothing, best.kept)


@pytest.mark.long
def test_round_a_table_hardly_any_night_could_keep_more() -> None:
    """One in a hundred at most, and no more than one choice."""
    less = 0
    for seed in range(400):
        problem = round_a_table(seed)
        plan = press(problem)
        best = referee.best(problem, plan)
        got = points(problem, plan)
        assert (got.wrong, got.nothing) == ((), best.nothing)
        assert got.kept >= best.kept - 1
        less += got.kept < best.kept
    assert less <= 4


def test_small_groups_in_many_rooms_keep_what_a_real_conference_could() -> None:
    """31 people, 54 talks, eight small rooms. Somebody's placement by hand kept 306 points."""
    given = case("csconf1")
    problem = msgspec.convert(given["problem"], Problem)
    found = points(problem, press(problem))
    assert (found.wrong, found.nothing) == ((), 0)
    assert found.kept >= 306
    pins = tuple((pitch, slot, room) for pitch, slot, room in given["reference_pins"])
    assert press(msgspec.structs.replace(problem, pins=pins)).totals.kept == 306


def test_everybody_keeps_everything_where_that_is_possible_in_rooms_of_four() -> None:
    problem = msgspec.convert(case("csconf1")["problem"], Problem)
    dots = tuple((person, pitch, 1) for person, pitch, _strength in problem.wishes)
    found = press(msgspec.structs.replace(problem, wishes=dots, seats=(4,) * 8)).totals
    assert (found.kept, found.ideal) == (124, 124)


def test_the_bigger_room_goes_to_whom_more_people_come_to_then() -> None:
    """Six people wish for the first topic and five for the second; these five want the second more."""
    wishes = [(person, 0, 1) for person in range(6)] + [(person, 1, 3) for person in range(5)]
    problem = Problem(people=6, slots=1, seats=(2, 6), pitchers=((), ()), wishes=tuple(wishes))
    plan = press(problem)
    assert plan.placements == ((0, 0, 0), (1, 0, 1))
    assert plan.totals.kept == 16


def test_the_referee_is_right() -> None:
    """Five people, four pitches, two slots, two rooms with three seats: try every placement and seating."""
    problem = night(Size(5, 4, 2, 2), seed=3, venue="tight")
    everything = Plan(placements=tuple((pitch, pitch // 2, pitch % 2) for pitch in range(4)))
    best = referee.best(problem, everything)
    assert best.proven
    assert best.goal == max(goals(problem))


def goals(problem: Problem) -> list[int]:
    """For every placement of four pitches in two slots of two rooms, with every seating."""
    found = []
    for first in itertools.combinations(range(4), 2):
        halves = first, tuple(pitch for pitch in range(4) if pitch not in first)
        seated = [list(seatings(problem, *half)) for half in halves]
        found += [goal(problem, {*one, *other}) for one, other in itertools.product(*seated)]
    return found


def seatings(problem: Problem, left: int, right: int) -> list[set[tuple[int, int]]]:
    """Every way to seat everybody in two groups with three seats each, pitchers in their own."""
    found = []
    for sides in itertools.product((left, right), repeat=problem.people):
        own = all(sides[who] == pitch for pitch in (left, right) for who in problem.pitchers[pitch])
        if own and 2 <= sides.count(left) <= 3:
            found.append(set(enumerate(sides)))
    return found


def goal(problem: Problem, groups: set[tuple[int, int]]) -> int:
    marks = worth(problem)
    nothing = len({who for who, _pitch in marks} - {who for who, pitch in groups if (who, pitch) in marks})
    return sum(marks.get(seat, 0) for seat in groups) - referee.FIRST * nothing
