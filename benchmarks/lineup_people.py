"""Whom the line-up leaves behind: who has nothing, and what a floor does for those who keep least."""

import itertools
import time

import msgspec

from benchmarks.tools import table, verdict
from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem
from tests.lineup.few import few_dots
from tests.lineup.fewest_below import fewest_below
from tests.lineup.floor_bound import most_kept
from tests.lineup.flow import fewest_with_nothing
from tests.lineup.judge import points
from tests.lineup.nights import ASSEMBLY, CAMP, EVENING, Venue, night
from tests.lineup.test_floor import shares

NIGHTS = 10_000
ROOMS: dict[Venue, str] = {"venue": "big and small", "even": "equal", "tight": "equal and tight"}


def nothing(_seeds: int) -> None:
    """On nights of few dots, short of seats, against a maximum flow through the same placement."""
    avoidable = forced = people = 0
    for seed in range(NIGHTS):
        problem = few_dots(seed)
        plan = press(problem)
        least = fewest_with_nothing(problem, plan)
        found = points(problem, plan)
        assert found.wrong == (), found.wrong[:3]
        people += least
        forced += least > 0
        avoidable += found.nothing - least
    head = (
        "nights",
        "with people who have to leave with nothing",
        "such people",
        "more than these",
        "target",
    )
    rows = [(f"{NIGHTS:,}", forced, people, avoidable, verdict(avoidable, "≤", 0))]
    table("People who leave with nothing, on nights of few dots", head, rows)


def floors(seeds: int) -> None:
    """Who keeps less than half of their own ideal, or less than three fifths: without the floor, and with it.

    HiGHS proves how many have to be below half with the same groups and as many points; and how many below
    three fifths wherever topics run, whatever it costs. Where more than a hundredth are below three fifths,
    there is what a dear floor reaches, and what is proved that one costs at least which leaves no more than a
    hundredth (less than nothing: that proves nothing).
    """
    rows = []
    for size, venue in itertools.product((EVENING, CAMP, ASSEMBLY), ROOMS):
        for seed in range(1, min(seeds, 3) + 1):
            problem = night(size, seed, venue=venue)
            began = time.process_time()
            plain = press(problem)
            middle = time.process_time()
            lifted = press(msgspec.structs.replace(problem, floor="cheap"))
            longer = (time.process_time() - middle) / (middle - began)
            found = points(problem, lifted)
            assert (found.wrong, found.nothing) == ((), 0), found
            before, after = shares(problem, plain), shares(problem, lifted)
            cost = 1 - lifted.totals.kept / plain.totals.kept
            proven = fewest_below(problem, lifted, 50, kept=lifted.totals.kept)
            anywhere = fewest_below(problem, lifted, 60, anywhere=True)
            low, lower = (sum(share < 0.6 for share in their) for their in (before, after))
            may = len(after) // 100
            dearly = dear(problem, plain, may) if lower > may else ("", "", "")
            rows.append(
                (
                    size,
                    ROOMS[venue],
                    seed,
                    f"{plain.totals.below}, {lifted.totals.below} ({proven})",
                    f"{low}, {lower} ({anywhere})",
                    f"{before[len(before) // 100]:.2f}, {after[len(after) // 100]:.2f}",
                    f"{cost:.2%}",
                    verdict(round(cost, 4), "≤", 0.01),
                    f"{longer:.1f}",
                    *dearly,
                )
            )
    head = (
        "night",
        "rooms",
        "seed",
        "people below half: without, with (proven)",
        "below 0.6 (proven for any placement)",
        "the lowest hundredth",
        "points it costs",
        "target",
        "times as long",
        "below 0.6 with a dear floor",
        "points it costs",
        "proved to cost at least",
    )
    table("The floor", head, rows)


def dear(problem: Problem, plain: Plan, may: int) -> tuple[str, str, str]:
    """How many are below three fifths with a dear floor, what it costs, and what it has to cost."""
    kept = plain.totals.kept
    plan = press(msgspec.structs.replace(problem, floor="dear"))
    lower = sum(share < 0.6 for share in shares(problem, plan))
    most = most_kept(problem, plain, 60, may, enough=kept * 995 // 1000)
    return str(lower), f"{1 - plan.totals.kept / kept:.2%}", f"{1 - most / kept:.2%}"
