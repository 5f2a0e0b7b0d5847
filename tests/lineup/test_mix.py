"""Mixed seating: equal groups, pitchers in their own, and few people who meet twice."""

from math import ceil

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given
from numpy.typing import NDArray

from opennight.lineup.faces import Faces
from opennight.lineup.mix import mix
from tests.examples import tried

Groups = NDArray[np.int32]


def tables(people: int, slots: int, count: int, seats: int = 0) -> tuple[list[Groups], Groups]:
    """This many tables in each slot, with `seats` seats or just enough for everybody; no places are fixed."""
    limits = [np.full(count, seats or ceil(people / count), np.int32) for _slot in range(slots)]
    return limits, np.full((slots, people), -1, np.int32)


def hosted(fixed: Groups, count: int) -> Groups:
    """Give each table of each slot a host of its own."""
    rng = np.random.default_rng(1)
    for one in fixed:
        one[rng.choice(len(one), count, replace=False)] = np.arange(count)
    return fixed


def again(groups: Groups) -> int:
    """How many repeat meetings there are: for each two people, the pairs of slots in which they meet."""
    people = groups.shape[1]
    met = np.zeros((people, people), np.int64)
    for one in groups:
        met += (one[:, None] == one) & (one >= 0)
    return int(np.triu(met * (met - 1) // 2, 1).sum())


def shuffled(groups: Groups) -> int:
    """The repeat meetings if the same groups are filled at random."""
    rng = np.random.default_rng(1)
    return again(np.array([rng.permutation(one) for one in groups]))


@st.composite
def rooms(draw: st.DrawFn) -> tuple[int, list[Groups], Groups]:
    people, slots = draw(st.integers(0, 14)), draw(st.integers(0, 4))
    limits = [
        np.array(draw(st.lists(st.integers(1, 6), min_size=1, max_size=5)), np.int32)
        for _slot in range(slots)
    ]
    fixed = np.full((slots, people), -1, np.int32)
    for slot, seats in enumerate(limits):
        places = list(np.repeat(np.arange(len(seats)), seats))[:: draw(st.integers(1, 3))]
        hosts = draw(st.permutations(range(people)))[: len(places)]
        fixed[slot, hosts] = places[: len(hosts)]
    return people, limits, fixed


@tried(13)
@given(rooms())
def test_sizes_seats_and_hosts(room: tuple[int, list[Groups], Groups]) -> None:
    people, limits, fixed = room
    groups = mix(people, limits, fixed, 1)
    assert groups.shape == fixed.shape
    assert groups.dtype == np.int32
    assert (groups[fixed >= 0] == fixed[fixed >= 0]).all(), "hosts sit in their own group"
    for seats, one, hosts in zip(limits, groups, fixed, strict=True):
        counts = np.bincount(one[one >= 0], minlength=len(seats))
        own = np.bincount(hosts[hosts >= 0], minlength=len(seats))
        assert (counts <= seats).all()
        assert counts.sum() == min(people, seats.sum()), "outside only where seats run out"
        for larger in np.flatnonzero(counts > own):
            assert (counts >= np.minimum(seats, counts[larger] - 1)).all(), "equal within one"


@tried(7)
@given(rooms())
def test_meetings_are_counted_as_they_are(room: tuple[int, list[Groups], Groups]) -> None:
    people, limits, fixed = room
    groups = mix(people, limits, fixed, 1)
    faces = Faces(groups, fixed < 0, 5)
    assert faces.least() <= faces.again() == again(groups)


@pytest.mark.parametrize(
    ("people", "slots", "count"),
    [(12, 3, 4), (16, 3, 4), (16, 5, 4), (25, 5, 5), (32, 4, 8), (60, 4, 10), (60, 6, 10), (150, 4, 20)],
)
def test_nobody_meets_twice_where_that_can_be(people: int, slots: int, count: int) -> None:
    limits, fixed = tables(people, slots, count)
    assert again(mix(people, limits, fixed, 1)) == 0


@pytest.mark.parametrize(("people", "slots", "count"), [(16, 3, 4), (24, 4, 6), (60, 4, 10), (500, 4, 60)])
def test_nobody_meets_twice_although_each_table_has_its_host(people: int, slots: int, count: int) -> None:
    limits, fixed = tables(people, slots, count)
    assert again(mix(people, limits, hosted(fixed, count), 1)) == 0


@pytest.mark.parametrize(
    ("people", "slots", "seats"),
    [(60, 4, [10] * 6), (150, 4, [19] * 8), (500, 4, [34] * 15), (100, 4, [40, 20, 20, 10, 10])],
)
def test_hardly_more_meetings_than_must_be(people: int, slots: int, seats: list[int]) -> None:
    limits = [np.array(seats, np.int32)] * slots
    _limits, fixed = tables(people, slots, 1)
    hosted(fixed, len(seats))
    groups = mix(people, limits, fixed, 1)
    least = Faces(groups, fixed < 0, len(seats)).least()
    assert least <= again(groups) <= least * 1.02
    # some repeat meetings are unavoidable: compare only the others
    assert again(groups) - least < 0.1 * (shuffled(groups) - least)


def test_sizes_may_differ_from_slot_to_slot() -> None:
    limits = [np.full(count, 12, np.int32) for count in (6, 9, 7, 12)]
    _limits, fixed = tables(60, 4, 1)
    groups = mix(60, limits, fixed, 1)
    assert again(groups) <= 0.6 * shuffled(groups)


def test_another_is_outside_each_time_that_seats_run_out() -> None:
    limits, fixed = tables(20, 4, 4, seats=4)
    groups = mix(20, limits, fixed, 1)
    assert (np.count_nonzero(groups < 0, axis=1) == 4).all()
    assert np.count_nonzero(groups < 0, axis=0).max() == 1


def test_the_same_room_and_seed_give_the_same_groups() -> None:
    limits, fixed = tables(30, 4, 6)
    hosted(fixed, 6)
    one, two, other = (mix(30, limits, fixed, seed) for seed in (1, 1, 2))
    assert one.tobytes() == two.tobytes()
    assert one.tobytes() != other.tobytes()


def test_one_slot_and_one_table() -> None:
    limits, fixed = tables(5, 1, 2)
    assert sorted(mix(5, limits, fixed, 1)[0].tolist()) == [0, 0, 0, 1, 1]
    limits, fixed = tables(5, 3, 1)
    assert not mix(5, limits, fixed, 1).any()
