"""The search by pairs: what it says is lost is lost, and nothing that holds for a line-up is broken by it."""

import msgspec
import numpy as np
import pytest
from hypothesis import given

from opennight.lineup import pairs, place
from opennight.lineup.board import Board
from opennight.lineup.choose import choose
from opennight.lineup.pairs import Pairs, shared
from opennight.lineup.press import press
from opennight.lineup.problem import Problem
from opennight.lineup.select import in_line
from opennight.lineup.shape import Shape
from opennight.lineup.tabu import Search
from tests.examples import tried
from tests.lineup.judge import points
from tests.lineup.nights import EVENING, Size, night
from tests.lineup.odd import problems


def board(problem: Problem) -> Board:
    shape = Shape(problem)
    slots = choose(shape, in_line(shape.wishes, problem.rule, shape.slots * shape.width)).slot_of
    chosen = np.flatnonzero(slots >= 0).astype(np.int32)
    return Board(shape, chosen, slots[chosen], hosting=True)


def lost(board: Board) -> int:
    """What the pitches lose that share a slot, two by two."""
    return int((shared(board) * (board.slot[:, None] == board.slot)).sum()) // 2


def test_pairs_lose_what_the_board_loses_where_nobody_wishes_for_three() -> None:
    problem = night(EVENING, 3)
    running = set(board(problem).chosen.tolist())
    few: dict[int, list[tuple[int, int, int]]] = {}
    for wish in problem.wishes:
        if wish[1] in running and len(few.setdefault(wish[0], [])) < 2:
            few[wish[0]].append(wish)
    one = board(
        Problem(
            people=problem.people,
            slots=4,
            seats=problem.seats,
            pitchers=((),) * len(problem.pitchers),
            wishes=tuple(wish for wishes in few.values() for wish in wishes),
        )
    )
    everything = int(one.worth.sum())
    assert one.value() == everything - lost(one) < everything
    one.go(Pairs(one, 1).run(one.slot, 500))
    assert one.value() == everything - lost(one)


@pytest.mark.parametrize("size", [EVENING, Size(150, 30, 4, 8)], ids=["full", "with free places"])
def test_a_run_counts_what_it_loses_and_ends_with_the_least(size: Size) -> None:
    one = board(night(size, 5, pins=4))
    before, pinned = lost(one), one.slot[one.pinned].tolist()
    rough = Pairs(one, 1)
    found = rough.run(one.slot, 1_500)
    rough.begin(pairs.with_free(one, found))
    one.go(found)
    assert rough.value == lost(one) < 0.97 * before
    assert one.slot[one.pinned].tolist() == pinned
    assert one.counts.max() <= one.even


def test_a_pitch_may_go_to_a_free_place() -> None:
    """Two that one person wishes for are in the first slot; the second has places left."""
    wishes = ((0, 0, 1), (0, 1, 1), (1, 2, 1), (1, 1, 3), (2, 3, 1))
    one = board(Problem(people=3, slots=2, seats=(9, 9, 9), pitchers=((),) * 4, wishes=wishes))
    start = np.array([0, 0, 1, 0])
    one.even = 3
    one.go(start)
    found = Pairs(one, 1).run(start, 50)
    assert found[0] != found[1] != found[2]


def test_nobody_pitches_twice_at_a_time_and_a_pitch_runs_when_it_can() -> None:
    problem = night(EVENING, 6)
    pitchers = tuple((pitch % 12,) for pitch in range(len(problem.pitchers)))
    times = tuple(15 - (1 << pitch % 4) for pitch in range(len(pitchers)))
    one = board(msgspec.structs.replace(problem, pitchers=pitchers, times=times))
    found = Pairs(one, 1).run(one.slot, 600)
    assert (found != one.slot).any()
    assert not (one.clash & (found[:, None] == found)).any()
    assert (one.chosen % 4 != found).all()


@tried(15)
@given(problems())
def test_nothing_is_wrong_where_pairs_come_first(problem: Problem) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, "ROUGH", range(2, 601))
        patch.setattr(place, "ROUGH_WORK", 3_000)
        patch.setattr(pairs, "PATIENCE", (20, 20))
        assert points(problem, press(problem)).wrong == ()


def test_the_longer_search_never_keeps_less_than_it_had() -> None:
    """Steps by pairs may lead to what the board knows to be worse."""
    one = board(night(EVENING, 2))
    search = Search(one, 1)
    search.run(400)
    had = search.found
    one.go(place.longer(search, Pairs(one, 1), 200, 1))
    assert one.value() >= had


def test_the_same_night_takes_the_same_way_with_more_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers of 32 bits are only quicker."""
    one = board(night(EVENING, 4))
    small = Pairs(one, 1)
    found = small.run(one.slot, 400)
    assert small.lost.dtype == np.int32
    one.weigh(one.points * 1_000_000)
    big = Pairs(one, 1)
    assert (big.run(one.slot, 400) == found).all()
    assert big.lost.dtype == np.int64
