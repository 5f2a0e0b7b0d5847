"""What a room shares, recomputed by hand; and differences that were planted, or were not."""

import json
import random
import subprocess
import sys

import pytest

from opennight.joinup import camps
from opennight.joinup.bridges import Answers, Finding, findings
from tests.joinup.opinions import night
from tests.server import ROOT

YES, NO, PASS, NOT = 1, -1, 0, None
BY_HAND = (
    # nine people: agree, pass, disagree
    (YES, YES, YES, YES, YES, YES, PASS, NO, NO),  # 6 of 9 agree, 2 of 9 disagree: shared
    (NO, NO, NO, NO, NO, NO, NO, YES, NOT),  # 7 of 8 disagree, 1 of 8 agrees: shared
    (YES, YES, YES, YES, YES, NO, NO, NO, NO),  # 5 of 9 and 4 of 9: they differ
    (YES, YES, YES, YES, YES, YES, NO, NO, NO),  # 6 of 9, but a third says no: they differ
    (YES, YES, YES, YES, PASS, PASS, PASS, PASS, NO),  # 4 of 9 agree: neither
    (YES, YES, YES, YES, NOT, NOT, NOT, NOT, NOT),  # four answers: nothing is said
    (YES, YES, YES, NO, NOT, NOT, NOT, NOT, PASS),  # 3 of 5 agree, 1 of 5 disagrees: neither
    (YES, YES, YES, YES, NO, NOT, NOT, NOT, NOT),  # 4 of 5 agree, 1 of 5 disagrees: shared
)


def by_person(columns: tuple[tuple[int | None, ...], ...]) -> Answers:
    return [list(row) for row in zip(*columns, strict=True)]


def test_what_is_shared_is_what_one_counts_by_hand() -> None:
    """The most shared first: 7 of 8, 4 of 5, 6 of 9; where they differ, the evenest first."""
    found = findings(by_person(BY_HAND))
    assert found == [
        Finding(1, "shared", bridge=False),
        Finding(7, "shared", bridge=False),
        Finding(0, "shared", bridge=False),
        Finding(2, "differ", bridge=False),
        Finding(3, "differ", bridge=False),
        Finding(6, "", bridge=False),
        Finding(4, "", bridge=False),
    ]


def test_nobody_has_answered() -> None:
    assert findings([]) == []
    assert findings([[None, None]] * 9) == []


def bridges(groups: int, seed: int, people: int, sentences: int) -> tuple[set[str], int, int]:
    """What the bridges that are shown were planted as, how many there are, and how many were planted."""
    made = night(seed, groups, people, sentences)
    shown = [made.planted[one.sentence] for one in findings(made.answers) if one.bridge]
    return set(shown), len(shown), made.planted.count("shared")


@pytest.mark.parametrize(("groups", "people", "least"), [(2, 60, 4), (2, 100, 5), (3, 120, 3)])
def test_planted_differences_are_bridged_by_what_was_planted_as_shared(
    groups: int, people: int, least: int
) -> None:
    """In two nights, with three such sentences each. What divides people is never shown as shared by all."""
    told = [bridges(groups, seed, people, 15) for seed in (1, 2)]
    assert set().union(*(kinds for kinds, _shown, _planted in told)) == {"shared"}
    assert least <= sum(shown for _kinds, shown, _planted in told) <= 6


def test_where_people_do_not_differ_beyond_chance_nothing_bridges() -> None:
    """One in forty such nights may: see docs/propositions.md for two hundred."""
    assert sum(bridges(0, seed, 40, 12)[1] > 0 for seed in range(40)) <= 1


def test_a_bridge_comes_before_what_more_people_share() -> None:
    """All agree with the last sentence, but of one group few have said anything."""
    made = night(1, 2, 70, 15)
    rows = [[*row, 1 if no % 2 or no < 6 else None] for no, row in enumerate(made.answers)]
    shared = [(one.sentence, one.bridge) for one in findings(rows) if one.kind == "shared"]
    assert shared[0][1]
    assert (15, False) in shared
    assert shared.index((15, False)) > 0


def test_the_same_answers_are_found_the_same_also_in_a_process_of_their_own() -> None:
    made = night(2, 2, 40, 10)
    command = [sys.executable, "-m", "opennight.joinup.opinions"]
    done = subprocess.run(
        command, input=json.dumps(made.answers), capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert [Finding(*one) for one in json.loads(done.stdout)] == findings(made.answers)


def test_somebody_who_agrees_with_everything_is_in_no_camp() -> None:
    """Half agree with nearly all, half with little more than half: no difference between sentences."""
    chance = random.Random(7)
    rows = [
        [1 if chance.random() < (0.9 if no % 2 else 0.6) else -1 for _one in range(12)] for no in range(60)
    ]
    assert camps.dimensions(rows, random.Random(1)) == 0
