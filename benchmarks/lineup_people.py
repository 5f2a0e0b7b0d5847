"""Whom the line-up leaves behind: who has nothing, and what a floor does for those who keep least."""

import msgspec

from benchmarks.tools import table, verdict
from opennight.lineup.press import press
from tests.lineup.few import few_dots
from tests.lineup.flow import fewest_with_nothing
from tests.lineup.judge import points
from tests.lineup.nights import ASSEMBLY, CAMP, EVENING, night
from tests.lineup.test_floor import shares

NIGHTS = 10_000


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
    """Who keeps less than half of their own ideal, without the floor and with it."""
    rows = []
    for size in (EVENING, CAMP, ASSEMBLY):
        for seed in range(1, min(seeds, 3) + 1):
            problem = night(size, seed, venue="tight")
            plain, lifted = press(problem), press(msgspec.structs.replace(problem, floor=True))
            before, after = shares(problem, plain), shares(problem, lifted)
            cost = 1 - lifted.totals.kept / plain.totals.kept
            rows.append(
                (
                    size,
                    seed,
                    f"{plain.totals.below}, {lifted.totals.below}",
                    f"{before[len(before) // 100]:.2f}, {after[len(after) // 100]:.2f}",
                    f"{cost:.2%}",
                    verdict(round(cost, 4), "≤", 0.01),
                )
            )
    head = (
        "night",
        "seed",
        "people below half: without, with",
        "the lowest hundredth",
        "points it costs",
        "target",
    )
    table("The floor, in equal and tight rooms", head, rows)
