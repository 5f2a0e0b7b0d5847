"""The line-up: what one press costs, and how close it comes to the best possible.

    .venv/bin/python -m benchmarks.lineup [--seeds N] [--only time,ideal]
                                          [--ropensci FILE --w3c FILE --bg2050 FILE]

Nights are made up by tests/lineup/nights.py, which says how; an independent judge, tests/lineup/judge.py,
counts what was kept. For comparison, in the same run: the optimum that HiGHS proves, the same search 30 times
as long, and conference-scheduler. Given files of real ballots, it reports on those too.
"""

import argparse
import itertools
import pathlib
import time
from collections.abc import Callable, Iterator

import msgspec

from benchmarks import lineup_ballots as ballots
from benchmarks import lineup_people as left_out
from benchmarks import lineup_rival as rival
from benchmarks.lineup_bounds import bounds
from benchmarks.lineup_runs import NOTHING, Run, run
from benchmarks.tools import median, table, verdict
from opennight.lineup.press import press
from opennight.lineup.problem import Plan, Problem, Rule
from tests.lineup import referee
from tests.lineup.changes import in_room, moves, room_lost, standing
from tests.lineup.judge import Points, points
from tests.lineup.nights import (
    ASSEMBLY,
    BIGGEST,
    CAMP,
    EVENING,
    SIZES,
    TABLE,
    Size,
    Venue,
    minority,
    night,
)

FASTEST = {CAMP: 0.5, BIGGEST: 1.0}
"""Seconds for a whole press on one core."""
LIGHTEST = 150
"""Megabytes."""
REFERENCE = {TABLE: 0.92, EVENING: 0.90, CAMP: 0.89, ASSEMBLY: 0.86}
"""Kept ÷ ideal in an earlier measurement with a similar generator; nobody was left with nothing."""
VENUES: tuple[Venue, ...] = ("venue", "even", "tight")
ROOMS = {"venue": "big and small", "even": "equal", "tight": "equal and tight"}
LONGER = 30
ROUNDS = 7
FEW = 4
"""Rooms in the smaller venue for real ballots."""
SECONDS = 90.0
"""Time limit of the referee, per night."""
RULES: tuple[Rule, ...] = ("phragmen", "shares", "votes")


def judged(problem: Problem, plan: Plan) -> Points:
    """What was kept. Raises AssertionError where anything is wrong."""
    found = points(problem, plan)
    assert found.wrong == (), found.wrong[:3]
    return found


def times(_seeds: int) -> None:
    """What one press costs as a separate process. The quickest run counts: other load only slows it down."""
    nights = {"nothing at all": NOTHING} | {str(size): night(size) for size in SIZES}
    nights |= {f"{size}, tight rooms": night(size, venue="tight") for size in FASTEST}
    nights |= {"everybody for everything": greedy(night(BIGGEST)), "1,200 topics": wide()}
    runs: dict[str, list[Run]] = {name: [] for name in nights}
    for _round, (name, problem) in itertools.product(range(ROUNDS), nights.items()):
        runs[name].append(run(problem))
    targets = {str(size): seconds for size, seconds in FASTEST.items()}
    rows = []
    for name, done in runs.items():
        wall, cpu = min(one.wall for one in done), min(one.cpu for one in done)
        peak = max(one.peak for one in done)
        seconds = targets.get(name.removesuffix(", tight rooms"))
        target = verdict(round(cpu, 2), "≤", seconds) if seconds else ""
        rows.append((name, f"{wall:.2f}", f"{cpu:.2f}", target, f"{peak:.0f}", verdict(peak, "≤", LIGHTEST)))
    head = ("night", "seconds", "of CPU", "target", "MB at the peak", "target")
    table(f"A whole press as a process on one core, its start included; the quickest of {ROUNDS}", head, rows)


def greedy(problem: Problem) -> Problem:
    """The same night, where everybody wishes for everything."""
    everything = itertools.product(range(problem.people), range(len(problem.pitchers)))
    return msgspec.structs.replace(problem, wishes=tuple((*key, 1) for key in everything))


def wide() -> Problem:
    """3,000 people, 20 slots, 60 equal rooms and a topic for each place."""
    return night(Size(3_000, 1_200, 20, 60), venue="even", approvals=True)


