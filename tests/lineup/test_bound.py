"""No line-up keeps more than what is said to be the most: against all line-ups of tiny nights, against optima
that HiGHS proves, and against whatever the press finds."""

import itertools
from functools import cache

import msgspec
import numpy as np
import pytest
from hypothesis import given

from opennight.lineup.bounds.circles import WIDE, circles, grouped, partitions
from opennight.lineup.bounds.cuts import least_squares
from opennight.lineup.bounds.dual import Dual
from opennight.lineup.bounds.people import crowds
from opennight.lineup.bounds.proof import proved
from opennight.lineup.bounds.search import bound
from opennight.lineup.bounds.standing import Standing, standing
from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.examples import at_length, tried
from tests.lineup import referee
from tests.lineup.judge import limit, unfit, worth
from tests.lineup.nights import CAMP, TABLE, Size, Venue, night
from tests.lineup.odd import problems

Cell = tuple[int, int]


def stands(problem: Problem, plan: Plan | None = None) -> Problem:
    placements = (plan or press(problem)).placements
    return msgspec.structs.replace(problem, standing=placements, sitting=())


def tiny(seed: int) -> Problem:
    """Up to six people, five topics, three slots and three rooms; what is scarce, and what has to hold, is
    drawn by lot."""
    rng = np.random.default_rng(seed)
    people, slots, rooms = (int(rng.integers(2, most)) for most in (7, 4, 4))
    topics = int(rng.integers(2, min(5, slots * rooms) + 1))
    wishes = [
        (p, t, int(rng.integers(1, 4))) for p in range(people) for t in range(topics) if rng.random() < 0.7
    ]
    hosts = [tuple(np.flatnonzero(rng.random(people) < 0.15).tolist()) for _topic in range(topics)]
    return Problem(
        people=people,
        slots=slots,
        seats=tuple(rng.integers(1, people + 1, rooms).tolist()),
        pitchers=tuple(hosts) if rng.random() < 0.6 else ((),) * topics,
        wishes=tuple(wishes),
        needs=tuple((rng.random(topics) < 0.3).astype(int).tolist()),
        features=tuple((rng.random(rooms) < 0.7).astype(int).tolist()),
        times=tuple(rng.integers(1, 1 << slots, topics).tolist()) if rng.random() < 0.3 else (),
        most=int(rng.integers(0, people)),
    )


def best(problem: Problem, topics: list[int]) -> int:
    """The most that any line-up of these topics keeps, in any placement and seating; -1 if there is none."""
    marks = worth(problem)

    @cache
    def kept(cells: frozenset[Cell]) -> int:
        """The most that a slot with these (topic, room) keeps."""
        ways = {(0,) * len(cells): 0}
        order = sorted(cells)
        for person in range(problem.people):
            own = [at for at, (topic, _room) in enumerate(order) if person in problem.pitchers[topic]]
            more: dict[tuple[int, ...], int] = {}
            for filled, points in ways.items():
                for at in own or range(-1, len(order)):
                    there = tuple(many + (at == place) for place, many in enumerate(filled))
                    if at < 0 or there[at] <= limit(problem, order[at][1]):
                        worthy = points + (marks.get((person, order[at][0]), 0) if at >= 0 else 0)
                        more[there] = max(more.get(there, 0), worthy)
            ways = more
        return max(ways.values(), default=-1000)

    most = -1
    every = itertools.product(range(problem.slots), range(len(problem.seats)))
    for cells in itertools.permutations(every, len(topics)):
        if any(unfit(problem, topic, *cell) for topic, cell in zip(topics, cells, strict=True)):
            continue
        slots = [
            frozenset((topic, room) for topic, (at, room) in zip(topics, cells, strict=True) if at == slot)
            for slot in range(problem.slots)
        ]
        hosts = [[who for topic, _room in slot for who in problem.pitchers[topic]] for slot in slots]
        if all(len(set(those)) == len(those) for those in hosts):
            most = max(most, sum(kept(slot) for slot in slots))
    return most


def sides(seeds: range) -> list[tuple[int, int]]:
    """(bound, best) of tiny nights."""
    found = []
    for seed in seeds:
        problem = tiny(seed)
        its = stands(problem)
        topics = [pitch for pitch, _slot, _room in its.standing]
        if topics and (most := best(problem, topics)) >= 0:
            found.append((bound(its, most), most))
    return found


def test_no_line_up_of_a_tiny_night_keeps_more() -> None:
    found = sides(range(4))
    assert all(bound >= most for bound, most in found), found
    assert sum(bound == most for bound, most in found) > len(found) / 2, found


@pytest.mark.long
def test_no_line_up_of_many_tiny_nights_keeps_more() -> None:
    found = sides(range(100, 500))
    assert all(bound >= most for bound, most in found), found
    assert sum(bound == most for bound, most in found) > 0.8 * len(found), found


