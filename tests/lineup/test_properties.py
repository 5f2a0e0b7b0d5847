"""What holds for every line-up, whatever the night is like."""

import os
import subprocess
import sys
from collections import Counter

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import given

from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem, Rule
from tests.examples import tried
from tests.lineup.judge import points, worth
from tests.lineup.nights import EVENING, TABLE, minority, night
from tests.lineup.odd import problems
from tests.server import ROOT


@tried(50)
@given(problems())
def test_nothing_is_ever_wrong(problem: Problem) -> None:
    assert points(problem, press(problem)).wrong == ()


@tried(13)
@given(problems())
def test_a_plan_tells_its_own_totals_right(problem: Problem) -> None:
    plan = press(problem)
    told = plan.totals
    if problem.seating == "wishes":
        assert (told.kept, told.ideal, told.nothing) == points(problem, plan)[:3]
        assert (told.loser_kept, told.loser_ideal) == hardest_hit(problem, plan)


def hardest_hit(problem: Problem, plan: Plan) -> tuple[int, int]:
    """The points kept, and the ideal, of the person who kept the smallest share of their own ideal."""
    slot_of = {pitch: slot for pitch, slot, _room in plan.placements}
    groups = set(plan.groups)
    kept: Counter[int] = Counter()
    ideals: dict[int, list[int]] = {}
    for (person, pitch), mark in worth(problem).items():
        if pitch in slot_of:
            ideals.setdefault(person, []).append(mark)
            kept[person] += mark * ((person, pitch) in groups)
    pairs = [(kept[person], sum(sorted(marks)[-problem.slots :])) for person, marks in ideals.items()]
    return min(pairs, key=lambda pair: (pair[0] / pair[1], -pair[1]), default=(0, 0))


PLAUSIBLE = {
    "an evening": night(EVENING),
    "few seats": night(EVENING, venue="tight"),
    "approvals only": night(EVENING, approvals=True, least=5),
    "pins": night(EVENING, pins=10),
    "features and pins": night(EVENING, features=True, pins=5, least=3),
    "most votes": night(EVENING, rule="votes"),
    "equal shares": night(EVENING, rule="shares"),
    "a tenth": minority(100, 4, 5),
    "mixed": msgspec.structs.replace(night(EVENING), seating="mixed"),
    "groups of 15 to 24": msgspec.structs.replace(night(EVENING, venue="ample"), least=15, most=24),
}


@pytest.mark.parametrize("problem", PLAUSIBLE.values(), ids=PLAUSIBLE)
def test_nothing_is_wrong_on_a_plausible_night(problem: Problem) -> None:
    found = points(problem, press(problem))
    assert found.wrong == ()
    assert found.nothing == 0 or problem.seating == "mixed"


@tried(7)
@given(problems())
def test_the_same_problem_gives_the_same_plan(problem: Problem) -> None:
    assert press(problem) == press(problem)


def test_the_same_problem_gives_the_same_plan_in_any_process() -> None:
    """Bit for bit, whatever Python's hash seed and however many threads numpy uses."""
    problem = msgspec.json.encode(night(TABLE, features=True, pins=3, least=3))
    plans = set()
    for hashes, threads in (("1", "1"), ("2", "2")):
        environment = os.environ | {"PYTHONHASHSEED": hashes, "OPENBLAS_NUM_THREADS": threads}
        command = [sys.executable, "-m", "opennight.lineup"]
        ran = subprocess.run(
            command, input=problem, env=environment, cwd=ROOT, capture_output=True, check=True
        )
        plans.add(ran.stdout)
    assert plans == {msgspec.json.encode(press(msgspec.json.decode(problem, type=Problem)))}


@pytest.mark.long
@tried(4)
@given(people=st.integers(20, 90), slots=st.integers(2, 4), rooms=st.integers(5, 6), seed=st.integers(0, 99))
def test_a_tenth_of_the_room_gets_its_share(people: int, slots: int, rooms: int, seed: int) -> None:
    """Rounded down; the most-votes rule would leave them with nothing."""
    share = slots * rooms * (people // 10) // people
    got: dict[Rule, int] = {}
    rules: tuple[Rule, ...] = ("phragmen", "shares", "votes")
    for rule in rules:
        problem = minority(people, slots, rooms, seed, rule=rule)
        theirs = {what for who, what, _mark in problem.wishes if who >= people - people // 10}
        got[rule] = sum(pitch in theirs for pitch, _slot, _room in press(problem).placements)
    assert got["phragmen"] >= share
    assert got["shares"] >= share
    assert got["votes"] == 0