def ideals(seeds: int) -> None:
    """The share of the ideal that was kept, against an earlier measurement."""
    rows = []
    for size in SIZES:
        found = {venue: made(size, venue, seeds) for venue in VENUES}
        shares = {venue: median([one.share for one in points]) for venue, points in found.items()}
        nothing = max(one.nothing for one in itertools.chain(*found.values()))
        reference = REFERENCE.get(size)
        target = verdict(round(shares["venue"], 4), "≥", reference) if reference else ""
        cells = [f"{share:.4f}" for share in shares.values()]
        rows.append((size, *cells, reference or "", target, nothing, verdict(nothing, "≤", 0)))
    rooms = ("big and small rooms", "equal rooms", "equal and tight")
    head = ("night", *rooms, "reference", "target", "people with nothing", "target")
    table(f"Kept ÷ ideal, the median of {seeds} nights each", head, rows)


def made(size: Size, venue: Venue, seeds: int) -> list[Points]:
    nights = [night(size, seed, venue=venue) for seed in range(1, seeds + 1)]
    return [judged(problem, press(problem)) for problem in nights]


def longer(seeds: int) -> None:
    """Against the same search many times as long."""
    rows = []
    for venue, size in itertools.product(VENUES, SIZES):
        ratios, seconds = [], []
        for seed in range(1, min(seeds, 3) + 1):
            problem = night(size, seed, venue=venue)
            one = judged(problem, press(problem))
            began = time.perf_counter()
            many = judged(problem, press(problem, effort=LONGER))
            seconds.append(time.perf_counter() - began)
            ratios.append(one.kept / many.kept)
        rows.append(
            (
                size,
                ROOMS[venue],
                f"{median(ratios):.4f}",
                f"{min(ratios):.4f}",
                verdict(round(min(ratios), 4), "≥", 0.999),
                f"{median(seconds):.1f}",
            )
        )
    head = ("night", "rooms", "kept ÷ kept, median", "lowest", "target", "seconds of the longer search")
    table(f"Against the same search {LONGER} times as long", head, rows)


def proofs(seeds: int) -> None:
    """Against the optimum that a referee proves."""
    rows = []
    sizes = (TABLE, Size(60, 12, 4, 3), Size(60, 20, 4, 4))
    kinds: tuple[tuple[Venue, float], ...] = (("ample", 1.0), ("tight", 0.999))
    for (venue, target), size, approvals in itertools.product(kinds, sizes, (False, True)):
        ratios, nothing, unproven = [], 0, 0
        for seed in range(1, max(7, seeds) + 1):
            problem = night(size, seed, venue=venue, approvals=approvals)
            plan = press(problem)
            best = referee.best(problem, plan, SECONDS)
            got = judged(problem, plan)
            nothing += got.nothing - best.nothing
            unproven += not best.proven
            ratios.append(got.kept / best.at_most)
        reached = sum(ratio >= 1 for ratio in ratios)
        rows.append(
            (
                size,
                venue,
                "dots" if approvals else "marks",
                f"{reached} of {len(ratios)}",
                f"{min(ratios):.4f}",
                verdict(round(min(ratios), 4), "≥", target),
                nothing,
                unproven,
            )
        )
    right = ("equal to the optimum", "lowest", "target", "more with nothing", "not proven")
    head = ("night", "rooms", "wishes", *right)
    table(f"Against the optimum that HiGHS proves within {SECONDS:.0f} s", head, rows)


def rivals(seeds: int) -> None:
    """Against conference-scheduler, with the same pitches and the same seating."""
    rows = []
    for size in SIZES:
        for seed in range(1, (seeds if size in (TABLE, EVENING) else 1) + 1):
            problem = night(size, seed)
            plan = press(problem)
            ours = judged(problem, plan)
            cells: list[str] = []
            best = 0
            for way in rival.WAYS.values():
                found = rival.schedule(problem, plan, way)
                if found.places is None:
                    cells.append(f"none ({found.seconds:.0f} s)")
                    continue
                theirs = rival.with_schedule(problem, found.places)
                kept = points(theirs, press(theirs)).kept
                best = max(best, kept)
                cells.append(f"{kept:,} ({found.seconds:.1f} s)")
            rows.append((size, seed, f"{ours.kept:,}", *cells, verdict(ours.kept, "≥", best + 1)))
    head = ("night", "seed", "opennight", *rival.WAYS, "ahead")
    table("Points kept, against conference-scheduler's ways to a schedule", head, rows)


