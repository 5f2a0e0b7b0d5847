"""The bound by pairs of topics, which nights of many topics have: no line-up keeps more, either."""

import itertools

import numpy as np

from opennight.lineup.bounds.matrix.cuts import least_squares
from opennight.lineup.bounds.matrix.dual import Dual
from opennight.lineup.bounds.matrix.partitions import parted, partitions
from opennight.lineup.bounds.matrix.people import crowds
from opennight.lineup.bounds.matrix.proof import proved
from opennight.lineup.bounds.matrix.search import bound
from opennight.lineup.bounds.standing import Standing, standing
from opennight.lineup.press import press
from tests.lineup.nights import TABLE, night
from tests.lineup.test_bound import best, stands, tiny


def test_no_line_up_of_a_tiny_night_keeps_more() -> None:
    found = []
    for seed in range(4):
        problem = tiny(seed)
        its = stands(problem)
        topics = [pitch for pitch, _slot, _room in its.standing]
        if topics and (most := best(problem, topics)) >= 0:
            found.append((bound(standing(its), most), most))
    assert all(bound >= most for bound, most in found), found
    assert sum(bound == most for bound, most in found) > len(found) / 2, found


def test_whatever_the_multipliers_are_nothing_keeps_more() -> None:
    problem = night(TABLE, venue="tight")
    plan = press(problem)
    rng = np.random.default_rng(1)
    dual = Dual(standing(stands(problem, plan)))
    dual.cut_by(rng.integers(-1, 3, (20, dual.its.topics)))
    for size in (0.01, 0.1, 1, 10):
        x = rng.normal(0, size, len(dual.nothing()) + len(dual.cuts))
        assert proved(dual, x) >= plan.totals.kept


def test_every_partition_keeps_to_every_inequality() -> None:
    """All partitions of five topics into two slots at most, all vectors of small whole numbers."""
    vectors = np.array(list(itertools.product((-2, -1, 0, 1, 2), repeat=5)))
    least = least_squares(vectors.sum(1), 2)
    for parts in partitions(5, 2):
        sums = [vectors @ np.array([part >> topic & 1 for topic in range(5)]) for part in parts]
        assert (sum(one**2 for one in sums) >= least).all()


def in_partition(its: Standing, who: int, parts: tuple[int, ...]) -> int:
    """What this person gets where these topics share slots; whoever runs one is in it."""
    total = 0
    for part in parts:
        there = [topic for topic in range(its.topics) if part >> topic & 1]
        own = [int(its.points[who, topic]) for topic in there if its.hosts[who, topic]]
        total += max(own or [0, *(int(its.points[who, topic]) for topic in there)])
    return total


def test_everybody_gets_what_they_do_in_the_best_partition() -> None:
    for seed in range(12):
        its = standing(stands(tiny(seed)))
        those = crowds(its)
        sets = np.concatenate(
            [np.zeros(0, np.int64), *(one.sets(one.worth, one.spare)[1].ravel() for one in those)]
        )
        most = sum(int(one.most(sets, np.zeros(one.shape, np.int64)).sum()) for one in parted(its, those))
        each = [
            max(in_partition(its, who, parts) for parts in partitions(its.topics, its.slots))
            for who in range(len(its.points))
        ]
        assert most == sum(each), seed


def test_partitions_are_counted_right() -> None:
    assert [len(list(partitions(size, size))) for size in range(1, 7)] == [1, 2, 5, 15, 52, 203]
    assert len(list(partitions(4, 2))) == 8