@pytest.mark.parametrize("seed", [at_length(2), at_length(3), at_length(4), at_length(5)])
@pytest.mark.parametrize("size", [Size(30, 12, 3, 3), Size(24, 9, 2, 4), Size(20, 8, 2, 3)])
@pytest.mark.parametrize("venue", ["ample", "tight"])
def test_it_is_close_above_what_is_proved_to_be_the_best(size: Size, seed: int, venue: Venue) -> None:
    problem = night(size, seed, venue=venue)
    plan = press(problem)
    proof = referee.best(problem, plan)
    assert proof.proven
    # The referee lets nobody leave with nothing who need not, so it may keep a little less.
    assert proof.kept <= bound(stands(problem, plan), proof.kept) <= 1.03 * proof.kept


@tried(5)
@given(problems())
def test_the_press_never_keeps_more(problem: Problem) -> None:
    problem = msgspec.structs.replace(problem, pins=(), seating="wishes")
    plan = press(problem)
    assert bound(stands(problem, plan), plan.totals.kept) >= plan.totals.kept


@pytest.mark.parametrize("venue", ["venue", at_length("tight")])
def test_whatever_the_multipliers_are_nothing_keeps_more(venue: Venue) -> None:
    """So the proof does not depend on the search, nor on how exactly it reckons."""
    problem = night(TABLE, venue=venue)
    plan = press(problem)
    rng = np.random.default_rng(1)
    dual = Dual(standing(stands(problem, plan)))
    dual.cut_by(rng.integers(-1, 3, (20, dual.its.topics)))
    for size in (0.01, 0.1, 1, 10):
        x = rng.normal(0, size, len(dual.nothing()) + len(dual.cuts))
        assert proved(dual, x) >= plan.totals.kept


def test_it_says_what_is_the_best_of_a_small_night() -> None:
    problem = night(Size(20, 6, 2, 3))
    plan = press(problem)
    assert bound(stands(problem, plan), plan.totals.kept) == plan.totals.kept < plan.totals.ideal


@pytest.mark.long
def test_it_is_within_two_hundredths_of_what_a_big_night_keeps() -> None:
    problem = night(CAMP, venue="tight")
    plan = press(problem)
    assert plan.totals.kept <= bound(stands(problem, plan)) <= 1.02 * plan.totals.kept


def test_where_no_line_up_keeps_to_the_rules_no_number_overflows() -> None:
    """One person runs five topics in three rounds, as the host has moved them: they cannot all be kept."""
    topics = range(5)
    problem = Problem(
        people=4,
        slots=3,
        seats=(4, 4),
        pitchers=((1,),) * len(topics),
        wishes=((0, 0, 1), (1, 0, 1), (1, 1, 1), (1, 2, 1), (0, 3, 1), (1, 3, 1)),
        standing=tuple((topic, topic // 2, topic % 2) for topic in topics),
    )
    assert bound(problem, 4) < 4


@pytest.mark.long
def test_the_same_night_has_the_same_bound() -> None:
    problem = stands(night(Size(12, 6, 2, 3), venue="tight"))
    assert bound(problem) == bound(problem)


def test_every_partition_keeps_to_every_inequality() -> None:
    """All partitions of five topics into two slots at most, all vectors of small whole numbers."""
    vectors = np.array(list(itertools.product((-2, -1, 0, 1, 2), repeat=5)))
    least = least_squares(vectors.sum(1), 2)
    for parts in partitions(5, 2):
        sums = [vectors @ np.array([part >> topic & 1 for topic in range(5)]) for part in parts]
        assert (sum(one**2 for one in sums) >= least).all()


def in_partition(its: Standing, parts: tuple[int, ...]) -> int:
    """What everybody gets where these topics share slots; whoever runs one is in it."""
    total = 0
    for points, hosts in zip(its.points.tolist(), its.hosts.tolist(), strict=True):
        for part in parts:
            there = [topic for topic in range(its.topics) if part >> topic & 1]
            own = [points[topic] for topic in there if hosts[topic]]
            total += max(own or [0, *(points[topic] for topic in there)])
    return total


def test_a_circle_gets_what_its_people_get_together_in_the_best_partition() -> None:
    """Few topics make one circle, so this is the most that all of them get."""
    found = 0
    for seed in range(12):
        its = standing(stands(tiny(seed)))
        if not its.topics:
            continue
        those = crowds(its)
        sets = [one.sets(one.worth, one.spare)[1].ravel() for one in those]
        most = sum(
            int(one.most(np.concatenate(sets), np.zeros(one.pairs.shape, np.int64)).sum())
            for one in circles(its, those)
        )
        assert most == max(in_partition(its, parts) for parts in partitions(its.topics, its.slots)), seed
        found += any(len(one.of) > len(one.first) for one in circles(its, those))
    assert found > 4


def test_everybody_is_in_one_circle_that_has_all_their_topics() -> None:
    rng = np.random.default_rng(1)
    for share in (0.02, 0.05, 0.2):
        has = rng.random((300, 40)) < share
        groups = grouped(has)
        assert (
            sorted(one for _topics, those in groups for one in those) == np.flatnonzero(has.any(1)).tolist()
        )
        for topics, those in groups:
            assert set(np.flatnonzero(has[those].any(0))) <= set(topics.tolist())
            assert len(topics) <= WIDE or len(those) == 1


def test_partitions_are_counted_right() -> None:
    assert [len(list(partitions(size, size))) for size in range(1, 7)] == [1, 2, 5, 15, 52, 203]
    assert len(list(partitions(4, 2))) == 8