def shares(_seeds: int) -> None:
    """A tenth of the room with topics of its own."""
    rows = []
    for people, slots, rooms in ((60, 3, 4), (150, 4, 8), (500, 4, 15), (2_500, 5, 25)):
        places = slots * rooms
        got: dict[Rule, int] = {}
        for rule in RULES:
            problem = minority(people, slots, rooms, rule=rule)
            theirs = {what for who, what, _mark in problem.wishes if who >= people - people // 10}
            got[rule] = sum(pitch in theirs for pitch, _slot, _room in press(problem).placements)
        due = places * (people // 10) // people
        met = min(got["phragmen"], got["shares"]) >= due and got["votes"] == 0
        rows.append((f"{people:,}, {slots}×{rooms}", due, *got.values(), "yes" if met else "NO"))
    head = ("people, places", "due to them", *RULES, "target")
    table("Places of a tenth of the room that wishes for topics of its own", head, rows)


def losses(seeds: int) -> None:
    """A room is lost; the worst of some nights."""
    rows = []
    for size in SIZES:
        for name, room in lost_rooms(size):
            done = [lost(night(size, seed), room) for seed in range(1, seeds + 1)]
            retimed, dropped, moved, cpu = (max(one) for one in zip(*done, strict=True))
            cells = (retimed, verdict(retimed, "≤", 1), dropped, f"{moved:.2f}", verdict(moved, "≤", 2))
            rows.append((size, name, *cells, f"{cpu:.2f}", verdict(round(cpu, 2), "≤", 0.5)))
    head = (
        "night",
        "room lost",
        "change time",
        "target",
        "run no longer",
        "places moved ÷ places lost",
        "target",
    )
    table(f"A room is lost, the worst of {seeds} nights each", (*head, "seconds of CPU", "target"), rows)


def lost(problem: Problem, room: int) -> tuple[int, int, float, float]:
    """Topics that change time, topics that no longer run, places of people that moved to another group (or to
    none) for each place that was in this room, seconds of CPU."""
    after = room_lost(standing(problem, press(problem)), room)
    done = run(after)
    judged(after, done.plan)
    moved = moves(after, done.plan)
    return moved.retimed, moved.dropped, moved.moved / max(1, in_room(after, -1)), done.cpu


def lost_rooms(size: Size) -> Iterator[tuple[str, int]]:
    yield "biggest", 0
    yield "middle", size.rooms // 2
    yield "smallest", size.rooms - 1


def real(name: str, problem: Problem) -> Iterator[tuple[object, ...]]:
    """Rows of results for real ballots, one per rule."""
    for rule in RULES:
        told = msgspec.structs.replace(problem, rule=rule)
        done: Run = run(told)
        found = judged(told, done.plan)
        totals = done.plan.totals
        yield (
            name,
            told.people,
            len(told.pitchers),
            len(done.plan.placements),
            rule,
            f"{found.kept:,} of {found.ideal:,} ({found.share:.3f})",
            found.nothing,
            done.plan.nothing_chosen,
            f"{totals.loser_kept} of {totals.loser_ideal}",
            f"{done.cpu:.2f}",
        )


def real_ballots(arguments: argparse.Namespace) -> None:
    if not arguments.w3c:
        return
    whole = ballots.w3c(arguments.w3c)
    rows: list[tuple[object, ...]] = []
    for venue in (whole, ballots.Venue(whole.slots, tuple(sorted(whole.seats)[-FEW:]))):
        if arguments.ropensci:
            rows += real("rOpenSci 2018", ballots.ropensci(arguments.ropensci, venue))
        if arguments.bg2050:
            rows += real("Bowling Green 2050", ballots.bowling_green(arguments.bg2050, venue))
    head = (
        "ballots",
        "people",
        "pitches",
        "places",
        "rule",
        "kept of ideal",
        "nothing",
        "none of theirs runs",
    )
    table(
        f"Real ballots at {whole.slots} times in {len(whole.seats)} rooms, and in the {FEW} biggest of them",
        (*head, "hardest hit", "seconds of CPU"),
        rows,
    )


PARTS: dict[str, Callable[[int], None]] = {
    "time": times,
    "ideal": ideals,
    "longer": longer,
    "shares": shares,
    "lost": losses,
    "rival": rivals,
    "proof": proofs,
    "nothing": left_out.nothing,
    "floor": left_out.floors,
    "bound": bounds,
}


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seeds", type=int, default=5, help="nights of each size; 5 if not given")
    arguments.add_argument(
        "--only", default=",".join([*PARTS, "real"]), help="parts, by comma: all if not given"
    )
    for name in ("ropensci", "w3c", "bg2050"):
        arguments.add_argument(f"--{name}", type=pathlib.Path, metavar="FILE", help="real ballots or rooms")
    told = arguments.parse_args()
    run(NOTHING)  # so that its modules are compiled
    for name in told.only.split(","):
        if name == "real":
            real_ballots(told)
        else:
            PARTS[name](told.seeds)


if __name__ == "__main__":
    main()
