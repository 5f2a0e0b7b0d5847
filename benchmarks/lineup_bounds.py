"""How far the proved bound is above what the press keeps, and what it costs."""

import msgspec

from benchmarks.lineup_runs import run_bound
from benchmarks.tools import median, table, verdict
from opennight.lineup.press import press
from tests.lineup.nights import CAMP, SIZES, Venue, night

VENUES: tuple[Venue, ...] = ("venue", "even", "tight")
NEAR, SOON = 1.0, 5.0
"""Per cent, and seconds of CPU, at 500 × 80."""


def bounds(seeds: int) -> None:
    """With marks from 1 to 10, and with dots."""
    rows = []
    for size in SIZES:
        for venue in VENUES:
            for dots in (False, True):
                gaps, seconds, ideal = [], [], []
                for seed in range(1, seeds + 1):
                    problem = night(size, seed, venue=venue, approvals=dots)
                    plan = press(problem)
                    kept = plan.totals.kept
                    standing = msgspec.structs.replace(problem, standing=plan.placements)
                    bound = run_bound(standing, kept)
                    assert bound.most >= kept, (size, venue, seed)
                    gaps.append(100 * (bound.most - kept) / kept)
                    ideal.append(100 * (plan.totals.ideal - kept) / kept)
                    seconds.append(bound.cpu)
                target = (verdict(max(gaps), "≤", NEAR), verdict(max(seconds), "≤", SOON))
                what = "dots" if dots else "marks"
                row = f"{median(ideal):.1f}", f"{median(gaps):.2f}", f"{max(gaps):.2f}", f"{max(seconds):.1f}"
                rows.append((str(size), venue, what, *row, *(target if size == CAMP else ("", ""))))
    head = ("night", "rooms", "wishes", "ideal", "bound: median", "highest", "seconds of CPU")
    title = f"How far above what is kept, in per cent: the ideal and the proved bound; {seeds} nights each"
    table(title, (*head, "target", "target"), rows)
