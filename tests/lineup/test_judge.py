"""The judge of plans sees what is wrong: each of these plans differs in one thing from a right one."""

import msgspec
import pytest

from opennight.lineup.problem import Plan, Problem
from tests.lineup.judge import points

# Five people, two slots, rooms for three and two; the first pitch needs what only the first room has, and can
# run only in the first slot; the last one waits.
PROBLEM = Problem(
    people=5,
    slots=2,
    seats=(3, 2),
    pitchers=((0,), (1,), (0,), (2,), ()),
    wishes=((0, 0, 10), (1, 1, 10), (2, 3, 10), (3, 0, 4), (3, 2, 6), (4, 4, 8), (4, 1, 2)),
    needs=(1, 0, 0, 0, 0),
    features=(1, 0),
    times=(1, 3, 3, 3, 3),
    pins=((1, 0, 1),),
    least=2,
)
RIGHT = Plan(
    placements=((0, 0, 0), (1, 0, 1), (2, 1, 0), (3, 1, 1)),
    groups=((0, 0), (1, 1), (2, 0), (3, 0), (4, 1), (0, 2), (1, 2), (2, 3), (3, 2), (4, 3)),
    line=(0, 1, 2, 3, 4),
)
PLACES, GROUPS = RIGHT.placements, RIGHT.groups

WRONG: dict[str, tuple[Plan, str]] = {
    "a pin moved": (
        msgspec.structs.replace(RIGHT, placements=((0, 0, 1), (1, 0, 0), *PLACES[2:])),
        "pin (1, 0, 1) was moved",
    ),
    "a feature is missing": (
        msgspec.structs.replace(RIGHT, placements=((0, 0, 1), *PLACES[1:])),
        "the room lacks a feature",
    ),
    "a time does not suit": (
        msgspec.structs.replace(RIGHT, placements=((0, 1, 0), (1, 0, 1), (2, 0, 0), (3, 1, 1))),
        "it cannot run then",
    ),
    "two in one place": (
        msgspec.structs.replace(RIGHT, placements=(*PLACES[:3], (3, 1, 0))),
        "2 pitches in slot 1, room 0",
    ),
    "twice": (
        msgspec.structs.replace(RIGHT, placements=(*PLACES[:3], (0, 1, 1))),
        "pitch 0 runs 2 times",
    ),
    "nowhere": (msgspec.structs.replace(RIGHT, placements=(*PLACES[:3], (3, 2, 1))), "pitch 3 is nowhere"),
    "a pitcher clashes": (
        msgspec.structs.replace(RIGHT, placements=((0, 1, 0), (1, 0, 1), (2, 1, 1), (3, 0, 0))),
        "person 0 pitches [0, 2] at once, in slot 1",
    ),
    "a place is left free": (
        msgspec.structs.replace(RIGHT, placements=PLACES[:3]),
        "pitch 3 waits though slot 1, room 1 is free",
    ),
    "not all in line": (msgspec.structs.replace(RIGHT, line=(0, 1, 2)), "not everything is in line"),
    "a room too full": (
        msgspec.structs.replace(RIGHT, groups=(*GROUPS[:4], (4, 0), *GROUPS[5:])),
        "4 people in the group of pitch 0, at most 3 may",
    ),
    "a group too small": (
        msgspec.structs.replace(RIGHT, groups=(*GROUPS[:4], (4, 0), *GROUPS[5:])),
        "1 people in the group of pitch 1, 2 are needed",
    ),
    "a pitcher elsewhere": (
        msgspec.structs.replace(RIGHT, groups=((0, 1), (1, 1), (2, 0), (3, 0), (4, 0), *GROUPS[5:])),
        "person 0 is not in the group of their own pitch 0",
    ),
    "left standing": (
        msgspec.structs.replace(RIGHT, groups=GROUPS[:-1]),
        "1 people have no group in slot 1, 1 seats are free",
    ),
    "in two groups": (
        msgspec.structs.replace(RIGHT, groups=(*GROUPS[:-1], (3, 3))),
        "person 3 in 2 groups in slot 1",
    ),
    "in a group that does not run": (
        msgspec.structs.replace(RIGHT, groups=(*GROUPS[:-1], (4, 4))),
        "person 4 in a group of pitch 4, which does not run",
    ),
}


def test_what_is_right_is_right() -> None:
    found = points(PROBLEM, RIGHT)
    assert found.wrong == ()
    assert (found.kept, found.ideal, found.nothing) == (10 + 1 + 10 + 10 + 4 + 6 + 2, 43, 0)


@pytest.mark.parametrize(("plan", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_seen(plan: Plan, says: str) -> None:
    assert any(says in wrong for wrong in points(PROBLEM, plan).wrong)


def test_somebody_with_nothing_is_counted() -> None:
    """Person 4 wished for the pitch that waits and for pitch 1, and is not in the group of pitch 1."""
    plan = msgspec.structs.replace(RIGHT, groups=((0, 0), (1, 1), (2, 1), (3, 0), (4, 0), *GROUPS[5:]))
    assert points(PROBLEM, plan).nothing == 1
